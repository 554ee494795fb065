package markdown

import (
	"woshou/generator/emoji"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// picture is an emoji that an author wrote by its name, as in `:tada:`, or as an
// emoticon. It is shown in a heading's text, but no id is made from it.
type picture struct {
	ast.BaseInline
	value string
}

var kindEmoji = ast.NewNodeKind("Emoji")

// Kind implements ast.Node.
func (*picture) Kind() ast.NodeKind { return kindEmoji }

// Dump implements ast.Node.
func (n *picture) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// emojiParser reads names between colons. One that nobody knows is text.
type emojiParser struct{}

// Trigger implements parser.InlineParser or parser.BlockParser.
func (emojiParser) Trigger() []byte { return []byte{':'} }

// longestEmoji bounds how far the end of a name is looked for.
const longestEmoji = 64

// Parse reads the name at the reader's place.
func (emojiParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, _ := block.PeekLine()
	n := 1
	for n < len(line) && n < longestEmoji && (isAlnum(line[n]) || line[n] == '_' || line[n] == '-' || line[n] == '+') {
		n++
	}
	if n == 1 || n >= len(line) || line[n] != ':' {
		return nil
	}
	value := emoji.Named(string(line[1:n]))
	if value == "" {
		return nil
	}
	block.Advance(n + 1)
	return &picture{value: value}
}

// drawFaces replaces the emoticons in a text.
func drawFaces(n *ast.Text, source []byte) {
	if n.IsRaw() || n.Parent().Kind() == ast.KindCodeSpan {
		return
	}
	for f, at := emoji.Find(n.Segment.Value(source)); f.Text != ""; f, at = emoji.Find(n.Segment.Value(source)) {
		n = cutFace(n, at, f)
	}
}

// cutFace replaces the emoticon at an offset of n and returns the text behind it.
func cutFace(n *ast.Text, at int, f emoji.Face) *ast.Text {
	start := n.Segment.Start + at - n.Segment.Padding
	rest := ast.NewTextSegment(text.NewSegment(start+len(f.Text), n.Segment.Stop))
	rest.SetSoftLineBreak(n.SoftLineBreak())
	rest.SetHardLineBreak(n.HardLineBreak())
	n.Segment = n.Segment.WithStop(start)
	n.SetSoftLineBreak(false)
	n.SetHardLineBreak(false)
	parent := n.Parent()
	drawn := &picture{value: f.Value}
	parent.InsertAfter(parent, n, drawn)
	parent.InsertAfter(parent, drawn, rest)
	return rest
}
