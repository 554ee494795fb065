package sequence

import "slices"

// burst is what one host sends at one instant: two messages or more, one after
// the other without a pause.
//
// Their arrows are parallel. Where the other host answers before all of them
// have arrived, the arrows of the answers cross theirs:
//
//	client            server
//	  1 \                |      Whatever happens at a later instant stands
//	  2 \ \              |      below everything of an earlier one, so the
//	  3 \ \ `--------.   |      first arrives below the departure of the
//	     \ `------.   `->|      last. All crossings lie on the right, and the
//	      `----.   `-> /-| 4    labels of both directions on the left, each
//	            `-->//---| 5    beside its own stroke.
//	             //      |
//	  <---------/        |
//
// Where nobody answers so early the arrows lie flatter: the first arrives
// beside the departure of a later one, and nobody can tell.
type burst struct {
	index   int       // among all
	members []*flight // in order of departure
	alone   bool      // nothing comes the other way meanwhile
}

// takeBursts finds the bursts among the flights. Copies and forged messages are
// nobody's sending.
func (c collector) takeBursts() {
	last := make(map[[2]int]*flight) // of each host to each other
	for _, fl := range c.flights {
		if fl.detached() {
			continue
		}
		way := [2]int{fl.from, fl.to}
		prev := last[way]
		last[way] = fl
		if prev == nil || prev.message.SentUS != fl.message.SentUS {
			continue
		}
		if prev.burst == nil {
			prev.burst = &burst{index: len(c.bursts), members: []*flight{prev}}
			c.bursts = append(c.bursts, prev.burst)
		}
		fl.burst = prev.burst
		fl.burst.members = append(fl.burst.members, fl)
	}
}

// takeSolitude finds which bursts are alone on the wire. Items must have their
// places.
func (c collector) takeSolitude() {
	for _, b := range c.bursts {
		from, to := b.members[0].dep.index, b.members[0].arr.index
		for _, m := range b.members {
			from, to = min(from, m.dep.index), max(to, m.arr.index)
		}
		b.alone = !slices.ContainsFunc(c.flights, func(o *flight) bool {
			return o.from == b.members[0].to && o.to == b.members[0].from && o.dep.index < to && o.arr.index > from
		})
	}
}

// follows reports whether the message left together with an earlier one.
func (fl *flight) follows() bool { return fl.burst != nil && fl.burst.members[0] != fl }

// before is the member of the burst that left before fl.
func (fl *flight) before() *flight {
	return fl.burst.members[slices.Index(fl.burst.members, fl)-1]
}

// together is the message with those that left at the same instant.
func (fl *flight) together() []*flight {
	if fl.burst == nil {
		return []*flight{fl}
	}
	return fl.burst.members
}
