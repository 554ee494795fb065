package markdown

import (
	"bytes"
	"path"
	"regexp"
	"strings"

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
	info    fenceInfo
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

var (
	snippetPart = regexp.MustCompile(`#([\w.-]+)$`)
	snippetKind = regexp.MustCompile(`\.([A-Za-z0-9]+)$`)
)

// parseSnippet reads `path#region{lines language words} [title]`. Without a
// language the file's ending names it.
func parseSnippet(s string, numbered bool) (file, part string, f fenceInfo) {
	s, title := cutTitle(s)
	info, marks := "", ""
	if open := strings.LastIndexByte(s, '{'); open > 0 && strings.HasSuffix(s, "}") {
		inside := strings.TrimSpace(s[open+1 : len(s)-1])
		first, rest, _ := strings.Cut(inside, " ")
		if strings.Trim(first, "0123456789,-") == "" {
			marks, inside = first, strings.TrimSpace(rest)
		}
		info, s = inside, strings.TrimRight(s[:open], " ")
	}
	if m := snippetPart.FindStringSubmatchIndex(s); m != nil {
		part, s = s[m[2]:m[3]], s[:m[0]]
	}
	if m := snippetKind.FindStringSubmatch(s); m != nil && (info == "" || info[0] == ':') {
		info = m[1] + info
	}
	f = parseInfo(info, numbered)
	f.title, f.marks = title, marks
	return s, part, f
}

// cutTitle cuts a title in brackets off the end. A path may hold brackets too,
// as those of routes do.
func cutTitle(s string) (rest, title string) {
	if !strings.HasSuffix(s, "]") {
		return s, ""
	}
	at := strings.Index(s, " [")
	if at < 0 {
		at = strings.LastIndexByte(s, '[') - 1
	}
	if at < 0 {
		return s, ""
	}
	rest, title, _ = strings.Cut(s[at:], "[")
	return strings.TrimRight(s[:at]+rest, " "), strings.TrimSpace(strings.TrimSuffix(title, "]"))
}

// snippet reads the file. What cannot be read is a problem, and shown as it
// was written.
func (v *visit) snippet(n *snippet) {
	file, region, info := parseSnippet(n.written, v.opt.LineNumbers)
	n.info, n.name, n.text = info, path.Base(file), n.written+"\n"
	if code, ok := v.text.Snippet(n.start, n.stop, file, region); ok {
		n.text = code
	}
}
