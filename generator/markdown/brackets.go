package markdown

import (
	"bytes"
	"sort"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// stepParser reads step links, `[text]{step=2}`. It must know at the opening
// bracket whether the closing one is followed by a step: if not, the bracket
// is left to goldmark's parser of links.
type stepParser struct{}

// Trigger implements parser.InlineParser or parser.BlockParser.
func (stepParser) Trigger() []byte { return []byte{'[', ']', '{'} }

// Parse opens and closes step links. A step without brackets before it stays
// text, with a warning.
func (s stepParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	switch line[0] {
	case '[':
		return s.open(block, segment.Start, pc)
	case ']':
		return s.close(parent, block, segment.Start, pc)
	}
	if _, n := parseStepMark(line); n > 0 {
		if r := readingOf(pc); r != nil {
			r.warn("step", segment.Start, segment.Start+n, "no text in brackets stands before this step, so it links nothing",
				"write [text]{step=2}")
		}
	}
	return nil
}

// bracket is an opening bracket until its partner is reached.
type bracket struct {
	ast.BaseInline
	at, partner int               // offsets
	before      *parser.Delimiter // the last one before the bracket, or nil
}

var kindBracket = ast.NewNodeKind("Bracket")

// Kind implements ast.Node.
func (*bracket) Kind() ast.NodeKind { return kindBracket }

// Dump implements ast.Node.
func (n *bracket) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// brackets are those of the block being parsed.
type brackets struct {
	from, to int         // the part of the source that was looked through
	partner  map[int]int // offsets: "[" to the "]" before a step
	open     []*bracket
}

var bracketsKey = parser.NewContextKey()

func bracketsOf(pc parser.Context) *brackets {
	b, ok := pc.Get(bracketsKey).(*brackets)
	if !ok {
		b = &brackets{}
		pc.Set(bracketsKey, b)
	}
	return b
}

func (stepParser) open(block text.Reader, at int, pc parser.Context) ast.Node {
	b := bracketsOf(pc)
	if at < b.from || at >= b.to {
		b.scan(block)
	}
	partner, ok := b.partner[at]
	if !ok {
		return nil
	}
	n := &bracket{at: at, partner: partner, before: pc.LastDelimiter()}
	b.open = append(b.open, n)
	block.Advance(1)
	return n
}

func (stepParser) close(parent ast.Node, block text.Reader, at int, pc parser.Context) ast.Node {
	b := bracketsOf(pc)
	last := len(b.open) - 1
	if last < 0 || b.open[last].partner != at {
		return nil
	}
	from := b.open[last]
	b.open = b.open[:last]
	var bottom ast.Node
	if from.before != nil {
		bottom = from.before
	}
	parser.ProcessDelimiters(bottom, pc)

	block.Advance(1)
	line, segment := block.PeekLine()
	mark, n := parseStepMark(line)
	block.Advance(n)
	link := &stepLink{mark: mark, braces: segment.Start}
	link.SetPos(from.at)
	for c := from.NextSibling(); c != nil; c = from.NextSibling() {
		link.AppendChild(link, c)
	}
	parent.RemoveChild(parent, from)
	return link
}

// CloseBlock turns brackets whose partners were part of something else, such
// as raw HTML, back into text.
func (stepParser) CloseBlock(_ ast.Node, _ text.Reader, pc parser.Context) {
	b := bracketsOf(pc)
	for _, n := range b.open {
		n.Parent().ReplaceChild(n.Parent(), n, ast.NewTextSegment(text.NewSegment(n.at, n.at+1)))
	}
	b.open = nil
}

// scan finds the partners in the rest of the block, each character once,
// however many brackets there are.
func (b *brackets) scan(block text.Reader) {
	l, position := block.Position()
	defer block.SetPosition(l, position)
	var s bracketScan
	for line, segment := block.PeekLine(); line != nil; line, segment = block.PeekLine() {
		if len(s.lines) == 0 {
			b.from = segment.Start
		}
		b.to = segment.Stop
		s.lines = append(s.lines, scanLine{len(s.text), segment.Start - segment.Padding})
		s.text = append(s.text, line...)
		block.AdvanceLine()
	}
	b.partner = s.partners()
}

// bracketScan is the text of a block, whose lines may lie apart in the source.
type bracketScan struct {
	text  []byte
	lines []scanLine
}

// scanLine says that text[at:] starts at offset from of the source.
type scanLine struct{ at, from int }

// partners pairs brackets as links do: not those escaped or in code, and not
// those of images.
func (s bracketScan) partners() map[int]int {
	if !bytes.Contains(s.text, []byte("]{")) {
		return nil
	}
	partner := map[int]int{}
	var open []int
	for i := 0; i < len(s.text); i++ {
		switch s.text[i] {
		case '\\':
			i++
		case '`':
			i += codeLength(s.text[i:]) - 1
		case '[':
			open = append(open, i)
		case ']':
			if len(open) == 0 {
				continue
			}
			from := open[len(open)-1]
			open = open[:len(open)-1]
			if _, n := parseStepMark(s.text[i+1:]); n > 0 && (from == 0 || s.text[from-1] != '!') {
				partner[s.place(from)] = s.place(i)
			}
		}
	}
	return partner
}

// place is the offset in the source of an offset in the text.
func (s bracketScan) place(at int) int {
	after := sort.Search(len(s.lines), func(i int) bool { return s.lines[i].at > at })
	line := s.lines[max(after, 1)-1]
	return line.from + at - line.at
}

// codeLength is the length of the code span that s starts with, or of the run
// of backticks if no other closes it.
func codeLength(s []byte) int {
	run := 0
	for run < len(s) && s[run] == '`' {
		run++
	}
	for i := run; i < len(s); {
		n := 0
		for i+n < len(s) && s[i+n] == '`' {
			n++
		}
		if n == run {
			return i + n
		}
		i += max(n, 1)
	}
	return run
}
