package markdown

import (
	"github.com/yuin/goldmark/ast"
	gmhtml "github.com/yuin/goldmark/renderer/html"
)

func printQuote(p *printer, n *ast.Blockquote) { p.group("blockquote", n) }

// printTextBlock writes the text of a tight list's item.
func printTextBlock(p *printer, n *ast.TextBlock) {
	p.inlines(n)
	if n.NextSibling() != nil {
		p.str("\n")
	}
}

// printTextNode writes text with its escapes and entities resolved, and the line
// breaks that are left.
func printTextNode(p *printer, n *ast.Text) {
	value := n.Segment.Value(p.doc.source)
	if n.IsRaw() {
		gmhtml.DefaultWriter.RawWrite(&p.out, value)
	} else {
		gmhtml.DefaultWriter.Write(&p.out, value)
	}
	if n.HardLineBreak() {
		p.str("<br>\n")
	} else if n.SoftLineBreak() {
		p.str("\n")
	}
}

// printCodeSpan writes code in a line; a line end in it is a space.
func printCodeSpan(p *printer, n *ast.CodeSpan) {
	p.open("code", n)
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		t := c.(*ast.Text)
		value := t.Segment.Value(p.doc.source)
		if l := len(value); l > 0 && value[l-1] == '\n' {
			gmhtml.DefaultWriter.RawWrite(&p.out, value[:l-1])
			p.str(" ")
			continue
		}
		gmhtml.DefaultWriter.RawWrite(&p.out, value)
	}
	p.close("code")
}
