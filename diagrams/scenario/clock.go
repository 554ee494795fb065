package scenario

import (
	"fmt"

	"woshou/diagrams/place"
	"woshou/diagrams/scenario/lines"
	"woshou/diagrams/words"
)

type (
	// After runs Do a while after the start of the statement before it (for a
	// WaitUntil, its end).
	After struct {
		place.Place
		Wait lines.Duration
		Do   Statement
	}

	// Wait lets the clock run for a while from rest.
	Wait struct {
		place.Place
		For lines.Duration
	}

	// WaitUntil lets the clock run until Host is in State.
	WaitUntil struct {
		place.Place
		Host  string
		State State
	}

	// End stops the clock.
	End struct{ place.Place }
)

// after reads `after DUR statement`. What waits in turn has no place in it: the
// two waits would be one.
func (p *parser) after() Statement {
	start := p.Next()
	p.notIn("together", start, "all of it starts at one instant")
	wait := p.Duration()
	if t := p.Peek(); t.Is("after") || t.Is("wait") {
		p.Expected("a statement that starts at an instant", "")
	}
	return After{start.Place, wait, p.construct()}
}

// wait reads `wait DUR` and `wait until HOST STATE`.
func (p *parser) wait() Statement {
	start := p.Next()
	var why words.Message = "the clock does not run in a block"
	p.notIn("together", start, why)
	p.notIn("when", start, why)
	if p.Got("until") {
		host := p.host()
		return WaitUntil{start.Place, host, p.state(host)}
	}
	return Wait{start.Place, p.Duration()}
}

// end reads `end`; checkEnd sees to what follows it.
func (p *parser) end() Statement {
	start := p.Next()
	p.notIn("together", start, "all of it starts at one instant")
	return End{start.Place}
}

// notIn reports a statement that has no place in that kind of block.
func (p *parser) notIn(block string, start lines.Token, why words.Message) {
	if p.inBlock == block {
		p.FailAt(start, lines.Order, words.Say("%s cannot stand in a block of %s", start.Text, block), why)
	}
}

// checkEnd reports the first statement below an `end` that is no expectation.
func (p *parser) checkEnd(body []Statement) {
	ended := 0
	for _, s := range body {
		if w, ok := s.(When); ok {
			p.checkEnd(w.Body)
		}
		if _, ok := s.(Expect); !ok && ended > 0 {
			at := lines.Token{Place: s.Position().Wide(s.String())}
			p.Report(at.Place, lines.Order, words.Say("only expect may follow end (line %d)", ended), "")
			return
		}
		if ends(s) {
			ended = s.Position().Line
		}
	}
}

// ends reports whether s sets the end of the run, now or later.
func ends(s Statement) bool {
	if a, ok := s.(After); ok {
		s = a.Do
	}
	_, ok := s.(End)
	return ok
}

// String is a in canonical spelling.
func (a After) String() string { return "after " + a.Wait.Text + " " + a.Do.String() }

// String is w in canonical spelling.
func (w Wait) String() string { return "wait " + w.For.Text }

// String is w in canonical spelling.
func (w WaitUntil) String() string { return fmt.Sprintf("wait until %s %s", w.Host, w.State) }

// String is e in canonical spelling.
func (e End) String() string { return "end" }
