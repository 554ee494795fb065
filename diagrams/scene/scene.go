// Package scene is a picture as plain data: primitive shapes in points, each
// with a role ("message", "message lost", "state established"), never a
// colour. Layouts write scenes; renderers and palettes read them.
//
// x grows to the right and y downward. Shapes are painted in order, later ones
// above earlier ones.
package scene

import (
	"iter"
	"math"
)

// Scene is one picture.
type Scene struct {
	Width, Height float64 // in points
	Lang          string  // BCP 47: "zh-Hans", "en"
	Title         string  // what the picture is, in that language
	Desc          string  // the same picture in words, sentence by sentence
	Items         []Item
	Growth        Growth // the zero value is that of a picture shown as a whole
}

// Growth is how a picture grows, segment by segment: a stage for each.
type Growth struct {
	Steps []int     // of the items: the stage that each comes with, from 1
	Cuts  []float64 // of the stages: the height at which the bands of states end
}

// Item is a Group, Line, Path, Rect, Circle or Text.
type Item interface{ item() }

// Point is a place in the picture, in points.
type Point struct{ X, Y float64 }

type (
	// Group holds what belongs together: everything of one segment, or of one
	// stretch of a host's state. Just one of Segment and State is set, or none.
	// It is not painted itself: Role is for those who read the scene.
	Group struct {
		Role    Role
		Segment int    // the segment's id in the trace
		State   string // RFC spelling: SYN-SENT
		Host    string // with State, in a diagram of hosts: the host's name
		Alt     string // the step's sentence, for those who do not see it
		Items   []Item
	}

	// Line is a straight stroke; Arrow puts a head at To, whose tip is To.
	// Larger is how many times as large as usual the head is; 0 means once.
	Line struct {
		Role     Role
		From, To Point
		Arrow    bool
		Larger   float64
	}

	// Path is a stroked or filled outline.
	Path struct {
		Role     Role
		Commands []Command
	}

	// Rect is a rectangle with corners rounded by Radius.
	Rect struct {
		Role                Role
		X, Y, Width, Height float64
		Radius              float64
	}

	// Circle is a full circle.
	Circle struct {
		Role   Role
		Center Point
		Radius float64
	}

	// Text is one run of text on one line. At is on the baseline, at the
	// start, middle or end of the run as Anchor says. Angle turns the run
	// about At, clockwise in degrees. Size is the em in points.
	Text struct {
		Role   Role
		At     Point
		Anchor Anchor
		Angle  float64
		Size   float64
		Bold   bool
		Text   string
	}
)

func (Group) item()  {}
func (Line) item()   {}
func (Path) item()   {}
func (Rect) item()   {}
func (Circle) item() {}
func (Text) item()   {}

// Command is one step of a path: 'M' and 'L' use one point, 'C' three (two
// handles, then the end), 'Z' none.
type Command struct {
	Op     byte
	Points [3]Point
}

// Used returns the points that the command uses, the one it ends at last.
func (c *Command) Used() []Point {
	switch c.Op {
	case 'M', 'L':
		return c.Points[:1]
	case 'C':
		return c.Points[:]
	default:
		return nil
	}
}

// Anchor is which point of a text run lies at its place; "" means Start.
type Anchor string

// The anchors.
const (
	Start  Anchor = "start"
	Middle Anchor = "middle"
	End    Anchor = "end"
)

// Before is the part of a run that lies before its place.
func (a Anchor) Before() float64 {
	switch a {
	case Middle:
		return 0.5
	case End:
		return 1
	}
	return 0
}

// Texts yields every text of the picture in the order of painting, those in
// groups included.
func (s *Scene) Texts() iter.Seq[Text] {
	return func(yield func(Text) bool) { texts(s.Items, yield) }
}

// Words yields what the texts say, in the same order.
func (s *Scene) Words() iter.Seq[string] {
	return func(yield func(string) bool) {
		for t := range s.Texts() {
			if !yield(t.Text) {
				return
			}
		}
	}
}

// texts reports whether all of them were taken.
func texts(items []Item, yield func(Text) bool) bool {
	for _, item := range items {
		switch x := item.(type) {
		case Group:
			if !texts(x.Items, yield) {
				return false
			}
		case Text:
			if !yield(x) {
				return false
			}
		}
	}
	return true
}

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
	long := min(HeadLength*max(1, l.Larger), length)
	half := HeadWidth / 2 * long / HeadLength
	base := Point{l.To.X - dx*long, l.To.Y - dy*long}
	triangle = [3]Point{
		l.To,
		{base.X - dy*half, base.Y + dx*half},
		{base.X + dy*half, base.Y - dx*half},
	}
	return triangle, Point{l.To.X - dx*long*0.8, l.To.Y - dy*long*0.8}
}
