package sequence

import (
	"slices"

	"woshou/diagrams/scene"
)

// Parts of the way from one ribbon to the other.
const (
	lostAt     = 0.78 // where the cross of a lost message stands
	leastLost  = 0.6  // and how far it comes at least, as a part of its way to there
	forgedAt   = 0.15 // where a forged one appears: away from the ribbon it claims
	forgedMost = 0.45 // and where at the latest, to keep clear of others
	copiedAt   = 0.30 // where a copy leaves its original
)

// The shapes of an arrow, in points.
const (
	numberPlace = 12.0 // from its start to the middle of the numbered circle
	headRoom    = 6.0  // at its end, free of words
	crossArm    = 4.2  // half of a cross's width
	arrivalDot  = 1.6  // radius of the dot where a message arrives
)

// stroke is a flight that has its heights.
type stroke struct {
	*flight
	leaves, lands float64     // the heights of its departure and its arrival
	begin, finish scene.Point // the whole way, ribbon to ribbon; a copy's begins on its original's
	start, end    scene.Point // the part it is seen on
	circle        scene.Point // the middle of its number's circle
}

// headRoom is what its end keeps free of words: a hollow head is seen as a whole.
func (s *stroke) headRoom() float64 {
	if s.isInferred() && s.message.Sight.EstimatedArrived {
		return scene.HeadLength + 2
	}
	return headRoom
}

// strokesAt gives the flights their places on the wire.
func (f *figure) strokesAt(h heights, d demands) []*stroke {
	list := make([]*stroke, 0, len(f.flights))
	all := make([]stroke, len(f.flights))
	words := f.inners(h)
	for i, fl := range f.flights {
		s := &all[i]
		s.flight, s.leaves, s.lands = fl, h.of(fl.dep), h.of(fl.arr)
		s.begin = scene.Point{X: f.columns.edge(fl.from, fl.to), Y: s.leaves}
		s.finish = scene.Point{X: f.columns.edge(fl.to, fl.from), Y: s.lands}
		if fl.origin != nil {
			origin := list[fl.origin.index]
			s.begin = between(origin.begin, origin.finish, copiedAt)
		}
		s.start, s.end = s.begin, s.finish
		if !fl.arrives() && !fl.nobody { // it breaks off
			s.end = between(s.begin, s.finish, f.lostAt(fl))
		}
		list = append(list, s)
	}
	for _, s := range list {
		ribbon := scene.Point{X: f.columns.axis[s.from], Y: s.leaves}
		s.circle = s.circleAt(ribbon, d.moved[s.index])
		if s.forged() {
			s.appear(ribbon, d.moved[s.index], list)
		}
	}
	for _, members := range f.steps {
		if len(members) > 1 {
			f.shareCircle(members, list)
		}
		f.withdraw(members, list, words, d)
	}
	for _, s := range list {
		if f.columns.last() > 1 && s.lost() {
			s.end = f.breaksOff(s, list, words)
		}
	}
	return list
}

// withdraw puts the circle of a step on its ribbon where it would stand in a word
// beside a lifeline and no room has parted the two.
func (f *figure) withdraw(members []*flight, strokes []*stroke, words []inner, d demands) {
	s := strokes[members[0].index]
	inVain := func(t inner) bool {
		return (d.push[t.item.index] > mostPush || d.push[s.dep.index] > mostPush) && t.box.grown(clearOfLine).distanceTo(s.circle) < s.radius
	}
	if s.detached() || !slices.ContainsFunc(words, inVain) {
		return
	}
	for _, fl := range members {
		strokes[fl.index].circle = scene.Point{X: f.columns.axis[s.from], Y: s.leaves}
	}
}

// breaksOff is where the cross of a lost message stands: a little earlier than it
// would where that is in a word beside a lifeline, or in a circle.
func (f *figure) breaksOff(s *stroke, strokes []*stroke, words []inner) scene.Point {
	for part := 1.0; part > leastLost; part -= 0.05 {
		p := between(s.begin, s.end, part)
		inWord := func(t inner) bool { return t.box.grown(clearOfLine).distanceTo(p) < crossArm }
		inCircle := func(o *stroke) bool { return distance(o.circle, p) < o.radius+crossArm+near }
		if !slices.ContainsFunc(words, inWord) && !slices.ContainsFunc(strokes, inCircle) {
			return p
		}
	}
	return s.end
}

