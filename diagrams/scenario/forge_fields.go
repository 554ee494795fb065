package scenario

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"woshou/diagrams/scenario/lines"
	"woshou/diagrams/words"
)

// ForgeFields are the fields and options of a forged segment beyond its
// numbers. A nil or false one is not written.
type ForgeFields struct {
	Window, Urgent *int // the header's fields
	Push           bool
	// The options, as the header has them.
	MSS, Scale    *int
	SACKPermitted bool
	SACK          []Stretch
	Stamps        *[2]uint32 // TSval and TSecr
}

// Stretch is a block of SACK: from the first number up to, not including, the
// second.
type Stretch struct{ From, To Expr }

// fieldWords are the options of `forge` that ForgeFields holds, in canonical
// order.
var fieldWords = []string{"window", "push", "urgent", "mss", "scale", "sack-permitted", "sack", "ts"}

// field reads what follows one of fieldWords.
func (p *parser) field(f *ForgeFields, option string) {
	sixteenBits := func(what words.Message) *int {
		n := int(p.Number(what, 0, math.MaxUint16))
		return &n
	}
	switch option {
	case "window":
		f.Window = sixteenBits("the header's window")
	case "push":
		f.Push = true
	case "urgent":
		f.Urgent = sixteenBits("an urgent pointer")
	case "mss":
		f.MSS = sixteenBits("a number of octets")
	case "scale":
		n := int(p.Number("a window shift", 0, math.MaxUint8))
		f.Scale = &n
	case "sack-permitted":
		f.SACKPermitted = true
	case "sack":
		for more := true; more && !p.Failed; more = p.Got(",") {
			f.SACK = append(f.SACK, p.stretch())
		}
	case "ts":
		f.Stamps = &[2]uint32{
			uint32(p.Number("a timestamp", 0, math.MaxUint32)), uint32(p.Number("a timestamp", 0, math.MaxUint32)),
		}
	}
}

// stretch reads EXPR-EXPR, which is one word: 101-201, server.iss+1-server.iss+9.
// A name or an offset may have a - of its own, so that the one in the middle is
// that with an expression on both sides.
func (p *parser) stretch() Stretch {
	t := p.Peek()
	for i := range t.Text {
		if t.Kind != lines.Word || t.Text[i] != '-' {
			continue
		}
		from, isFrom := p.exprOf(t, 0, i)
		to, isTo := p.exprOf(t, i+1, len(t.Text))
		if isFrom && isTo {
			p.Next()
			return Stretch{from, to}
		}
	}
	p.Expected("a stretch such as 101-201 or client.iss+1-client.iss+101", "")
	return Stretch{}
}

// exprOf is the expression that a part of a word is, and whether it is one.
func (p *parser) exprOf(t lines.Token, from, to int) (e Expr, ok bool) {
	at := t.From(len([]rune(t.Text[:from])))
	at.Text, at.Width = t.Text[from:to], len([]rune(t.Text[from:to]))
	try := *p
	try.Reader = p.Over(at)
	if at.Text == "" {
		return e, false
	}
	read := try.expr()
	if try.Failed || read == nil {
		return e, false
	}
	return *read, true
}

// String is f in canonical spelling, with a blank before it; "" for nothing.
func (f ForgeFields) String() string {
	var b strings.Builder
	number := func(word string, n *int) {
		if n != nil {
			fmt.Fprintf(&b, " %s %d", word, *n)
		}
	}
	flag := func(word string, on bool) {
		if on {
			b.WriteString(" " + word)
		}
	}
	number("window", f.Window)
	flag("push", f.Push)
	number("urgent", f.Urgent)
	number("mss", f.MSS)
	number("scale", f.Scale)
	flag("sack-permitted", f.SACKPermitted)
	for i, s := range f.SACK {
		b.WriteString([]string{" sack ", ", "}[min(i, 1)])
		fmt.Fprintf(&b, "%v-%v", s.From, s.To)
	}
	if f.Stamps != nil {
		fmt.Fprintf(&b, " ts %d %d", f.Stamps[0], f.Stamps[1])
	}
	return b.String()
}

// isField reports whether an option of `forge` is one of fieldWords.
func isField(option string) bool { return slices.Contains(fieldWords, option) }
