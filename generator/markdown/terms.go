package markdown

import (
	"slices"
	"strings"

	"woshou/generator/page"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// glossary notes the terms of a glossary, whose lists become lists of
// definitions.
func (v *visit) glossary(n *container) {
	for c := range children(n) {
		if list, ok := c.(*ast.List); ok {
			v.glossaryList(list)
		}
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if list, ok := c.(*extast.DefinitionList); ok {
			v.noteTerms(list)
		}
	}
}

// noteTerms fills in Document.Terms but for what the whole page decides.
func (v *visit) noteTerms(list ast.Node) {
	for c := list.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *extast.DefinitionTerm:
			name := strings.TrimSpace(plainText(c, v.doc.source))
			t := page.Term{Name: name, Place: v.text.Place(placeOf(c)).Wide(name)}
			t.Width = max(1, t.Width)
			if state := canonical(name); slices.Contains(v.opt.States.Names, state) {
				t.State = state
			}
			v.doc.Terms = append(v.doc.Terms, t)
			v.terms = append(v.terms, c)
		case *extast.DefinitionDescription:
			v.define(c)
		}
	}
}

// define gives a meaning to the terms that stand before it.
func (v *visit) define(n ast.Node) {
	var paragraphs []string
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if c.Kind() == ast.KindParagraph || c.Kind() == ast.KindTextBlock {
			paragraphs = append(paragraphs, strings.TrimSpace(plainText(c, v.doc.source)))
		}
	}
	i := len(v.terms)
	for before := n.PreviousSibling(); before != nil; before = before.PreviousSibling() {
		if before.Kind() == extast.KindDefinitionTerm {
			i--
			v.doc.Terms[i].Text = strings.TrimSpace(v.doc.Terms[i].Text + "\n" + strings.Join(paragraphs, "\n"))
		} else if i < len(v.terms) {
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

// nameTerms gives every term an id, after headings and figures.
func (v *visit) nameTerms() {
	for i := range v.doc.Terms {
		t := &v.doc.Terms[i]
		t.ID = v.ids.unique(Slug(t.Name))
		v.terms[i].SetAttributeString("id", t.ID)
	}
}

// termAt is the number of a term in Document.Terms, -1 for one that is not in
// a glossary.
func (v *visit) termAt(n *extast.DefinitionTerm) int { return slices.Index(v.terms, n) }
