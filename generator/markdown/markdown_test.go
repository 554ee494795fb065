package markdown

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"woshou/diagrams/golden"
	"woshou/generator/highlight"
)

// A file of testdata is one construct: cases in pairs of parts, `name.md` and
// `name.html`, with a part `name.found` for figures, links and problems. Parts
// in a folder are files for the cases to include. A name that
// starts with "en" is an English page, any other a Chinese one; formulas are read
// where it says "math", and a container of the site's own where it says so.
func TestCases(t *testing.T) {
	golden.Run(t, "testdata", func(t *testing.T, c golden.Case) (parts []golden.Part) {
		for _, p := range c.Parts {
			name, isSource := strings.CutSuffix(p.Name, ".md")
			switch {
			case strings.Contains(p.Name, "/"):
				parts = append(parts, p)
			case isSource:
				parts = append(append(parts, p), outcome(t, c, p, name)...)
			}
		}
		return parts
	})
}

// outcome is what becomes of a page of a case.
func outcome(t *testing.T, c golden.Case, page golden.Part, name string) []golden.Part {
	lang := "zh"
	if strings.HasPrefix(name, "en") {
		lang = "en"
	}
	opt := Options{States: states, Lang: lang, Math: strings.Contains(name, "math")}
	opt.Trusted = strings.Contains(name, "trusted")
	if strings.Contains(name, "media") {
		opt.Media, opt.Hosts = true, []string{"player.example.org"}
	}
	if strings.Contains(name, "sandpack") {
		opt.Containers = []string{"sandpack"}
	}
	doc := parseIn(c, page, opt)
	parts := []golden.Part{{Name: name + ".html", Text: render(t, doc)}}
	if found := facts(doc); found != "" {
		parts = append(parts, golden.Part{Name: name + ".found", Text: found})
	}
	return parts
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
		{"FIN-WAIT1", []string{"FIN-WAIT-1"}, "Linux"},
		{"SYN-REVC", []string{"SYN-RECEIVED"}, ""},
		{"ESTABLISH", []string{"ESTABLISHED"}, ""},
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
	for _, allowed := range d.Allows {
		fmt.Fprintf(&b, "allows %s\n", allowed)
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
	if testing.Short() {
		t.Skip("reads pages of hundreds of thousands of marks")
	}
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
