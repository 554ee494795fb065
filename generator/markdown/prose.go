package markdown

import (
	"bytes"
	"strings"

	"woshou/generator/page"
	"woshou/generator/source"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// Passages are the page's texts in order, code and figures left out.
func (d *Document) Passages() []page.Passage {
	c := &passages{doc: d}
	_ = ast.Walk(d.tree, c.visit) // visit returns no error
	return c.found
}

// passages collects the passages of a document.
type passages struct {
	doc   *Document
	found []page.Passage
	term  string
}

func (c *passages) visit(n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	var p page.Passage
	switch n := n.(type) {
	case *ast.Heading:
		p.Kind, p.Level = page.InHeading, n.Level
	case *ast.Paragraph, *ast.TextBlock:
		p.Kind = kindOfText(n)
	case *extast.TableCell:
		p.Kind = page.InCell
	case *extast.DefinitionTerm:
		p.Kind = page.InTerm
	case *containerTitle:
		p.Kind = page.InParagraph
	default:
		return ast.WalkContinue, nil
	}
	trail := source.NewTrail(c.doc.text)
	c.doc.follow(n, trail)
	p.Text, p.Place = trail.String(), trail.Place
	switch p.Kind {
	case page.InTerm:
		c.term = strings.TrimSpace(p.Text)
	case page.InDefinition:
		p.Term = c.term
	}
	c.found = append(c.found, p)
	return ast.WalkSkipChildren, nil
}

// kindOfText tells the paragraphs of lists and glossaries from others.
func kindOfText(n ast.Node) page.PassageKind {
	for up := n.Parent(); up != nil; up = up.Parent() {
		switch up.(type) {
		case *ast.ListItem:
			return page.InItem
		case *extast.DefinitionDescription:
			return page.InDefinition
		}
	}
	return page.InParagraph
}

// follow adds the text below n to a trail, piece by piece.
func (d *Document) follow(n ast.Node, trail *source.Trail) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			value := c.Segment.Value(d.source)
			if n.Kind() == ast.KindCodeSpan {
				addPiece(trail, c.Segment.Start, value)
			} else {
				addUnits(trail, c.Segment.Start, value)
			}
			if c.HardLineBreak() {
				trail.Fill("\n")
			} else if c.SoftLineBreak() {
				trail.Fill(" ")
			}
		case *ast.String:
			trail.Fill(string(c.Value))
		case *ast.AutoLink:
			start := c.Pos()
			if d.source[start] == '<' {
				start++
			}
			addPiece(trail, start, c.Label(d.source))
		case *ast.Image: // its text is not among the words around it
		default:
			d.follow(c, trail)
		}
	}
}

// addPiece adds a piece of the source as it is.
func addPiece(trail *source.Trail, start int, value []byte) {
	if len(value) > 0 {
		trail.Add(start, string(value))
	}
}

// addUnits adds a piece of the source. Escapes and entities are shorter to the
// reader, so each is a piece of its own.
func addUnits(trail *source.Trail, start int, value []byte) {
	for len(value) > 0 {
		n := unit(value)
		trail.Add(start, unescape(value[:n]))
		start, value = start+n, value[n:]
	}
}

// unit is the length of the escape or entity that a text starts with, or of
// what stands before the first one.
func unit(text []byte) int {
	switch text[0] {
	case '\\':
		return min(2, len(text))
	case '&':
		if i := bytes.IndexByte(text, ';'); i > 0 {
			return i + 1
		}
		return 1
	}
	if i := bytes.IndexAny(text, `\&`); i > 0 {
		return i
	}
	return len(text)
}
