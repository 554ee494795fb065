package markdown

import (
	"slices"
	"strings"

	"woshou/generator/page"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// glossary fills in Document.Terms.
type glossary struct {
	*reading
	nodes []*extast.DefinitionTerm // of Document.Terms
}

// container notes the terms of a glossary, whose lists become lists of
// definitions.
func (g *glossary) container(n *container) {
	for c := range children(n) {
		if list, ok := c.(*ast.List); ok {
			g.list(list)
		}
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if list, ok := c.(*extast.DefinitionList); ok {
			g.note(list)
		}
	}
}

// note fills in Document.Terms but for what the whole page decides.
func (g *glossary) note(list ast.Node) {
	for c := list.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *extast.DefinitionTerm:
			name := strings.TrimSpace(plainText(c, g.doc.source))
			t := page.Term{Name: name, Place: g.text.Place(placeOf(c)).Wide(name)}
			t.Width = max(1, t.Width)
			if state := canonical(name); slices.Contains(g.opt.States.Names, state) {
				t.State = state
			}
			g.doc.Terms = append(g.doc.Terms, t)
			g.nodes = append(g.nodes, c)
		case *extast.DefinitionDescription:
			g.define(c)
		}
	}
}

// define gives a meaning to the terms that stand before it.
func (g *glossary) define(n ast.Node) {
	var paragraphs []string
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if c.Kind() == ast.KindParagraph || c.Kind() == ast.KindTextBlock {
			paragraphs = append(paragraphs, strings.TrimSpace(plainText(c, g.doc.source)))
		}
	}
	i := len(g.nodes)
	for before := n.PreviousSibling(); before != nil; before = before.PreviousSibling() {
		if before.Kind() == extast.KindDefinitionTerm {
			i--
			g.doc.Terms[i].Text = strings.TrimSpace(g.doc.Terms[i].Text + "\n" + strings.Join(paragraphs, "\n"))
		} else if i < len(g.nodes) {
			return
		}
	}
}

// placeOf is where the first text in n stands.
func placeOf(n ast.Node) int {
	for c := n.FirstChild(); c != nil; c = c.FirstChild() {
		if t, ok := c.(*ast.Text); ok {
			return t.Segment.Start
		}
	}
	return n.Pos()
}

// name gives every term an id, after headings and figures.
func (g *glossary) name() {
	for i := range g.doc.Terms {
		t := &g.doc.Terms[i]
		t.ID = g.ids.unique(Slug(t.Name))
		g.nodes[i].SetAttributeString("id", t.ID)
	}
}

// index is the number of a term in Document.Terms, -1 for one that is not in
// a glossary.
func (g *glossary) index(n *extast.DefinitionTerm) int { return slices.Index(g.nodes, n) }
