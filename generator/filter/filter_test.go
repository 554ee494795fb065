package filter

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"woshou/diagrams/golden"
)

// A case is a page, the scenarios beside it, and what comes of it: the page for
// each target whose name begins a part, and the files that lie beside it. What the
// case does not hold, as a capture, is a file of our site.
func TestPages(t *testing.T) {
	golden.Run(t, "testdata", func(t *testing.T, c golden.Case) []golden.Part {
		parts := c.Parts
		for _, p := range c.Parts {
			target, ok := strings.CutSuffix(p.Name, ".want")
			if !ok {
				continue
			}
			parts = golden.Case{Parts: parts}.With(p.Name, filtered(t, c, Targets[target]))
		}
		return parts
	})
}

// filtered is the page of a case for a target, then the names of its files, and what
// is wrong.
func filtered(t *testing.T, c golden.Case, target Target) string {
	out, files, problems := Page([]byte(c.Part("docs/page.md")), Options{
		Page: "docs/page.md", Folder: "docs/figures", Target: target,
		Read: func(name string) ([]byte, error) {
			if text, err := c.Read(name); err == nil {
				return text, nil
			}
			return os.ReadFile(filepath.Join("../../content", name))
		},
	})
	var b strings.Builder
	b.Write(out)
	for _, f := range files {
		b.WriteString("file " + f.Name + "\n")
		if len(f.Bytes) == 0 {
			t.Errorf("%s is empty", f.Name)
		}
	}
	for _, p := range problems {
		b.WriteString(p.Place.String() + ": " + p.Message.String() + "\n")
	}
	return b.String()
}

// A page without figures comes out as it went in, byte for byte.
func TestOtherPagesStayAsTheyAre(t *testing.T) {
	for _, page := range []string{"", "a", "a\r\n\r\n# b\r\n", "\ufeff# a\n", "```js\nx\n```", "a\x00b\xff\n"} {
		out, files, problems := Page([]byte(page), Options{Page: "a.md", Target: Targets["github"]})
		if string(out) != page || len(files)+len(problems) > 0 {
			t.Errorf("%q: %q, %d files, %v", page, out, len(files), problems)
		}
	}
}

// FuzzPage holds that no page makes the filter panic, and that one without the marks
// of fences, images and attributes stays as it is.
func FuzzPage(f *testing.F) {
	for _, seed := range []string{"> ```scenario\n> client connect\n", "a ![x](y.scenario) b", "[a]{step=1}", "- ```states tcp\n  ```\nx"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, page string) {
		out, _, _ := Page([]byte(page), Options{Page: "a.md", Target: Targets["github"], Read: func(string) ([]byte, error) { return []byte("client connect"), nil }})
		if !strings.ContainsAny(page, "`~!{") && string(out) != page {
			t.Errorf("%q became %q", page, out)
		}
	})
}
