package markdown

import (
	"strconv"

	extast "github.com/yuin/goldmark/extension/ast"
)

// The ids of footnotes, "fn:1" and "fnref:1", hold a colon, which no id made
// from text does.

// printFootnoteRef writes the raised number in the text.
func printFootnoteRef(p *printer, n *extast.FootnoteLink) {
	number := strconv.Itoa(n.Index)
	p.str("<sup")
	p.attr("data-footnote-ref", number)
	p.attr("id", refID(n.Index, n.RefIndex))
	p.str(`><a href="#fn:` + number + `">` + number + "</a></sup>")
}

// printFootnoteBack writes the link from a note to one of its references. The
// selector after the arrow keeps phones from drawing an emoji.
func printFootnoteBack(p *printer, n *extast.FootnoteBacklink) {
	p.str(" <a data-footnote-backref")
	p.attr("href", "#"+refID(n.Index, n.RefIndex))
	p.attr("aria-label", p.r.Word("backlink"))
	p.str(">↩\uFE0E</a>")
}

// printFootnotes writes the notes, at the end of the page.
func printFootnotes(p *printer, n *extast.FootnoteList) {
	p.open("section", n, "data-footnotes", "", "aria-label", p.r.Word("footnotes"))
	p.str("\n<ol>\n")
	p.blocks(n)
	p.str("</ol>\n</section>\n")
}

func printFootnote(p *printer, n *extast.Footnote) {
	p.open("li", n, "id", noteID(n.Index))
	p.blocks(n)
	p.close("li")
	p.str("\n")
}

// noteID is the id of a note, by its number.
func noteID(note int) string { return "fn:" + strconv.Itoa(note) }

// refID is the id of a reference; ref counts those to one note from 0.
func refID(note, ref int) string {
	id := "fnref:" + strconv.Itoa(note)
	if ref > 0 {
		id += ":" + strconv.Itoa(ref+1)
	}
	return id
}
