package sequence

import (
	"cmp"
	"math"
	"slices"
)

// Down a figure, in points.
const (
	latencyDrop = 38.0 // what a segment that takes the usual time drops
	leastDrop   = 18.0 // what any segment drops at least
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

// fold is a long wait of which the figure shows only the ends.
type fold struct {
	wait int64 // its true length, in microseconds
	x, y float64
	next *item // the first item after it
}

// after says how far an item stands below the one before it on the same ribbon
// at the same instant, in points. What is not listed stands 8 below.
var after = map[[2]kind]float64{
	{call, state}: 10, {call, depart}: 9, {call, call}: lineHeight,
	{arrive, state}: 0, {arrive, depart}: 12, {arrive, start}: 0,
	{fire, state}: 0, {fire, depart}: 0, {fire, signal}: 0, {fire, fire}: 0,
	{state, depart}: 8, {state, start}: 0, {state, call}: 10,
	{signal, depart}: 8, {signal, state}: 10,
	{depart, start}: 0, {depart, state}: 10,
	{start, start}: 0, {start, depart}: 0, {start, state}: 8,
}

// A height is the sum of two things: the time that has passed, to scale unless
// folded, and small steps between things of one instant, which have an order
// but no duration. So two instants that are close in time may stand further
// apart than a longer wait with nothing at its ends:
//
//	50 ms   arrive     |
//	        SYN-RECEIVED   8 or so below: the name begins
//	        depart     |   12 below the arrival
//	                   :   50 ms to scale
//	100 ms  arrive     |

// spacer gives items their heights from the top down.
type spacer struct {
	f     *figure
	at    int64
	low   float64 // the height that time has reached
	fold  float64 // the height at which the last wait began
	deep  float64 // the lowest height that was given
	sides [2]reach
}

// reach is how far down a ribbon items have been placed.
type reach struct {
	last           *item
	disc           float64 // the height of the last departure, where its number stands
	clear          float64 // from there to the next arrival
	text           float64 // the lower edge of the last text in the outer column
	depart, arrive *item   // the first of the instant
	further        bool    // the last end was not the first of its kind
}

// space gives every item its height and finds the folds. Heights grow with
// time: everything at one instant stands above everything at a later one.
func (f *figure) space() {
	f.folds = nil
	s := &spacer{f: f, low: f.headerHeight(), deep: f.headerHeight()}
	for i := range s.sides {
		s.sides[i].text = s.low
	}
	unit := f.usualLatency()
	for rest := f.items; len(rest) > 0; {
		n := slices.IndexFunc(rest, func(it *item) bool { return it.at != rest[0].at })
		if n < 0 {
			n = len(rest)
		}
		s.instant(rest[:n], unit)
		rest = rest[n:]
	}
	f.bottom = max(s.deep, s.sides[left].text, s.sides[right].text) + tailHeight
}

// usualLatency is the unit of the time scale, in microseconds.
func (f *figure) usualLatency() float64 {
	var known []int64
	for _, fl := range f.flights {
		if fl.arrives() && fl.arrival > fl.seg.SentUS {
			known = append(known, fl.arrival-fl.seg.SentUS)
		}
	}
	if len(known) == 0 {
		return usualLatency
	}
	slices.Sort(known)
	return float64(known[len(known)/2])
}

// instant places what happens at one time: as high as time allows, and so low
// that all that must stands below everything earlier.
func (s *spacer) instant(items []*item, unit float64) {
	earliest := s.deep + leastStep
	first := s.sides[left].last == nil
	base := s.begin(items, unit)
	for {
		try := *s
		for _, it := range items {
			try.place(it, max(base, try.least(it)))
		}
		late := earliest - highest(items)
		if first || late <= 0 {
			*s = try
			break
		}
		base += late
	}
	s.at = items[0].at
	if n := len(s.f.folds); n > 0 && s.f.folds[n-1].next == items[0] {
		s.f.folds[n-1].y = (s.fold + base - items[0].headroom()) / 2
	}
}

// begin returns the height at which an instant begins if only the time that
// has passed counts. The first things on both ribbons stand at one height, so
// that what is simultaneous looks so.
func (s *spacer) begin(items []*item, unit float64) float64 {
	wait := items[0].at - s.at
	folded := s.folds(wait, unit)
	if folded || items[0].side == both {
		s.low = s.deep
	}
	s.fold = s.low
	base := s.low + items[0].headroom()
	if s.sides[left].last != nil && wait > 0 {
		drop := float64(wait) / unit * latencyDrop
		if folded {
			drop = foldHeight
			s.f.folds = append(s.f.folds, fold{wait: wait, next: items[0]})
		}
		base += max(drop, leastStep)
	}
	return s.raise(items, base)
}

// headroom is what a heading needs above its rule.
func (it *item) headroom() float64 {
	if it.side != both {
		return 0
	}
	up, _ := it.extent()
	return up
}

// highest is the height of the first item of an instant that must stand below
// everything earlier: all but the arrivals of a burst that is alone, as long as
// nothing comes of them.
func highest(items []*item) float64 {
	top := math.Inf(1)
	told := [3]bool{}
	for _, it := range items {
		if it.kind == arrive && !told[it.side] && it.flight.burst != nil && it.flight.burst.alone {
			continue
		}
		told[it.side] = true
		top = min(top, it.y)
	}
	return top
}

// folds reports whether a wait is too long to be drawn to scale.
func (s *spacer) folds(wait int64, unit float64) bool { return float64(wait) > foldAfter*unit }

// raise returns the height for the start of an instant that gives the first
// items of both ribbons what they need.
func (s *spacer) raise(items []*item, base float64) float64 {
	seen := [2]bool{}
	for _, it := range items {
		if it.side == both {
			if !seen[left] && !seen[right] {
				base = max(base+it.push, s.least(it))
			}
			break
		}
		if !seen[it.side] {
			base = max(base+it.push, s.least(it))
		}
		seen[it.side] = true
	}
	return base
}

// least is the height an item needs for its distance from what stands above
// it on its ribbon, with the room that was asked for.
func (s *spacer) least(it *item) float64 {
	up, _ := it.extent()
	y := 0.0
	for i := range s.sides {
		if it.side != both && it.side != side(i) {
			continue
		}
		prev := s.sides[i].last
		if prev != nil && prev.at == it.at {
			y = max(y, prev.y+gapBetween(prev, it))
		} else if prev != nil {
			y = max(y, prev.y+leastStep)
		}
		if prev != nil && prev.side == both {
			y = max(y, prev.y+prev.clearance())
		}
		if it.inColumn() {
			y = max(y, s.sides[i].text+up)
		}
	}
	if it.side == both {
		y = max(y, s.deep+up)
	}
	switch {
	case it.kind == arrive:
		y = max(y, it.flight.dep.y+leastDrop, s.abreast(it))
		if s.sides[it.side].disc > 0 {
			y = max(y, s.sides[it.side].disc+s.sides[it.side].clear)
		}
	case it.kind == depart && it.flight.origin == nil && s.sides[it.side].disc > 0:
		y = max(y, s.sides[it.side].disc+it.flight.pitch())
	}
	return y + it.push
}

// gapBetween is the distance of two items that follow each other on one ribbon
// at one instant.
func gapBetween(prev, it *item) float64 {
	if it.flight != nil && it.flight.origin != nil && it.kind == depart {
		return 0 // a copy leaves from the wire
	}
	if prev.kind == arrive && it.kind == depart && it.flight.aside == labelAside {
		return beadStep
	}
	if prev.kind == arrive && it.kind == depart && prev.flight.burst != nil && !prev.flight.burst.alone {
		return quickStep
	}
	if d, ok := after[[2]kind{prev.kind, it.kind}]; ok {
		return d
	}
	return 8
}

// abreast is the height at which a segment arrives that left together with
// others and arrives together with them: their arrows are parallel.
func (s *spacer) abreast(it *item) float64 {
	first := s.sides[it.side].arrive
	if first == nil || first.at != it.at || first.flight.dep.at != it.flight.dep.at || it.flight.origin != nil {
		return 0
	}
	return first.y + it.flight.dep.y - first.flight.dep.y
}

// place gives an item its height and moves the columns' ends down. Time moves
// on with it, but not for a burst: the second and later segments that leave or
// arrive at one instant are drawn below the first, while that one is already on
// its way.
func (s *spacer) place(it *item, y float64) {
	it.y = y
	_, down := it.extent()
	s.deep = max(s.deep, y)
	if it.side == both {
		s.deep = max(s.deep, y+down)
		s.low = s.deep
	}
	further := false
	for i := range s.sides {
		if it.side != both && it.side != side(i) {
			continue
		}
		further = s.sides[i].follow(it)
		if it.inColumn() {
			s.sides[i].text = max(s.sides[i].text, y+down)
		}
	}
	if !further {
		s.low = max(s.low, y)
	}
}

// follow makes it the last item of a ribbon, and reports whether it is one of
// several departures or arrivals of its instant, or comes after such a one.
func (r *reach) follow(it *item) (further bool) {
	if r.last == nil || r.last.at != it.at {
		r.depart, r.arrive, r.further = nil, nil, false
	}
	r.last = it
	switch it.kind {
	case depart:
		r.disc, r.clear = it.y, discClear
		if it.flight.aside == labelAside {
			r.clear = beadClear
		}
		r.further = r.depart != nil
		r.depart = cmp.Or(r.depart, it)
	case arrive:
		r.further = r.arrive != nil
		r.arrive = cmp.Or(r.arrive, it)
	}
	return r.further
}

// clearance is what a heading or a note across keeps free below its height.
func (it *item) clearance() float64 {
	if it.kind == section {
		return ruleDrop
	}
	_, down := it.extent()
	return down + 4
}

// inColumn reports whether the texts of an item, or its rule, stand in the
// columns outside the ribbons. A note across stands between them.
func (it *item) inColumn() bool {
	return it.rows() > 0 && (it.side != both || it.kind == section)
}

// extent is how far the texts of an item reach above and below its height.
func (it *item) extent() (up, down float64) {
	height := float64(it.rows()) * lineHeight
	switch it.kind {
	case section:
		return headingRise + height + ruleRise, 0
	case state:
		return lineHeight/2 - nameDrop, height - lineHeight/2 + nameDrop
	case remark, link:
		return 4, height + 4
	}
	if it.rows() == 0 {
		return 0, 0
	}
	return lineHeight / 2, height - lineHeight/2
}
