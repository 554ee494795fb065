package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
)

// list turns a list into one of definitions, if every item begins with
// a name and a colon; the name may be in bold or code.
//
//   - LISTEN：等待连接请求
//   - **SYN_SENT**: has sent a SYN
func (g *glossary) list(list *ast.List) {
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		if g.entryOf(item).colon == nil {
			return
		}
	}
	defined := extast.NewDefinitionList(0, nil)
	for item := range children(list) {
		term, meaning := extast.NewDefinitionTerm(), extast.NewDefinitionDescription()
		term.AppendChild(term, g.cut(g.entryOf(item)))
		first := item.FirstChild()
		for c := range children(item) {
			if c.HasChildren() || c != first {
				meaning.AppendChild(meaning, c)
			}
		}
		defined.AppendChild(defined, term)
		defined.AppendChild(defined, meaning)
	}
	list.Parent().ReplaceChild(list.Parent(), list, defined)
}

// entry is how an item of a glossary begins: a name, and the text that holds
// the colon, which may be the name itself or stand in it or behind it.
type entry struct {
	name   ast.Node
	colon  *ast.Text
	at     int // of the colon in its text
	length int
}

// entryOf reads the start of an item; without a name and a colon there is no
// entry.
func (g *glossary) entryOf(item ast.Node) (e entry) {
	if item.FirstChild() == nil || item.FirstChild().FirstChild() == nil {
		return e
	}
	e.name = item.FirstChild().FirstChild()
	if t, ok := e.name.(*ast.Text); ok {
		return g.entryAt(e, t, false)
	}
	switch e.name.(type) {
	case *ast.Emphasis, *ast.CodeSpan:
	default:
		return entry{}
	}
	if t, ok := e.name.LastChild().(*ast.Text); ok && e.name.Kind() == ast.KindEmphasis {
		if inside := g.entryAt(e, t, false); inside.colon != nil && inside.at+inside.length == t.Segment.Len() {
			return inside
		}
	}
	if t, ok := e.name.NextSibling().(*ast.Text); ok {
		return g.entryAt(e, t, true)
	}
	return entry{}
}

// entryAt looks for the first colon of a text, at its start or behind a name.
func (g *glossary) entryAt(e entry, t *ast.Text, atStart bool) entry {
	value := t.Segment.Value(g.doc.source)
	at := bytes.IndexAny(value, ":：")
	if at < 0 || (at == 0) != atStart {
		return entry{}
	}
	return entry{e.name, t, at, len(leadingColon(value[at:]))}
}

// cut takes the name out of its item, and the colon away.
func (g *glossary) cut(e entry) ast.Node {
	said := e.name.Parent()
	name, rest := e.name, e.colon
	switch {
	case e.name == ast.Node(e.colon):
		s := e.colon.Segment
		word := text.NewSegment(s.Start, s.Start+e.at)
		name = ast.NewTextSegment(word.TrimRightSpace(g.doc.source))
		rest.Segment = s.WithStart(s.Start + e.at + e.length)
	case e.colon.Parent() == e.name:
		e.colon.Segment = e.colon.Segment.WithStop(e.colon.Segment.Start + e.at)
		rest, _ = e.name.NextSibling().(*ast.Text)
	default:
		rest.Segment = rest.Segment.WithStart(rest.Segment.Start + e.length)
	}
	if rest != nil {
		rest.Segment = rest.Segment.TrimLeftSpace(g.doc.source)
		if rest.Segment.Len() == 0 {
			said.RemoveChild(said, rest)
		}
	}
	if name.Parent() == said {
		said.RemoveChild(said, name)
	}
	return name
}
