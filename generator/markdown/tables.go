package markdown

import (
	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// printTable writes a table in a box that scrolls where the table is too wide; the
// box can have the focus so that it scrolls from the keyboard as well.
func printTable(p *printer, n *extast.Table) {
	p.open("div", nil, "data-wrap", "", "tabindex", "0")
	p.open("table", n)
	p.str("\n<thead>\n")
	p.node(n.FirstChild())
	p.str("</thead>\n")
	if row := n.FirstChild().NextSibling(); row != nil {
		p.str("<tbody>\n")
		for ; row != nil; row = row.NextSibling() {
			p.node(row)
		}
		p.str("</tbody>\n")
	}
	p.str("</table></div>\n")
}

// printRow writes a row whose cells are th or td. Alignment is an attribute: pages
// hold no style.
func printRow(p *printer, n ast.Node, cell string) {
	p.str("<tr>\n")
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		p.str("<" + cell)
		if td, ok := c.(*extast.TableCell); ok && td.Alignment != extast.AlignNone {
			p.attr("align", td.Alignment.String())
		}
		p.attributes(c)
		p.str(">")
		p.inlines(c)
		p.close(cell)
		p.str("\n")
	}
	p.str("</tr>\n")
}
