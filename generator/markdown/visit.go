package markdown

import (
	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// visit goes through a tree once, in the order of the text, after goldmark has
// built it: it settles what depends on the surroundings, and hands to the
// collectors what the passes behind it need.
type visit struct {
	*reading
	html     *rawHTML
	headings *headingList
	figures  *figureList
	steps    *stepLinks
	stories  *stories
	terms    *glossary
	phrases  int // how many phrases are around here
}

func newVisit(r *reading) *visit {
	figures := &figureList{reading: r, taken: map[string]int{}}
	return &visit{
		reading: r, html: &rawHTML{reading: r, droppedAt: map[string]int{}}, headings: &headingList{reading: r}, figures: figures,
		steps: &stepLinks{reading: r, figures: figures}, stories: &stories{reading: r, figures: figures}, terms: &glossary{reading: r},
	}
}

// children visits the children of parent. They share a scope: what raw HTML
// opens among them must close among them.
func (v *visit) children(parent ast.Node) {
	joinTexts(parent)
	s := &scope{parent: parent}
	for c := range children(parent) {
		if !v.whole(c, s) {
			v.inside(c)
			v.node(c)
		}
	}
	v.html.closeAll(s)
}

// whole visits a node of which what is in it is no business of others, and
// reports whether n is such a node.
func (v *visit) whole(n ast.Node, s *scope) bool {
	switch n := n.(type) {
	case *ast.Text:
		drawFaces(n, v.doc.source)
	case *ast.String:
	case *mustache:
		v.html.mustache(n)
	case *ast.HTMLBlock:
		v.html.block(n, s)
	case *ast.RawHTML:
		v.html.inline(n, s)
	case *ast.Image:
		v.image(n)
	case *ast.Blockquote:
		v.children(v.quote(n))
	case *snippet:
		v.snippet(n)
	default:
		return false
	}
	return true
}

// inside visits the children of a node that may be a v-pre container or a
// phrase.
func (v *visit) inside(n ast.Node) {
	if isPhrase(n) {
		if v.phrases >= mostPhrases {
			flatten(n)
		}
		v.phrases++
		defer func() { v.phrases-- }()
	}
	if c, ok := n.(*container); ok && c.kind == "v-pre" {
		v.html.literal++
		defer func() { v.html.literal-- }()
	}
	v.children(n)
}

// node visits a node after what is in it.
func (v *visit) node(n ast.Node) {
	switch n := n.(type) {
	case *ast.Heading:
		v.headings.note(n)
	case *ast.Paragraph, *ast.TextBlock:
		v.figures.split(n)
	case *ast.FencedCodeBlock:
		v.fence(n)
	case *ast.Link:
		if !v.steps.insideLink(n) {
			v.link(n)
		}
	case *ast.AutoLink:
		if !v.steps.insideLink(n) {
			v.autoLink(n)
		}
	case *stepLink:
		v.steps.note(n)
	case *ast.Emphasis:
		v.emphasis(n)
	case *attributeList:
		v.attributes(n)
	case *formula:
		v.formula(n)
	case *formulaBlock:
		v.formulaBlock(n)
	case *container:
		v.container(n)
	case *extast.FootnoteLink:
		v.ids.taken[refID(n.Index, n.RefIndex)] = true
	case *extast.Footnote:
		v.ids.taken[noteID(n.Index)] = true
	}
}
