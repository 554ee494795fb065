package markdown

import (
	"strings"
	"testing"

	"woshou/diagrams/golden"
)

// FuzzInclude reads a page, d/a.md, beside which there is b.md, and c.js above.
// However the files include each other, reading ends, every problem stands at
// a line that its file has, and the page is as safe as any.
func FuzzInclude(f *testing.F) {
	for _, seed := range [][3]string{
		{
			"<!--@include: ./b.md-->\n<<< @/c.js#r{1 ts:line-numbers} [x]\n",
			"---\nx: 1\n---\n# B {#b}\n[x](./y.md)\n<!--@include: a.md-->\n",
			"// #region r\na // [!code ++]\n// #endregion\n",
		},
		{
			"```md\n<!--@include: b.md#s{2,}-->\n```\n> <!--@include: b.md#r{,1}--> x\n",
			"# S\nx\n\nT\n==\n<!-- #region r -->\n```\n<!-- #endregion r -->\n", "",
		},
		{"---\nt: <!--@include: b.md-->\n---\n<!-- @include: @/d/b.md{1,2} -->\n- <<< ../c.js\n", "<div>\r\n*a\n", "<script>\n"},
		{"<!--@include: b.md--><!--@include: b.md-->", "<!--@include: ../c.js--><!--@include: @c.js{2,3}-->", "::: tip\n::: code-group\n<<< b.md"},
	} {
		f.Add(seed[0], seed[1], seed[2])
	}
	f.Fuzz(func(t *testing.T, a, b, c string) {
		text := []string{a, b, c}
		page := golden.Part{Name: "d/a.md", Text: a}
		all := golden.Case{Parts: []golden.Part{page, {Name: "d/b.md", Text: b}, {Name: "c.js", Text: c}}}
		lines := map[string]int{}
		for _, p := range all.Parts {
			lines[p.Name] = strings.Count(p.Text, "\n") + strings.Count(p.Text, "\r") + 2
		}
		doc := parseIn(all, page, Options{Lang: "zh"})
		html := render(t, doc)
		if bad := checkHTML(html); bad != "" {
			t.Errorf("%s\nin %q\nfrom %q", bad, html, text)
		}
		for _, p := range doc.Problems {
			if p.Line < 1 || p.Line > lines[p.File] || p.Col < 1 {
				t.Errorf("problem without a place: %+v from %q", p, text)
			}
		}
		for _, l := range doc.Links {
			if file := l.File; file != "" && l.Line > lines[file] {
				t.Errorf("link without a place: %+v from %q", l, text)
			}
		}
		_ = doc.Blocks()
		for _, p := range doc.Passages() {
			_ = p.Place(0, len(p.Text))
		}
	})
}
