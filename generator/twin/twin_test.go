package twin

import (
	"bytes"
	"strings"
	"testing"

	"woshou/diagrams/golden"
	"woshou/generator/diagnostic"
	"woshou/generator/highlight"
	"woshou/generator/markdown"
	"woshou/generator/page"
	"woshou/generator/source"
)

// Each file of testdata is a page and its twin.
func TestConvert(t *testing.T) {
	golden.Run(t, "testdata", func(t *testing.T, c golden.Case) []golden.Part {
		page, twin := c.Parts[0], c.Parts[1]
		twin.Text = convert(t, page.Text)
		if again := markdown.Parse(source.Read("twin.md", []byte(twin.Text), source.Files{}), markdown.Options{}); diagnostic.Count(again.Problems) != (diagnostic.Tally{}) {
			t.Errorf("the twin is no plain Markdown: %v", again.Problems)
		}
		return []golden.Part{page, twin}
	})
}

// convert makes the twin of a page, as a site would whose links end in .html.
func convert(t testing.TB, text string) string {
	t.Helper()
	doc := markdown.Parse(source.Read("page.md", []byte(text), source.Files{}), markdown.Options{Lang: "en", Math: true})
	body := doc.Render(markdown.Renderer{
		Link:      func(dest string) string { return strings.Replace(dest, ".md", ".html", 1) },
		Highlight: highlight.Code,
		Figure: func(f page.Figure) []byte {
			return []byte(`<figure data-figure="` + f.ID + `"><svg><title>no</title></svg><figcaption><span data-chrome>Figure 1</span> Caption</figcaption>` +
				`<details data-chrome><summary>no</summary><table><tr><th>A</th></tr><tr><td>1</td></tr></table></details></figure>`)
		},
	})
	converted, err := Convert(body.HTML, Options{
		Link: func(href string) string { return strings.Replace(href, ".html", ".md", 1) },
		Figure: func(id string) Figure {
			if id == "chart" {
				return Figure{}
			}
			return Figure{Diagram: "client   server\n  ├──────>│\n", Sentences: []string{"Step 1: SYN.", "Step 2: SYN_SENT * 2."}}
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	return string(converted)
}

func FuzzConvert(f *testing.F) {
	for _, seed := range []string{
		"<p data-title>x", "<dl><dd>x<dt>y", "<svg><p>a</svg>", `<div data-lang="go"><code>a`, "<input type=checkbox>", `<li id="fn:1">`,
		`<figure data-figure="a"><figcaption>x`, `<a data-step="1"><a data-state>`, `<section data-footnotes><ol><li id="fn:1"><p>`,
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, body string) {
		once, err := Convert([]byte(body), Options{})
		if err != nil {
			t.Skip(err)
		}
		if twice, _ := Convert([]byte(body), Options{}); !bytes.Equal(once, twice) {
			t.Error("the twin of one page differs from itself")
		}
	})
}
