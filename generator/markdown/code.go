package markdown

import (
	"strings"

	"woshou/generator/listing"
	"woshou/generator/markup"

	"github.com/yuin/goldmark/ast"
)

// fenceInfo is what the line that opens a code block says, with the attributes
// at its end.
type fenceInfo struct {
	listing.Info
	attrs markup.Attrs
}

// fence finds figures among the code blocks.
func (v *visit) fence(n *ast.FencedCodeBlock) {
	info := ""
	if n.Info != nil {
		info = string(n.Info.Segment.Value(v.doc.source))
	}
	lang, options, _ := strings.Cut(info, " ")
	if v.unclosed[n] && lang != "scenario" {
		v.openFence(n)
	}
	if v.terms.fence(n, v.doc.infoOf(n).Lang) {
		return
	}
	switch {
	case lang == "scenario": // what is wrong with an open one shows when it is run
		v.figures.scenario(n, options)
	case lang == "states" && !v.unclosed[n]:
		v.figures.states(n, options)
	case lang == "check" && !v.unclosed[n]:
		v.figures.check(n, options)
	case n.Info != nil:
		v.setAttributes(n, v.doc.infoOf(n).attrs, n.Info.Segment.Start)
	}
}

// infoOf reads the line that opens a fence.
func (d *Document) infoOf(n *ast.FencedCodeBlock) fenceInfo {
	info := ""
	if n.Info != nil {
		info = unescape(n.Info.Segment.Value(d.source))
	}
	f := fenceInfo{Info: listing.Parse(info, d.numbered)}
	_, f.attrs = d.braces.Trailing([]byte(info))
	return f
}

// printCode writes a code block: a title, if it stands alone, and the code, whose
// marked lines get an element of their own.
func printCode(p *printer, n ast.Node, text string, i listing.Info) {
	code := listing.Read(text, i)
	p.open("div", n, append([]string{"data-lang", i.Lang}, code.Hooks()...)...)
	if i.Title != "" && !isCodeGroup(n.Parent()) { // else it is the tab's
		p.part.Sheets.Code = true
		p.str("<div data-title>")
		p.text(i.Title)
		p.close("div")
	}
	p.str("<pre><code>")
	p.part.Sheets.Code = p.part.Sheets.Code || code.IsNumbered()
	p.out.Write(code.Wrap(p.r.Highlight(code.Text, i.Lang)))
	p.str("</code></pre></div>\n")
}
