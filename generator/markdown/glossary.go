package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// glossaryOnly lets a parser of definition lists work inside a `::: glossary`
// and nowhere else: elsewhere a line that starts with a colon is text.
//
//	::: glossary
//	LISTEN
//	: waiting for a connection request
//	:::
type glossaryOnly struct{ parser.BlockParser }

// Open refuses outside a glossary.
func (g glossaryOnly) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	for n := parent; n != nil; n = n.Parent() {
		if c, ok := n.(*container); ok && c.kind == "glossary" {
			return g.BlockParser.Open(parent, reader, pc)
		}
	}
	return nil, parser.NoChildren
}

// termParser reads a term right below a definition, with no blank line
// between them: the line is a term if the next one defines it. Without this it
// would go on with the definition above.
type termParser struct{}

// Trigger implements parser.BlockParser; nil stands for every line.
func (termParser) Trigger() []byte { return nil }

// CanInterruptParagraph implements parser.BlockParser.
func (termParser) CanInterruptParagraph() bool { return true }

// CanAcceptIndentedLine implements parser.BlockParser.
func (termParser) CanAcceptIndentedLine() bool { return false }

// Open takes the line as the paragraph that a definition needs before it.
func (termParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	if c, ok := parent.(*container); !ok || c.kind != "glossary" {
		return nil, parser.NoChildren
	}
	if _, ok := parent.LastChild().(*extast.DefinitionList); !ok {
		return nil, parser.NoChildren
	}
	line, segment := reader.PeekLine()
	pos := pc.BlockOffset()
	if pos < 0 || line[pos] == ':' || !definesAbove(reader) {
		return nil, parser.NoChildren
	}
	n := ast.NewParagraph()
	term := text.NewSegment(segment.Start+pos-segment.Padding, segment.Stop)
	n.Lines().Append(term.TrimRightSpace(reader.Source()))
	reader.AdvanceToEOL()
	return n, parser.NoChildren
}

// Continue ends the term with its line.
func (termParser) Continue(ast.Node, text.Reader, parser.Context) parser.State { return parser.Close }

// Close implements parser.BlockParser.
func (termParser) Close(ast.Node, text.Reader, parser.Context) {}

// definesAbove reports whether the next line is a definition. In a quote it
// has marks before it.
func definesAbove(reader text.Reader) bool {
	l, position := reader.Position()
	defer reader.SetPosition(l, position)
	reader.AdvanceLine()
	line, _ := reader.PeekLine()
	line = bytes.TrimLeft(line, " \t>")
	return len(line) > 1 && line[0] == ':' && util.IsSpace(line[1])
}

// printDefinition writes what a term means; a single paragraph goes without tags.
// The last one of a term ends with what the site knows about it.
func printDefinition(p *printer, n *extast.DefinitionDescription) {
	p.open("dd", n)
	p.blocks(n)
	if _, more := n.NextSibling().(*extast.DefinitionDescription); !more {
		p.str(string(p.r.Term(plainText(termOf(n), p.doc.source))))
	}
	p.close("dd")
	p.str("\n")
}

// termOf is the term that a definition stands under.
func termOf(n ast.Node) ast.Node {
	for n.PreviousSibling() != nil && n.Kind() != extast.KindDefinitionTerm {
		n = n.PreviousSibling()
	}
	return n
}
