package markdown

import (
	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
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

// definition writes what a term means; a single paragraph goes without tags.
// The last one of a term ends with what the site knows about it.
func (p *page) definition(n *extast.DefinitionDescription) {
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
