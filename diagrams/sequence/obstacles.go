package sequence

import (
	"cmp"
	"slices"

	"woshou/diagrams/scene"
)

// obstacle is something a label must keep clear of: a stroke, a disc or a box.
type obstacle struct {
	owner       *flight // the message it belongs to, or nil
	next        *item   // for a fold, a heading or a note: the item to push to make room below it
	stroke      bool
	disc        scene.Point // the middle of a disc
	radius      float64     // of a disc
	box         box         // of what is no disc
	top, bottom float64     // its extent down the page
}

// inTheWay is a box that labels keep clear of.
func inTheWay(owner *flight, next *item, b box) obstacle {
	reach := b.reach(0, 1)
	return obstacle{owner: owner, next: next, box: b, top: b.mid.Y - reach, bottom: b.mid.Y + reach}
}

// strokeInTheWay is a stroke between two places.
func strokeInTheWay(owner *flight, next *item, p, q scene.Point) obstacle {
	o := obstacle{owner: owner, next: next, stroke: true, top: min(p.Y, q.Y), bottom: max(p.Y, q.Y)}
	if p != q {
		o.box = strokeBox(p, q)
	}
	return o
}

// discInTheWay is a disc of a message.
func discInTheWay(owner *flight, middle scene.Point, radius float64) obstacle {
	return obstacle{owner: owner, disc: middle, radius: radius, top: middle.Y - radius, bottom: middle.Y + radius}
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
func (o *obstacle) hits(b box, distance float64) bool {
	b = b.grown(distance)
	switch {
	case o.stroke:
		return o.box.w > 0 && o.box.overlaps(b) // one of no length meets nothing
	case o.radius > 0:
		return b.distanceTo(o.disc) < o.radius
	}
	if o.owner != nil && distance > 0 {
		b.w += apart - near
	}
	return o.box.overlaps(b)
}

// levelWith reports whether the obstacle stands at the height of a text, the
// distance that the text keeps from it included.
func (o *obstacle) levelWith(top, bottom float64) bool {
	const distance = near + apart
	return o.bottom > top-distance && o.top < bottom+distance
}

// labelReach is how far a label stands above or below its arrow at most.
const labelReach = 6 * rowHeight

// nearby returns the obstacles that stand at the height of a track's label.
func nearby(t *track, obstacles []obstacle) []*obstacle {
	top, bottom := t.heights()
	list := make([]*obstacle, 0, len(obstacles))
	for i := range obstacles {
		if o := &obstacles[i]; o.bottom >= top && o.top <= bottom {
			list = append(list, o)
		}
	}
	return list
}

// fixed are what stands on the wire whatever the labels do. The words across
// take their places here.
func (w *writer) fixed() []obstacle {
	list := make([]obstacle, 0, 6*len(w.strokes)+len(w.folds)) // with room for the labels
	for _, s := range w.strokes {
		list = append(list,
			strokeInTheWay(s.flight, nil, s.start, s.finish),
			discInTheWay(s.flight, s.circle, s.radius))
		if !s.arrives() {
			list = append(list, discInTheWay(s.flight, s.end, crossArm+0.5))
		}
	}
	if w.columns.last() > 1 {
		list = append(list, w.besideRibbons()...)
	}
	rule := w.namesHeight()
	list = append(list, strokeInTheWay(nil, w.items[0], scene.Point{Y: rule}, scene.Point{X: w.opt.Width, Y: rule}))
	for i, fd := range w.folds {
		at := func(x float64) scene.Text { return w.foldText(fd, x) }
		w.placed.waits[i] = w.clearOf(list, at)
		list = append(list, inTheWay(nil, fd.next, boxOf(at(w.placed.waits[i])).grown(3)))
	}
	for _, it := range w.items {
		if it.kind == section {
			rule := w.sectionRule(it, w.heights)
			list = append(list, strokeInTheWay(nil, it, rule.From, rule.To))
		}
		if it.kind == link {
			w.placed.links[it.index] = w.clearOf(list, func(x float64) scene.Text { return widestOf(w.acrossTexts(it, w.heights, x)) })
		}
		for _, t := range w.acrossTexts(it, w.heights, w.placed.links[it.index]) {
			list = append(list, inTheWay(nil, it, boxOf(t)))
		}
	}
	return list
}

// widestOf is the widest of some texts.
func widestOf(texts []scene.Text) scene.Text {
	return slices.MaxFunc(texts, func(a, b scene.Text) int { return cmp.Compare(boxOf(a).w, boxOf(b).w) })
}

// anyHits reports whether one of the obstacles is nearer to a text than a
// distance, near at most.
func anyHits(obstacles []obstacle, b box, distance float64) bool {
	reach := b.reach(0, 1)
	for i := range obstacles {
		if o := &obstacles[i]; o.levelWith(b.mid.Y-reach, b.mid.Y+reach) && o.hits(b, distance) {
			return true
		}
	}
	return false
}

// clearOf is the place nearest to the middle of the wire where a text that is
// set there keeps its distance from everything; where there is none, the place
// where it touches nothing, beyond the last of many lifelines if need be, and
// the middle if there is none either.
func (w *writer) clearOf(obstacles []obstacle, at func(x float64) scene.Text) float64 {
	middle := w.columns.middle()
	half := boxOf(at(middle)).w
	for _, distance := range []float64{near, 0} {
		if x, ok := w.clearBy(distance, half, obstacles, at); ok {
			return x
		}
	}
	if last := w.columns.last(); last > 1 { // beyond the last lifeline nothing passes
		return min(w.columns.beside(last, w.columns.gutter)+half, w.opt.Width-margin-half)
	}
	return middle
}

// clearBy is the place nearest to the middle of the wire where a text, half as
// wide as said, keeps a distance from the obstacles, if there is one.
func (w *writer) clearBy(distance, half float64, obstacles []obstacle, at func(x float64) scene.Text) (float64, bool) {
	const step = 8.0
	middle, last := w.columns.middle(), w.columns.last()
	for off := 0.0; middle+off+half < w.columns.edge(last, last-1) || middle-off-half > w.columns.edge(0, 1); off += step {
		for _, x := range []float64{middle - off, middle + off} {
			if w.columns.between(x-half, x+half) && !anyHits(obstacles, boxOf(at(x)), distance) {
				return x, true
			}
		}
	}
	return 0, false
}
