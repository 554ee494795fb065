package markdown

import (
	"html"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	gmhtml "github.com/yuin/goldmark/renderer/html"
)

// printer writes nodes as HTML, and notes what it writes of which a Body tells.
type printer struct {
	w   output
	doc *Document
	r   Renderer

	mark   string // data-block of the top-level block about to open, or ""
	groups int    // code groups so far

	part    Part // of the top-level block in hand, but for its HTML
	depth   int  // how many of the author's elements are open
	figures int  // so far

	normal bool // what is written is only compared
	inNote bool // then: what is written is a note
}

// node writes a node and what is in it.
func (p *printer) node(n ast.Node) {
	if p.normal && p.writeAlone(n) {
		return
	}
	if n.Type() == ast.TypeInline {
		p.inline(n)
		return
	}
	switch n := n.(type) {
	case *ast.Paragraph:
		p.block("p", n)
	case *ast.TextBlock:
		p.textBlock(n)
	case *ast.Heading:
		p.heading(n)
	case *ast.List:
		p.list(n)
	case *ast.ListItem:
		p.item(n)
	case *ast.Blockquote:
		p.quote(n)
	case *ast.FencedCodeBlock:
		p.code(n, string(n.Lines().Value(p.doc.source)), p.doc.infoOf(n))
	case *snippet:
		p.code(n, n.text, n.info)
	case *ast.CodeBlock:
		p.code(n, string(n.Lines().Value(p.doc.source)), fenceInfo{})
	case *ast.ThematicBreak:
		p.open("hr", n)
		p.str("\n")
	case *container:
		p.container(n)
	case *toc:
		p.toc(n)
	case *formulaBlock:
		p.formulaBlock(n)
	case *figure:
		p.figure(n)
	case *rawBlock:
		p.pieces(n.pieces)
	case *extast.Table:
		p.table(n)
	case *extast.TableHeader:
		p.row(n, "th")
	case *extast.TableRow:
		p.row(n, "td")
	case *extast.DefinitionList:
		p.group("dl", n)
	case *extast.DefinitionTerm:
		p.block("dt", n)
	case *extast.DefinitionDescription:
		p.definition(n)
	case *extast.FootnoteList:
		p.footnotes(n)
	case *extast.Footnote:
		p.footnote(n)
	}
}

// inline writes what stands inside a line.
func (p *printer) inline(n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		p.textNode(n)
	case *ast.String:
		p.text(string(n.Value))
	case *ast.CodeSpan:
		p.codeSpan(n)
	case *ast.Emphasis:
		p.emphasis(n)
	case *extast.Strikethrough:
		p.phrase("del", n)
	case *ast.Link:
		p.link(n)
	case *ast.AutoLink:
		p.autoLink(n)
	case *stepLink:
		p.stepLink(n)
	case *stateChip:
		p.stateChip(n)
	case *ast.Image:
		p.image(n)
	case *rawInline:
		p.pieces(n.pieces)
	case *formula:
		p.formula(n)
	case *emoji:
		p.text(n.value)
	case *mustache:
		p.mustache(n)
	case *extast.TaskCheckBox:
		p.checkBox(n)
	case *extast.FootnoteLink:
		p.footnoteRef(n)
	case *speakerName:
		p.speakerName(n)
	case *extast.FootnoteBacklink:
		p.footnoteBack(n)
	}
}

func (p *printer) blocks(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		p.node(c)
	}
}

func (p *printer) inlines(n ast.Node) { p.blocks(n) }

// block writes a block of text.
func (p *printer) block(tag string, n ast.Node) {
	p.open(tag, n)
	p.inlines(n)
	p.close(tag)
	p.str("\n")
}

// group writes a block of blocks.
func (p *printer) group(tag string, n ast.Node) {
	p.open(tag, n)
	p.str("\n")
	p.blocks(n)
	p.close(tag)
	p.str("\n")
}

// phrase writes an inline element.
func (p *printer) phrase(tag string, n ast.Node) {
	p.open(tag, n)
	p.inlines(n)
	p.close(tag)
}

func (p *printer) quote(n *ast.Blockquote) { p.group("blockquote", n) }

// textBlock writes the text of a tight list's item.
func (p *printer) textBlock(n *ast.TextBlock) {
	p.inlines(n)
	if n.NextSibling() != nil {
		p.str("\n")
	}
}

// textNode writes text with its escapes and entities resolved, and the line
// breaks that are left.
func (p *printer) textNode(n *ast.Text) {
	value := n.Segment.Value(p.doc.source)
	if n.IsRaw() {
		gmhtml.DefaultWriter.RawWrite(&p.w, value)
	} else {
		gmhtml.DefaultWriter.Write(&p.w, value)
	}
	if n.HardLineBreak() {
		p.str("<br>\n")
	} else if n.SoftLineBreak() {
		p.str("\n")
	}
}

// codeSpan writes code in a line; a line end in it is a space.
func (p *printer) codeSpan(n *ast.CodeSpan) {
	p.open("code", n)
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		t := c.(*ast.Text)
		value := t.Segment.Value(p.doc.source)
		if l := len(value); l > 0 && value[l-1] == '\n' {
			gmhtml.DefaultWriter.RawWrite(&p.w, value[:l-1])
			p.str(" ")
			continue
		}
		gmhtml.DefaultWriter.RawWrite(&p.w, value)
	}
	p.close("code")
}

// open writes a start tag with the mark of a top-level block, the pairs of
// names and values, and the author's attributes of n, which may be nil.
func (p *printer) open(tag string, n ast.Node, pairs ...string) {
	p.w.WriteByte('<')
	p.w.WriteString(tag)
	p.writeMark()
	for i := 0; i+1 < len(pairs); i += 2 {
		p.attr(pairs[i], pairs[i+1])
	}
	if n != nil {
		p.attributes(n)
	}
	p.w.WriteByte('>')
}

func (p *printer) close(tag string) {
	p.w.WriteString("</")
	p.w.WriteString(tag)
	p.w.WriteByte('>')
}

// writeMark writes the mark of a top-level block, once.
func (p *printer) writeMark() {
	if p.mark != "" {
		mark := p.mark
		p.mark = ""
		p.attr("data-block", mark)
	}
}

// attributes writes what an author set on n, checked by Parse.
func (p *printer) attributes(n ast.Node) {
	for _, a := range n.Attributes() {
		if value, ok := a.Value.(string); ok && (value != "" || string(a.Name) != "id") {
			p.attr(string(a.Name), value)
		}
	}
}

// attr writes one attribute; an empty value leaves the name alone but for
// those where emptiness says something.
func (p *printer) attr(name, value string) {
	p.learn(name, value)
	p.w.WriteByte(' ')
	p.w.WriteString(name)
	if value == "" && name != "alt" && name != "data-lang" && name != "href" && name != "src" {
		return
	}
	p.w.WriteString(`="`)
	p.text(value)
	p.w.WriteByte('"')
}

// learn notes what an attribute tells of the HTML.
func (p *printer) learn(name, value string) {
	switch {
	case value == "":
	case name == "id":
		p.part.IDs = append(p.part.IDs, value)
	case !strings.HasPrefix(name, "data-"):
	case slices.Contains(lineHooks, name):
		p.part.Sheets.Code = true
	case name == "data-badge" || name == "data-math":
		p.part.Sheets.Marks = true
	}
}

func (p *printer) str(s string) { p.w.WriteString(s) }

// text writes s, escaped for text and for attributes.
func (p *printer) text(s string) { p.w.WriteString(html.EscapeString(s)) }
