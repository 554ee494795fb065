package sequence

import (
	"math"

	"woshou/diagrams/font"
	"woshou/diagrams/scene"
)

// box is a rectangle turned about its middle.
type box struct {
	mid    scene.Point
	ux, uy float64 // unit vector along the width
	w, h   float64 // half of the width and of the height
}

// The inked part of a line of text above and below its baseline, as parts of
// the size. Between the marks of Latin capitals and those of Han.
const (
	ascent  = 0.82
	descent = 0.22
)

// textWidth is how much room a text may take in the reader's fonts.
func textWidth(text string, size float64, bold bool) float64 {
	return font.Width(text, size, bold) * slack
}

// boxOf is where the ink of a text may be.
func boxOf(t scene.Text) box {
	sin, cos := math.Sincos(t.Angle * math.Pi / 180)
	return inkAt(t.At, t.Anchor, textWidth(t.Text, t.Size, t.Bold), t.Size, cos, sin)
}

// inkAt is boxOf for a text of known width, turned by an angle of known cosine
// and sine.
func inkAt(at scene.Point, a scene.Anchor, width, size, cos, sin float64) box {
	b := box{ux: cos, uy: sin, w: width / 2, h: (ascent + descent) / 2 * size}
	along := b.w * (1 - 2*a.Before())
	up := (ascent - descent) / 2 * size
	b.mid = scene.Point{X: at.X + along*cos + up*sin, Y: at.Y + along*sin - up*cos}
	return b
}

// grown is the box with some room on every side.
func (b box) grown(room float64) box {
	b.w, b.h = b.w+room, b.h+room
	return b
}

// distanceTo is the distance of a point from the box, 0 inside it.
func (b box) distanceTo(p scene.Point) float64 {
	dx, dy := p.X-b.mid.X, p.Y-b.mid.Y
	return math.Hypot(max(0, math.Abs(dx*b.ux+dy*b.uy)-b.w), max(0, math.Abs(dy*b.ux-dx*b.uy)-b.h))
}

// reach returns half of the extent of b along a unit vector.
func (b box) reach(x, y float64) float64 {
	return b.w*math.Abs(b.ux*x+b.uy*y) + b.h*math.Abs(b.ux*y-b.uy*x)
}

// overlaps reports whether two boxes share more than an edge: they do unless
// one of their four axes separates them.
func (b box) overlaps(o box) bool {
	dx, dy := o.mid.X-b.mid.X, o.mid.Y-b.mid.Y
	if math.Abs(dy) >= b.w+b.h+o.w+o.h {
		return false
	}
	for _, a := range [4][2]float64{{b.ux, b.uy}, {-b.uy, b.ux}, {o.ux, o.uy}, {-o.uy, o.ux}} {
		if math.Abs(dx*a[0]+dy*a[1]) >= b.reach(a[0], a[1])+o.reach(a[0], a[1])-0.01 {
			return false
		}
	}
	return true
}

// crosses reports whether the stroke from p to q enters the box.
func (b box) crosses(p, q scene.Point) bool {
	return p != q && b.overlaps(strokeBox(p, q))
}

// strokeBox is where the stroke from p to q is, which are two places.
func strokeBox(p, q scene.Point) box {
	length := distance(p, q)
	return box{
		mid: scene.Point{X: (p.X + q.X) / 2, Y: (p.Y + q.Y) / 2},
		ux:  (q.X - p.X) / length, uy: (q.Y - p.Y) / length,
		w: length / 2, h: 0.5,
	}
}

// between is the point a part of the way from p to q.
func between(p, q scene.Point, part float64) scene.Point {
	return scene.Point{X: p.X + (q.X-p.X)*part, Y: p.Y + (q.Y-p.Y)*part}
}

// distance is the length of the way from p to q.
func distance(p, q scene.Point) float64 { return math.Hypot(q.X-p.X, q.Y-p.Y) }
