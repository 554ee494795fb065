package markdown

import (
	"bytes"

	"woshou/generator/diagnostic"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// definitionParser reads the definitions of references at the start of a
// paragraph, `[a]: /b "c"`. goldmark's own, which it asks, takes as long as the
// square of their number, so it is given some lines at a time: those that all
// its definitions but the last stand in are settled, and the next turn starts
// behind them. The last may go on below, as its title can stand on a line of its
// own; if it is the only one, the next turn has twice as many lines.
type definitionParser struct{}

// fewLines is how many lines goldmark is given at first.
const fewLines = 64

// Transform implements parser.ParagraphTransformer.
func (definitionParser) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	lines, at := node.Lines(), 0
	line := lines.At(0)
	if first := bytes.TrimLeft(line.Value(reader.Source()), " \t\r\n"); len(first) > 0 && first[0] != '[' {
		return // nearly always
	}
	blank := node.HasBlankPreviousLines()
	for size := fewLines; ; {
		end := min(at+size, lines.Len())
		found := readDefinitions(lines.Sliced(at, end), blank, reader, pc)
		settled := len(found.references) - 1
		if end == lines.Len() {
			settled++
		}
		for i := range settled {
			node.Parent().InsertBefore(node.Parent(), node, found.nodes[i])
			pc.AddReference(found.references[i])
		}
		if end == lines.Len() {
			keepLines(node, found.rest)
			return
		}
		if settled < 1 {
			size *= 2
			continue
		}
		next := found.nodes[settled].Lines().At(0).Start
		for lines.At(at).Stop <= next {
			at++
		}
		size, blank = fewLines, false
	}
}

// keepLines leaves in a paragraph what is no definition, and takes it away if
// that is nothing.
func keepLines(node *ast.Paragraph, rest *text.Segments) {
	if rest.Len() == 0 {
		node.Parent().RemoveChild(node.Parent(), node)
		return
	}
	node.SetLines(rest)
}

// definitions are what goldmark finds in some lines: the definitions, and the
// lines after them.
type definitions struct {
	parser.Context
	references []parser.Reference
	nodes      []ast.Node
	rest       *text.Segments
}

// AddReference implements parser.Context.
func (d *definitions) AddReference(r parser.Reference) { d.references = append(d.references, r) }

func readDefinitions(lines []text.Segment, blank bool, reader text.Reader, pc parser.Context) *definitions {
	d := &definitions{Context: pc, rest: text.NewSegments()}
	parent, node := ast.NewDocument(), ast.NewParagraph()
	node.SetBlankPreviousLines(blank)
	node.Lines().AppendAll(lines)
	parent.AppendChild(parent, node)
	parser.LinkReferenceParagraphTransformer.Transform(node, reader, d)
	for c := range children(parent) {
		if c == node {
			d.rest = node.Lines()
			continue
		}
		d.nodes = append(d.nodes, c)
	}
	return d
}

// paragraphTransformers are goldmark's, with ours in the place of its own.
func paragraphTransformers() []util.PrioritizedValue {
	all := parser.DefaultParagraphTransformers()
	for i, p := range all {
		if p.Value == parser.LinkReferenceParagraphTransformer {
			all[i].Value = definitionParser{}
		}
	}
	return all
}

// mostReferred is how many octets of addresses and titles the links of a page may
// take from definitions: each has what is written once.
const mostReferred = 1 << 20

// referring bounds what the links of a page take from definitions.
type referring struct {
	parser.Context
	octets int
}

// Reference implements parser.Context.
func (c *referring) Reference(label string) (parser.Reference, bool) {
	ref, ok := c.Context.Reference(label)
	if !ok {
		return nil, false
	}
	if c.octets += len(ref.Destination()) + len(ref.Title()); c.octets <= mostReferred {
		return ref, true
	}
	if r := readingOf(c); r != nil {
		r.beyond(r.text.Body, diagnostic.Say("links by reference bring in more than %d KiB of addresses and titles", mostReferred>>10))
	}
	return nil, false
}
