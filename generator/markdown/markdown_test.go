package markdown

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "write what is now the case into testdata")

// A file of testdata is one construct: cases in pairs of parts, `name.md` and
// `name.html`, with a part `name.found` for figures, links and problems. A name that
// starts with "en" is an English page, any other a Chinese one. To add a case,
// write its .md part and run the test with -update; then read the difference.
func TestCases(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		got := runCases(t, archive)
		if *update {
			if err := os.WriteFile(file, txtar.Format(got), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if diff := cmp.Diff(string(txtar.Format(archive)), string(txtar.Format(got))); diff != "" {
			t.Errorf("%s (-want +got)\n%s", file, diff)
		}
	}
}

// runCases returns the archive with its results as they are now.
func runCases(t *testing.T, a *txtar.Archive) *txtar.Archive {
	out := &txtar.Archive{Comment: a.Comment}
	for _, f := range a.Files {
		name, isSource := strings.CutSuffix(f.Name, ".md")
		if !isSource {
			continue
		}
		lang := "zh"
		if strings.HasPrefix(name, "en") {
			lang = "en"
		}
		doc := Parse(f.Name, f.Data, Options{Lang: lang})
		out.Files = append(out.Files, f, txtar.File{Name: name + ".html", Data: []byte(render(t, doc))})
		if found := facts(doc); found != "" {
			out.Files = append(out.Files, txtar.File{Name: name + ".found", Data: []byte(found)})
		}
	}
	return out
}

// facts prints what a Document knows beside its tree, headings excepted.
func facts(d *Document) string {
	var b strings.Builder
	for _, f := range d.Figures {
		fmt.Fprintf(&b, "%d:%d: figure %s path=%q caption=%q numbers=%q indent=%d source=%q\n",
			f.Line, f.Col, f.ID, f.Path, f.Caption, f.Numbers, f.Indent, f.Source)
		for _, w := range f.Ways {
			fmt.Fprintf(&b, "%d:%d: way of %s, %d: %s\n", w.Line, w.Col, w.Host, w.PathCol, w.Path)
		}
	}
	for _, l := range d.Links {
		fmt.Fprintf(&b, "%d:%d: link %s image=%t\n", l.Line, l.Col, l.Dest, l.Image)
	}
	for _, p := range d.Problems {
		fmt.Fprintf(&b, "%d:%d: %s %s: %s\n", p.Line, p.Col, p.Severity, p.Code, p.Message)
	}
	return b.String()
}

func render(t testing.TB, d *Document) string {
	var b bytes.Buffer
	if err := d.Render(&b, Renderer{}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
