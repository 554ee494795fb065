package scene

import "math"

// The size of an arrow's head, in points.
const (
	HeadLength = 9.0
	HeadWidth  = 7.0
)

// Head returns the triangle at the end of an arrow, its tip at To first, and
// the point where the shaft ends: within the head, so that no blunt end shows
// at the tip. An arrow shorter than a head has a head of its own length.
func (l Line) Head() (triangle [3]Point, shaft Point) {
	// The arrow's direction; (-dy, dx) is across it.
	dx, dy := l.To.X-l.From.X, l.To.Y-l.From.Y
	length := math.Hypot(dx, dy)
	if length == 0 {
		return [3]Point{l.To, l.To, l.To}, l.To
	}
	dx, dy = dx/length, dy/length
	long := min(HeadLength, length)
	half := HeadWidth / 2 * long / HeadLength
	base := Point{l.To.X - dx*long, l.To.Y - dy*long}
	triangle = [3]Point{
		l.To,
		{base.X - dy*half, base.Y + dx*half},
		{base.X + dy*half, base.Y - dx*half},
	}
	return triangle, Point{l.To.X - dx*long*0.8, l.To.Y - dy*long*0.8}
}
