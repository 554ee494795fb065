package markdown

import (
	"bytes"
	"slices"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// bareURLParser links addresses that stand in the text as they are. It wakes
// up at the colon of `https://` and takes the scheme back out of the text
// before it; so an address may start right after Han, where no space is. It
// ends at the first CJK character or curly quote.
type bareURLParser struct{}

// Trigger implements parser.InlineParser or parser.BlockParser.
func (bareURLParser) Trigger() []byte { return []byte{':'} }

// Parse links the address around the colon at the reader's place.
func (bareURLParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if pc.IsInLinkLabel() || !bytes.HasPrefix(line, []byte("://")) || len(line) < 4 || !isAlnum(line[3]) {
		return nil
	}
	start := segment.Start - schemeBefore(block.Source()[:segment.Start])
	n := urlLength(line)
	if start == segment.Start || n <= 3 || !cutBack(parent, pc, start, segment.Start) {
		return nil
	}
	block.Advance(n)
	return autoLink(ast.AutoLinkURL, start, segment.Start+n)
}

// schemeBefore returns the length of the scheme that s ends in, or 0.
func schemeBefore(s []byte) int {
	for _, name := range []string{"https", "http"} {
		n := len(name)
		if len(s) >= n && bytes.EqualFold(s[len(s)-n:], []byte(name)) && (len(s) == n || !isAlnum(s[len(s)-n-1])) {
			return n
		}
	}
	return 0
}

// urlLength returns how much of s belongs to the address, without the marks
// that more likely end the sentence.
func urlLength(s []byte) int {
	n := 0
	for n < len(s) {
		r, size := utf8.DecodeRune(s[n:])
		if r <= ' ' || util.IsSpaceRune(r) || bytes.ContainsRune([]byte("<>\"`|\\^"), r) || isCJK(r) || isChineseMark(r) {
			break
		}
		n += size
	}
	return n - trailingMarks(s[:n])
}

// trailingMarks counts the marks at the end of an address that belong to the
// sentence around it: stops, and brackets that were not opened inside it.
func trailingMarks(s []byte) int {
	excess := [3]int{}
	for i, pair := range bracketPairs {
		excess[i] = bytes.Count(s, []byte{pair[1]}) - bytes.Count(s, []byte{pair[0]})
	}
	n := len(s)
	for n > 0 {
		c := s[n-1]
		if i := slices.IndexFunc(bracketPairs, func(p string) bool { return p[1] == c }); i >= 0 {
			if excess[i] <= 0 {
				break
			}
			excess[i]--
		} else if i := slices.IndexFunc(bracketPairs, func(p string) bool { return p[0] == c }); i >= 0 {
			excess[i]++
		} else if bytes.IndexByte([]byte("?!.,:;*_~'"), c) < 0 {
			break
		}
		n--
	}
	return len(s) - n
}

var bracketPairs = []string{"()", "[]", "{}"}

// bareMailParser links mail addresses; it wakes up at the `@`.
type bareMailParser struct{}

// Trigger implements parser.InlineParser or parser.BlockParser.
func (bareMailParser) Trigger() []byte { return []byte{'@'} }

// Parse links the address around the `@` at the reader's place. Its domain must
// hold a dot.
func (bareMailParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	start := segment.Start
	for start > 0 && isMailByte(block.Source()[start-1]) {
		start--
	}
	n := 1
	for n < len(line) && (isAlnum(line[n]) || line[n] == '-' || line[n] == '.') {
		n++
	}
	for n > 1 && !isAlnum(line[n-1]) {
		n--
	}
	dotted := bytes.IndexByte(line[1:n], '.') > 0 && !bytes.Contains(line[:n], []byte(".."))
	if pc.IsInLinkLabel() || start == segment.Start || !dotted || !cutBack(parent, pc, start, segment.Start) {
		return nil
	}
	block.Advance(n)
	return autoLink(ast.AutoLinkEmail, start, segment.Start+n)
}

// cutBack takes source[start:stop] off the end of parent's text, runs of
// underscores included; false, and nothing happens, if something else is there.
func cutBack(parent ast.Node, pc parser.Context, start, stop int) bool {
	for n, at := parent.LastChild(), stop; at > start; n = n.PreviousSibling() {
		s, ok := plainSegment(n)
		if !ok || s.Stop != at {
			return false
		}
		at = s.Start
	}
	for at := stop; at > start; {
		n := parent.LastChild()
		s, _ := plainSegment(n)
		at = s.Start
		switch n := n.(type) {
		case *parser.Delimiter:
			n.ConsumeCharacters(n.Length) // so that it leaves no text behind
			pc.RemoveDelimiter(n)
		case *ast.Text:
			if n.Segment.Start < start {
				n.Segment = n.Segment.WithStop(start)
			} else {
				parent.RemoveChild(parent, n)
			}
		}
	}
	return true
}

// plainSegment returns where in the source a text or a run of delimiters lies.
func plainSegment(n ast.Node) (text.Segment, bool) {
	switch n := n.(type) {
	case *ast.Text:
		return n.Segment, !n.SoftLineBreak() && !n.HardLineBreak() && n.Segment.Len() > 0
	case *parser.Delimiter:
		return n.Segment, n.Char == '_'
	}
	return text.Segment{}, false
}

func autoLink(kind ast.AutoLinkType, start, stop int) ast.Node {
	n := ast.NewAutoLink(kind, ast.NewTextSegment(text.NewSegment(start, stop)))
	n.SetPos(start)
	return n
}

func isAlnum(c byte) bool { return util.IsAlphaNumeric(c) }

// isMailByte reports whether c may stand before the `@`. Mail allows more, but
// what is left out here is more likely a sentence.
func isMailByte(c byte) bool {
	return isAlnum(c) || c == '.' || c == '-' || c == '_' || c == '+'
}
