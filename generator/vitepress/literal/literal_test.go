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

// A module that names itself over and over, or the same long text or function,
// is read no further than the bounds.
func TestModulesAreBounded(t *testing.T) {
	long := strings.Repeat("x", 1<<17)
	for name, src := range map[string]string{
		"arrays":    "const a0 = [1, 2]\n" + doubled("const a%d = [...a%d, ...a%[2]d]\n") + "export default a40",
		"objects":   "const a0 = {b: 1}\n" + doubled("const a%d = {c: a%d, d: a%[2]d}\n") + "export default a40",
		"texts":     "const a0 = '" + long + "'\n" + doubled("const a%d = a%d + a%[2]d\n") + "export default a40",
		"sums":      "const a = '" + long + "'\nexport default " + strings.Repeat("a + ", 100_000) + "a",
		"functions": "const f = () => {" + strings.Repeat("g();", 100_000) + "return 1}\nexport default [" + strings.Repeat("f(), ", 50_000) + "]",
		"brackets":  "export default " + strings.Repeat("[(", 200_000),
	} {
		r := &Reader{Read: func(string) ([]byte, error) { return []byte(src), nil }}
		v, ok := r.Default("a.js")
		if !ok || r.budget > 0 && name != "brackets" {
			t.Errorf("%s: %d left", name, r.budget)
		}
		if n := size(v); n > mostValues*64 {
			t.Errorf("%s: %d octets and values", name, n)
		}
	}
}

// doubled are forty lines with the numbers from 1, and those before them.
func doubled(form string) string {
	var b strings.Builder
	for i := range 40 {
		fmt.Fprintf(&b, form, i+1, i)
	}
	return b.String()
}

// size is how many octets and values there are in a value.
func size(v Value) int {
	n := 1 + len(v.Text)
	for _, item := range v.Items {
		n += size(item)
	}
	for _, f := range v.Fields {
		n += size(f.Value)
	}
	return n
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
