package markdown

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"woshou/diagrams/golden"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
)

// read finds out by reading the HTML of a part what the part tells, and how many
// elements it leaves open.
func read(text []byte) (p Part, open int) {
	for _, hook := range []string{"data-hl", "data-focus", "data-add", "data-del", "data-error", "data-warn", "data-n"} {
		p.Sheets.Code = p.Sheets.Code || bytes.Contains(text, []byte(" "+hook+`="`))
	}
	for _, hook := range []string{"<div data-title>", "<label data-label>"} {
		p.Sheets.Code = p.Sheets.Code || bytes.Contains(text, []byte(hook))
	}
	p.Sheets.Checks = bytes.Contains(text, []byte("<section data-check="))
	p.Sheets.Gallery = bytes.Contains(text, []byte("<img data-thumbnail "))
	for _, hook := range []string{` data-badge="`, ` data-math="`, " data-toc "} {
		p.Sheets.Marks = p.Sheets.Marks || bytes.Contains(text, []byte(hook))
	}
	z := html.NewTokenizer(bytes.NewReader(text))
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		t := z.Token()
		for _, a := range t.Attr {
			if a.Key == "id" {
				p.IDs = append(p.IDs, a.Val)
			}
			if a.Key == "data-figure" {
				p.Figures = append(p.Figures, a.Val)
			}
		}
		switch {
		case slices.Contains([]string{"br", "col", "hr", "img", "input", "wbr"}, t.Data):
		case kind == html.StartTagToken:
			open++
		case kind == html.EndTagToken:
			open--
		}
	}
	return p, open
}

// Over all cases, a body tells of its HTML what reading it would.
func TestBodiesTellWhatTheirHTMLHolds(t *testing.T) {
	for _, c := range golden.Cases(t, "testdata") {
		for _, p := range c.Parts {
			if strings.HasSuffix(p.Name, ".md") {
				checkBody(t, c.Name+" "+p.Name, parseIn(c, p, Options{States: states, Lang: "zh", Math: true}))
			}
		}
	}
}

// checkBody compares what a body tells with what its HTML says.
func checkBody(t *testing.T, name string, doc *Document) {
	t.Helper()
	body := doc.Render(Renderer{Figure: anchored})
	blocks := doc.Blocks()
	if len(blocks) != len(body.Blocks) && len(body.HTML) > 0 {
		t.Fatalf("%s: %d blocks, %d parts", name, len(blocks), len(body.Blocks))
	}
	var joined []byte
	for i, part := range body.Blocks {
		joined = append(joined, part.HTML...)
		want, open := read(part.HTML)
		if open != blocks[i].Open {
			t.Errorf("%s, block %d leaves %d elements open, %d are told", name, i+1, open, blocks[i].Open)
		}
		if part.HTML = nil; !cmp.Equal(want, part) {
			t.Errorf("%s, block %d (-read +told)\n%s", name, i+1, cmp.Diff(want, part))
		}
	}
	if len(joined) > 0 && !bytes.Equal(joined, body.HTML) {
		t.Errorf("%s: the parts are not the whole", name)
	}
}

func TestOpenings(t *testing.T) {
	for src, want := range map[string]string{
		"![](x.scenario)\n\nb\n":               `<div data-block="/1" data-wrap><figure data-figure="x"><pre><code>x.scenario</code></pre><figcaption></figcaption></figure></div>`,
		"# a\n\n![](x.scenario)\n":             "",
		"a\n":                                  "",
		"":                                     "",
		"<div>\n\n![](x.scenario)\n\n</div>\n": "<div data-block=\"/1\">\n<div data-block=\"/2\" data-wrap><figure data-figure=\"x\"><pre><code>x.scenario</code></pre><figcaption></figcaption></figure></div>\n</div>",
	} {
		if got := string(parsePage("a.md", []byte(src), Options{}).Render(Renderer{}).Opening); got != want {
			t.Errorf("%q\ngot  %s\nwant %s", src, got, want)
		}
	}
}
