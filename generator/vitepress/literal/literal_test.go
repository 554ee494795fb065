package literal

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "write what was read into testdata")

// TestModules runs testdata/*.txtar: modules, the first of which is read, and
// the value of its default export, in the file want.
func TestModules(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			last := len(archive.Files) - 1
			got := read(archive.Files[:last])
			if *update {
				archive.Files[last].Data = []byte(got)
				if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if diff := cmp.Diff(string(archive.Files[last].Data), got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func read(files []txtar.File) string {
	r := &Reader{Read: func(name string) ([]byte, error) {
		for _, f := range files {
			if f.Name == name {
				return f.Data, nil
			}
		}
		return nil, os.ErrNotExist
	}}
	v, ok := r.Default(files[0].Name)
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
		fmt.Fprintf(b, "? %s, %s:%d:%d\n", v.Text, v.File, v.Line, v.Col)
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
	files, _ := filepath.Glob("testdata/*.txtar")
	for _, file := range files {
		if archive, err := txtar.ParseFile(file); err == nil {
			for _, m := range archive.Files {
				f.Add(m.Data)
			}
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
