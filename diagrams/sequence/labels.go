package sequence

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"woshou/diagrams/scene"
	"woshou/diagrams/trace"
)

// Along an arrow, in points.
const (
	numberPlace = 12.0 // from its start to the middle of the numbered circle
	headRoom    = 6.0  // at its end, free of words
	labelRoom   = 38.0 // of the wire that an unbroken row leaves to the circle, the ends and the slant
	aboveLine   = 5.0  // from the stroke up to the baseline of the nearest row
	belowLine   = 15.5 // from the stroke down to it
	rowHeight   = 15.0
	runGap      = 6.0 // between two runs of one row
	places      = 9   // that are tried for each block of rows
)

// run is a piece of one row of a label.
type run struct {
	role scene.Role
	text string
	bold bool
}

// row is one line of a label: one run, or two side by side.
type row []run

// width is the room the row may take.
func (r row) width() float64 {
	w := runGap * float64(len(r)-1)
	for _, p := range r {
		w += textWidth(p.text, textSize, p.bold)
	}
	return w
}

// saying is what a segment's label says.
type saying struct {
	flags  run
	remark string
	tokens []string
}

// words returns what the label of fl says along its arrow.
func (fl *flight) words(f *figure) saying {
	s := saying{flags: run{scene.Flags, fl.seg.Name, true}, tokens: fl.numbers}
	switch {
	case fl.seg.Fate == trace.Forged:
		s.remark = f.says.Forged
	case fl.origin != nil:
		s.remark = f.says.Copy
	case fl.seg.RepeatOf > 0:
		s.remark = f.says.Repeat
	}
	return s
}

// head returns the rows of the flags and the remark beside them, or on a row
// of its own.
func (s saying) head(joined bool) []row {
	if s.flags.text == "" { // it stands beside the departure
		return nil
	}
	if s.remark == "" {
		return []row{{s.flags}}
	}
	remark := run{scene.Remark, s.remark, false}
	if joined {
		return []row{{s.flags, remark}}
	}
	return []row{{remark}, {s.flags}}
}

// numbers returns the rows of the numbers, if any, none wider than width unless
// a single number is.
func (s saying) numbers(width float64) []row {
	var rows []row
	line := ""
	for _, t := range s.tokens {
		longer := strings.TrimSpace(line + " " + t)
		if line != "" && textWidth(longer, textSize, false) > width {
			rows = append(rows, row{{scene.NumbersText, line, false}})
			longer = t
		}
		line = longer
	}
	if line == "" {
		return nil
	}
	return append(rows, row{{scene.NumbersText, line, false}})
}

// single returns the whole label in one row.
func (s saying) single() []row {
	if s.flags.text == "" {
		return nil
	}
	return []row{slices.Concat(s.rows()...)}
}

