package pptx

import (
	"fmt"
	"math"
)

// frame is a rectangle on a slide, in the units of the format.
type frame struct{ X, Y, W, H int }

// around is the smallest frame around both.
func (f frame) around(g frame) frame {
	if f == (frame{}) {
		return g
	}
	x, y := min(f.X, g.X), min(f.Y, g.Y)
	return frame{x, y, max(f.X+f.W, g.X+g.W) - x, max(f.Y+f.H, g.Y+g.H) - y}
}

// xfrm is where a shape stands: its frame, turned clockwise about the middle in
// degrees, or mirrored.
type xfrm struct {
	frame
	angle        float64
	flipH, flipV bool
}

// String is the element.
func (x xfrm) String() string {
	attrs := ""
	if turned := int(math.Round(x.angle*60000)) % (360 * 60000); turned != 0 {
		attrs = fmt.Sprintf(` rot="%d"`, (turned+360*60000)%(360*60000))
	}
	if x.flipH {
		attrs += ` flipH="1"`
	}
	if x.flipV {
		attrs += ` flipV="1"`
	}
	return fmt.Sprintf(`<a:xfrm%s><a:off x="%d" y="%d"/><a:ext cx="%d" cy="%d"/></a:xfrm>`, attrs, x.X, x.Y, x.W, x.H)
}

// bounds is the smallest upright frame around the shape.
func (x xfrm) bounds() frame {
	sin, cos := math.Sincos(x.angle * math.Pi / 180)
	w, h := float64(x.W), float64(x.H)
	bw, bh := w*math.Abs(cos)+h*math.Abs(sin), w*math.Abs(sin)+h*math.Abs(cos)
	return frame{x.X + int((w-bw)/2), x.Y + int((h-bh)/2), int(bw), int(bh)}
}

// between is the frame of a straight line. A line runs from the upper left
// corner to the lower right one, unless mirrored.
func between(x1, y1, x2, y2 int) xfrm {
	return xfrm{
		frame: frame{min(x1, x2), min(y1, y2), max(x1, x2) - min(x1, x2), max(y1, y2) - min(y1, y2)},
		flipH: x2 < x1, flipV: y2 < y1,
	}
}
