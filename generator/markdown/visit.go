package markdown

import (
	"slices"
	"woshou/generator/page"
	"woshou/generator/source"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// visit goes through a tree once, in the order of the text, after goldmark has
// built it: it settles what depends on the surroundings and collects what a
// Document tells about the page.
type visit struct {
	doc      *Document
	opt      Options
	text     *source.Text
	ids      ids
	headings []*ast.Heading
	warned   map[string]bool // HTML elements that were warned about
	dropped  []dropped       // components, in the order of the first of each name
	literal  int             // how many elements around here want {{ }} left alone
	tags     int             // how many of the author's HTML elements are open here
	phrases  int             // how many phrases are
	figureAt []int           // offsets of Document.Figures
	// figureIDs has their ids in lower case, each with the last number that
	// was put behind it to make another.
	figureIDs map[string]int
	steps     []*stepLink
	stories   []*container             // analogies
	terms     []*extast.DefinitionTerm // of Document.Terms
}

// document visits the tree from its root and then settles what needed all of it.
func (v *visit) document(root ast.Node) {
	v.children(root)
	v.reportDropped()
	v.leftovers(root)
	v.nameHeadings()
	v.anchorFigures()
	v.nameTerms()
	v.settleSteps()
	v.settleStories()
	v.chips(root)
	v.doc.IDs = v.ids.sorted()
	slices.SortStableFunc(v.doc.Links, func(a, b page.Link) int { return a.Compare(b.Place) })
}

// children visits the children of parent. They share a scope: what raw HTML
// opens among them must close among them.
func (v *visit) children(parent ast.Node) {
	joinTexts(parent)
	s := &scope{parent: parent}
	for c := range children(parent) {
		v.node(c, s)
	}
	v.closeAll(s)
}

// node visits one node after what is in it.
func (v *visit) node(n ast.Node, s *scope) {
	switch n := n.(type) {
	case *ast.Text:
		v.drawFaces(n)
		return
	case *ast.String:
		return
	case *mustache:
		v.mustache(n)
		return
	case *ast.HTMLBlock:
		v.htmlBlock(n, s)
		return
	case *ast.RawHTML:
		v.htmlInline(n, s)
		return
	case *ast.Image:
		v.image(n)
		return
	case *ast.Blockquote:
		v.children(v.quote(n))
		return
	case *snippet:
		v.snippet(n)
		return
	}
	v.inside(n)
	switch n := n.(type) {
	case *ast.Heading:
		v.heading(n)
	case *ast.Paragraph, *ast.TextBlock:
		v.figures(n)
	case *ast.FencedCodeBlock:
		v.fence(n)
	case *ast.Link:
		if !v.insideLink(n) {
			v.link(n)
		}
	case *ast.AutoLink:
		if !v.insideLink(n) {
			v.autoLink(n)
		}
	case *stepLink:
		v.stepLink(n)
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
		v.literal++
		defer func() { v.literal-- }()
	}
	v.children(n)
}
