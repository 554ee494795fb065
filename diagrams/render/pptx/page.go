package pptx

import (
	"math"

	"woshou/diagrams/scene"
)

// Of slides, in points.
const (
	slideWidth, slideHeight = 960.0, 540.0 // 13.333 by 7.5 inches: 16 to 9
	sideMargin              = 32.0
	titleTop                = 16.0
	titleHeight             = 46.0
	titleSize               = 28.0
	figureTop               = titleTop + titleHeight + 4
	bottomMargin            = 20.0
	largest                 = 2.0 // times its own size a figure is drawn at most
)

// place is where a scene stands on its slide: a point p of it at
// left + p.X × scale, top + p.Y × scale.
type place struct{ scale, left, top float64 }

// placeOf leaves a scene that is a slide itself as it is. Any other one stands
// below the title, in the middle of what is left.
func placeOf(s *scene.Scene) place {
	if s.Width == slideWidth && s.Height == slideHeight {
		return place{scale: 1}
	}
	width, height := slideWidth-2*sideMargin, slideHeight-figureTop-bottomMargin
	scale := min(width/s.Width, height/s.Height, largest)
	return place{
		scale: scale,
		left:  (slideWidth - s.Width*scale) / 2,
		top:   figureTop + (height-s.Height*scale)/2,
	}
}

// emu is a length in the units of the format, 12700 to a point.
func emu(points float64) int { return int(math.Round(points * 12700)) }

// x, y and length map a scene's points to the slide's units.
func (p place) x(n float64) int      { return emu(p.left + n*p.scale) }
func (p place) y(n float64) int      { return emu(p.top + n*p.scale) }
func (p place) length(n float64) int { return emu(n * p.scale) }
