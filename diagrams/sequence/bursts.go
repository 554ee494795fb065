package sequence

import (
	"math"
	"slices"
)

// burst is what one host sends at one instant: two segments or more, one after
// the other without a pause.
//
// Their arrows are parallel. Where the other host answers before all of them
// have arrived, the arrows of the answers cross theirs:
//
//	client            server
//	  1 \                |      Whatever happens at a later instant stands
//	  2 \ \              |      below everything of an earlier one, so the
//	  3 \ \ `--------.   |      first arrives below the departure of the
//	     \ `------.   `->|      last. All crossings lie on the right, and the
//	      `----.   `-> /-| 4    labels of both directions on the left, each
//	            `-->//---| 5    beside its own stroke.
//	             //      |
//	  <---------/        |
//
// Where nobody answers so early the arrows lie flatter: the first arrives
// beside the departure of a later one, and nobody can tell.
type burst struct {
	members []*flight // in order of departure
	pitch   float64   // how far two departures stand apart, in points
	alone   bool      // nothing comes the other way meanwhile
}

// Of a burst, in points.
const (
	alonePitch = 26.0 // between two departures at first
	mixedPitch = 34.0 // the same where answers leave between their arrivals
	beadPitch  = 22.0 // the same where the circles stand on the ribbon
	pitchStep  = 2.0  // by which they are parted to make room
	mostPitch  = 40.0 // and the most they are
	mostStack  = 2    // rows of numbers along a stroke: more are hard to read on a slope
)

// takeBursts finds the bursts among the flights, and shortens the labels of
// their members. Copies and forged segments are nobody's sending.
func (f *figure) takeBursts() {
	last := make(map[side]*flight)
	for _, fl := range f.flights {
		if fl.detached() {
			continue
		}
		prev := last[fl.from]
		last[fl.from] = fl
		if prev == nil || prev.seg.SentUS != fl.seg.SentUS {
			continue
		}
		if prev.burst == nil {
			prev.burst = &burst{members: []*flight{prev}}
		}
		fl.burst = prev.burst
		fl.burst.members = append(fl.burst.members, fl)
	}
}

// takeSolitude finds which bursts are alone on the wire. Items must be in
// their order.
func (f *figure) takeSolitude() {
	place := make(map[*item]int)
	for i, it := range f.items {
		place[it] = i
	}
	for _, fl := range f.flights {
		b := fl.burst
		if b == nil || b.members[0] != fl {
			continue
		}
		from, to := place[fl.dep], place[fl.arr]
		for _, m := range b.members {
			from, to = min(from, place[m.dep]), max(to, place[m.arr])
		}
		b.alone = !slices.ContainsFunc(f.flights, func(o *flight) bool {
			return o.from != fl.from && place[o.dep] < to && place[o.arr] > from
		})
		b.pitch = b.firstPitch()
	}
}

// firstPitch is the pitch before any room is made.
func (b *burst) firstPitch() float64 {
	switch {
	case b.members[0].aside == labelAside:
		return beadPitch
	case b.alone:
		return alonePitch
	}
	return mixedPitch
}

// follows reports whether the segment left together with an earlier one.
func (fl *flight) follows() bool { return fl.burst != nil && fl.burst.members[0] != fl }

// before is the member of the burst that left before fl.
func (fl *flight) before() *flight {
	return fl.burst.members[slices.Index(fl.burst.members, fl)-1]
}

// pitch is how far below the departure before it on the same ribbon a segment
// leaves at least.
func (fl *flight) pitch() float64 {
	if fl.follows() {
		return fl.burst.pitch
	}
	return discStep
}

// burstPlans returns the ways to write the label of a segment of a burst. Its
// neighbours leave it one row; above the first and below the last is room for
// more.
func (s saying) burstPlans(t traffic) []plan {
	head, wide := s.head(true), s.numbers(t.free)
	if s.remark != "" && head[0].width() > t.free {
		head = s.head(false)
	}
	above, apart := plan{slices.Concat(head, wide), nil}, plan{head, wide}
	list := []plan{{s.single(), nil}, above, apart}
	if len(wide) > mostStack { // what does not fit stands aside
		list = list[:1]
	} else if t.alone || t.last {
		list[1], list[2] = apart, above
	}
	if two := s.pair(t.wide, t.free); two != nil && t.first && len(wide) > 1 {
		list = slices.Insert(list, 1, plan{two, nil})
	}
	return list
}

// pair returns the whole label in two rows, as much as fits in the upper one,
// or nil if they do not hold it.
func (s saying) pair(upper, lower float64) []row {
	if s.flags.text == "" {
		return nil
	}
	for n := len(s.tokens) - 1; n > 0; n-- {
		first, rest := s, s
		first.tokens, rest.tokens = s.tokens[:n], s.tokens[n:]
		rows := []row{first.single()[0], rest.numbers(math.Inf(1))[0]}
		if rows[0].width() <= upper && rows[1].width() <= lower {
			return rows
		}
	}
	return nil
}

// freest is the longest stretch of a segment's way that no other segment
// crosses, in parts of it.
func (f *figure) freest(fl *flight) [2]float64 {
	turns := []float64{0, 1}
	for _, o := range f.flights {
		if fl.crosses(o) || fl.overtakes(o) || o.overtakes(fl) {
			turns = append(turns, fl.crossing(o))
		}
	}
	slices.Sort(turns)
	best := [2]float64{}
	for i, t := range turns[1:] {
		if t-turns[i] > best[1]-best[0] {
			best = [2]float64{turns[i], t}
		}
	}
	return best
}
