package protocol

import (
	"slices"

	"woshou/diagrams/place"
	"woshou/diagrams/scenario/lines"
	"woshou/diagrams/words"
)

// Rule is what a role does in some states on some events, or once a condition
// comes true.
type Rule struct {
	place.Place
	In   []Name // "any" alone for every state
	Once bool
	// Number counts the rules of a file, from 1.
	Number int
	On     []Name // messages, timers and calls; none with Once
	If     Condition
	Do     []Action
	// Per is the clause that demands it, "" where none is named.
	Per string
}

// rule reads `in STATE, … on EVENT, … [if CONDITION]: ACTION, … [per "…"]` and
// the like with once.
func (p *parser) rule() Node {
	r := &Rule{Place: p.Next().Place}
	r.In = p.states()
	switch {
	case p.Got("on"):
		r.On = p.names("a message, a timer or a call")
		if p.Got("if") {
			r.If = p.condition()
		}
	case p.Got("once"):
		r.Once = true
		r.If = p.condition()
	default:
		p.Expected("on or once", "")
	}
	p.Want(":")
	for ok := true; ok && !p.Failed; ok = p.Got(",") {
		r.Do = append(r.Do, p.action())
	}
	if p.Got("per") {
		if p.Peek().Kind != lines.Quoted {
			p.Expected("a clause in quotes after per", "")
		}
		r.Per = lines.Whole(p.Next().Text)
	}
	p.checkAlone(r)
	p.role.Rules = append(p.role.Rules, r)
	return r
}

// states reads a list of states.
func (p *parser) states() []Name { return p.names("a state") }

// checkAlone reports an action that stands alone in a rule and does not.
func (p *parser) checkAlone(r *Rule) {
	for _, a := range r.Do {
		if word := a.String(); (word == "ignore" || word == "defer") && len(r.Do) > 1 && !p.Failed {
			p.Failed = true
			p.Report(a.Position(), lines.Order, words.Say("%s stands alone in its rule", word), "")
		}
	}
}

// Has reports whether r has an action of that word: ignore, defer.
func (r *Rule) Has(word string) bool {
	return slices.ContainsFunc(r.Do, func(a Action) bool { return a.String() == word })
}

// String is r in canonical spelling.
func (r *Rule) String() string {
	s := "in " + joined(r.In)
	if r.Once {
		s += " once " + r.If.String()
	} else {
		s += " on " + joined(r.On)
		if len(r.If) > 0 {
			s += " if " + r.If.String()
		}
	}
	s += ": " + joined(r.Do)
	if r.Per != "" {
		s += " per " + lines.Quote(r.Per)
	}
	return s
}
