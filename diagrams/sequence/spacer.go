package sequence

import (
	"cmp"
	"math"
	"slices"
)

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
	*figure
	demands
	heights
	progress
	unit     float64 // of the time scale, in microseconds
	instants []instant
}

// progress is how far a spacer has come.
type progress struct {
	at      int64
	low     float64 // the height that time has reached
	waited  float64 // the height at which the last wait began
	deep    float64 // the lowest height that was given
	folded  int     // the folds so far
	ribbons []reach // of the hosts
}

// clone is a copy that shares nothing.
func (p progress) clone() progress {
	p.ribbons = slices.Clone(p.ribbons)
	return p
}

// instant is what happens at one time.
type instant struct {
	items []*item
	start progress // once it was reached
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

// newSpacer returns a spacer that begins below the figure's header.
func newSpacer(f *figure) *spacer {
	s := &spacer{
		figure: f, unit: f.usualLatency(), demands: f.firstDemands(),
		progress: progress{low: f.top, deep: f.top, ribbons: make([]reach, len(f.trace.Hosts))},
		heights:  heights{y: make([]float64, len(f.items)), beside: make([][]row, len(f.flights))},
	}
	for i := range s.ribbons {
		s.ribbons[i].text = f.top
	}
	for rest := f.items; len(rest) > 0; {
		n := slices.IndexFunc(rest, func(it *item) bool { return it.at != rest[0].at })
		if n < 0 {
			n = len(rest)
		}
		s.instants = append(s.instants, instant{items: rest[:n]})
		rest = rest[n:]
	}
	s.instants[0].start = s.progress
	return s
}

// take takes up demands, and returns the index of the first item whose height
// may be another for them: 0 if none has one yet.
func (s *spacer) take(d demands) (first int) {
	if s.ribbons[0].last != nil {
		first = len(s.items)
	}
	was := s.demands
	s.demands = d
	for i, push := range d.push {
		if push != was.push[i] {
			first = min(first, i)
		}
	}
	for i, fl := range s.flights {
		if d.moved[i] != was.moved[i] {
			first = min(first, fl.dep.index)
			s.beside[i] = s.besideDeparture(fl, d.moved[i])
		}
	}
	for i, b := range s.bursts {
		if d.pitch[i] == was.pitch[i] {
			continue
		}
		for _, fl := range b.members {
			first = min(first, fl.dep.index)
		}
	}
	return first
}

// on yields the ribbons that an item stands on, by host.
func (s *spacer) on(it *item) func(yield func(int, *reach) bool) {
	return func(yield func(int, *reach) bool) {
		for i := range s.ribbons {
			if (it.host == across || it.host == i) && !yield(i, &s.ribbons[i]) {
				return
			}
		}
	}
}

// instant places what happens at one time: as high as time allows, and so low
// that all that must stands below everything earlier.
func (s *spacer) instant(items []*item) {
	earliest := s.deep + leastStep
	first := s.ribbons[0].last == nil
	base := s.begin(items)
	begun := s.progress
	for {
		s.progress = begun.clone()
		for _, it := range items {
			s.place(it, max(base, s.least(it)))
		}
		late := earliest - s.highest(items)
		if first || late <= 0 {
			break
		}
		base += late
	}
	s.at = items[0].at
	if n := len(s.folds); n > 0 && s.folds[n-1].next == items[0] {
		s.folds[n-1].y = (s.waited + base - s.headroom(items[0])) / 2
	}
}

// begin returns the height at which an instant begins if only the time that
// has passed counts. The first things on all ribbons stand at one height, so
// that what is simultaneous looks so.
func (s *spacer) begin(items []*item) float64 {
	wait := items[0].at - s.at
	folded := float64(wait) > foldAfter*s.unit // too long to be drawn to scale
	if folded || items[0].host == across {
		s.low = s.deep
	}
	s.waited = s.low
	base := s.low + s.headroom(items[0])
	if s.ribbons[0].last != nil && wait > 0 {
		drop := float64(wait) / s.unit * s.drop()
		if folded {
			drop = foldHeight
			s.folds = append(s.folds, fold{words: s.waitText(wait), next: items[0]})
			s.folded = len(s.folds)
		}
		base += max(drop, leastStep)
	}
	return s.raise(items, base)
}

// drop is what a message that takes the usual time drops.
func (f *figure) drop() float64 {
	if f.columns.last() > 1 {
		return lanesDrop
	}
	return latencyDrop
}

// highest is the height of the first item of an instant that must stand below
// everything earlier: all but the arrivals of a burst that is alone, as long as
// nothing comes of them.
func (s *spacer) highest(items []*item) float64 {
	top := math.Inf(1)
	told := make([]bool, len(s.ribbons)+1) // by host, from across on
	for _, it := range items {
		if it.kind == arrive && !told[1+it.host] && it.flight.burst != nil && it.flight.burst.alone {
			continue
		}
		told[1+it.host] = true
		top = min(top, s.of(it))
	}
	return top
}

// raise returns the height for the start of an instant that gives the first
// items of all ribbons what they need.
func (s *spacer) raise(items []*item, base float64) float64 {
	seen := make([]bool, len(s.ribbons)+1) // by host, from across on
	for i, it := range items {
		if it.host == across && i > 0 {
			break
		}
		if !seen[1+it.host] {
			base = max(base+s.push[it.index], s.least(it))
		}
		if it.host == across {
			break
		}
		seen[1+it.host] = true
	}
	return base
}

// least is the height an item needs for its distance from what stands above
// it on its ribbon, with the room that was asked for.
func (s *spacer) least(it *item) float64 {
	up, _ := s.extent(it)
	y := 0.0
	for _, r := range s.on(it) {
		switch prev := r.last; {
		case prev == nil:
		case prev.at == it.at:
			y = max(y, s.of(prev)+s.gapBetween(prev, it))
		default:
			y = max(y, s.of(prev)+leastStep)
		}
		if r.last != nil && r.last.host == across {
			y = max(y, s.of(r.last)+s.clearance(r.last))
		}
		if s.inColumn(it) {
			y = max(y, r.text+up)
		}
	}
	switch {
	case it.host == across:
		y = max(y, s.deep+up)
	case it.kind == arrive:
		y = max(y, s.leastArrival(it))
	case it.kind == depart && it.flight.joins():
	case it.kind == depart && it.flight.origin == nil && s.ribbons[it.host].disc > 0:
		y = max(y, s.ribbons[it.host].disc+s.pitchOf(it.flight))
	}
	return y + s.push[it.index]
}

// leastArrival is the height an arrival needs below its departure, and below
// the circle of what left before.
func (s *spacer) leastArrival(it *item) float64 {
	y := max(s.of(it.flight.dep)+leastDrop, s.abreast(it))
	if r := s.ribbons[it.host]; r.disc > 0 {
		y = max(y, r.disc+r.clear)
	}
	return y
}

// gaps say how far an item stands below the one before it on the same ribbon
// at the same instant, in points. What is not listed stands usualGap below.
var gaps = map[[2]kind]float64{
	{call, state}: 10, {call, depart}: 9, {call, call}: lineHeight,
	{arrive, state}: 0, {arrive, depart}: 12, {arrive, start}: 0,
	{fire, state}: 0, {fire, depart}: 0, {fire, signal}: 0, {fire, fire}: 0,
	{state, depart}: 8, {state, start}: 0, {state, call}: 10,
	{signal, depart}: 8, {signal, state}: 10,
	{depart, start}: 0, {depart, state}: 10,
	{arrive, crash}: 14, {depart, crash}: 22, {state, crash}: 22, {crash, call}: lineHeight,
	{start, start}: 0, {start, depart}: 0, {start, state}: 8,
}

const usualGap = 8.0

// gapBetween is the distance of two items that follow each other on one ribbon
// at one instant.
func (d demands) gapBetween(prev, it *item) float64 {
	if it.flight != nil && it.flight.origin != nil && it.kind == depart {
		return 0 // a copy leaves from the wire
	}
	if prev.kind == moment || prev.kind == arrive && it.kind == arrive && prev.flight.from < prev.flight.to != (it.flight.from < it.flight.to) {
		return 0
	}
	if it.kind == depart && prev.kind == depart && it.flight.leader == prev.flight.leader {
		return 0 // one circle
	}
	if prev.kind == arrive && it.kind == depart && d.moved[it.flight.index] == labelMoved {
		return beadStep
	}
	if prev.kind == arrive && it.kind == depart && prev.flight.burst != nil && !prev.flight.burst.alone {
		return quickStep
	}
	if gap, ok := gaps[[2]kind{prev.kind, it.kind}]; ok {
		return gap
	}
	return usualGap
}

// abreast is the height at which a message arrives that left together with
// others and arrives together with them: their arrows are parallel.
func (s *spacer) abreast(it *item) float64 {
	first := s.ribbons[it.host].arrive
	if first == nil || first.at != it.at || first.flight.dep.at != it.flight.dep.at || it.flight.origin != nil {
		return 0
	}
	return s.of(first) + s.of(it.flight.dep) - s.of(first.flight.dep)
}

// place gives an item its height and moves the columns' ends down. Time moves
// on with it, but not for a burst: the second and later messages that leave or
// arrive at one instant are drawn below the first, while that one is already on
// its way.
func (s *spacer) place(it *item, y float64) {
	s.y[it.index] = y
	_, down := s.extent(it)
	s.deep = max(s.deep, y)
	if it.host == across {
		s.deep = max(s.deep, y+down)
		s.low = s.deep
	}
	further := false
	for _, r := range s.on(it) {
		further = r.follow(it, y, s.moved)
		if s.inColumn(it) {
			r.text = max(r.text, y+down)
		}
	}
	if !further {
		s.low = max(s.low, y)
	}
}

// follow makes it, at height y, the last item of a ribbon, and reports whether
// it is one of several departures or arrivals of its instant, or comes after
// such a one.
func (r *reach) follow(it *item, y float64, out []moved) (further bool) {
	if r.last == nil || r.last.at != it.at {
		r.depart, r.arrive, r.further = nil, nil, false
	}
	r.last = it
	switch it.kind {
	case depart:
		r.disc, r.clear = y, discClear
		if out[it.flight.index] == labelMoved {
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
