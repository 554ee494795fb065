package capture

import "woshou/diagrams/capture/states"

// sides are the states of both ends, as far as they can be known, and where the
// capture stood.
type sides struct {
	spans [2][]states.Span
	at    [2]place
	// odd are the segments of each side, by index, that no state can have sent.
	odd [2][]int
}

// understand works out the states of both ends. An end whose segments fit no
// story as if the capture had stood beside it is taken to be further away.
func (c *connection) understand() sides {
	s := sides{at: c.places()}
	for side := range s.spans {
		e := c.evidence(side, s.at[side])
		told := states.Of(e)
		if told.Spans == nil && s.at[side].near {
			e = c.evidence(side, place{out: bounds{0, instant}, in: bounds{0, instant}})
			told = states.Of(e)
		}
		s.spans[side], s.odd[side] = told.Spans, told.Odd
	}
	return s
}
