package png

import (
	"math"

	"woshou/diagrams/scene"
)

// point is a place in the image, in pixels.
type point struct{ x, y float64 }

// plus adds q, times a factor.
func (p point) plus(q point, times float64) point { return point{p.x + q.x*times, p.y + q.y*times} }

func (p point) minus(q point) point { return point{p.x - q.x, p.y - q.y} }

func (p point) length() float64 { return math.Hypot(p.x, p.y) }

// polyline is one stretch of an outline, its curves made of short lines.
type polyline struct {
	points []point
	closed bool
}

// outline gathers polylines in pixels.
type outline struct {
	scale float64 // pixels per point
	lines []polyline
}

// pixel is where a place of the scene falls in the image.
func (o *outline) pixel(p scene.Point) point { return point{p.X * o.scale, p.Y * o.scale} }

// move begins a stretch.
func (o *outline) move(p point) { o.lines = append(o.lines, polyline{points: []point{p}}) }

// last is the stretch being drawn. A line after a close starts where the
// closed one did.
func (o *outline) last() *polyline {
	if l := &o.lines[len(o.lines)-1]; l.closed {
		o.move(l.points[0])
	}
	return &o.lines[len(o.lines)-1]
}

// line draws on to p.
func (o *outline) line(p point) {
	l := o.last()
	l.points = append(l.points, p)
}

// close ends the stretch where it began.
func (o *outline) close() { o.lines[len(o.lines)-1].closed = true }

// curve adds a cubic Bézier curve as lines that stay within a twentieth of a
// pixel of it.
func (o *outline) curve(b, c, end point) {
	l := o.last()
	a := l.points[len(l.points)-1]
	// The second differences bound how far the curve leaves its chords: n
	// equal steps of t are at most bend·6/8/n² away.
	bend := max(a.plus(b, -2).plus(c, 1).length(), b.plus(c, -2).plus(end, 1).length())
	n := 1 + int(math.Sqrt(bend*6/8/0.05))
	for i := 1; i <= n; i++ {
		t := float64(i) / float64(n)
		u := 1 - t
		p := point{}.plus(a, u*u*u).plus(b, 3*u*u*t).plus(c, 3*u*t*t).plus(end, t*t*t)
		l.points = append(l.points, p)
	}
}

// quad adds a quadratic Bézier curve: the cubic one with its handles two
// thirds of the way to b.
func (o *outline) quad(b, end point) {
	points := o.last().points
	a := points[len(points)-1]
	o.curve(a.plus(b.minus(a), 2.0/3), end.plus(b.minus(end), 2.0/3), end)
}

// path is the outline of a scene's path.
func (o *outline) path(commands []scene.Command) {
	for _, c := range commands {
		switch c.Op {
		case 'M':
			o.move(o.pixel(c.Points[0]))
		case 'L':
			o.line(o.pixel(c.Points[0]))
		case 'C':
			o.curve(o.pixel(c.Points[0]), o.pixel(c.Points[1]), o.pixel(c.Points[2]))
		case 'Z':
			o.close()
		}
	}
}

// round is how far the handles of a quarter circle of radius 1 lie from its
// ends.
const round = 0.5522847498

// rect is the outline of a rectangle with rounded corners, clockwise; its sides
// are given in points. A circle is one whose corners meet.
func (o *outline) rect(left, top, right, bottom, radius float64) {
	at := func(x, y float64) point { return point{x * o.scale, y * o.scale} }
	r, h := radius, radius*(1-round)
	o.move(at(left+r, top))
	o.line(at(right-r, top))
	o.curve(at(right-h, top), at(right, top+h), at(right, top+r))
	o.line(at(right, bottom-r))
	o.curve(at(right, bottom-h), at(right-h, bottom), at(right-r, bottom))
	o.line(at(left+r, bottom))
	o.curve(at(left+h, bottom), at(left, bottom-h), at(left, bottom-r))
	o.line(at(left, top+r))
	o.curve(at(left, top+h), at(left+h, top), at(left+r, top))
	o.close()
}
