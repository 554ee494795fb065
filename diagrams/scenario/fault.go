package scenario

import (
	"fmt"
	"time"

	"woshou/diagrams/place"
	"woshou/diagrams/words"
)

// Fault arms something the network does to one of the next segments.
type Fault struct {
	place.Place
	Kind    FaultKind
	Segment Pattern
	From    string
	By      Duration // delay, duplicate: what is added to the latency
	Nth     int      // the first matching segment hit, from 1
	Times   int      // how many in a row, at least 1
}

// FaultKind is what the network does to a segment.
type FaultKind string

// The faults.
const (
	Lose      FaultKind = "lose"
	Delay     FaultKind = "delay"
	Duplicate FaultKind = "duplicate"
)

// CopyDelay is, unless a scenario says otherwise, how long after the original a copy arrives.
const CopyDelay = 10 * time.Millisecond

// fault reads `lose`, `delay` and `duplicate`, which differ in `by` only: not
// allowed, demanded, allowed.
func (p *parser) fault() Statement {
	start := p.next()
	f := Fault{Place: start.Place, Kind: FaultKind(start.text), Nth: 1, Times: 1}
	if f.Kind == Duplicate {
		f.By.Fixed = CopyDelay
	}
	f.Segment = p.pattern()
	p.want("from")
	f.From = p.host()
	allowed := []string{"nth", "times"}
	if f.Kind != Lose {
		allowed = append(allowed, "by")
	}
	p.options(allowed, func(option string) {
		switch option {
		case "by":
			f.By = p.duration()
		case "nth":
			f.Nth = int(p.number("a count", 1, MaxN))
		case "times":
			f.Times = int(p.number("a count", 1, MaxN))
		}
	})
	if f.Kind == Delay && f.By.Text == "" {
		p.expected("by and a duration", "a delay says how long: by 200ms")
	}
	return f
}

// options reads the rest of the line as options in any order, each at most
// once. Read reads what follows the option's word.
func (p *parser) options(allowed []string, read func(option string)) {
	seen := map[string]bool{}
	for {
		t := p.peek()
		if t.kind == endOfLine || t.is("}") {
			return
		}
		option := p.oneOf("option", "an option", allowed)
		if seen[option] {
			p.failAt(t, CodeDuplicate, words.Say("%s stands here twice", option), "")
		}
		seen[option] = true
		read(option)
	}
}

// String is f in canonical spelling.
func (f Fault) String() string {
	s := fmt.Sprintf("%s %s from %s", f.Kind, f.Segment, f.From)
	if f.By.Text != "" {
		s += " by " + f.By.Text
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
	// Cut loses every segment that leaves from here on, until Mend.
	Cut struct{ place.Place }
	// Mend ends a Cut.
	Mend struct{ place.Place }
)

// String is c in canonical spelling.
func (c Cut) String() string { return "cut" }

// String is m in canonical spelling.
func (m Mend) String() string { return "mend" }
