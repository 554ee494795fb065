package literal

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"woshou/diagrams/golden"
)

// TestModules runs testdata/*.txtar: modules, the first of which is read, and
// the value of its default export, in the part want.
func TestModules(t *testing.T) {
	golden.Run(t, "testdata", func(t *testing.T, c golden.Case) []golden.Part {
		return c.With(golden.Want, read(c))
	})
}

func read(c golden.Case) string {
	r := &Reader{Read: c.Read}
	v, ok := r.Default(c.Parts[0].Name)
	if !ok {
		return "no default export\n"
	}
	var b strings.Builder
	print(&b, v, "")
	return b.String()
}

// print writes a value as an outline, opaque ones with their places.
func print(b *strings.Builder, v Value, indent string) {
	switch v.Kind {
	case Opaque:
		fmt.Fprintf(b, "? %s, %s:%d:%d\n", v.What, v.File, v.Line, v.Col)
	case Null:
		b.WriteString("null\n")
	case Bool:
		fmt.Fprintln(b, v.True)
	case Number:
		fmt.Fprintln(b, v.Text)
	case String:
		fmt.Fprintf(b, "%q\n", v.Text)
	case Array:
		b.WriteString("[\n")
		for _, item := range v.Items {
			b.WriteString(indent + "  ")
			print(b, item, indent+"  ")
		}
		b.WriteString(indent + "]\n")
	case Object:
		b.WriteString("{\n")
		for _, f := range v.Fields {
			fmt.Fprintf(b, "%s  %s: ", indent, f.Key)
			print(b, f.Value, indent+"  ")
		}
		b.WriteString(indent + "}\n")
	}
}

// FuzzDefault holds that no module stops the reader, and that what it reads
// stands somewhere in the module.
func FuzzDefault(f *testing.F) {
	for _, c := range golden.Cases(f, "testdata") {
		for _, p := range c.Parts {
			f.Add([]byte(p.Text))
		}
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		lines := strings.Count(string(src), "\n") + 1
		r := &Reader{Read: func(name string) ([]byte, error) {
			if name == "a.js" {
				return src, nil
			}
			return nil, os.ErrNotExist
		}}
		if v, ok := r.Default("a.js"); ok {
			walk(t, v, lines)
		}
	})
}

func walk(t *testing.T, v Value, lines int) {
	if v.Line < 1 || v.Line > lines || v.Col < 1 {
		t.Errorf("%+v has no place in %d lines", v.Place, lines)
	}
	for _, item := range v.Items {
		walk(t, item, lines)
	}
	for _, f := range v.Fields {
		walk(t, f.Value, lines)
	}
}
