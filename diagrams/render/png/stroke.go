package png

import (
	"math"
	"slices"
)

// A stroke is drawn as the area that a round pen covers on its way. That area's
// contour goes along the left of the line, round its end, back along what was
// its right, and round its start:
//
//	    ┌───────────side──────────>╮
//	start ·─────────line─────────> · cap
//	    ╰<──────────side───────────┘
//
// The contours of open lines all turn the same way, so that where they overlap
// the nonzero rule finds ink.

// pen is how a line is stroked, in pixels.
type pen struct {
	half float64 // of its width
	dash []float64
	butt bool // ends are blunt, not round; corners are always round
}

// stroke returns the outline of a stroke along the lines, to be filled by the
// nonzero rule.
func (p pen) stroke(lines []polyline) []polyline {
	var out []polyline
	for _, l := range lines {
		l.points = distinct(l.points)
		// The way back to the start is drawn by being closed.
		if l.closed && len(l.points) > 1 && l.points[0] == l.points[len(l.points)-1] {
			l.points = l.points[:len(l.points)-1]
		}
		for _, piece := range p.dashes(l) {
			// A dash may end just where a line does, and would have that point twice.
			piece.points = distinct(piece.points)
			out = append(out, p.around(piece)...)
		}
	}
	return out
}

// distinct leaves out points equal to the one before, as they have no
// direction.
func distinct(points []point) []point {
	var out []point
	for i, p := range points {
		if i == 0 || p != points[i-1] {
			out = append(out, p)
		}
	}
	return out
}

// dashes cuts a line into the pieces that are drawn. Dashes without length
// would never end, so they are not taken.
func (p pen) dashes(l polyline) []polyline {
	if len(p.dash) == 0 || slices.Min(p.dash) <= 0 {
		return []polyline{l}
	}
	points := l.points
	if l.closed {
		// A copy, as the array may hold something after its end.
		points = append(points[:len(points):len(points)], points[0])
	}
	var out []polyline
	piece := polyline{points: []point{points[0]}}
	n, left := 0, p.dash[0] // even numbers are drawn, odd ones are gaps
	for i := 1; i < len(points); i++ {
		from, to := points[i-1], points[i]
		// Each round ends one dash or gap within this line.
		for length := to.minus(from).length(); length > left; length = to.minus(from).length() {
			from = from.plus(to.minus(from), left/length)
			if n%2 == 0 {
				out = append(out, polyline{points: append(piece.points, from)})
			}
			n++
			left = p.dash[n%len(p.dash)]
			piece = polyline{points: []point{from}}
		}
		left -= to.minus(from).length()
		piece.points = append(piece.points, to)
	}
	if n%2 == 0 {
		out = append(out, piece)
	}
	return out
}

// around walks along one side of a line and back along the other. A closed
// line has two contours, one for each side.
func (p pen) around(l polyline) []polyline {
	if len(l.points) == 1 {
		return p.dot(l.points[0])
	}
	back := make([]point, len(l.points))
	for i, q := range l.points {
		back[len(back)-1-i] = q
	}
	if l.closed {
		return []polyline{p.side(l.points, true), p.side(back, true)}
	}
	out := p.side(l.points, false)
	out.points = p.cap(out.points, l.points)
	out.points = append(out.points, p.side(back, false).points...)
	out.points = p.cap(out.points, back)
	out.closed = true
	return []polyline{out}
}

// side is the contour to the left of a line, with round corners.
func (p pen) side(points []point, closed bool) polyline {
	out := polyline{closed: closed}
	n := len(points)
	last := n - 1
	if closed {
		last = n
	}
	for i := range last {
		from, to := points[i], points[(i+1)%n]
		normal := p.normal(from, to)
		out.points = append(out.points, from.plus(normal, 1), to.plus(normal, 1))
		if closed || i+1 < last {
			out.points = p.corner(out.points, to, normal, p.normal(to, points[(i+2)%n]))
		}
	}
	return out
}

// normal points to the left of the way from a to b, half the pen's width long.
func (p pen) normal(a, b point) point {
	d := b.minus(a)
	f := p.half / d.length()
	return point{d.y * f, -d.x * f}
}

// corner rounds the outer side of a corner; on the inner side it goes by the
// corner itself, so that the stroke has no hole there.
func (p pen) corner(out []point, at, before, after point) []point {
	turn := before.x*after.y - before.y*after.x
	if turn < 0 {
		return append(out, at)
	}
	return p.arc(out, at, before, math.Atan2(turn, before.x*after.x+before.y*after.y))
}

// cap ends a line at its last point.
func (p pen) cap(out, points []point) []point {
	if p.butt {
		return out
	}
	end := points[len(points)-1]
	return p.arc(out, end, p.normal(points[len(points)-2], end), math.Pi)
}

// arc turns spoke about at by an angle, in steps finer than a pixel shows.
func (p pen) arc(out []point, at, spoke point, angle float64) []point {
	// With the root of the radius, chords stay equally near to the arc.
	n := int(angle * math.Sqrt(p.half) * 3)
	for i := 1; i <= n; i++ {
		sin, cos := math.Sincos(angle * float64(i) / float64(n+1))
		out = append(out, at.plus(point{spoke.x*cos - spoke.y*sin, spoke.x*sin + spoke.y*cos}, 1))
	}
	return out
}

// dot is a line without length: SVG draws its round ends.
func (p pen) dot(at point) []polyline {
	if p.butt {
		return nil
	}
	return []polyline{{points: p.arc(nil, at, point{p.half, 0}, 2*math.Pi), closed: true}}
}
