package capture

import "woshou/diagrams/capture/states"

// sides are the states of both ends, as far as they can be known, and where the
// capture stood.
type sides struct {
	spans [2][]states.Span
	at    [2]place
}

// understand works out the states of both ends. An end whose segments fit no
// story as if the capture had stood beside it is taken to be further away.
func (c *connection) understand() sides {
	s := sides{at: c.places()}
	for side := range s.spans {
		s.spans[side] = states.Of(c.evidence(side, s.at[side]))
		if s.spans[side] == nil && s.at[side].near {
			away := place{out: bounds{0, instant}, in: bounds{0, instant}}
			s.spans[side] = states.Of(c.evidence(side, away))
		}
	}
	return s
}
