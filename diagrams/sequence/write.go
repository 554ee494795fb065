package sequence

import "woshou/diagrams/scene"

// obstacle is something a label must keep clear of: a stroke, or a box.
type obstacle struct {
	owner  *flight // the segment it belongs to, or nil
	next   *item   // for a fold, a heading or a note: the item to push to make room below it
	stroke bool
	p, q   scene.Point
	box    box
}

// near is the least distance of a word from a stroke, in points.
const near = 1.5

// hits reports whether the obstacle is in the way of a text.
func (o obstacle) hits(b box) bool {
	if !o.stroke {
		return o.box.overlaps(b)
	}
	b.h += near
	return b.crosses(o.p, o.q)
}

// write finds a place for every label and every timer's words. Where there is
// none it asks for room and returns false: heights must be given anew.
func (f *figure) write() bool {
	if !f.writeTimers() {
		return false
	}
	obstacles := f.obstacles()
	for _, fl := range f.flights {
		texts, blocker := f.writeLabel(fl, obstacles)
		if blocker != nil {
			f.makeRoom(fl, *blocker)
			return false
		}
		fl.label = texts
		for _, t := range texts {
			obstacles = append(obstacles, obstacle{owner: fl, box: boxOf(t)})
		}
	}
	return true
}

// obstacles are what stands on the wire whatever the labels do.
func (f *figure) obstacles() []obstacle {
	var list []obstacle
	for _, fl := range f.flights {
		start, end := fl.stroke(f.col)
		_, to := fl.way(f.col)
		list = append(list,
			obstacle{owner: fl, stroke: true, p: start, q: to},
			obstacle{owner: fl, box: square(fl.circle(f.col), circleRadius(fl.seg.ID)+1)})
		if !fl.arrives() {
			list = append(list, obstacle{owner: fl, box: square(end, crossArm)})
		}
	}
	for _, fd := range f.folds {
		list = append(list, obstacle{next: fd.next, box: boxOf(f.foldText(fd))})
	}
	for i, it := range f.items {
		if it.side != both || i+1 == len(f.items) {
			continue
		}
		for _, t := range f.acrossTexts(it) {
			list = append(list, obstacle{next: it, box: boxOf(t)})
		}
	}
	return list
}

// writeLabel returns the texts of a label in the first plan that fits, or what
// is in the way of the best one.
func (f *figure) writeLabel(fl *flight, obstacles []obstacle) ([]scene.Text, *obstacle) {
	crossed := false
	for _, o := range f.flights {
		crossed = crossed || fl.crosses(o)
	}
	t := newTrack(fl, f.col, crossed)
	near := nearby(t, obstacles)
	var blocker *obstacle
	for _, p := range fl.words(f).plans(t.high - t.low) {
		above, b1 := t.find(p.above, true, near)
		below, b2 := t.find(p.below, false, near)
		if b1 == nil && b2 == nil {
			return append(above, below...), nil
		}
		if b1 == nil {
			b1 = b2
		}
		if blocker == nil {
			blocker = b1
		}
	}
	return nil, blocker
}

// nearby returns the obstacles that stand at the height of a track's label.
func nearby(t track, obstacles []obstacle) []obstacle {
	const room = 6 * rowHeight
	top, bottom := min(t.from.Y, t.to.Y)-room, max(t.from.Y, t.to.Y)+room
	var list []obstacle
	for _, o := range obstacles {
		low, high := o.box.mid.Y, o.box.mid.Y
		if o.stroke {
			low, high = min(o.p.Y, o.q.Y), max(o.p.Y, o.q.Y)
		}
		if high >= top && low <= bottom {
			list = append(list, o)
		}
	}
	return list
}

// find returns the texts of rows at the first place that is free, or the
// obstacle that stands in the best place.
func (t track) find(rows []row, above bool, obstacles []obstacle) ([]scene.Text, *obstacle) {
	if len(rows) == 0 {
		return nil, nil
	}
	width := 0.0
	for _, r := range rows {
		width = max(width, r.width())
	}
	var blocker *obstacle
	for _, middle := range t.candidates(width) {
		texts := t.set(rows, middle, above)
		b := t.blocked(texts, obstacles)
		if b == nil {
			return texts, nil
		}
		if blocker == nil {
			blocker = b
		}
	}
	if blocker == nil {
		blocker = &obstacle{owner: t.owner} // too long for its own arrow
	}
	return nil, blocker
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
			if own := o.owner == t.owner && o.stroke; !own && o.hits(b) {
				return &obstacles[i]
			}
		}
	}
	return nil
}

// room is how much is made at a time, in points.
const room = 5.0

// makeRoom asks for room between a segment and what is in the way of its label.
func (f *figure) makeRoom(fl *flight, o obstacle) {
	switch {
	case o.owner == nil && o.next.y > fl.dep.y:
		o.next.push += room
	case o.owner == nil || o.owner == fl:
		fl.dep.push += room
	case fl.crosses(o.owner) && fl.dep.at == o.owner.dep.at:
		fl.arr.push += room
		o.owner.arr.push += room
	case o.owner.dep.y > fl.dep.y:
		o.owner.dep.push += room
	default:
		fl.dep.push += room
	}
}
