package markdown

import (
	"strings"

	"woshou/generator/diagnostic"
	"woshou/generator/page"

	"github.com/yuin/goldmark/ast"
)

// headingList has the headings of a page, in order.
type headingList struct {
	*reading
	nodes []*ast.Heading
}

// note notes a heading. Its id is found last of all: an explicit id wins
// over those made from text, wherever they stand.
func (hs *headingList) note(n *ast.Heading) {
	if id := attribute(n, "id"); id != "" && !hs.claim(id, n.Pos()) {
		n.SetAttributeString("id", "")
	}
	hs.nodes = append(hs.nodes, n)
}

// name gives every heading its id and fills in Document.Headings.
func (hs *headingList) name() {
	for _, n := range hs.nodes {
		id := attribute(n, "id")
		explicit := id != ""
		if !explicit {
			id = SlugOf(hs.opt.Flavour, slugText(n, hs.doc.source))
			if len(id) > longestID {
				hs.beyond(n.Pos(), diagnostic.Say("an id of more than %d octets", longestID))
				id = strings.ToValidUTF8(id[:longestID], "")
			}
			id = hs.ids.unique(id)
			n.SetAttributeString("id", id)
		}
		text := oneLine(plainText(n, hs.doc.source))
		if len(text) > longestHeading {
			hs.beyond(n.Pos(), diagnostic.Say("a heading of more than %d octets", longestHeading))
			text = strings.ToValidUTF8(text[:longestHeading], "")
		}
		hs.doc.Headings = append(hs.doc.Headings, page.Heading{
			Level: n.Level, ID: id, Explicit: explicit, Place: hs.text.Place(n.Pos()), Text: text,
		})
	}
}

// printHeading writes a heading with a link to itself behind its text.
func printHeading(p *printer, n *ast.Heading) {
	tag := "h" + string(rune('0'+n.Level))
	p.open(tag, n)
	p.inlines(n)
	p.str(" <a data-permalink")
	p.attr("href", "#"+attribute(n, "id"))
	p.attr("aria-label", p.r.Word("permalink"))
	p.str(">#</a>")
	inside, after := p.r.Heading(attribute(n, "id"))
	p.out.Write(inside)
	p.close(tag)
	p.str("\n")
	p.out.Write(after)
}
