package markdown

import (
	"strings"

	"woshou/generator/page"

	"github.com/yuin/goldmark/ast"
)

// heading notes a heading. Its id is found last of all: an explicit id wins
// over those made from text, wherever they stand.
func (v *visit) heading(n *ast.Heading) {
	if id := attribute(n, "id"); id != "" && !v.claim(id, n.Pos()) {
		n.SetAttributeString("id", "")
	}
	v.headings = append(v.headings, n)
}

// nameHeadings gives every heading its id and fills in Document.Headings.
func (v *visit) nameHeadings() {
	for _, n := range v.headings {
		id := attribute(n, "id")
		explicit := id != ""
		if !explicit {
			id = v.ids.unique(Slug(slugText(n, v.doc.source)))
			n.SetAttributeString("id", id)
		}
		v.doc.Headings = append(v.doc.Headings, page.Heading{
			Level: n.Level, ID: id, Explicit: explicit, Place: v.text.Place(n.Pos()),
			Text: strings.Join(strings.Fields(plainText(n, v.doc.source)), " "),
		})
	}
}

// heading writes a heading with a link to itself behind its text.
func (p *printer) heading(n *ast.Heading) {
	tag := "h" + string(rune('0'+n.Level))
	p.open(tag, n)
	p.inlines(n)
	p.str(` <a data-permalink href="#`)
	p.text(attribute(n, "id"))
	p.str(`" aria-label="`)
	p.text(p.r.Word("permalink"))
	p.str(`">#</a>`)
	inside, after := p.r.Heading(attribute(n, "id"))
	p.w.Write(inside)
	p.close(tag)
	p.str("\n")
	p.w.Write(after)
}
