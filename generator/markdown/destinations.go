package markdown

import (
	"sort"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// longestAddress is how many octets the address of a link may have. goldmark
// looks for its end at each `](`, to the end of the line.
const longestAddress = 4 << 10

// linkParser is goldmark's, which sees no longer addresses: they stay text.
type linkParser struct{ parser.InlineParser }

// Parse implements parser.InlineParser.
func (l linkParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	return l.InlineParser.Parse(parent, linkReader{block, blockOf(parent).Lines()}, pc)
}

// CloseBlock implements parser.CloseBlocker.
func (l linkParser) CloseBlock(parent ast.Node, block text.Reader, pc parser.Context) {
	l.InlineParser.(parser.CloseBlocker).CloseBlock(parent, block, pc)
}

// linkReader reads a block for goldmark's links without going through all of it
// for each.
type linkReader struct {
	text.Reader
	lines *text.Segments // of the block
}

// PeekLine implements text.Reader: of a long line it shows the start.
func (r linkReader) PeekLine() ([]byte, text.Segment) {
	line, segment := r.Reader.PeekLine()
	return line[:min(len(line), longestAddress)], segment
}

// Value implements text.Reader. goldmark's own looks for the line from the last
// one upwards.
func (r linkReader) Value(of text.Segment) []byte {
	first := sort.Search(r.lines.Len(), func(i int) bool { return r.lines.At(i).Start > of.Start }) - 1
	var value []byte
	for i := max(first, 0); i < r.lines.Len(); i++ {
		line := r.lines.At(i)
		if line.Start >= of.Stop {
			break
		}
		value = line.ConcatPadding(value)
		value = append(value, r.Source()[max(line.Start, of.Start):min(line.Stop, of.Stop)]...)
	}
	return value
}
