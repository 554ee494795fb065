package markdown

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"woshou/diagrams/place"
	"woshou/generator/page"
	"woshou/generator/source"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// passage is the text of a block, with where its pieces stand in the source.
type passage struct {
	text  strings.Builder
	marks []textMark
	doc   *Document
}

// textMark says that Text[at:] starts at source[from:].
type textMark struct{ at, from int }

// Passages are the page's texts in order, code and figures left out.
func (d *Document) Passages() []page.Passage {
	c := &passages{doc: d}
	_ = ast.Walk(d.tree, c.visit) // visit returns no error
	return c.found
}

// place is where text[from:to] stands.
func (p *passage) place(from, to int) place.Place {
	_, last := utf8.DecodeLastRuneInString(p.text.String()[from:to])
	start, stop := p.source(from), p.source(max(to-last, from))
	at := p.doc.text.Place(start)
	first := source.FirstLine(p.doc.source[start:max(start, stop)])
	at.Width = utf8.RuneCount(first)
	if len(first) == stop-start { // the last character is on the same line
		at.Width++
	}
	return at
}

// source is the place of an offset of the text.
func (p *passage) source(at int) int {
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
	text := &passage{doc: c.doc}
	text.collect(n)
	p.Text, p.Place = text.text.String(), text.place
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

// collect writes the text below n, with a mark for each piece of the source.
func (p *passage) collect(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			p.piece(c.Segment.Start, c.Segment.Value(p.doc.source), n.Kind() == ast.KindCodeSpan)
			if c.HardLineBreak() {
				p.text.WriteByte('\n')
			} else if c.SoftLineBreak() {
				p.text.WriteByte(' ')
			}
		case *ast.String:
			p.text.Write(c.Value)
		case *ast.AutoLink:
			start := c.Pos()
			if p.doc.source[start] == '<' {
				start++
			}
			p.piece(start, c.Label(p.doc.source), true)
		case *ast.Image: // its text is not among the words around it
		default:
			p.collect(c)
		}
	}
}

// piece writes a piece of the source that starts at an offset. Escapes and
// entities are shorter to the reader, so marks stand before and after each.
func (p *passage) piece(start int, value []byte, raw bool) {
	for len(value) > 0 {
		n := len(value)
		if !raw {
			n = unit(value)
		}
		p.marks = append(p.marks, textMark{p.text.Len(), start})
		if raw {
			p.text.Write(value[:n])
		} else {
			p.text.WriteString(unescape(value[:n]))
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