// lostAt is the part of its way after which a lost message is gone. One that would
// pass behind a lifeline does not come so far.
func (f *figure) lostAt(fl *flight) float64 {
	if !fl.passes() {
		return lostAt
	}
	next := fl.from + 1
	if fl.to < fl.from {
		next = fl.from - 1
	}
	start, first := f.columns.edge(fl.from, fl.to), f.columns.edge(next, fl.from)
	return lostAt * (first - start) / (f.columns.edge(fl.to, fl.from) - start)
}

// shareCircle gives the messages of a step one circle: between their lines, or on
// the ribbon if they leave to both sides.
func (f *figure) shareCircle(members []*flight, strokes []*stroke) {
	var at scene.Point
	sides := map[bool]bool{}
	for _, fl := range members {
		s := strokes[fl.index]
		sides[fl.from < fl.to] = true
		at.X, at.Y = at.X+s.circle.X/float64(len(members)), at.Y+s.circle.Y/float64(len(members))
	}
	if len(sides) > 1 {
		at = scene.Point{X: f.columns.axis[members[0].from], Y: strokes[members[0].index].leaves}
	}
	for _, fl := range members {
		strokes[fl.index].circle = at
	}
}

// circleAt is the middle of the numbered circle, near the start of the arrow.
// With the whole label moved out it stands on the ribbon, beside its label and
// out of the way of other arrows.
func (s *stroke) circleAt(ribbon scene.Point, out moved) scene.Point {
	if out == labelMoved {
		return ribbon
	}
	place := numberPlace
	if s.detached() {
		place = 0
	}
	return between(s.start, s.end, place/distance(s.start, s.end))
}

// appear finds where a forged message comes out of nowhere: at the first place
// away from the ribbon it claims where its circle touches no other stroke, lest
// it look like that one's copy.
func (s *stroke) appear(ribbon scene.Point, out moved, strokes []*stroke) {
	for begun := forgedAt; ; begun += 0.05 {
		s.start = between(s.begin, s.finish, begun)
		s.circle = s.circleAt(ribbon, out)
		disc := box{mid: s.circle, ux: 1, w: s.radius, h: s.radius}.grown(near)
		touched := slices.ContainsFunc(strokes, func(o *stroke) bool { return o != s && disc.crosses(o.start, o.end) })
		if !touched || begun >= forgedMost {
			return
		}
	}
}

// sameWire reports whether two messages run between the same two hosts.
func (s *stroke) sameWire(o *stroke) bool {
	return s.from == o.from && s.to == o.to || s.from == o.to && s.to == o.from
}

// meets reports whether two messages meet on the wire, coming from opposite
// hosts or one overtaking the other.
func (s *stroke) meets(o *stroke) bool { return s.crosses(o) || s.overtakes(o) || o.overtakes(s) }

// crosses reports whether two messages meet on the wire, coming from opposite
// hosts.
func (s *stroke) crosses(o *stroke) bool {
	return s.sameWire(o) && s.from != o.from && s.leaves < o.lands && o.leaves < s.lands
}

// spans reports whether s is on its way before o leaves and after o arrives.
func (s *stroke) spans(o *stroke) bool { return s.leaves < o.leaves && o.lands < s.lands }

// overtakes reports whether s left after o, from the same host to the same, and
// arrived before it.
func (s *stroke) overtakes(o *stroke) bool {
	return s.sameWire(o) && s.from == o.from && o.leaves < s.leaves && s.lands < o.lands
}

// crossing is the part of its way after which s meets o.
func (s *stroke) crossing(o *stroke) float64 {
	before, later := o.leaves-s.leaves, s.lands-o.lands
	if s.from != o.from {
		before, later = o.lands-s.leaves, s.lands-o.leaves
	}
	return before / (before + later)
}
