package markdown

import (
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// emphasisParser reads `*` and `_` by CommonMark's rule with the CJK-friendly
// amendment: beside a CJK character, punctuation does not keep a run of
// asterisks from opening or closing. Text without CJK neighbours is read
// exactly as CommonMark has it, and `_` inside a word stays literal always.
type emphasisParser struct{}

// Trigger implements parser.InlineParser or parser.BlockParser.
func (emphasisParser) Trigger() []byte { return []byte{'*', '_'} }

// Parse reads a run of any length.
func (emphasisParser) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	return scanRun(block, pc, 1, 1<<30, emphasis{})
}

// strikeParser reads `~~`; a single tilde is text, as in H~2~O.
type strikeParser struct{}

// Trigger implements parser.InlineParser or parser.BlockParser.
func (strikeParser) Trigger() []byte { return []byte{'~'} }

// Parse reads exactly two tildes.
func (strikeParser) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	return scanRun(block, pc, 2, 2, strike{})
}

// scanRun pushes the run of delimiters at the reader's place, if its length is
// in range.
func scanRun(block text.Reader, pc parser.Context, least, most int, p parser.DelimiterProcessor) ast.Node {
	before := block.PrecendingCharacter()
	line, segment := block.PeekLine()
	char, n := line[0], 1
	for n < len(line) && line[n] == char {
		n++
	}
	if n < least || n > most || least > 1 && before == rune(char) {
		return nil
	}
	after := ' '
	if n < len(line) {
		after = util.ToRune(line, n)
	}
	base := before
	if isSelector(before) {
		base, _ = utf8.DecodeLastRune(block.Source()[:segment.Start-utf8.RuneLen(before)])
	}
	canOpen, canClose := flanks(char, before, base, after)
	if !spend(pc) {
		return nil
	}
	d := parser.NewDelimiter(canOpen, canClose, n, char, p)
	d.Segment = segment.WithStop(segment.Start + n)
	block.Advance(n)
	pc.PushDelimiter(d)
	return d
}

// mostRuns is how many runs of delimiters one block may have; goldmark looks
// back through all of them for a partner. Further ones are text.
const mostRuns = 4000

var runsKey = parser.NewContextKey()

// spend counts a run and reports whether it may be one.
func spend(pc parser.Context) bool {
	n, _ := pc.Get(runsKey).(int)
	if pc.LastDelimiter() == nil { // the first of its block
		n = 0
	}
	pc.Set(runsKey, n+1)
	return n < mostRuns
}

// flanks decides whether a run of char may open and close emphasis. base is
// the character before the run, or the one that a variation selector belongs
// to.
//
// The CJK-friendly amendment to CommonMark 0.31, §6.2.
func flanks(char byte, before, base, after rune) (canOpen, canClose bool) {
	punctBefore, punctAfter := util.IsPunctRune(base), util.IsPunctRune(after)
	spaceBefore, spaceAfter := util.IsSpaceRune(before), util.IsSpaceRune(after)
	cjk := isCJK(base) || isCJK(after)
	left := !spaceAfter &&
		(!punctAfter || spaceBefore || punctBefore || cjk || isIdeographSelector(before))
	right := !spaceBefore &&
		(!punctBefore || spaceAfter || punctAfter || cjk)
	if char == '_' {
		return left && (!right || punctBefore), right && (!left || punctAfter)
	}
	return left, right
}

// isSelector reports whether r selects a variation of a mark or symbol, the
// emoji style excepted.
func isSelector(r rune) bool { return 0xFE00 <= r && r <= 0xFE0E }

// isIdeographSelector reports whether r selects a variation of an ideograph.
func isIdeographSelector(r rune) bool { return 0xE0100 <= r && r <= 0xE01EF }

type emphasis struct{}

// IsDelimiter implements parser.DelimiterProcessor.
func (emphasis) IsDelimiter(b byte) bool { return b == '*' || b == '_' }

// CanOpenCloser implements parser.DelimiterProcessor.
func (emphasis) CanOpenCloser(o, c *parser.Delimiter) bool { return o.Char == c.Char }

// OnMatch implements parser.DelimiterProcessor.
func (emphasis) OnMatch(n int) ast.Node { return ast.NewEmphasis(n) }

type strike struct{}

// IsDelimiter implements parser.DelimiterProcessor.
func (strike) IsDelimiter(b byte) bool { return b == '~' }

// CanOpenCloser implements parser.DelimiterProcessor.
func (strike) CanOpenCloser(o, c *parser.Delimiter) bool { return o.Char == c.Char }

// OnMatch implements parser.DelimiterProcessor.
func (strike) OnMatch(int) ast.Node { return extast.NewStrikethrough() }

// emphasis marks an <em> that is not in the script of its page: Latin words may
// lean, Han may not, and the style sheet must know which it is.
func (v *visit) emphasis(n *ast.Emphasis) {
	if n.Level != 1 {
		return
	}
	cjk := hasCJK(plainText(n, v.doc.source))
	switch lang := v.opt.Lang; {
	case isChinese(lang) && !cjk:
		n.SetAttributeString("class", "latn")
	case cjk && !isChinese(lang) && lang != "ja" && lang != "ko":
		n.SetAttributeString("lang", "zh")
	}
}

func printEmphasis(p *printer, n *ast.Emphasis) {
	if n.Level == 2 {
		p.phrase("strong", n)
		return
	}
	p.phrase("em", n)
}
