package sequence

import (
	"math"
	"slices"

	"woshou/diagrams/scene"
	"woshou/diagrams/trace"
)

// obstacle is something a label must keep clear of: a stroke, a disc or a box.
type obstacle struct {
	owner  *flight // the segment it belongs to, or nil
	next   *item   // for a fold, a heading or a note: the item to push to make room below it
	stroke bool
	p, q   scene.Point // of a stroke; p is the middle of a disc
	radius float64     // of a disc
	box    box
}

// near is the least distance of a word from anything else, in points, and
// apart that from the words of another segment on the same line: two labels
// that follow each other like words would be read as one.
const (
	near  = 2.0
	apart = 8.0
)

// hits reports whether the obstacle is in the way of a text that keeps a
// distance from it.
func (o obstacle) hits(b box, distance float64) bool {
	b = b.grown(distance)
	switch {
	case o.stroke:
		return b.crosses(o.p, o.q)
	case o.radius > 0:
		return b.distanceTo(o.p) < o.radius
	}
	if o.owner != nil && distance > 0 {
		b.w += apart - near
	}
	return o.box.overlaps(b)
}

// heights is the extent of the obstacle down the page.
func (o obstacle) heights() (top, bottom float64) {
	switch {
	case o.stroke:
		return min(o.p.Y, o.q.Y), max(o.p.Y, o.q.Y)
	case o.radius > 0:
		return o.p.Y - o.radius, o.p.Y + o.radius
	}
	reach := o.box.reach(0, 1)
	return o.box.mid.Y - reach, o.box.mid.Y + reach
}

// steep is the slope beyond which the labels of a burst stand aside, where they
// are level, in degrees.
const steep = 35.0

// write finds a place for every label and every timer's words. Where there is
// none it asks for room and returns false: heights must be given anew. Without
// patience it writes the label all the same.
func (f *figure) write(patient bool) bool {
	if !f.writeTimers() && patient {
		return false
	}
	f.startForged()
	obstacles := f.obstacles()
	for _, fl := range f.shortFirst() {
		texts, blocker := f.writeLabel(fl, obstacles, patient)
		if blocker != nil && patient && f.makeRoom(fl, *blocker) {
			return false
		}
		if patient && fl.burst != nil && len(texts) > 0 && math.Abs(texts[0].Angle) > steep && f.moveAside(fl) {
			return false
		}
		fl.label = texts
		for _, t := range texts {
			obstacles = append(obstacles, obstacle{owner: fl, box: boxOf(t)})
		}
	}
	return true
}

// startForged finds where forged segments appear: at the first place away from
// the ribbon they claim whose circle touches no other segment, lest they look
// like its copy.
func (f *figure) startForged() {
	for _, fl := range f.flights {
		if fl.seg.Fate != trace.Forged {
			continue
		}
		for fl.begun = forgedAt; fl.begun < forgedMost; fl.begun += 0.05 {
			circle := fl.circle(f.col)
			free := !slices.ContainsFunc(f.flights, func(o *flight) bool {
				start, end := o.stroke(f.col)
				return o != fl && box{mid: circle, ux: 1, w: circleRadius(fl.seg.ID), h: circleRadius(fl.seg.ID)}.grown(near).crosses(start, end)
			})
			if free {
				break
			}
		}
	}
}

// shortFirst returns the segments in the order in which their labels are
// written: those that are on their way while others come and go have the most
// places to choose from, and wait.
func (f *figure) shortFirst() []*flight {
	var short, long []*flight
	for _, fl := range f.flights {
		if slices.ContainsFunc(f.flights, fl.spans) {
			long = append(long, fl)
		} else {
			short = append(short, fl)
		}
	}
	return append(short, long...)
}

// obstacles are what stands on the wire whatever the labels do.
func (f *figure) obstacles() []obstacle {
	var list []obstacle
	for _, fl := range f.flights {
		start, end := fl.stroke(f.col)
		_, to := fl.way(f.col)
		list = append(list,
			obstacle{owner: fl, stroke: true, p: start, q: to},
			obstacle{owner: fl, p: fl.circle(f.col), radius: circleRadius(fl.seg.ID)})
		if !fl.arrives() {
			list = append(list, obstacle{owner: fl, p: end, radius: crossArm + 0.5})
		}
	}
	for i := range f.folds {
		fd := &f.folds[i]
		fd.x = f.aside(func(x float64) scene.Text { fd.x = x; return f.foldText(*fd) }, list)
		list = append(list, obstacle{next: fd.next, box: boxOf(f.foldText(*fd)).grown(3)})
	}
	for _, it := range f.items {
		if it.kind == section {
			rule := f.sectionRule(it)
			list = append(list, obstacle{next: it, stroke: true, p: rule.From, q: rule.To})
		}
		if it.kind == link {
			it.x = f.aside(func(x float64) scene.Text { it.x = x; return f.acrossTexts(it)[0] }, list)
		}
		for _, t := range f.acrossTexts(it) {
			list = append(list, obstacle{next: it, box: boxOf(t)})
		}
	}
	return list
}

// aside is the place nearest to the middle of the wire where a text that is set
// there meets no segment, or the middle if there is none.
func (f *figure) aside(at func(x float64) scene.Text, obstacles []obstacle) float64 {
	const step = 8.0
	middle := f.col.middle()
	half := boxOf(at(middle)).w
	for off := 0.0; middle+off+half < f.col.edge(right); off += step {
		for _, x := range []float64{middle - off, middle + off} {
			b := boxOf(at(x))
			if !slices.ContainsFunc(obstacles, func(o obstacle) bool { return o.hits(b, near) }) {
				return x
			}
		}
	}
	return middle
}

