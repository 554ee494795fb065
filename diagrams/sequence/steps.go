package sequence

import "slices"

// A step is what one circle with its number stands for: a message, or one that
// left for several hosts at once. All lines of a step leave from its circle.

// join puts a flight, the last one so far, to its step.
func (c collector) join(fl *flight) {
	if fl.step > len(c.steps) {
		c.steps = append(c.steps, nil)
	}
	members := &c.steps[fl.step-1]
	*members = append(*members, fl)
	fl.leader = (*members)[0]
}

// joins reports whether the message left with an earlier one of its step.
func (fl *flight) joins() bool { return fl.leader != fl }

// takeEchoes finds the messages whose label would only repeat what stands on the
// line to a nearer host.
func (c collector) takeEchoes() {
	for _, members := range c.steps {
		for _, fl := range members {
			fl.echoes = slices.ContainsFunc(members, func(o *flight) bool {
				return o.reach() < fl.reach() && o.from < o.to == (fl.from < fl.to) && slices.Equal(o.numbers, fl.numbers)
			})
		}
	}
}

// reach is how many lifelines the message gets far.
func (fl *flight) reach() int { return max(fl.to-fl.from, fl.from-fl.to) }

// passes reports whether the message passes behind a lifeline.
func (fl *flight) passes() bool { return fl.reach() > 1 }
