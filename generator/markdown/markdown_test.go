package markdown

import (
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"woshou/generator/highlight"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "write what is now the case into testdata")

// A file of testdata is one construct: cases in pairs of parts, `name.md` and
// `name.html`, with a part `name.found` for figures, links and problems. Parts
// in a folder are files for the cases to include. A name that
// starts with "en" is an English page, any other a Chinese one; formulas are read
// where it says "math". To add a case,
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
		if strings.Contains(f.Name, "/") {
			out.Files = append(out.Files, f)
			continue
		}
		if !isSource {
			continue
		}
		lang := "zh"
		if strings.HasPrefix(name, "en") {
			lang = "en"
		}
		doc := parseIn(a, f, Options{States: states, Lang: lang, Math: strings.Contains(name, "math")})
		out.Files = append(out.Files, f, txtar.File{Name: name + ".html", Data: []byte(render(t, doc))})
		if found := facts(doc); found != "" {
			out.Files = append(out.Files, txtar.File{Name: name + ".found", Data: []byte(found)})
		}
	}
	return out
}

// reader reads files of an archive.
func reader(a *txtar.Archive) func(string) ([]byte, error) {
	return func(name string) ([]byte, error) {
		for _, f := range a.Files {
			if f.Name == name {
				return f.Data, nil
			}
		}
		return nil, fs.ErrNotExist
	}
}

// states are some names of states, as a site has them of a machine.
var states = StateNames{
	Machine: "tcp",
	Names: []string{
		"CLOSED", "LISTEN", "SYN-SENT", "SYN-RECEIVED", "ESTABLISHED", "FIN-WAIT-1",
		"FIN-WAIT-2", "CLOSE-WAIT", "CLOSING", "LAST-ACK", "TIME-WAIT",
	},
	Wrong: []WrongName{
		{"SYN-RECV", []string{"SYN-RECEIVED"}, "Linux"},
		{"FIN-WAIT", []string{"FIN-WAIT-1", "FIN-WAIT-2"}, ""},
		{"LISTENING", []string{"LISTEN"}, "Windows"},
	},
}

// facts prints what a Document knows beside its tree, headings excepted.
func facts(d *Document) string {
	var b strings.Builder
	for _, f := range d.Figures {
		fmt.Fprintf(&b, "%s%d:%d: figure %s path=%q caption=%q numbers=%q indent=%d source=%q\n",
			in(d, f.File), f.Line, f.Col, f.ID, f.Path, f.Caption, f.Numbers, f.Indent, f.Source)
		for _, w := range f.Ways {
			fmt.Fprintf(&b, "%d:%d: way of %s, %d: %s\n", w.Line, w.Col, w.Host, w.PathAt.Col, w.Path)
		}
	}
	for _, s := range d.Steps {
		fmt.Fprintf(&b, "%d:%d+%d: step %s:%d\n", s.Line, s.Col, s.Width, s.Figure, s.N)
		for _, c := range s.Claims {
			fmt.Fprintf(&b, "%d:%d+%d: %s is in %s\n", c.Line, c.Col, c.Width, c.Host, c.State)
		}
	}
	for _, t := range d.Terms {
		fmt.Fprintf(&b, "%d:%d+%d: term #%s %q state=%q mentioned=%t: %q\n", t.Line, t.Col, t.Width, t.ID, t.Name, t.State, t.Mentioned, t.Text)
	}
	for _, l := range d.Links {
		fmt.Fprintf(&b, "%s%d:%d: link %s image=%t\n", in(d, l.File), l.Line, l.Col, l.Dest, l.Image)
	}
	for _, p := range d.Problems {
		fmt.Fprintf(&b, "%s%d:%d: %s %s: %s\n", in(d, p.File), p.Line, p.Col, p.Severity, p.Code, p.Message)
	}
	return b.String()
}

// in is a file as it stands before a line, "" for the page's own.
func in(d *Document, file string) string {
	if file == d.File {
		return ""
	}
	return file + ":"
}

func render(t testing.TB, d *Document) string {
	t.Helper()
	return string(d.Render(Renderer{Highlight: highlight.Code}).HTML)
}

// A page of nothing but one mark, many times over, must not take time that
// grows with the square of its length.
func TestLongRunsOfOneMark(t *testing.T) {
	for _, part := range []string{"*a_ ", "</Foo>", "a@b.", "# a {.b}\n", "<b>", "^[", "$a ", "{.a ", "{{ x }}", ":a", "<Foo ", "[[toc]]\n"} {
		doc := parsePage("a.md", []byte(strings.Repeat(part, 50_000)), Options{Lang: "zh", Math: true})
		if render(t, doc) == "" {
			t.Errorf("%q: nothing is left", part)
		}
	}
}

func TestParseAndRenderConcurrently(t *testing.T) {
	src := samplePage()
	doc := parsePage("p.md", src, Options{Lang: "zh"})
	want := render(t, doc)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if got := render(t, doc); got != want {
				t.Error("one document renders to two pages")
			}
			if got := render(t, parsePage("p.md", src, Options{Lang: "zh"})); got != want {
				t.Error("one source gives two documents")
			}
		})
	}
	wg.Wait()
}

// TestTermsEndWithWhatTheSiteKnows holds that each term is asked about once,
// and that the answer stands in its last definition.
func TestTermsEndWithWhatTheSiteKnows(t *testing.T) {
	doc := parsePage("x.md", []byte("::: glossary\nLISTEN\n: waits\n: still waits\n\nSYN_SENT\n: has sent\n:::\n"), Options{})
	var asked []string
	out := doc.Render(Renderer{Term: func(term string) []byte {
		asked = append(asked, term)
		return []byte("<i>" + term + "</i>")
	}}).HTML
	if got := strings.Join(asked, " "); got != "LISTEN SYN_SENT" {
		t.Errorf("asked about %s", got)
	}
	for _, want := range []string{"still waits<i>LISTEN</i></dd>", "has sent<i>SYN_SENT</i></dd>"} {
		if !strings.Contains(string(out), want) {
			t.Errorf("no %s in\n%s", want, string(out))
		}
	}
}
