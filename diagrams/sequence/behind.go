package sequence

import (
	"math"
	"slices"

	"woshou/diagrams/scene"
)

// A line goes behind what stands on its way: it stops before it and goes on after
// it at the same slope.

// behind is how far from a ribbon a line stops that passes behind it, and goes
// on after it, in points.
const behind = 5.0

// pieces are the parts of a line that are seen: it passes behind the ribbons on
// its way.
func (c columns) pieces(p, q scene.Point) (list [][2]scene.Point) {
	left, right := min(p.X, q.X), max(p.X, q.X)
	var cuts []float64 // in the order in which the line comes to them
	for i, axis := range c.axis {
		from, to := axis-c.half[i]-behind, axis+c.half[i]+behind
		if left < from && to < right {
			cuts = append(cuts, from, to)
		}
	}
	if p.X > q.X {
		slices.Reverse(cuts)
	}
	at := p
	for i, x := range cuts {
		point := between(p, q, (x-p.X)/(q.X-p.X))
		if i%2 == 0 {
			list = append(list, [2]scene.Point{at, point})
		}
		at = point
	}
	return append(list, [2]scene.Point{at, q})
}

// leastPiece is the shortest part of a line that is drawn beside a word, in points.
const leastPiece = 1.5

// front is what lines go behind beside the lifelines: a word, or the circle of a
// step.
type front struct {
	box    box
	step   int // the step of a circle, whose own lines leave from it
	radius float64
}

// hides returns the parts of its way between which a line from p to q is hidden.
func (o front) hides(p, q scene.Point) (from, to float64, any bool) {
	if o.radius > 0 {
		return inDisc(o.box.mid, o.radius, p, q)
	}
	if !o.box.crosses(p, q) {
		return 0, 0, false
	}
	to = 1
	for _, axis := range [2][3]float64{{o.box.ux, o.box.uy, o.box.w}, {-o.box.uy, o.box.ux, o.box.h}} {
		at := (p.X-o.box.mid.X)*axis[0] + (p.Y-o.box.mid.Y)*axis[1]
		way := (q.X-p.X)*axis[0] + (q.Y-p.Y)*axis[1]
		if way == 0 { // it runs along this side
			continue
		}
		enters, leaves := (-axis[2]-at)/way, (axis[2]-at)/way
		from, to = max(from, min(enters, leaves)), min(to, max(enters, leaves))
	}
	return from, to, true
}

// inDisc returns the parts of its way between which a line from p to q is in a disc.
func inDisc(mid scene.Point, radius float64, p, q scene.Point) (from, to float64, any bool) {
	length := distance(p, q)
	if length == 0 {
		return 0, 0, false
	}
	nearest := ((mid.X-p.X)*(q.X-p.X) + (mid.Y-p.Y)*(q.Y-p.Y)) / length
	off := distance(mid, between(p, q, nearest/length))
	if off >= radius {
		return 0, 0, false
	}
	half := math.Sqrt(radius*radius - off*off)
	from, to = max(0, (nearest-half)/length), min(1, (nearest+half)/length)
	return from, to, from < to
}

// lines are the seen parts of a line of a step: it goes behind the lifelines on its
// way, and behind what stands beside them that no room kept out of it. The last
// part has the arrow.
func (d *drawing) lines(step int, l scene.Line) (list []scene.Item) {
	pieces := d.columns.pieces(l.From, l.To)
	for _, o := range d.fronts {
		if o.step == step {
			continue
		}
		var rest [][2]scene.Point
		for _, p := range pieces {
			rest = append(rest, o.around(p[0], p[1])...)
		}
		pieces = rest
	}
	for _, p := range pieces {
		list = append(list, scene.Line{Role: l.Role, From: p[0], To: p[1], Arrow: l.Arrow && p[1] == l.To})
	}
	return list
}

// around are the parts of a line before what it goes behind and after it.
func (o front) around(p, q scene.Point) (list [][2]scene.Point) {
	from, to, hidden := o.hides(p, q)
	if !hidden {
		return [][2]scene.Point{{p, q}}
	}
	length := distance(p, q)
	if from*length >= leastPiece {
		list = append(list, [2]scene.Point{p, between(p, q, from)})
	}
	if (1-to)*length >= leastPiece {
		list = append(list, [2]scene.Point{between(p, q, to), q})
	}
	return list
}

// frontsOf are the words beside the lifelines between the first and the last, with
// what they keep clear of lines, and among three lifelines and more the circles.
func (d *drawing) frontsOf() (list []front) {
	if d.columns.last() < 2 {
		return nil
	}
	word := func(b box) { list = append(list, front{box: b.grown(clearOfLine)}) }
	for _, t := range d.inners(d.heights) {
		word(t.box)
	}
	for i, b := range d.brackets {
		if b.host > 0 && b.host < d.columns.last() {
			for _, t := range d.column(b.host, d.timers[i], b.lines, scene.TimerText, false) {
				word(boxOf(t))
			}
		}
	}
	for _, members := range d.steps {
		s := d.strokes[members[0].index]
		list = append(list, front{box: box{mid: s.circle}, step: s.step, radius: s.radius})
	}
	return list
}
