package markdown

import (
	"bytes"
	"strings"

	"woshou/generator/diagnostic"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// toc is the table of contents that `[[toc]]` on a line of its own becomes.
type toc struct{ ast.BaseBlock }

var kindToc = ast.NewNodeKind("Toc")

// Kind implements ast.Node.
func (*toc) Kind() ast.NodeKind { return kindToc }

// Dump implements ast.Node.
func (n *toc) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// tocParser reads `[[toc]]` in any case. What follows it on the line, behind a
// space, is dropped, as in VitePress.
type tocParser struct{}

// Trigger implements parser.InlineParser or parser.BlockParser.
func (tocParser) Trigger() []byte { return []byte{'['} }

// CanInterruptParagraph implements parser.BlockParser.
func (tocParser) CanInterruptParagraph() bool { return true }

// CanAcceptIndentedLine implements parser.BlockParser.
func (tocParser) CanAcceptIndentedLine() bool { return false }

// Open takes the line.
func (tocParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, _ := reader.PeekLine()
	word, _, _ := bytes.Cut(bytes.TrimRight(line[pc.BlockOffset():], "\n"), []byte{' '})
	if !strings.EqualFold(string(word), "[[toc]]") {
		return nil, parser.NoChildren
	}
	if r := readingOf(pc); r != nil {
		if r.tocs++; r.tocs > mostTocs {
			_, segment := reader.PeekLine()
			r.beyond(segment.Start, diagnostic.Say("more than %d lists of the headings of a page", mostTocs))
			return nil, parser.NoChildren
		}
	}
	reader.AdvanceToEOL()
	return &toc{}, parser.NoChildren
}

// Continue implements parser.BlockParser: it is one line.
func (tocParser) Continue(ast.Node, text.Reader, parser.Context) parser.State { return parser.Close }

// Close implements parser.BlockParser.
func (tocParser) Close(ast.Node, text.Reader, parser.Context) {}

// The levels of the headings that a table of contents lists.
const (
	tocFrom = 2
	tocTo   = 3
)

// printToc writes the headings of the second and third level as nested lists of
// links. One of the third level without a second above it stands on its own.
func printToc(p *printer, n *toc) {
	p.part.Sheets.Marks = true
	p.open("nav", n, "data-toc", "", "aria-label", p.r.Word("outline"))
	open := []int{} // levels of the lists that are open
	for _, h := range p.doc.Headings {
		if h.Level < tocFrom || h.Level > tocTo {
			continue
		}
		for len(open) > 1 && h.Level < open[len(open)-1] {
			p.str("</li>\n</ul>")
			open = open[:len(open)-1]
		}
		switch {
		case len(open) == 0 || h.Level > open[len(open)-1]:
			p.str("\n<ul>\n")
			open = append(open, h.Level)
		default:
			p.str("</li>\n")
			open[len(open)-1] = h.Level
		}
		p.str("<li><a")
		p.address("href", "#"+h.ID)
		p.str(">")
		p.text(h.Text)
		p.str("</a>")
	}
	p.str(strings.Repeat("</li>\n</ul>", len(open)))
	p.str("</nav>\n")
}
