package sequence

import "slices"

// demands are what labels that found no place ask of the next layout.
type demands struct {
	push  []float64 // of the items: room above it
	moved []moved   // of the flights: how much of the label has moved out
	asked []int     // of the flights: how often room was made for the label
	pitch []float64 // of the bursts: how far two departures stand apart
}

// Of a burst, in points.
const (
	alonePitch = 26.0 // between two departures at first
	mixedPitch = 34.0 // the same where answers leave between their arrivals
	beadPitch  = 22.0 // the same where the circles stand on the ribbon
	pitchStep  = 2.0  // by which they are parted to make room
	mostPitch  = 40.0 // and the most they are
)

// firstDemands are those of labels that all have a place.
func (f *figure) firstDemands() demands {
	d := demands{
		push: make([]float64, len(f.items)), moved: make([]moved, len(f.flights)),
		asked: make([]int, len(f.flights)), pitch: make([]float64, len(f.bursts)),
	}
	for i, b := range f.bursts {
		d.pitch[i] = b.firstPitch(nothingMoved)
	}
	return d
}

// firstPitch is the pitch before any room is made.
func (b *burst) firstPitch(out moved) float64 {
	switch {
	case out == labelMoved:
		return beadPitch
	case b.alone:
		return alonePitch
	}
	return mixedPitch
}

// clone is a copy that shares nothing.
func (d demands) clone() demands {
	return demands{slices.Clone(d.push), slices.Clone(d.moved), slices.Clone(d.asked), slices.Clone(d.pitch)}
}

// pitchOf is how far below the departure before it on the same ribbon a message
// leaves at least.
func (d demands) pitchOf(fl *flight) float64 {
	if fl.follows() {
		return d.pitch[fl.burst.index]
	}
	return discStep
}

// Room is made five points at a time. For a message that has asked so often,
// a label in more rows is better than still more room.
const (
	room     = 5.0
	patience = 10
)

// Room is demanded at an item, not at a label: pushing a departure down moves
// everything later on all ribbons with it, so time stays in order. Two messages
// that leave at one instant and cross are stretched instead, because the place
// of a departure within its instant does not part them.

// makeRoom demands room between a message and what is in the way of its label.
// It returns false if there is nothing to demand.
func (w *writer) makeRoom(s *stroke, o obstacle) bool {
	w.asked[s.index]++
	if w.trace.TCP == nil && o.owner == s.flight && w.lengthen(s) {
		return true
	}
	if b := s.burst; b != nil {
		if w.pitch[b.index] < mostPitch {
			w.pitch[b.index] += pitchStep
			return true
		}
		return w.moveOut(s.flight)
	}
	if w.asked[s.index] >= w.mostAsked() && w.moveOut(s.flight) {
		return true
	}
	if o.owner == nil {
		if w.of(o.next) > s.leaves {
			w.push[o.next.index] += room
		} else {
			w.pushDeparture(s)
		}
		return true
	}
	return w.partFrom(s, w.strokes[o.owner.index])
}

// lengthen makes the arrow of a message longer, by having it drop more, as long as
// its label is not too steep to be read: names of messages may be longer than any
// that TCP has. It returns false if it is steep already.
func (w *writer) lengthen(s *stroke) bool {
	if run := max(s.finish.X-s.begin.X, s.begin.X-s.finish.X); s.finish.Y-s.begin.Y > run*gentle {
		return false
	}
	first := s.flight
	if s.burst != nil {
		first = s.burst.members[0]
	}
	w.push[first.arr.index] += room
	return true
}

// gentle is the slope up to which an arrow is made longer for its label.
const gentle = 0.8

// mostAsked is how often a label asks for room before it moves out. Among many
// lifelines each time may move them all.
func (w *writer) mostAsked() int {
	if w.columns.last() > 1 {
		return patience
	}
	return 2 * patience
}

// partFrom demands room between a message and another one, which may be itself.
func (w *writer) partFrom(s, other *stroke) bool {
	// Room helps no label past its own arrow, nor past one that is on its way
	// all the while. Shorter rows may.
	if other == s || (s.spans(other) || other.spans(s)) && w.asked[s.index] < patience {
		if w.asked[s.index] < patience {
			w.asked[s.index] = patience
			return true
		}
		return w.moveOut(s.flight)
	}
	switch {
	case s.origin != nil:
		w.push[s.arr.index] += room
	case s.leader == other.leader:
		for _, fl := range w.steps[s.step-1] {
			w.push[fl.arr.index] += room
		}
	case s.crosses(other) && s.dep.at == other.dep.at:
		w.push[s.arr.index] += room
		w.push[other.arr.index] += room
	case other.leaves > s.leaves:
		w.pushDeparture(other)
	default:
		w.pushDeparture(s)
	}
	return true
}

// pushDeparture demands room above a departure, and above that of the message
// which crosses it from the same instant, so that the two stay alike. A burst
// moves as a whole.
func (w *writer) pushDeparture(s *stroke) {
	if s.burst != nil {
		s = w.strokes[s.burst.members[0].index]
	}
	s = w.strokes[s.leader.index]
	w.push[s.dep.index] += room
	for _, o := range w.strokes {
		if o.dep.at == s.dep.at && s.crosses(o) {
			w.push[o.dep.index] += room
		}
	}
}

// moveOut takes one more part of a label off the wire, for all members of a
// burst alike. It returns false if nothing is left to take. A copy leaves from
// the wire: nothing is beside its departure.
func (w *writer) moveOut(fl *flight) bool {
	out := w.moved[fl.index]
	if w.columns.last() > 1 || w.tooWide(fl) {
		w.moved[fl.index] = labelKeyed
		return out != labelKeyed
	}
	if fl.origin != nil || out == labelMoved {
		return false
	}
	before := w.alongWire(fl, out)
	for out++; out < labelMoved; out++ {
		if now := w.alongWire(fl, out); now.remark != before.remark || len(now.numbers) < len(before.numbers) {
			break
		}
	}
	for _, m := range fl.together() {
		w.moved[m.index], w.asked[m.index] = out, 0
	}
	if fl.burst != nil {
		w.pitch[fl.burst.index] = fl.burst.firstPitch(out)
	}
	return true
}

// tooWide reports whether the column of texts does not hold what would stand
// beside the departure of a message, or of one that moves out together with it.
func (w *writer) tooWide(fl *flight) bool {
	column := w.columns.outer[fl.from]
	for _, m := range fl.together() {
		if l := w.labelOf(m); l.flags.room > column || w.trace.TCP == nil && widest(w.besideDeparture(m, labelMoved)) > column {
			return true
		}
	}
	return false
}
