package markdown

import (
	"bytes"
	"strings"

	"woshou/generator/diagnostic"
	"woshou/generator/mathml"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// formula is TeX between dollar signs, inside a line; formulaBlock is the same
// between two of them, as a block. Both are read where the site's settings ask
// for formulas, by the rules of VitePress' plugin.
type formula struct {
	ast.BaseInline
	lines []text.Segment
	tex   string
	html  string
}

type formulaBlock struct {
	ast.BaseBlock
	tex, html string
	closed    bool
}

var (
	kindFormula      = ast.NewNodeKind("Formula")
	kindFormulaBlock = ast.NewNodeKind("FormulaBlock")
)

// Kind implements ast.Node.
func (*formula) Kind() ast.NodeKind { return kindFormula }

// Kind implements ast.Node.
func (*formulaBlock) Kind() ast.NodeKind { return kindFormulaBlock }

// IsRaw tells goldmark that there is no Markdown in it.
func (*formulaBlock) IsRaw() bool { return true }

// Dump implements ast.Node.
func (n *formula) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// Dump implements ast.Node.
func (n *formulaBlock) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

type formulaParser struct{}

// Trigger implements parser.InlineParser or parser.BlockParser.
func (formulaParser) Trigger() []byte { return []byte{'$'} }

// Parse reads `$…$`. The first sign stands before no blank, the last behind
// none and before no digit: $5 and $6 are prices.
func (formulaParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if len(line) < 2 || line[1] == ' ' || line[1] == '\t' {
		return nil
	}
	if line[1] == '$' { // two are text here
		block.Advance(2)
		return ast.NewTextSegment(segment.WithStop(segment.Start + 2))
	}
	block.Advance(1)
	n := &formula{}
	for {
		line, s := block.PeekLine()
		if line == nil {
			return nil
		}
		end := closingDollar(line)
		if end < 0 {
			n.lines = append(n.lines, s)
			block.AdvanceLine()
			continue
		}
		n.lines = append(n.lines, s.WithStop(s.Start+end))
		last := block.Source()[max(segment.Start, s.Start+end-1)]
		if last == ' ' || last == '\t' || end+1 < len(line) && line[end+1] >= '0' && line[end+1] <= '9' {
			return nil
		}
		block.Advance(end + 1)
		n.SetPos(segment.Start)
		return n
	}
}

// closingDollar returns the offset of the first dollar sign without a
// backslash before it, or -1.
func closingDollar(line []byte) int {
	for i := 0; i < len(line); i++ {
		switch line[i] {
		case '\\':
			i++
		case '$':
			return i
		}
	}
	return -1
}

type formulaBlockParser struct{}

// Trigger implements parser.InlineParser or parser.BlockParser.
func (formulaBlockParser) Trigger() []byte { return []byte{'$'} }

// CanInterruptParagraph implements parser.BlockParser.
func (formulaBlockParser) CanInterruptParagraph() bool { return true }

// CanAcceptIndentedLine implements parser.BlockParser.
func (formulaBlockParser) CanAcceptIndentedLine() bool { return false }

// Open reads the line that starts with `$$`; it may end the formula as well.
func (formulaBlockParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	pos := pc.BlockOffset()
	if !bytes.HasPrefix(line[pos:], []byte("$$")) {
		return nil, parser.NoChildren
	}
	n := &formulaBlock{}
	at := segment.Start + pos - segment.Padding + 2
	n.add(text.NewSegment(at, segment.Stop), reader.Source())
	reader.AdvanceToEOL()
	return n, parser.NoChildren
}

// add adds a line, or what of it lies before the `$$` at its end.
func (n *formulaBlock) add(s text.Segment, source []byte) {
	before := bytes.TrimRight(source[s.Start:s.Stop], " \t\n")
	if rest, ok := bytes.CutSuffix(before, []byte("$$")); ok {
		s = s.WithStop(s.Start + len(rest))
		n.closed = true
	}
	n.Lines().Append(s)
}

// Continue reads a line of the formula.
func (formulaBlockParser) Continue(node ast.Node, reader text.Reader, _ parser.Context) parser.State {
	n := node.(*formulaBlock)
	if n.closed {
		return parser.Close
	}
	_, segment := reader.PeekLine()
	n.add(segment, reader.Source())
	reader.AdvanceToEOL()
	return parser.Continue | parser.NoChildren
}

// Close warns about a formula without an end.
func (formulaBlockParser) Close(node ast.Node, _ text.Reader, pc parser.Context) {
	n := node.(*formulaBlock)
	if r := readingOf(pc); r != nil && !n.closed {
		r.warn("math", n.Pos(), n.Pos()+2, "this formula is never closed", "close it with $$")
	}
}

// formula and formulaBlock draw a formula and report what it holds that has no
// drawing.
func (v *visit) formula(n *formula) {
	n.tex, n.html = v.draw(v.chunk(n.lines...), false)
}

func (v *visit) formulaBlock(n *formulaBlock) {
	n.tex, n.html = v.draw(v.chunk(n.Lines().Sliced(0, n.Lines().Len())...), true)
}

func (v *visit) draw(c chunk, display bool) (tex, html string) {
	tex = string(c.text)
	html, problems := mathml.Convert(tex, display)
	for _, p := range problems {
		start := c.place(p.Start)
		v.warn("math", start, start+p.Stop-p.Start, diagnostic.Say("formula: %s", formulaMessage(p)), "")
	}
	return strings.TrimSpace(tex), html
}

func printFormula(p *printer, n *formula) {
	p.open("span", nil, "data-math", "inline", "data-tex", n.tex)
	p.str(n.html)
	p.close("span")
}

func printFormulaBlock(p *printer, n *formulaBlock) {
	p.open("div", nil, "data-math", "block", "data-tex", n.tex, "tabindex", "0")
	p.str(n.html)
	p.close("div")
	p.str("\n")
}

// formulaMessage is what is wrong with a formula.
func formulaMessage(p mathml.Problem) diagnostic.Message {
	if p.Part == "" {
		return diagnostic.Message(p.Message)
	}
	return diagnostic.Say(string(p.Message), p.Part)
}
