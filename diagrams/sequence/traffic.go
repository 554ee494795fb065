package sequence

import (
	"math"
	"slices"
)

// traffic is what else is on the wire while a message is. Of burst, beside and
// meeting the first that holds decides how its label is written.
type traffic struct {
	lost    bool     // the message breaks off on its way
	seen    float64  // how much of its track flags over the arrow may take
	burst   *slot    // it left together with others
	beside  beside   // it runs beside its copy, or beside what it is a copy of
	meeting *meeting // another message meets it near the middle of its way
	lanes   bool     // there are more than two lifelines
}

// beside says what a message runs side by side with.
type beside int

const (
	besideNothing beside = iota
	besideCopy
	besideOriginal
)

// meeting is where another message meets one.
type meeting struct {
	at      float64 // the part of its way after which they meet
	passing bool    // it overtakes the other one
}

// slot is the place of a message among those of its burst.
type slot struct {
	first, last, alone bool
	from, to           float64 // the part of its way that nobody crosses
	free               float64 // the length of that part that flags over the arrow may take
	wide               float64 // … and that a row may take which does not stand next to the stroke
}

// trafficAt returns what else is on the wire while s is.
func (w *writer) trafficAt(s *stroke) traffic {
	t := traffic{lanes: w.columns.last() > 1, lost: !s.arrives(), seen: distance(s.start, s.end) - numberPlace - s.radius - crossArm - 2}
	if s.burst != nil {
		t.burst = w.slotOf(s, t.seen)
		return t
	}
	if slices.ContainsFunc(w.strokes, func(o *stroke) bool { return o.origin == s.flight }) {
		t.beside = besideCopy
	} else if s.origin != nil {
		t.beside = besideOriginal
	} else {
		t.meeting = w.meetingOf(s)
	}
	return t
}

// meetingOf finds where another message meets s, if one does near the middle
// of its way.
func (w *writer) meetingOf(s *stroke) (m *meeting) {
	for _, o := range w.strokes {
		if !s.meets(o) {
			continue
		}
		at := s.crossing(o)
		if math.Abs(at-0.5) < 0.25 && (m == nil || math.Abs(at-0.5) < math.Abs(m.at-0.5)) {
			m = &meeting{at, s.overtakes(o)}
		}
	}
	return m
}

// slotOf finds the place of s in its burst; seen is how much of its track it
// is seen on.
func (w *writer) slotOf(s *stroke, seen float64) *slot {
	p := &slot{first: !s.follows(), alone: s.burst.alone, last: s.flight == s.burst.members[len(s.burst.members)-1]}
	p.from, p.to = w.freest(s)
	p.wide = (p.to-p.from)*distance(s.begin, s.finish) - headRoom
	if p.from == 0 {
		p.wide -= numberPlace + s.radius
	}
	p.free = min(p.wide, seen)
	return p
}

// freest is the longest stretch of a message's way that no other one crosses,
// in parts of it.
func (w *writer) freest(s *stroke) (from, to float64) {
	crossings := []float64{0, 1}
	for _, o := range w.strokes {
		if s.meets(o) {
			crossings = append(crossings, s.crossing(o))
		}
	}
	slices.Sort(crossings)
	for i, c := range crossings[1:] {
		if c-crossings[i] > to-from {
			from, to = crossings[i], c
		}
	}
	return from, to
}

// Where a label goes depends on what else is on the wire:
//
//	alone:              crossed in the middle:       with its copy:
//
//	   SYN              SYN \   / SYN                 DATA seq=1
//	--------->               \ /                     ----------->
//	  seq=0                  / \                        \ copy
//	                  seq=0 /   \ seq=0                  ----->
//
// A message that overtakes another is the crossed one mirrored: what is free
// above it lies beyond the place where they meet.

// plan is one way of writing a label: rows above the arrow and rows below it.
type plan struct{ above, below []row }

// plans returns the ways to write a label along a given length, best first;
// asked is how often room was made for a better one. It is flags over the arrow
// and numbers under it in as few rows as fit, else all on one side. Where arrows
// cross, each side of an arrow is free for half of its way only: flags go to the
// departing half, numbers to the arriving one. A copy and its original, which
// run side by side, turn their labels outward.
func (t traffic) plans(l label, length float64, asked int) []plan {
	if t.lanes && l.flags.text != "" && t.beside == besideNothing {
		return append([]plan{{l.single(), nil}, {l.headline(), l.wrapped(length)}}, t.between(l, length, asked)...)
	}
	return t.between(l, length, asked)
}

// between returns the ways to write a label between two hosts.
func (t traffic) between(l label, length float64, asked int) []plan {
	if t.burst != nil {
		return t.burst.plans(l)
	}
	half := length
	if t.meeting != nil {
		half = half*min(t.meeting.at, 1-t.meeting.at) - numberPlace
	}
	head, tall := l.headline(), l.stacked()
	if l.remark != "" && head[0].width() > min(half, t.seen) {
		head = tall
	}
	wide := l.wrapped(half)
	best := []plan{{head, wide}}
	if t.beside == besideNothing && t.meeting == nil && asked < patience/2 { // as most are
		return best
	}
	narrow, upper := l.wrapped(0), slices.Concat(head, wide)
	lower := slices.Concat(tall, narrow)
	switch {
	case t.beside == besideCopy:
		best = []plan{{upper, nil}, {slices.Concat(head, l.wrapped(half*0.7)), nil}}
	case t.beside == besideOriginal:
		best = []plan{{nil, upper}}
	case t.meeting != nil && t.lost:
		best = append([]plan{{slices.Concat(head, wide), nil}, {slices.Concat(head, narrow), nil}}, best...)
	case t.meeting != nil:
		best = append(best, plan{head, narrow})
	}
	switch {
	case asked < patience/2:
		return best
	case asked < patience:
		return append(best, plan{upper, nil})
	}
	return append(best, []plan{{upper, nil}, {head, wide}, {head, l.wrapped(half * 0.7)}, {nil, upper}, {head, narrow}, {lower, nil}, {nil, lower}}...)
}

// mostStack is how many rows of numbers stand along a stroke of a burst at
// most: more are hard to read on a slope.
const mostStack = 2

// plans returns the ways to write the label of a message of a burst. Its
// neighbours leave it one row; above the first and below the last is room for
// more.
func (p slot) plans(l label) []plan {
	head, wide := l.headline(), l.wrapped(p.free)
	if l.remark != "" && head[0].width() > p.free {
		head = l.stacked()
	}
	above, apart := plan{slices.Concat(head, wide), nil}, plan{head, wide}
	list := []plan{{l.single(), nil}, above, apart}
	if len(wide) > mostStack { // what does not fit moves out
		list = list[:1]
	} else if p.alone || p.last {
		list[1], list[2] = apart, above
	}
	if two := l.pair(p.wide, p.free); two != nil && p.first && len(wide) > 1 {
		list = slices.Insert(list, 1, plan{two, nil})
	}
	return list
}
