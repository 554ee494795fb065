package scenario

import (
	"fmt"

	"woshou/diagrams/place"
	"woshou/diagrams/scenario/lines"
	"woshou/diagrams/words"
)

// Together starts its statements at one instant.
type Together struct {
	place.Place
	Body []Statement
	End  place.Place // of the closing brace
}

// When runs its statements once, when Host enters State or receives
// Segment, before anything is sent in answer. Just one of State and
// Receives is set.
type When struct {
	place.Place
	Host     string
	State    State
	Receives *Pattern
	Body     []Statement
	End      place.Place // of the closing brace
}

// together reads `together BLOCK`.
func (p *parser) together() Statement {
	start := p.Next()
	t := Together{Place: start.Place}
	t.Body, t.End = p.block(start)
	return t
}

// when reads `when HOST enters STATE BLOCK` and `when HOST receives SEG BLOCK`.
func (p *parser) when() Statement {
	start := p.Next()
	w := When{Place: start.Place, Host: p.host()}
	if p.OneOf("event", "an event", []string{"enters", "receives"}) == "enters" {
		w.State = p.state(w.Host)
	} else {
		segment := p.pattern()
		w.Receives = &segment
	}
	w.Body, w.End = p.block(start)
	return w
}

// block reads `{ statement }`, or lines of statements up to a line that
// starts with }. Start is the word that the block belongs to.
func (p *parser) block(start lines.Token) (body []Statement, end place.Place) {
	if p.inBlock != "" {
		p.FailAt(start, lines.Order, words.Say("%s stands in a block of %s: blocks do not nest", start.Text, p.inBlock), "")
	}
	open := p.Peek()
	if !p.Got("{") {
		p.Expected("{", "a block starts on the line it belongs to")
	}
	if p.Failed {
		return nil, place.Place{}
	}
	p.inBlock = start.Text
	defer func() { p.inBlock = "" }()
	if p.Peek().Kind == lines.EndOfLine {
		return p.lineBlock(open)
	}
	s := p.statement()
	if t := p.Peek(); !t.Is("}") {
		p.Expected("}", "a block on one line holds one statement; for more, start a new line after {")
	}
	return []Statement{s}, p.Next().Place
}

// lineBlock reads the lines of a block from the one after its {, and the }.
func (p *parser) lineBlock(open lines.Token) (body []Statement, end place.Place) {
	errs := len(p.Errs)
	for p.NextLine() {
		if t := p.Peek(); t.Is("}") && p.forgiven == 0 {
			if len(body) == 0 && len(p.Errs) == errs {
				p.Fail(lines.Syntax, "expected a statement in the block, found }", "")
			}
			return body, p.Next().Place
		}
		if s := p.line(); s != nil {
			body = append(body, s)
		}
		if p.closed {
			p.closed = false
			return body, place.Place{} // its } was part of the mistake
		}
	}
	if p.count <= MaxStatements {
		p.Report(open.Place, lines.Syntax, "this block is never closed: expected } on a line of its own", "")
	}
	return body, place.Place{}
}

// resync finds out what the current line, which has failed, does to blocks,
// so that the mistake is not reported again where they end. What is wrong
// inside a block that it opens is reported as usual.
func (p *parser) resync() {
	p.braceBelow()
	surplus := p.surplus()
	p.closed = surplus < 0
	if surplus <= 0 {
		return
	}
	line := p.Lines[p.At]
	open := line[len(line)-2]
	if !open.LooksLike("{") {
		p.forgiven += surplus
		return
	}
	p.forgiven += surplus - 1
	p.lineBlock(open)
	p.Failed = true
}

// braceBelow goes to the next line if a { is all it holds: a block whose brace
// stands a line too low.
func (p *parser) braceBelow() {
	if p.surplus() == 0 && p.At+1 < len(p.Lines) {
		if below := p.Lines[p.At+1]; len(below) == 2 && below[0].Is("{") {
			p.At++
		}
	}
}

// surplus is how many more { than } stand on the current line.
func (p *parser) surplus() (n int) {
	if p.At >= len(p.Lines) {
		return 0
	}
	for _, t := range p.Lines[p.At] {
		switch {
		case t.LooksLike("{"):
			n++
		case t.LooksLike("}"):
			n--
		}
	}
	return n
}

// String is the line that opens t, without the brace.
func (t Together) String() string { return "together" }

// String is the line that opens w, without the brace.
func (w When) String() string {
	if w.Receives != nil {
		return fmt.Sprintf("when %s receives %s", w.Host, w.Receives)
	}
	return fmt.Sprintf("when %s enters %s", w.Host, w.State)
}