// rows returns the whole label unbroken: the flags, then the numbers.
func (s saying) rows() []row {
	return append(s.head(true), s.numbers(math.Inf(1))...)
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
// A segment that overtakes another is the crossed one mirrored: what is free
// above it lies beyond the place where they meet.

// plan is one way of writing a label: rows above the arrow and rows below it.
type plan struct{ above, below []row }

// plans returns the ways to write a label along a given length, best first:
// flags over the arrow and numbers under it in as few rows as fit, else all on
// one side. Where arrows cross, each side of an arrow is free for half of its
// way only: flags go to the departing half, numbers to the arriving one. A copy
// and its original, which run side by side, turn their labels outward.
func (s saying) plans(length float64, t traffic) []plan {
	head, tall := s.head(true), s.head(false)
	if t.burst {
		return s.burstPlans(t)
	}
	half := length
	if t.turn > 0 {
		half = half*min(t.turn, 1-t.turn) - numberPlace
	}
	if s.remark != "" && head[0].width() > min(half, t.seen) {
		head = tall
	}
	wide, narrow := s.numbers(half), s.numbers(0)
	upper, lower := slices.Concat(head, wide), slices.Concat(tall, narrow)
	best := []plan{{head, wide}}
	switch {
	case t.copied:
		best = []plan{{upper, nil}, {slices.Concat(head, s.numbers(half*0.7)), nil}}
	case t.copy:
		best = []plan{{nil, upper}}
	case t.turn > 0 && t.lost:
		best = append([]plan{{slices.Concat(head, wide), nil}, {slices.Concat(head, narrow), nil}}, best...)
	case t.turn > 0:
		best = append(best, plan{head, narrow})
	}
	switch {
	case t.asked < patience/2:
		return best
	case t.asked < patience:
		return append(best, plan{upper, nil})
	}
	return append(best, []plan{{upper, nil}, {head, wide}, {head, s.numbers(half * 0.7)}, {nil, upper}, {head, narrow}, {lower, nil}, {nil, lower}}...)
}

// traffic is what else is on the wire while a segment is.
type traffic struct {
	turn    float64    // the part of its way after which another segment crosses it; 0 if none does near the middle
	lost    bool       // it breaks off on its way
	passing bool       // with turn: it overtakes that segment
	copied  bool       // its own copy runs beside it
	copy    bool       // it runs beside its original
	burst   bool       // it left together with others
	alone   bool       // … and nothing comes the other way
	last    bool       // as the last of them
	stretch [2]float64 // with burst: the part of its way where words do best
	first   bool       // … as the first of them
	free    float64    // with burst: the length of that part
	wide    float64    // … and of what a row has that does not stand next to the stroke
	seen    float64    // how much of its track flags over the arrow may take
	asked   int        // how often room was made for a better plan
}

// trafficOf returns what else is on the wire while fl is.
func (f *figure) trafficOf(fl *flight) traffic {
	start, end := fl.stroke(f.col)
	t := traffic{lost: !fl.arrives(), copy: fl.origin != nil, seen: distance(start, end) - numberPlace - circleRadius(fl.seg.ID) - crossArm - 2}
	for _, o := range f.flights {
		t.copied = t.copied || o.origin == fl
		if !fl.crosses(o) && !fl.overtakes(o) && !o.overtakes(fl) {
			continue
		}
		turn := fl.crossing(o)
		if math.Abs(turn-0.5) < 0.25 && (t.turn == 0 || math.Abs(turn-0.5) < math.Abs(t.turn-0.5)) {
			t.turn, t.passing = turn, fl.overtakes(o)
		}
	}
	if t.copied || t.copy {
		t.turn = 0
	}
	if t.burst = fl.burst != nil; t.burst {
		t.turn, t.stretch, t.alone = 0, f.freest(fl), fl.burst.alone
		t.last = fl == fl.burst.members[len(fl.burst.members)-1]
		from, to := fl.way(f.col)
		t.free = (t.stretch[1]-t.stretch[0])*distance(from, to) - headRoom
		if t.stretch[0] == 0 {
			t.free -= numberPlace + circleRadius(fl.seg.ID)
		}
		t.wide, t.free = t.free, min(t.free, t.seen)
		t.first = !fl.follows()
	}
	return t
}

// track is the line a label is written along, from left to right.
type track struct {
	from, to   scene.Point // of the whole way
	ux, uy     float64
	length     float64
	low, high  float64    // the part of it where words may stand
	broken     float64    // where a lost one breaks off, from the departure
	best       [2]float64 // where the middle of the rows above and below it is best
	angle      float64    // in degrees
	leftmost   float64    // the ribbons' edges, which words must not pass
	rightmost  float64
	owner      *flight
	departLeft bool
	turn       float64 // where another segment crosses it, from the departure; 0 if none does
	passing    bool    // the rows above stand beyond that place, not before it
}

// newTrack returns the track of a segment.
func newTrack(fl *flight, c columns, tr traffic) track {
	from, to := fl.way(c)
	start, end := fl.stroke(c)
	t := track{from: from, to: to, owner: fl, departLeft: fl.from == left, passing: tr.passing, leftmost: c.edge(left) + 1, rightmost: c.edge(right) - 1}
	t.length = distance(from, to)
	begun, seen := distance(from, start), distance(start, end)
	t.broken = t.length
	if !fl.arrives() {
		t.broken = begun + seen - crossArm - 2
	}
	t.low, t.high = begun+numberPlace+circleRadius(fl.seg.ID)+1, t.length-headRoom
	t.best = [2]float64{begun + seen/2, begun + seen/2}
	switch {
	case tr.burst && tr.stretch[0] > 0 && tr.stretch[1] == 1: // crossed before
		t.best = [2]float64{t.high, t.high}
	case tr.burst && tr.stretch[1] < 1:
		t.best = [2]float64{t.low, t.low}
		if tr.stretch[0] > 0 {
			middle := (tr.stretch[0] + tr.stretch[1]) / 2 * t.length
			t.best = [2]float64{middle, middle}
		}
	}
	if t.turn = tr.turn * t.length; tr.turn > 0 {
		t.best = [2]float64{t.low, t.high}
		if tr.passing {
			t.best = [2]float64{t.high, t.low}
		}
	}
	if !t.departLeft {
		t.from, t.to = to, from
		t.low, t.high = t.length-t.high, t.length-t.low
		t.best = [2]float64{t.length - t.best[0], t.length - t.best[1]}
	}
	t.ux, t.uy = (t.to.X-t.from.X)/t.length, (t.to.Y-t.from.Y)/t.length
	t.angle = math.Atan2(t.uy, t.ux) * 180 / math.Pi
	return t
}

// candidates returns the middles to try for a block of a given width, the
// nearest to the best first and, of two equally near, that on the departure's
// side. On a crossed arrow the whole block stays on the part where that side of
// it is free, as far as it is not longer than that: under the crossing nobody
// could tell whose it is.
//
// The row next to the stroke of a lost segment stands before its cross, and so
// does a block below it that fits there.
func (t track) candidates(width, nearest float64, above bool) []float64 {
	low, high := t.low+width/2, t.high-width/2
	room := t.broken - t.low
	if !t.departLeft {
		room = t.high - (t.length - t.broken)
	}
	if above || width <= room {
		if t.departLeft {
			high = min(high, t.broken-nearest/2)
		} else {
			low = max(low, t.length-t.broken+nearest/2)
		}
	}
	best := t.best[1]
	if above {
		best = t.best[0]
	}
	turn := t.turn
	if !t.departLeft {
		turn = t.length - turn
	}
	before := (above != t.passing) == t.departLeft // the block stands left of the crossing
	if t.turn > 0 && before {
		high = min(high, max(low, turn-width/2))
	} else if t.turn > 0 {
		low = max(low, min(high, turn+width/2))
	}
	if low > high {
		return nil
	}
	list := []float64{min(max(best, low), high)}
	for i := range places {
		list = append(list, low+(high-low)*float64(i)/(places-1))
	}
	slices.SortStableFunc(list, func(a, b float64) int {
		near := cmp.Compare(math.Abs(a-best), math.Abs(b-best))
		if near == 0 && t.departLeft {
			return cmp.Compare(a, b)
		} else if near == 0 {
			return cmp.Compare(b, a)
		}
		return near
	})
	return list
}

// set returns the texts of rows whose middle stands at a place along the
// track, the first row topmost.
func (t track) set(rows []row, middle float64, above bool) []scene.Text {
	var texts []scene.Text
	for i, r := range rows {
		off := belowLine + float64(i)*rowHeight
		if above {
			off = -aboveLine - float64(len(rows)-1-i)*rowHeight
		}
		texts = append(texts, t.setRow(r, middle, off)...)
	}
	return texts
}

// setRow returns the texts of one row. Its runs are anchored at the first gap
// between them, which so keeps its width in any font.
func (t track) setRow(r row, middle, off float64) []scene.Text {
	at := func(s float64) scene.Point {
		return scene.Point{X: t.from.X + s*t.ux - off*t.uy, Y: t.from.Y + s*t.uy + off*t.ux}
	}
	text := func(p run, s float64, a scene.Anchor) scene.Text {
		return scene.Text{Role: p.role, At: at(s), Anchor: a, Angle: t.angle, Size: textSize, Bold: p.bold, Text: p.text}
	}
	if len(r) == 1 {
		return []scene.Text{text(r[0], middle, scene.Middle)}
	}
	joint := middle - r.width()/2 + textWidth(r[0].text, textSize, r[0].bold)
	texts := []scene.Text{text(r[0], joint, scene.End)}
	for _, p := range r[1:] {
		texts = append(texts, text(p, joint+runGap, scene.Start))
		joint += runGap + textWidth(p.text, textSize, p.bold)
	}
	return texts
}
