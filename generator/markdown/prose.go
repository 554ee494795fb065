package markdown

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"woshou/diagrams/place"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// Passage is the text of one block as a reader sees it, without markup, and
// the way back from there to the source.
type Passage struct {
	Kind  PassageKind
	Level int    // of a heading: 1 to 6
	Term  string // of a definition: what it defines
	Text  string

	marks []textMark
	doc   *Document
}

// PassageKind says what sort of block a text stands in.
type PassageKind string

// The kinds of passages. A definition is one of a glossary.
const (
	InHeading    PassageKind = "heading"
	InParagraph  PassageKind = "paragraph"
	InItem       PassageKind = "item"
	InCell       PassageKind = "cell"
	InTerm       PassageKind = "term"
	InDefinition PassageKind = "definition"
)

// textMark says that Text[at:] starts at source[from:].
type textMark struct{ at, from int }

// Passages are the page's texts in order, code and figures left out.
func (d *Document) Passages() []Passage {
	c := &passages{doc: d}
	_ = ast.Walk(d.tree, c.visit) // visit returns no error
	return c.found
}

// Mark returns where Text[from:to] stands.
func (p Passage) Mark(from, to int) place.Place {
	_, last := utf8.DecodeLastRuneInString(p.Text[from:to])
	start, stop := p.source(from), p.source(max(to-last, from))
	at := p.doc.places.at(start)
	first := firstLine(p.doc.source[start:max(start, stop)])
	at.Width = utf8.RuneCount(first)
	if len(first) == stop-start { // the last character is on the same line
		at.Width++
	}
	return at
}

// source is the place of an offset of Text.
func (p Passage) source(at int) int {
	from := 0
	for _, m := range p.marks {
		if m.at > at {
			break
		}
		from = m.from + at - m.at
	}
	return min(from, len(p.doc.source))
}

// passages collects the passages of a document.
type passages struct {
	doc   *Document
	found []Passage
	term  string
}

func (c *passages) visit(n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	p := Passage{doc: c.doc}
	switch n := n.(type) {
	case *ast.Heading:
		p.Kind, p.Level = InHeading, n.Level
	case *ast.Paragraph, *ast.TextBlock:
		p.Kind = kindOfText(n)
	case *extast.TableCell:
		p.Kind = InCell
	case *extast.DefinitionTerm:
		p.Kind = InTerm
	case *containerTitle:
		p.Kind = InParagraph
	default:
		return ast.WalkContinue, nil
	}
	var text strings.Builder
	p.collect(n, &text)
	p.Text = text.String()
	switch p.Kind {
	case InTerm:
		c.term = strings.TrimSpace(p.Text)
	case InDefinition:
		p.Term = c.term
	}
	c.found = append(c.found, p)
	return ast.WalkSkipChildren, nil
}

// kindOfText tells the paragraphs of lists and glossaries from others.
func kindOfText(n ast.Node) PassageKind {
	for up := n.Parent(); up != nil; up = up.Parent() {
		switch up.(type) {
		case *ast.ListItem:
			return InItem
		case *extast.DefinitionDescription:
			return InDefinition
		}
	}
	return InParagraph
}

// collect writes the text below n, with a mark for each piece of the source.
func (p *Passage) collect(n ast.Node, text *strings.Builder) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			p.piece(c.Segment.Start, c.Segment.Value(p.doc.source), n.Kind() == ast.KindCodeSpan, text)
			if c.HardLineBreak() {
				text.WriteByte('\n')
			} else if c.SoftLineBreak() {
				text.WriteByte(' ')
			}
		case *ast.String:
			text.Write(c.Value)
		case *ast.AutoLink:
			start := c.Pos()
			if p.doc.source[start] == '<' {
				start++
			}
			p.piece(start, c.Label(p.doc.source), true, text)
		case *ast.Image: // its text is not among the words around it
		default:
			p.collect(c, text)
		}
	}
}

// piece writes a piece of the source that starts at an offset. Escapes and
// entities are shorter to the reader, so marks stand before and after each.
func (p *Passage) piece(start int, value []byte, raw bool, text *strings.Builder) {
	for len(value) > 0 {
		n := len(value)
		if !raw {
			n = unit(value)
		}
		p.marks = append(p.marks, textMark{text.Len(), start})
		if raw {
			text.Write(value[:n])
		} else {
			text.WriteString(unescape(value[:n]))
		}
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
