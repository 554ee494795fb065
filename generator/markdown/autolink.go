package markdown

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"woshou/generator/source"

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
	if r := readingOf(pc); r != nil {
		r.cutShort(start, segment.Start+n)
	}
	block.Advance(n)
	return autoLink(ast.AutoLinkURL, start, segment.Start+n)
}

// cutShort warns about an address that ends before Han where its own text seems to
// go on: behind a slash or another mark of its syntax. Behind a word or the host,
// Han is more likely the next word of the sentence.
func (r *reading) cutShort(start, stop int) {
	rest, _ := utf8.DecodeRune(r.doc.source[stop:])
	address := r.doc.source[start:stop]
	if _, behind, schemed := bytes.Cut(address, []byte("://")); schemed {
		address = behind
	}
	if bytes.IndexByte(address, '/') < 0 || !unicode.In(rest, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul) || bytes.IndexByte([]byte("/=&?#-_"), r.doc.source[stop-1]) < 0 {
		return
	}
	r.warn("link-cut", start, stop, "this address ends before the Chinese characters behind it",
		"if they belong to it, write <…> around the whole address; else put a blank between")
}

// bareWebParser links what starts with "www." as GitHub does. It wakes up at the
// first dot.
type bareWebParser struct{}

// Trigger implements parser.InlineParser or parser.BlockParser.
func (bareWebParser) Trigger() []byte { return []byte{'.'} }

// Parse links the address around the dot at the reader's place. Its host must hold
// another dot.
func (bareWebParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	before := source.LineBefore(block.Source()[:segment.Start])
	start := segment.Start - len("www")
	if pc.IsInLinkLabel() || !bytes.HasSuffix(before, []byte("www")) || len(before) > 3 && !mayPrecede(before[:len(before)-3]) {
		return nil
	}
	n := urlLength(line)
	host := line[:n]
	if end := bytes.IndexAny(host, "/?#"); end >= 0 {
		host = host[:end]
	}
	if len(host) < 4 || !isAlnum(host[1]) || bytes.IndexByte(host[1:], '.') < 0 || !cutBack(parent, pc, start, segment.Start) {
		return nil
	}
	if r := readingOf(pc); r != nil {
		r.cutShort(start, segment.Start+n)
	}
	block.Advance(n)
	link := autoLink(ast.AutoLinkURL, start, segment.Start+n).(*ast.AutoLink)
	link.Protocol = []byte("http")
	return link
}

// mayPrecede reports whether an address without a scheme may start behind a text:
// behind a blank, a mark that GitHub names, or Chinese.
func mayPrecede(before []byte) bool {
	r, _ := utf8.DecodeLastRune(before)
	return unicode.IsSpace(r) || strings.ContainsRune("*_~(", r) || isCJK(r) || isChineseMark(r)
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