// torn is how far the rows above and below the stroke of a burst's segment may
// stand apart, in points: beyond it they seem to belong to two of its strokes.
const torn = 60.0

// writeLabel returns the texts of a label in the first plan that fits, or those
// of the best plan together with what is in their way.
func (f *figure) writeLabel(fl *flight, obstacles []obstacle, patient bool) ([]scene.Text, *obstacle) {
	traffic := f.trafficOf(fl)
	if traffic.asked = fl.asked; !patient {
		traffic.asked = patience
	}
	t := newTrack(fl, f.col, traffic)
	near := nearby(t, obstacles)
	var best []scene.Text
	var blocker *obstacle
	for _, p := range fl.along(f).plans(t.high-t.low, traffic) {
		above, b1 := t.find(p.above, true, near)
		below, b2 := t.find(p.below, false, near)
		texts := append(above, below...)
		if traffic.burst && len(above) > 0 && len(below) > 0 && distance(boxOf(above[0]).mid, boxOf(below[0]).mid) > torn {
			b2 = &obstacle{owner: fl}
		}
		if b1 == nil && b2 == nil {
			return texts, nil
		}
		if b1 == nil {
			b1 = b2
		}
		if blocker == nil || blocker.owner == fl && b1.owner != fl {
			best, blocker = texts, b1
		}
	}
	return best, blocker
}

// nearby returns the obstacles that stand at the height of a track's label.
func nearby(t track, obstacles []obstacle) []obstacle {
	const room = 6 * rowHeight
	var list []obstacle
	for _, o := range obstacles {
		top, bottom := o.heights()
		if bottom >= min(t.from.Y, t.to.Y)-room && top <= max(t.from.Y, t.to.Y)+room {
			list = append(list, o)
		}
	}
	return list
}

// find returns the texts of rows at the first place that is free, or at the
// best place with an obstacle that is in the way, another segment's if one is.
func (t track) find(rows []row, above bool, obstacles []obstacle) (best []scene.Text, blocker *obstacle) {
	if len(rows) == 0 {
		return nil, nil
	}
	width := 0.0
	for _, r := range rows {
		width = max(width, r.width())
	}
	for _, middle := range t.candidates(width, rows[len(rows)-1].width(), above) {
		texts := t.set(rows, middle, above)
		b := t.blocked(texts, obstacles)
		if b == nil {
			return texts, nil
		}
		if best == nil {
			best = texts
		}
		if blocker == nil || blocker.owner == t.owner && b.owner != t.owner {
			blocker = b
		}
	}
	if blocker == nil { // longer than its own arrow
		return t.set(rows, (t.low+t.high)/2, above), &obstacle{owner: t.owner}
	}
	return best, blocker
}

// blocked returns what is in the way of texts, or nil. The ribbons are in the
// way as well: they belong to the track's own segment, which must then drop
// less steeply or write shorter rows.
func (t track) blocked(texts []scene.Text, obstacles []obstacle) *obstacle {
	for _, text := range texts {
		b := boxOf(text)
		if reach := b.reach(1, 0); b.mid.X-reach < t.leftmost || b.mid.X+reach > t.rightmost {
			return &obstacle{owner: t.owner}
		}
		for i, o := range obstacles {
			gap := near
			if o.owner == t.owner { // its own rows keep the distance set for them
				gap = 0
			}
			if own := gap == 0 && o.stroke; !own && o.hits(b, gap) {
				return &obstacles[i]
			}
		}
	}
	return nil
}

// Room is made five points at a time. For a segment that has asked so often,
// a label in more rows is better than still more room.
const (
	room     = 5.0
	patience = 10
)

// Room is asked for at an item, not at a label: pushing a departure down moves
// everything later on both ribbons with it, so time stays in order. Two
// segments that leave at one instant and cross are stretched instead, because
// the place of a departure within its instant does not part them.

// makeRoom asks for room between a segment and what is in the way of its label.
// It returns false if there is nothing to ask for.
func (f *figure) makeRoom(fl *flight, o obstacle) bool {
	fl.asked++
	if b := fl.burst; b != nil {
		if b.pitch < mostPitch {
			b.pitch += pitchStep
			return true
		}
		return f.moveAside(fl)
	}
	if fl.asked >= 2*patience && f.moveAside(fl) {
		return true
	}
	// Room helps no label past its own arrow, nor past one that is on its way
	// all the while. Shorter rows may.
	if o.owner == fl || o.owner != nil && (fl.spans(o.owner) || o.owner.spans(fl)) && fl.asked < patience {
		if fl.asked < patience {
			fl.asked = patience
			return true
		}
		return f.moveAside(fl)
	}
	switch {
	case o.owner == nil && o.next.y > fl.dep.y:
		o.next.push += room
	case o.owner == nil:
		f.pushDeparture(fl)
	case fl.origin != nil:
		fl.arr.push += room
	case fl.crosses(o.owner) && fl.dep.at == o.owner.dep.at:
		fl.arr.push += room
		o.owner.arr.push += room
	case o.owner.dep.y > fl.dep.y:
		f.pushDeparture(o.owner)
	default:
		f.pushDeparture(fl)
	}
	return true
}

// pushDeparture asks for room above a departure, and above that of the segment
// which crosses it from the same instant, so that the two stay alike. A burst
// moves as a whole.
func (f *figure) pushDeparture(fl *flight) {
	if fl.burst != nil {
		fl = fl.burst.members[0]
	}
	fl.dep.push += room
	for _, o := range f.flights {
		if o.dep.at == fl.dep.at && fl.crosses(o) {
			o.dep.push += room
		}
	}
}
