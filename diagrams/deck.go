package diagrams

import (
	"math"

	"woshou/diagrams/lecture"
	"woshou/diagrams/render/pdf"
	"woshou/diagrams/render/pptx"
	"woshou/diagrams/scene"
	"woshou/diagrams/sequence"
	"woshou/diagrams/sheet"
)

// lectured are the widths that a run is laid out at for slides, in points: those
// at which words have room beside it, and those for a slide of its own.
var lectured, alone = []float64{360, 375, 390}, []float64{420, 500, 580, 640}

// talk is the drawing as something to lecture from, laid out at some widths.
func (d Drawing) talk(widths []float64) lecture.Talk {
	t := lecture.Talk{Run: d.run, Voice: d.look.Voice()}
	opt := d.look.layout(d.run)
	for _, opt.Width = range widths {
		t.Figures = append(t.Figures, sequence.Layout(d.run, opt))
	}
	return t
}

// slides are the drawing as slides, with the palette that paints them.
func (d Drawing) slides() (slides []lecture.Slide, palette scene.Palette) {
	switch {
	case d.run == nil:
		slides = []lecture.Slide{{Scene: d.Scene, Notes: d.Scene.Desc}}
	case d.look.Steps:
		slides = d.talk(lectured).Slides()
	default:
		slides = d.talk(alone).Whole()
	}
	var scenes []*scene.Scene
	for _, s := range slides {
		scenes = append(scenes, s.Scene)
	}
	return slides, d.look.Palette.Weighed(scenes...)
}

// deck are the slides as a pptx has them.
func (d Drawing) deck() (list []pptx.Slide, palette scene.Palette) {
	slides, palette := d.slides()
	for _, s := range slides {
		list = append(list, pptx.Slide(s))
	}
	return list, palette
}

// paper is the height of a sheet of paper to its width: ISO 216.
const paper = math.Sqrt2

// pages are the pages of a pdf, with the palette that paints them: slides, if
// the look asks for steps, else the picture as large as it is, cut into sheets
// if it is taller than a page can be.
func (d Drawing) pages() (pages []*scene.Scene, palette scene.Palette) {
	switch {
	case d.look.Steps && d.run != nil:
		slides, palette := d.slides()
		for _, s := range slides {
			pages = append(pages, s.Scene)
		}
		return pages, palette
	case d.run != nil && d.Scene.Height > pdf.Longest:
		return sheet.Cut(d.Scene, d.Scene.Width*paper).All(), d.look.Palette
	}
	return []*scene.Scene{d.Scene}, d.look.Palette
}
