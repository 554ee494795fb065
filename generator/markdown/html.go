package markdown

import (
	"slices"

	"woshou/generator/page"

	"github.com/yuin/goldmark/ast"
)

// rawInline is an author's HTML after the filter, inside a line; rawBlock is
// the same as a block. Nothing of the source reaches a page but the pieces
// that the filter wrote itself.
type rawInline struct {
	ast.BaseInline
	pieces             []piece
	badge, closesBadge bool // it opens or closes one around what follows or precedes
}

type rawBlock struct {
	ast.BaseBlock
	pieces []piece
	pin    string // of the block below, see alignment
}

var (
	kindRawInline = ast.NewNodeKind("Markup")
	kindRawBlock  = ast.NewNodeKind("MarkupBlock")
)

// Kind implements ast.Node.
func (*rawInline) Kind() ast.NodeKind { return kindRawInline }

// Kind implements ast.Node.
func (*rawBlock) Kind() ast.NodeKind { return kindRawBlock }

// Dump implements ast.Node.
func (n *rawInline) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// Dump implements ast.Node.
func (n *rawBlock) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// piece is some finished HTML, or an attribute: of href and src a Renderer has
// the last word.
type piece struct {
	html  string
	attr  string // the name of an attribute; then html is empty, or the attribute as it was written
	value string // of the attribute
	tag   bool   // html is the start of a tag: "<div"
	open  int    // how many more elements html opens than it closes
}

// openIn is how many more elements an author's HTML opens in a node than it closes.
func openIn(n ast.Node) (open int) {
	_ = ast.Walk(n, func(c ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		var pieces []piece
		switch c := c.(type) {
		case *rawBlock:
			pieces = c.pieces
		case *rawInline:
			pieces = c.pieces
		}
		for _, p := range pieces {
			open += p.open
		}
		return ast.WalkContinue, nil
	})
	return open
}

// block and inline put the filtered form in a node's place.
func (h *rawHTML) block(n *ast.HTMLBlock, s *scope) {
	segments := slices.Clone(n.Lines().Sliced(0, n.Lines().Len()))
	if n.HasClosure() {
		segments = append(segments, n.ClosureLine)
	}
	h.doc.HasHTML = true
	m := &rawBlock{}
	m.SetPos(n.Pos())
	n.Parent().ReplaceChild(n.Parent(), n, m)
	c := h.chunk(segments...)
	m.pin = pinIn(c.text)
	h.filter(c, &m.pieces, s)
}

func (h *rawHTML) inline(n *ast.RawHTML, s *scope) {
	h.doc.HasHTML = true
	m := &rawInline{}
	n.Parent().ReplaceChild(n.Parent(), n, m)
	before, inBadge := len(s.open), s.inBadge()
	h.filter(h.chunk(n.Segments.Sliced(0, n.Segments.Len())...), &m.pieces, s)
	m.badge = len(s.open) > before && s.inBadge()
	m.closesBadge = len(s.open) < before && inBadge
}

// printPieces writes filtered HTML. The first tag of a top-level block carries its
// mark.
func printPieces(p *printer, pieces []piece) {
	for _, c := range pieces {
		if c.attr != "" && c.html != "" {
			printWritten(p, c)
			continue
		}
		switch c.attr {
		case "":
			p.str(c.html)
			p.depth += c.open
			if c.tag {
				p.writeMark()
			}
		case "src", "poster":
			p.address(c.attr, p.r.Image(c.value))
		case "href":
			p.address("href", p.r.Link(c.value))
			if page.IsExternal(c.value) {
				p.str(` rel="noreferrer"`)
			}
		default:
			p.attr(c.attr, c.value)
		}
	}
}

// printWritten writes an attribute as its author did, unless it speaks of an id
// that has become another.
func printWritten(p *printer, c piece) {
	if p.named(c.attr, c.value) != c.value {
		p.attr(c.attr, c.value)
		return
	}
	p.learn(c.attr, c.value)
	p.str(c.html)
}
