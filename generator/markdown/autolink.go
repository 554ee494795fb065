package markdown

import (
	"bytes"
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

func (bareURLParser) Trigger() []byte { return []byte{':'} }

func (bareURLParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if pc.IsInLinkLabel() || !bytes.HasPrefix(line, []byte("://")) || len(line) < 4 || !isAlnum(line[3]) {
		return nil
	}
	start := segment.Start - schemeBefore(block.Source()[:segment.Start])
	n := urlLength(line)
	if start == segment.Start || n <= 3 || !cutBack(parent, start, segment.Start) {
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
	for n > 0 {
		switch c := s[n-1]; c {
		case '?', '!', '.', ',', ':', ';', '*', '_', '~', '\'', '{', '[', '(':
			n--
			continue
		case ')', ']', '}':
			opener := map[byte]byte{')': '(', ']': '[', '}': '{'}[c]
			if bytes.Count(s[:n], []byte{c}) > bytes.Count(s[:n], []byte{opener}) {
				n--
				continue
			}
		}
		break
	}
	return n
}

// bareMailParser links mail addresses; it wakes up at the `@`.
type bareMailParser struct{}

func (bareMailParser) Trigger() []byte { return []byte{'@'} }

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
	if pc.IsInLinkLabel() || start == segment.Start || !dotted || !cutBack(parent, start, segment.Start) {
		return nil
	}
	block.Advance(n)
	return autoLink(ast.AutoLinkEmail, start, segment.Start+n)
}

// cutBack takes source[start:stop] off the end of parent's text; false, and
// nothing happens, if it is not all in the last text.
func cutBack(parent ast.Node, start, stop int) bool {
	t, ok := parent.LastChild().(*ast.Text)
	if !ok || t.Segment.Stop != stop || t.Segment.Start > start || t.SoftLineBreak() || t.HardLineBreak() {
		return false
	}
	if t.Segment.Start == start {
		parent.RemoveChild(parent, t)
		return true
	}
	t.Segment = t.Segment.WithStop(start)
	return true
}

func autoLink(kind ast.AutoLinkType, start, stop int) ast.Node {
	n := ast.NewAutoLink(kind, ast.NewTextSegment(text.NewSegment(start, stop)))
	n.SetPos(start)
	return n
}

func isAlnum(c byte) bool { return util.IsAlphaNumeric(c) }

func isMailByte(c byte) bool {
	return isAlnum(c) || c == '.' || c == '-' || c == '_' || c == '+'
}
