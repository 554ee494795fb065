package statechart

import (
	"slices"

	"woshou/diagrams/scene"
	"woshou/diagrams/trace"
)

// Of an arrow, in points.
const (
	corner   = 7.0  // radius where it turns
	numberAt = 12.0 // from its start to the middle of its number
)

// rows returns the rows of the table that a route stands for, in the table's
// order: several events may share an arrow.
func (s subject) rows(r route) []trace.Transition {
	var rows []trace.Transition
	for _, t := range s.table {
		if r.stands(t) {
			rows = append(rows, t)
		}
	}
	return rows
}

// stands reports whether a route stands for a row. States alone do not settle
// it: many events lead from a state to CLOSED, and few of them are arrows.
func (r route) stands(t trace.Transition) bool {
	return r.from == t.From && r.to == t.To && slices.Contains(r.events, t.Event)
}

// drawn reports whether some arrow stands for a row.
func drawn(t trace.Transition) bool {
	return slices.ContainsFunc(routes, func(r route) bool { return r.stands(t) })
}

// route draws an arrow with its text and the numbers of the ways along it, or
// nothing if the table has no such row.
func (c *chart) route(r route) {
	rows := c.rows(r)
	if len(rows) == 0 {
		return
	}
	c.draw(scene.Group{Role: scene.Edge, Alt: c.sentences(rows), Items: c.strokes(r, rows)})
	events, sends := c.label(rows, r.room)
	if r.level() > 0 {
		c.labelAcross(r, events, sends)
	} else {
		c.labelBeside(r, events, sends)
	}
	at := r.start()
	if from, next := r.line[0], r.line[1]; c.wide && from.Y == next.Y { // two numbers side by side must be clear of the bar
		_, _, total := c.fields(rows)
		at.X = from.X + (max(total, numberHeight)/2+3)*sign(next.X-from.X)
	}
	c.numbers(at, rows)
}

// start is where the number of a route stands: near its start, but clear of the
// lower edge of a frame.
func (r route) start() scene.Point {
	from, next := r.line[0], r.line[1]
	p := scene.Point{X: from.X + numberAt*sign(next.X-from.X), Y: from.Y + numberAt*sign(next.Y-from.Y)}
	if from.Y < framesBottom && p.Y+numberAt > framesBottom {
		p.Y = framesBottom + numberAt
	}
	return p
}

// strokes returns the arrow, once for each way along it. Where two share it,
// the second is dashed above the first, so that both show.
func (c *chart) strokes(r route, rows []trace.Transition) []scene.Item {
	items := r.arrow(scene.Edge)
	over := false
	for i, p := range c.opt.Paths {
		if len(p.Numbers(rows...)) == 0 {
			continue
		}
		role := scene.EdgePath
		if over {
			role = scene.EdgeOver
		}
		items, over = append(items, r.arrow(role.Of(letter(c.side(i))))...), true
	}
	return items
}

// arrow returns the line of a route: a path up to and round each corner, then
// a straight line that ends in the arrow's head.
func (r route) arrow(role scene.Role) []scene.Item {
	from, items := r.line[0], []scene.Item(nil)
	for i, p := range r.line[1 : len(r.line)-1] {
		before, after := toward(p, from), toward(p, r.line[i+2])
		items = append(items, scene.Path{Role: role, Commands: []scene.Command{
			{Op: 'M', Points: [3]scene.Point{from}},
			{Op: 'L', Points: [3]scene.Point{before}},
			{Op: 'C', Points: [3]scene.Point{between(before, p), between(after, p), after}},
		}})
		from = after
	}
	return append(items, scene.Line{Role: role, From: from, To: r.line[len(r.line)-1], Arrow: true})
}

// toward is the point where the arrow begins to turn at p, on the side of q.
func toward(p, q scene.Point) scene.Point {
	return scene.Point{X: p.X + corner*sign(q.X-p.X), Y: p.Y + corner*sign(q.Y-p.Y)}
}

// between is the point halfway from p to q.
func between(p, q scene.Point) scene.Point {
	return scene.Point{X: (p.X + q.X) / 2, Y: (p.Y + q.Y) / 2}
}

// sign is -1, 0 or 1. With it, points move along a level or upright line.
func sign(n float64) float64 {
	switch {
	case n < 0:
		return -1
	case n > 0:
		return 1
	}
	return 0
}

// level is the last level part of a route, by the index of its end, 0 if it has
// none: there is more room above and below such a line than beside it.
func (r route) level() int {
	for last := len(r.line) - 1; last > 0; last-- {
		if r.line[last-1].Y == r.line[last].Y {
			return last
		}
	}
	return 0
}
