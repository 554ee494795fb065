package protocol

import (
	"fmt"
	"strconv"
	"strings"

	"woshou/diagrams/place"
	"woshou/diagrams/scenario/lines"
)

type (
	// Property is what shall hold of every run.
	Property struct {
		place.Place
		// With are the choices that it is asked of, all of them where none is named.
		With []Chosen
		// CanFail marks a flaw that is shown on purpose.
		CanFail bool
		// Possible tells `always possible` from `never`.
		Possible bool
		// Who are in which states, all at once; none for `never if`.
		Who []*Who
		If  Condition
		// Text says it in words; it may be empty.
		Text lines.Text
	}

	// Chosen is a choice that has a value.
	Chosen struct{ Name, Value Name }

	// Who says of some host, or every host, of a role that it is in one of some
	// states.
	Who struct {
		place.Place
		Every  bool
		Some   bool // the word stands there
		Role   Name
		Letter Name // stands for one host, the same wherever it stands; or none
		States []Name
	}

	// Fault is what checking lets the network do, at most N times on one way.
	Fault struct {
		place.Place
		Kind string // lose, duplicate, delay, reorder, crash, restart, cut, leak, forge
		N    int
		// Role is whose hosts crash, restart or are cut off.
		Role    Name
		Message *Sending // that leaks or is forged
		To, As  Name
		counted bool // N stands there
	}

	// Check says how often each host makes a call while checking.
	Check struct {
		place.Place
		Call Name
		N    int
	}
)

// property reads a line that says what shall hold.
func (p *parser) property() Node {
	q := &Property{Place: p.Peek().Place}
	if p.Got("with") {
		for ok := true; ok && !p.Failed; ok = p.Got(",") {
			q.With = append(q.With, Chosen{p.word(), p.word()})
		}
		p.Want(":")
	}
	if p.Got("can") {
		p.Want("fail")
		p.Want(":")
		q.CanFail = true
	}
	switch {
	case p.Got("never"):
		if !p.Peek().Is("if") {
			q.Who = p.predicate()
		}
	case p.Got("always"):
		p.Want("possible")
		q.Possible = true
		q.Who = p.predicate()
	default:
		p.Expected("never or always possible", "")
	}
	if p.Got("if") {
		q.If = p.condition()
	}
	if t := p.Peek(); t.Kind == lines.Quoted || t.Kind == lines.Word && p.Ahead(1).Kind == lines.Quoted {
		q.Text = p.Text()
	}
	p.file.Properties = append(p.file.Properties, q)
	return q
}

// predicate reads `WHO STATE {or STATE}, …`.
func (p *parser) predicate() (all []*Who) {
	for ok := true; ok && !p.Failed; ok = p.Got(",") {
		w := &Who{Place: p.Peek().Place, Every: p.Peek().Is("every"), Some: p.Peek().Is("some")}
		if w.Every || w.Some {
			p.Next()
		}
		w.Role = p.word()
		if t := p.Peek(); len(t.Text) == 1 && t.Text[0] >= 'a' && t.Text[0] <= 'z' && p.Ahead(1).Kind == lines.Word && !p.Ahead(1).Is("or") {
			w.Letter = p.word()
		}
		for ok := true; ok && !p.Failed; ok = p.Got("or") {
			if p.Peek().Kind != lines.Word {
				p.Expected("a state", "")
			}
			w.States = append(w.States, p.word())
		}
		all = append(all, w)
	}
	return all
}

// String is q in canonical spelling.
func (q *Property) String() string {
	var s strings.Builder
	if len(q.With) > 0 {
		s.WriteString("with " + joined(q.With) + ": ")
	}
	if q.CanFail {
		s.WriteString("can fail: ")
	}
	s.WriteString(q.Claim())
	return labelled(s.String(), q.Text)
}

// Plain is q without the words that its author has for it.
func (q *Property) Plain() string {
	bare := *q
	bare.Text = nil
	return bare.String()
}

// Claim is what q says, without the choices that it is asked of.
func (q *Property) Claim() string {
	s := "never"
	if q.Possible {
		s = "always possible"
	}
	if len(q.Who) > 0 {
		s += " " + joined(q.Who)
	}
	if len(q.If) > 0 {
		s += " if " + q.If.String()
	}
	return s
}

// String is c in canonical spelling.
func (c Chosen) String() string { return c.Name.Text + " " + c.Value.Text }

// String is w in canonical spelling.
func (w *Who) String() string {
	s := w.Role.Text
	switch {
	case w.Every:
		s = "every " + s
	case w.Some:
		s = "some " + s
	}
	if w.Letter.Text != "" {
		s += " " + w.Letter.Text
	}
	return s + " " + joinedBy(" or ", w.States)
}

// network is the line of that name.
type network struct {
	place.Place
	faults []*Fault
}

// faultWords are the faults of a network.
var faultWords = []string{"lose", "duplicate", "delay", "reorder", "crash", "restart", "cut", "leak", "forge"}

// network reads `network may FAULT, …`.
func (p *parser) network() Node {
	n := &network{Place: p.Next().Place}
	p.Want("may")
	for ok := true; ok && !p.Failed; ok = p.Got(",") {
		n.faults = append(n.faults, p.fault())
	}
	p.file.Network = append(p.file.Network, n.faults...)
	return n
}

// fault reads a FAULT.
func (p *parser) fault() *Fault {
	f := &Fault{Place: p.Peek().Place, N: 1}
	f.Kind = p.OneOf("fault", "a fault", faultWords)
	switch f.Kind {
	case "reorder":
		return f
	case "crash", "restart", "cut":
		f.Role = p.word()
	case "leak":
		f.Message = &Sending{Message: p.word()}
		p.Want("to")
		f.To = p.word()
	case "forge":
		f.Message = &Sending{Message: p.word(), Args: p.args()}
		p.Want("to")
		f.To = p.word()
		p.Want("as")
		f.As = p.word()
	}
	if t := p.Peek(); t.Kind == lines.Word {
		f.N, f.counted = int(p.Number("how often", 1, 200)), true
	}
	return f
}

// String is the line in canonical spelling.
func (n *network) String() string { return "network may " + joined(n.faults) }

// String is f in canonical spelling.
func (f *Fault) String() string {
	s := f.Kind
	switch f.Kind {
	case "crash", "restart", "cut":
		s += " " + f.Role.Text
	case "leak":
		s += fmt.Sprintf(" %s to %s", f.Message, f.To)
	case "forge":
		s += fmt.Sprintf(" %s to %s as %s", f.Message, f.To, f.As)
	}
	if f.counted {
		s += " " + strconv.Itoa(f.N)
	}
	return s
}

// checks is the line of that name.
type checks struct {
	place.Place
	all []*Check
}

// check reads `check CALL [N], …`.
func (p *parser) check() Node {
	c := &checks{Place: p.Next().Place}
	for ok := true; ok && !p.Failed; ok = p.Got(",") {
		one := &Check{Place: p.Peek().Place, Call: p.word(), N: 1}
		if t := p.Peek(); t.Kind == lines.Word {
			one.N = int(p.Number("how often", 0, 200))
		}
		c.all = append(c.all, one)
	}
	p.file.Checks = append(p.file.Checks, c.all...)
	return c
}

// String is the line in canonical spelling.
func (c *checks) String() string { return "check " + joined(c.all) }

// String is c in canonical spelling, without the word check.
func (c *Check) String() string { return c.Call.Text + " " + strconv.Itoa(c.N) }
