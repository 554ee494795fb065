package sequence

import (
	"slices"
)

// Down a figure, in points.
const (
	latencyDrop = 38.0 // what a message that takes the usual time drops
	lanesDrop   = 64.0 // the same among more than two lifelines
	leastDrop   = 18.0 // what any message drops at least
	foldAfter   = 2.5  // in usual latencies: a longer wait is folded …
	foldHeight  = 46.0 // … to this height
	leastStep   = 5.0  // between two instants
	discStep    = 25.0 // between two departures from one host: the height of a circle and more
	discClear   = 26.0 // from a departure to the next arrival: past the circle with its head
	beadClear   = 13.0 // the same where the circle stands on the ribbon
	quickStep   = 8.0  // from an arrival to its answer, where further ones follow
	beadStep    = 10.0 // the same where the circle of the answer stands on the ribbon
	tailHeight  = 16.0 // of a ribbon below the last thing on it
	nameDrop    = 8.0  // from the start of a state to the middle of its name
	headingRise = 12.0 // above a heading
	ruleRise    = 6.0  // from the last line of a heading to its rule
	ruleDrop    = 16.0 // from a section's rule to what follows
)

// heights are where things stand down the page.
type heights struct {
	y      []float64 // of the items
	beside [][]row   // of the flights: what of the label stands beside the departure
	slide  []float64 // of the items: how far below it their texts stand; nil for none
	folds  []fold
	bottom float64 // where the ribbons end, unless a label reaches further
}

// of is the height of an item.
func (h heights) of(it *item) float64 { return h.y[it.index] }

// textOf is the height at which the texts of an item belong.
func (h heights) textOf(it *item) float64 {
	if h.slide == nil {
		return h.of(it)
	}
	return h.of(it) + h.slide[it.index]
}

// fold is a long wait of which the figure shows only the ends.
type fold struct {
	words string // how long it is
	y     float64
	next  *item // the first item after it
}

// space gives every item its height and finds the folds. Heights grow with
// time: everything at one instant stands above everything at a later one. It
// begins at the first instant at which the demands are others than the last
// time; the heights of that time are overwritten.
func (s *spacer) space(d demands) heights {
	first := s.take(d)
	if n := slices.IndexFunc(s.instants, func(in instant) bool { return in.items[len(in.items)-1].index >= first }); n >= 0 {
		s.progress = s.instants[n].start
		s.folds = s.folds[:s.folded]
		for i := range s.instants[n:] {
			in := &s.instants[n+i]
			in.start = s.progress.clone()
			s.instant(in.items)
		}
	}
	s.heights.bottom = s.deep
	for _, r := range s.ribbons {
		s.heights.bottom = max(s.heights.bottom, r.text)
	}
	s.heights.bottom += tailHeight
	return s.heights
}

// usualLatency is the unit of the time scale, in microseconds.
func (f *figure) usualLatency() float64 {
	var known []int64
	for _, fl := range f.flights {
		if fl.arrives() && fl.arrival > fl.message.SentUS {
			known = append(known, fl.arrival-fl.message.SentUS)
		}
	}
	if len(known) == 0 {
		return usualLatency
	}
	slices.Sort(known)
	return float64(known[len(known)/2])
}

// rows is how many lines of text stand outside, beside an item.
func (h heights) rows(it *item) int {
	if it.kind == depart {
		return len(it.lines) + len(h.beside[it.flight.index])
	}
	return len(it.lines)
}

// extent is how far the texts of an item reach above and below its height.
func (h heights) extent(it *item) (up, down float64) {
	rows := h.rows(it)
	height := float64(rows) * lineHeight
	switch it.kind {
	case section:
		return headingRise + height + ruleRise, 0
	case state:
		return lineHeight/2 - nameDrop, height - lineHeight/2 + nameDrop
	case remark, link:
		return 4, height + 4
	case crash:
		return lineHeight / 2, height - lineHeight/2 + crashTail
	}
	if rows == 0 {
		return 0, 0
	}
	return lineHeight / 2, height - lineHeight/2
}

// headroom is what a heading needs above its rule.
func (h heights) headroom(it *item) float64 {
	if it.host != across {
		return 0
	}
	up, _ := h.extent(it)
	return up
}

// clearance is what a heading or a note across keeps free below its height.
func (h heights) clearance(it *item) float64 {
	if it.kind == section {
		return ruleDrop
	}
	_, down := h.extent(it)
	return down + 4
}

// inColumn reports whether the texts of an item, or its rule, stand in the
// columns outside the ribbons. A note across stands between them.
func (h heights) inColumn(it *item) bool {
	return h.rows(it) > 0 && (it.host != across || it.kind == section)
}
