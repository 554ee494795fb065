package markdown

import (
	"bytes"
	"path"
	"strings"

	"woshou/generator/listing"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// snippet is a file, or a region of it, as a code block:
//
//	<<< @/snippets/dial.go#retry{1,3-4 go:line-numbers} [dial.go]
type snippet struct {
	ast.BaseBlock
	written string // behind the brackets
	start   int    // of the line, in the source
	stop    int
	text    string
	info    listing.Info
	name    string // of the file, without its folder
}

var kindSnippet = ast.NewNodeKind("Snippet")

// Kind implements ast.Node.
func (*snippet) Kind() ast.NodeKind { return kindSnippet }

// IsRaw tells goldmark that a snippet holds no Markdown.
func (*snippet) IsRaw() bool { return true }

// Dump implements ast.Node.
func (n *snippet) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// snippetParser reads the line of a snippet. Four brackets are no snippet but
// what a merge left behind.
type snippetParser struct{}

// Trigger implements parser.InlineParser or parser.BlockParser.
func (snippetParser) Trigger() []byte { return []byte{'<'} }

// CanInterruptParagraph implements parser.BlockParser.
func (snippetParser) CanInterruptParagraph() bool { return false }

// CanAcceptIndentedLine implements parser.BlockParser.
func (snippetParser) CanAcceptIndentedLine() bool { return false }

// Open reads the line.
func (snippetParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	pos := pc.BlockOffset()
	rest, ok := strings.CutPrefix(string(line[pos:]), "<<<")
	written := strings.TrimSpace(rest)
	if !ok || written == "" || written[0] == '<' {
		return nil, parser.NoChildren
	}
	start := segment.Start - segment.Padding + pos
	stop := start + len(bytes.TrimRight(line[pos:], " \t\n"))
	n := &snippet{written: written, start: start, stop: stop}
	reader.AdvanceToEOL()
	return n, parser.NoChildren
}

// Continue ends the block: it is one line.
func (snippetParser) Continue(ast.Node, text.Reader, parser.Context) parser.State {
	return parser.Close
}

// Close implements parser.BlockParser.
func (snippetParser) Close(ast.Node, text.Reader, parser.Context) {}

// snippet reads the file. What cannot be read is a problem, and shown as it
// was written.
func (v *visit) snippet(n *snippet) {
	file, region, info := listing.ParseSnippet(n.written, v.opt.LineNumbers)
	n.info, n.name, n.text = info, path.Base(file), n.written+"\n"
	if code, ok := v.text.Snippet(n.start, n.stop, file, region); ok {
		n.text = code
	}
}
