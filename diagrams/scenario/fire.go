package scenario

import (
	"slices"

	"woshou/diagrams/place"
	"woshou/diagrams/scenario/lines"
	"woshou/diagrams/words"
)

// Fire has a timer of a host run out now, however long it was to run.
type Fire struct {
	place.Place
	Timer, Host string
}

// fire reads `fire TIMER of HOST`.
func (p *parser) fire() Statement {
	f := Fire{Place: p.Next().Place}
	t := p.Peek()
	if t.Kind != lines.Word || t.Is("of") {
		p.Expected("a timer", "")
	}
	f.Timer = p.Next().Text
	p.Want("of")
	f.Host = p.host()
	if role := p.roleOf(f.Host); role != nil && !slices.Contains(role.Timers, f.Timer) {
		p.FailAt(t, lines.Unknown, words.Say("%s has no timer %s", f.Host, f.Timer), p.HintFor(f.Timer, role.Timers))
	}
	return f
}

// String is f in canonical spelling.
func (f Fire) String() string { return "fire " + f.Timer + " of " + f.Host }
