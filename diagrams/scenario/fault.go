package scenario

import (
	"fmt"
	"time"

	"woshou/diagrams/place"
	"woshou/diagrams/scenario/lines"
	"woshou/diagrams/words"
)

// Fault arms something the network does to one of the next segments.
type Fault struct {
	place.Place
	Kind    FaultKind
	Segment Pattern
	From    string
	// To is whom the message is for; "" for anybody. Of a leak it is who gets the
	// copy.
	To string
	// Overtaken tells that messages of the same way pass one that is delayed.
	// Those of a protocol wait behind it otherwise.
	Overtaken bool
	By        lines.Duration // delay, duplicate, leak: what is added to the latency
	Nth       int            // the first matching segment hit, from 1
	Times     int            // how many in a row, at least 1
}

// FaultKind is what the network does to a segment.
type FaultKind string

// The faults.
const (
	Lose      FaultKind = "lose"
	Delay     FaultKind = "delay"
	Duplicate FaultKind = "duplicate"
	// Leak gives a copy to a host that the message is not for.
	Leak FaultKind = "leak"
	// CrashAfter has the sender crash when the message has left. No statement says
	// so: it is for what-ifs.
	CrashAfter FaultKind = "crash"
)

// CopyDelay is, unless a scenario says otherwise, how long after the original a copy arrives.
const CopyDelay = 10 * time.Millisecond

// fault reads `lose`, `delay` and `duplicate`, which differ in `by` only: not
// allowed, demanded, allowed. Where a protocol is used there is also `leak`, and
// to whom the message goes may be said.
func (p *parser) fault() Statement {
	start := p.Next()
	f := Fault{Place: start.Place, Kind: FaultKind(start.Text), Nth: 1, Times: 1}
	if f.Kind == Duplicate {
		f.By.Fixed = CopyDelay
	}
	f.Segment = p.pattern()
	p.Want("from")
	f.From = p.host()
	f.To = p.toWhom(f)
	allowed := []string{"nth", "times"}
	if f.Kind != Lose {
		allowed = append(allowed, "by")
	}
	if f.Kind == Delay && p.vocabulary != nil {
		allowed = append(allowed, "reorder")
	}
	p.options(allowed, func(option string) {
		switch option {
		case "by":
			f.By = p.Duration()
		case "nth":
			f.Nth = int(p.Number("a count", 1, lines.MaxN))
		case "times":
			f.Times = int(p.Number("a count", 1, lines.MaxN))
		case "reorder":
			f.Overtaken = true
		}
	})
	if f.Kind == Delay && f.By.Text == "" {
		p.Expected("by and a duration", "a delay says how long: by 200ms")
	}
	return f
}

// toWhom reads `to HOST`: a leak demands it.
func (p *parser) toWhom(f Fault) string {
	switch {
	case p.vocabulary == nil:
		return ""
	case f.Kind == Leak:
		p.Want("to")
	case !p.Got("to"):
		return ""
	}
	t := p.Peek()
	to := p.host()
	if to == f.From {
		p.FailAt(t, lines.Syntax, words.Say("expected the other host, found %s again", to), "")
	}
	return to
}

// options reads the rest of the line as options in any order, each at most
// once. Read reads what follows the option's word.
func (p *parser) options(allowed []string, read func(option string)) {
	seen := map[string]bool{}
	for {
		t := p.Peek()
		if t.Kind == lines.EndOfLine || t.Is("}") {
			return
		}
		option := p.OneOf("option", "an option", allowed)
		if seen[option] {
			p.FailAt(t, lines.Duplicate, words.Say("%s stands here twice", option), "")
		}
		seen[option] = true
		read(option)
	}
}

// String is f in canonical spelling.
func (f Fault) String() string {
	s := fmt.Sprintf("%s %s from %s", f.Kind, f.Segment, f.From)
	if f.To != "" {
		s += " to " + f.To
	}
	if f.By.Text != "" {
		s += " by " + f.By.Text
	}
	if f.Overtaken {
		s += " reorder"
	}
	if f.Nth > 1 {
		s += fmt.Sprintf(" nth %d", f.Nth)
	}
	if f.Times > 1 {
		s += fmt.Sprintf(" times %d", f.Times)
	}
	return s
}

type (
	// Cut loses every segment that leaves from here on, until Mend; with a Host,
	// everything to and from that one, also what flies already.
	Cut struct {
		place.Place
		Host string
	}
	// Mend ends a Cut.
	Mend struct {
		place.Place
		Host string
	}
)

// String is c in canonical spelling.
func (c Cut) String() string { return of("cut", c.Host) }

// String is m in canonical spelling.
func (m Mend) String() string { return of("mend", m.Host) }

// of is a word, with the host that it is about if there is one.
func of(word, host string) string {
	if host == "" {
		return word
	}
	return word + " " + host
}
