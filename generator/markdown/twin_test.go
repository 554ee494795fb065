package markdown

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"woshou/diagrams/golden"
	"woshou/generator/diagnostic"
	"woshou/generator/page"
	"woshou/generator/source"
	"woshou/generator/twin"

	"github.com/google/go-cmp/cmp"
)

// Each file of testdata/twins is a page and its twin.
func TestTwins(t *testing.T) {
	golden.Run(t, "testdata/twins", func(t *testing.T, c golden.Case) []golden.Part {
		page, twin := c.Parts[0], c.Parts[1]
		doc := parseIn(c, page, Options{Lang: "en", Math: true, States: states})
		twin.Text = twinOf(doc, TwinRenderer{
			Renderer: Renderer{Link: func(dest string) string { return strings.Replace(dest, ".html", ".md", 1) }},
			Figure:   told,
		})
		if again := Parse(source.Read("twin.md", []byte(twin.Text), source.Files{}), Options{}); diagnostic.Count(again.Problems) != (diagnostic.Tally{}) {
			t.Errorf("the twin is no plain Markdown: %v", again.Problems)
		}
		return []golden.Part{page, twin}
	})
}

// told tells any scenario as the same run, and any chart as the same table.
func told(f page.Figure) twin.Figure {
	if f.Chart != "" {
		return twin.Figure{Caption: "Figure 1 Caption", Tables: [][][]string{{{"A"}, {"1 | 2"}}}}
	}
	return twin.Figure{Caption: "Figure 1 Caption", Diagram: "client   server\n  ├──────>│\n", Steps: []string{"Step 1: SYN.", "Step 2: SYN_SENT * 2."}}
}

func twinOf(doc *Document, r TwinRenderer) string {
	var w twin.Writer
	doc.Twin(&w, r)
	return w.String()
}

// A twin says what its page does: read by another reader of Markdown, with what
// GitHub adds and no more, it has the same text, headings, code, cells, items,
// links and emphasis, in the same order.
func TestTwinsSayWhatPagesDo(t *testing.T) {
	pages := map[string]string{}
	for _, folder := range []string{"../../content", "../../../shared/corpus/vitepress-docs"} {
		_ = fs.WalkDir(os.DirFS(folder), ".", func(name string, _ fs.DirEntry, err error) error {
			if err == nil && filepath.Ext(name) == ".md" {
				src, _ := os.ReadFile(filepath.Join(folder, name))
				pages[filepath.Join(folder, name)] = string(src)
			}
			return err
		})
	}
	for _, folder := range []string{"testdata", "testdata/twins", "../conformance/testdata/cases"} {
		for _, c := range golden.Cases(t, folder) {
			for _, p := range c.Parts {
				if strings.HasSuffix(p.Name, ".md") {
					pages[folder+"/"+c.Name+"/"+p.Name] = p.Text
				}
			}
		}
	}
	if len(pages) < 300 {
		t.Errorf("only %d pages", len(pages))
	}
	for name, src := range pages {
		doc := parsePage(name, []byte(src), Options{Lang: "zh", States: states})
		if diff := cmp.Diff(saidByPage(t, doc), saidByTwin(t, doc)); diff != "" {
			t.Errorf("%s (-page +twin):\n%s", name, diff)
		}
	}
}

func FuzzTwin(f *testing.F) {
	for _, seed := range []string{
		"a **b*c**d* ~~e~~ `f` [g](h \"i\") ![j](k)", "- a\n  1. b\n\n     > c\n- d\n", "::: glossary\nA\n: b\n:::\n", "| a |\n|--|\n| `b\\|c` |\n",
		"<table><tr><td>a<td>b</table>", "<dl><dd>x<dt>y</dl>", "<div><b>a</div>b</b>", "<ul><li>a<p>b<li>c</ul>", "<pre>a\n  b</pre>", "a<br><br>b",
		"a[^1]\n\n[^1]: b\n\n    c\n", "1\\. a\n\n\\- b\n\n\\# c ##\n", "**中文。**后面", "\\[a](b) \\[^1] \\![a](b)", "a\\\n---\n",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, src string) {
		doc := parsePage("p.md", []byte(src), Options{Lang: "en", Math: true, States: states})
		once := twinOf(doc, TwinRenderer{Figure: told})
		if twice := twinOf(doc, TwinRenderer{Figure: told}); once != twice {
			t.Error("the twin of one page differs from itself")
		}
		if once != "" && !strings.HasSuffix(once, "\n") {
			t.Errorf("%q ends in no line break", once)
		}
	})
}
