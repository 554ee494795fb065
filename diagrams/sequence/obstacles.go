package sequence

import (
	"slices"

	"woshou/diagrams/scene"
)

// obstacle is something a label must keep clear of: a stroke, a disc or a box.
type obstacle struct {
	owner  *flight // the message it belongs to, or nil
	next   *item   // for a fold, a heading or a note: the item to push to make room below it
	stroke bool
	p, q   scene.Point // of a stroke; p is the middle of a disc
	radius float64     // of a disc
	box    box
}

// near is the least distance of a word from anything else, in points, and
// apart that from the words of another message on the same line: two labels
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

// fixed are what stands on the wire whatever the labels do. The words across
// take their places here.
func (w *writer) fixed() []obstacle {
	var list []obstacle
	for _, s := range w.strokes {
		list = append(list,
			obstacle{owner: s.flight, stroke: true, p: s.start, q: s.finish},
			obstacle{owner: s.flight, p: s.circle, radius: circleRadius(s.message.ID)})
		if !s.arrives() {
			list = append(list, obstacle{owner: s.flight, p: s.end, radius: crossArm + 0.5})
		}
	}
	for i, fd := range w.folds {
		at := func(x float64) scene.Text { return w.foldText(fd, x) }
		w.placed.waits[i] = w.clearOf(list, at)
		list = append(list, obstacle{next: fd.next, box: boxOf(at(w.placed.waits[i])).grown(3)})
	}
	for _, it := range w.items {
		if it.kind == section {
			rule := w.sectionRule(it, w.heights)
			list = append(list, obstacle{next: it, stroke: true, p: rule.From, q: rule.To})
		}
		if it.kind == link {
			w.placed.links[it.index] = w.clearOf(list, func(x float64) scene.Text { return w.acrossTexts(it, w.heights, x)[0] })
		}
		for _, t := range w.acrossTexts(it, w.heights, w.placed.links[it.index]) {
			list = append(list, obstacle{next: it, box: boxOf(t)})
		}
	}
	return list
}

// clearOf is the place nearest to the middle of the wire where a text that is
// set there meets nothing, or the middle if there is none.
func (w *writer) clearOf(obstacles []obstacle, at func(x float64) scene.Text) float64 {
	const step = 8.0
	middle := w.columns.middle()
	half := boxOf(at(middle)).w
	last := w.columns.last()
	for off := 0.0; middle+off+half < w.columns.edge(last, last-1); off += step {
		for _, x := range []float64{middle - off, middle + off} {
			b := boxOf(at(x))
			if !slices.ContainsFunc(obstacles, func(o obstacle) bool { return o.hits(b, near) }) {
				return x
			}
		}
	}
	return middle
}
