package protocol

import (
	"strings"

	"woshou/diagrams/place"
	"woshou/diagrams/scenario/lines"
)

// Action is one thing that a rule does: a *Send, *Become, *Assign, *Member,
// *Clock, *Remark or *Nothing.
type Action interface{ Node }

type (
	// Send puts messages on the way, as one flight.
	Send struct {
		place.Place
		Flight []*Sending
		// To is a host or a set of hosts; nil with Others, with All, and where
		// nothing is said.
		To     *Expr
		Others bool // the other hosts of my role
		All    Name // every host of that role but me
	}

	// Sending is one message of a flight.
	Sending struct {
		Message Name
		Args    []*Expr
	}

	// Become changes the state.
	Become struct {
		place.Place
		State Name
	}

	// Assign gives a variable a value; nil clears it, to nobody or nothing.
	Assign struct {
		place.Place
		Variable Name
		Of       *Expr
		Value    *Expr
	}

	// Member puts a host into a set, or takes it out.
	Member struct {
		place.Place
		Remove bool
		Host   *Expr
		Set    Name
	}

	// Clock starts a timer, anew if it runs, or stops it.
	Clock struct {
		place.Place
		Stop  bool
		Timer Name
	}

	// Remark puts words into the figure.
	Remark struct {
		place.Place
		Text lines.Text
	}

	// Nothing is done, on purpose; or, with Defer, the message stays first in
	// its queue.
	Nothing struct {
		place.Place
		Defer bool
	}
)

// actionWords are the words that an action starts with.
var actionWords = []string{"send", "become", "set", "add", "remove", "clear", "start", "stop", "note", "ignore", "defer"}

// action reads an ACTION.
func (p *parser) action() Action {
	start := p.Peek()
	switch p.OneOf("action", "an action", actionWords) {
	case "send":
		return p.send(start)
	case "become":
		return &Become{start.Place, p.word()}
	case "set":
		a := &Assign{Place: start.Place, Variable: p.word()}
		if p.Got("of") {
			a.Of = p.expr()
		}
		a.Value = p.expr()
		return a
	case "clear":
		return &Assign{Place: start.Place, Variable: p.word()}
	case "add":
		m := &Member{Place: start.Place, Host: p.expr()}
		p.Want("to")
		m.Set = p.word()
		return m
	case "remove":
		m := &Member{Place: start.Place, Remove: true, Host: p.expr()}
		p.Want("from")
		m.Set = p.word()
		return m
	case "start", "stop":
		return &Clock{start.Place, start.Is("stop"), p.word()}
	case "note":
		return &Remark{start.Place, p.Text()}
	}
	return &Nothing{start.Place, start.Is("defer")}
}

// send reads what follows the word: FLIGHT [to TO].
func (p *parser) send(start lines.Token) Action {
	s := &Send{Place: start.Place}
	for ok := true; ok && !p.Failed; ok = p.Got("and") {
		if p.Peek().Kind != lines.Word {
			p.Expected("a message", "")
		}
		s.Flight = append(s.Flight, &Sending{Message: p.word(), Args: p.args()})
	}
	if !p.Got("to") {
		return s
	}
	switch {
	case p.Got("others"):
		s.Others = true
	case p.Got("all"):
		s.All = p.word()
	default:
		s.To = p.expr()
	}
	return s
}

// args reads the values of a message's fields.
func (p *parser) args() (args []*Expr) {
	for {
		t := p.Peek()
		if p.Failed || t.Kind != lines.Word || t.Is("and") || t.Is("to") || t.Is("per") || t.Is("as") {
			return args
		}
		args = append(args, p.expr())
	}
}

// String is s in canonical spelling.
func (s *Send) String() string {
	text := "send " + joinedBy(" and ", s.Flight)
	switch {
	case s.Others:
		text += " to others"
	case s.All.Text != "":
		text += " to all " + s.All.Text
	case s.To != nil:
		text += " to " + s.To.String()
	}
	return text
}

// String is s in canonical spelling.
func (s *Sending) String() string {
	return strings.TrimRight(s.Message.Text+" "+joinedBy(" ", s.Args), " ")
}

// String is b in canonical spelling.
func (b *Become) String() string { return "become " + b.State.Text }

// String is a in canonical spelling.
func (a *Assign) String() string {
	if a.Value == nil {
		return "clear " + a.Variable.Text
	}
	s := "set " + a.Variable.Text
	if a.Of != nil {
		s += " of " + a.Of.String()
	}
	return s + " " + a.Value.String()
}

// String is m in canonical spelling.
func (m *Member) String() string {
	if m.Remove {
		return "remove " + m.Host.String() + " from " + m.Set.Text
	}
	return "add " + m.Host.String() + " to " + m.Set.Text
}

// String is c in canonical spelling.
func (c *Clock) String() string {
	if c.Stop {
		return "stop " + c.Timer.Text
	}
	return "start " + c.Timer.Text
}

// String is r in canonical spelling.
func (r *Remark) String() string { return "note " + r.Text.String() }

// String is n in canonical spelling.
func (n *Nothing) String() string {
	if n.Defer {
		return "defer"
	}
	return "ignore"
}
