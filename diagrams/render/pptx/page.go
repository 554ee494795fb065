package pptx

import (
	"math"

	"woshou/diagrams/scene"
)

// page is the size of a deck's slides and what each part of it is for, in
// points.
type page struct {
	width, height float64
	titleSize     float64
}

// Of slides, in points.
const (
	wideWidth, wideHeight = 960.0, 540.0 // 13.333 by 7.5 inches: 16 to 9
	tallWidth             = 540.0
	longest               = 4032.0 // 56 inches, the most that PowerPoint takes
	sideMargin            = 32.0
	titleTop              = 16.0
	titleHeight           = 46.0
	figureTop             = titleTop + titleHeight + 4
	bottomMargin          = 20.0
	largest               = 2.0 // times its own size a figure is drawn at most
	leastLabel            = 9.0
)

// How tall a scene may be, in points: Tallest has room on one slide in its own
// size, and at Legible its labels, of 13 points, can be read on a wide slide.
const (
	Tallest = longest - figureTop - bottomMargin
	Legible = 650.0
)

// pageFor returns wide slides if every label is large enough on them, else
// tall ones that have room for the figures in their own size.
func pageFor(slides []Slide) page {
	wide := page{width: wideWidth, height: wideHeight, titleSize: 28}
	tall := page{width: tallWidth, height: wideHeight, titleSize: 22}
	legible := true
	for _, s := range slides {
		if smallest(s.Scene.Items)*wide.place(s.Scene).scale < leastLabel {
			legible = false
		}
		tall.width = max(tall.width, math.Ceil(s.Scene.Width+2*sideMargin))
		tall.height = max(tall.height, math.Ceil(figureTop+s.Scene.Height+bottomMargin))
	}
	if legible {
		return wide
	}
	tall.width, tall.height = min(tall.width, longest), min(tall.height, longest)
	return tall
}

// smallest is the size of the smallest text, infinite if there is none.
func smallest(items []scene.Item) float64 {
	size := math.Inf(1)
	for _, item := range items {
		switch x := item.(type) {
		case scene.Group:
			size = min(size, smallest(x.Items))
		case scene.Text:
			size = min(size, x.Size)
		}
	}
	return size
}

// place is where a scene stands on its slide: a point p of it at
// left + p.X × scale, top + p.Y × scale.
type place struct{ scale, left, top float64 }

// place sets a figure below the title, in the middle of what is left.
func (p page) place(s *scene.Scene) place {
	width, height := p.width-2*sideMargin, p.height-figureTop-bottomMargin
	scale := min(width/s.Width, height/s.Height, largest)
	return place{
		scale: scale,
		left:  (p.width - s.Width*scale) / 2,
		top:   figureTop + (height-s.Height*scale)/2,
	}
}

// emu is a length in the units of the format, 12700 to a point.
func emu(points float64) int { return int(math.Round(points * 12700)) }

// x, y and length map a scene's points to the slide's units.
func (p place) x(n float64) int      { return emu(p.left + n*p.scale) }
func (p place) y(n float64) int      { return emu(p.top + n*p.scale) }
func (p place) length(n float64) int { return emu(n * p.scale) }
