package sequence

import (
	"slices"

	"woshou/diagrams/scene"
	"woshou/diagrams/trace"
)

// flight is one segment on its way.
type flight struct {
	seg      trace.Message
	from, to side
	arrival  int64 // when it arrives, or would have, in microseconds
	dep, arr *item
	origin   *flight  // the flight this is the network's copy of, or nil
	numbers  []string // that its label says
	burst    *burst   // what it left together with, or nil
	aside    aside    // how much of the label stands beside the departure
	label    []scene.Text
	begun    float64 // forged: the part of its way after which it appears
	asked    int     // how often room was made for the label
}

// usualLatency stands in where nothing of a run ever arrived, in microseconds.
const usualLatency = 50_000

// Parts of the way from one ribbon to the other.
const (
	lostAt     = 0.78 // where the cross of a lost segment stands
	forgedAt   = 0.15 // where a forged one appears: away from the ribbon it claims
	forgedMost = 0.45 // and where at the latest, to keep clear of others
	copiedAt   = 0.30 // where a copy leaves its original
)

// A segment that did not arrive still has a place where it would have: the end
// of its ghost. Without it a loss would take no time on the page, and the
// timer that repairs it would seem to start late.

// takeFlights reads the segments of the run.
func (f *figure) takeFlights() {
	latency := latencies(f.run)
	for _, s := range f.run.Messages {
		fl := &flight{seg: s, from: sideOf(s.From), to: sideOf(s.To)}
		fl.arrival = s.SentUS + latency[s.From]
		if s.ArrivedUS != nil {
			fl.arrival = *s.ArrivedUS
		}
		if s.CopyOf > 0 && s.CopyOf <= len(f.flights) {
			fl.origin = f.flights[s.CopyOf-1]
		}
		f.flights = append(f.flights, fl)
	}
	f.takeBursts()
	for _, fl := range f.flights {
		if fl.origin == nil { // a copy's numbers are its original's
			fl.numbers = fl.tokens(f.run)
		}
	}
}

// latencies returns how long segments of each host usually take: the median of
// those that arrived, else that of all others', in microseconds.
func latencies(t *trace.Trace) []int64 {
	taken := make([][]int64, len(t.Hosts))
	for _, s := range t.Messages {
		if s.ArrivedUS != nil && s.CopyOf == 0 {
			taken[s.From] = append(taken[s.From], *s.ArrivedUS-s.SentUS)
		}
	}
	usual := make([]int64, len(t.Hosts))
	for i := range t.Hosts {
		known := taken[i]
		if len(known) == 0 {
			known = slices.Concat(taken...)
		}
		usual[i] = usualLatency
		if len(known) > 0 {
			known = slices.Sorted(slices.Values(known))
			usual[i] = known[len(known)/2]
		}
	}
	return usual
}

// arrives reports whether the segment reached the other host.
func (fl *flight) arrives() bool { return fl.seg.ArrivedUS != nil }

// way returns the ends of the whole way, ribbon to ribbon; a copy's begins on
// its original's.
func (fl *flight) way(c columns) (from, to scene.Point) {
	if fl.origin != nil {
		p, q := fl.origin.way(c)
		return between(p, q, copiedAt), scene.Point{X: c.edge(fl.to), Y: fl.arr.y}
	}
	return scene.Point{X: c.edge(fl.from), Y: fl.dep.y}, scene.Point{X: c.edge(fl.to), Y: fl.arr.y}
}

// stroke returns the ends of the way it was seen on: a forged segment comes out
// of nowhere, and a lost one breaks off.
func (fl *flight) stroke(c columns) (from, to scene.Point) {
	begin, end := fl.way(c)
	from, to = begin, end
	if fl.seg.Fate == trace.Forged {
		from = between(begin, end, fl.begun)
	}
	if !fl.arrives() {
		to = between(begin, end, lostAt)
	}
	return from, to
}

// role is how its stroke is drawn.
func (fl *flight) role() scene.Role {
	switch {
	case fl.seg.Fate == trace.Forged:
		return scene.MessageForged
	case fl.origin != nil:
		return scene.MessageCopy
	case !fl.arrives():
		return scene.MessageLost
	case fl.seg.RepeatOf > 0:
		return scene.MessageRepeat
	}
	return scene.Message
}

// crosses reports whether two segments meet on the wire, coming from opposite
// hosts.
func (fl *flight) crosses(o *flight) bool {
	return fl.from != o.from && fl.dep.y < o.arr.y && o.dep.y < fl.arr.y
}

// spans reports whether fl is on its way before o leaves and after o arrives.
func (fl *flight) spans(o *flight) bool { return fl.dep.y < o.dep.y && o.arr.y < fl.arr.y }

// overtakes reports whether fl left after o, from the same host, and arrived
// before it.
func (fl *flight) overtakes(o *flight) bool {
	return fl.from == o.from && o.dep.y < fl.dep.y && fl.arr.y < o.arr.y
}

// crossing is the part of its way after which fl meets o, which crosses it,
// overtakes it or is overtaken.
func (fl *flight) crossing(o *flight) float64 {
	before, later := o.dep.y-fl.dep.y, fl.arr.y-o.arr.y
	if fl.from != o.from {
		before, later = o.arr.y-fl.dep.y, fl.arr.y-o.dep.y
	}
	return before / (before + later)
}

// lost reports whether the network lost the segment.
func (fl *flight) lost() bool { return fl.seg.Fate == trace.Lost }

// detached reports whether its stroke begins away from the ribbon.
func (fl *flight) detached() bool {
	return fl.origin != nil || fl.seg.Fate == trace.Forged
}
