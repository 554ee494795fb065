package markdown

import (
	"woshou/generator/listing"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// printer writes nodes as HTML. How each is written stands with its construct.
type printer struct {
	htmlWriter
	doc *Document
	r   Renderer

	groups  int // code groups so far
	figures int // so far
	depth   int // how many of the author's elements are open

	// instead writes a node in another way, and reports whether it did; nil for
	// pages.
	instead func(n ast.Node) bool
}

// node writes a node and what is in it.
func (p *printer) node(n ast.Node) {
	if p.instead != nil && p.instead(n) {
		return
	}
	if n.Type() == ast.TypeInline {
		p.inline(n)
		return
	}
	switch n := n.(type) {
	case *ast.Paragraph:
		p.block("p", n)
	case *ast.TextBlock:
		printTextBlock(p, n)
	case *ast.Heading:
		printHeading(p, n)
	case *ast.List:
		printList(p, n)
	case *ast.ListItem:
		printItem(p, n)
	case *ast.Blockquote:
		printQuote(p, n)
	case *ast.FencedCodeBlock:
		printCode(p, n, string(n.Lines().Value(p.doc.source)), p.doc.infoOf(n).Info)
	case *ast.CodeBlock:
		printCode(p, n, string(n.Lines().Value(p.doc.source)), listing.Info{})
	case *ast.ThematicBreak:
		p.open("hr", n)
		p.str("\n")
	default:
		p.extension(n)
	}
}

// extension writes a block that is not of CommonMark.
func (p *printer) extension(n ast.Node) {
	switch n := n.(type) {
	case *snippet:
		printCode(p, n, n.text, n.info)
	case *container:
		printContainer(p, n)
	case *toc:
		printToc(p, n)
	case *formulaBlock:
		printFormulaBlock(p, n)
	case *figure:
		printFigure(p, n)
	case *rawBlock:
		printPieces(p, n.pieces)
	case *extast.Table:
		printTable(p, n)
	case *extast.TableHeader:
		printRow(p, n, "th")
	case *extast.TableRow:
		printRow(p, n, "td")
	case *extast.DefinitionList:
		p.group("dl", n)
	case *extast.DefinitionTerm:
		p.block("dt", n)
	case *extast.DefinitionDescription:
		printDefinition(p, n)
	case *extast.FootnoteList:
		printFootnotes(p, n)
	case *extast.Footnote:
		printFootnote(p, n)
	}
}

// inline writes what stands inside a line.
func (p *printer) inline(n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		printTextNode(p, n)
	case *ast.String:
		p.text(string(n.Value))
	case *ast.CodeSpan:
		printCodeSpan(p, n)
	case *ast.Emphasis:
		printEmphasis(p, n)
	case *extast.Strikethrough:
		p.phrase("del", n)
	case *ast.Link:
		printLink(p, n)
	case *ast.AutoLink:
		printAutoLink(p, n)
	case *stepLink:
		printStepLink(p, n)
	case *stateChip:
		printStateChip(p, n)
	case *ast.Image:
		printImage(p, n)
	case *rawInline:
		printPieces(p, n.pieces)
	case *formula:
		printFormula(p, n)
	case *picture:
		p.text(n.value)
	case *mustache:
		printMustache(p, n)
	case *extast.TaskCheckBox:
		printCheckBox(p, n)
	case *extast.FootnoteLink:
		printFootnoteRef(p, n)
	case *speakerName:
		printSpeakerName(p, n)
	case *extast.FootnoteBacklink:
		printFootnoteBack(p, n)
	}
}

func (p *printer) blocks(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		p.node(c)
	}
}

func (p *printer) inlines(n ast.Node) { p.blocks(n) }

// block writes a block of text.
func (p *printer) block(tag string, n ast.Node) {
	p.open(tag, n)
	p.inlines(n)
	p.close(tag)
	p.str("\n")
}

// group writes a block of blocks.
func (p *printer) group(tag string, n ast.Node) {
	p.open(tag, n)
	p.str("\n")
	p.blocks(n)
	p.close(tag)
	p.str("\n")
}

// phrase writes an inline element.
func (p *printer) phrase(tag string, n ast.Node) {
	p.open(tag, n)
	p.inlines(n)
	p.close(tag)
}
