package diagrams

import (
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"woshou/diagrams/lecture"
	"woshou/diagrams/render/html"
	"woshou/diagrams/render/pdf"
	"woshou/diagrams/render/pptx"
	"woshou/diagrams/render/svg"
	"woshou/diagrams/scene"
	"woshou/diagrams/sequence"
	"woshou/diagrams/sheet"
)

// lectured are the widths that a run is laid out at for slides, in points: those
// at which words have room beside it, and those for a slide of its own. The names
// of states that authors define may be too long for less than a page's width.
var lectured, defined, alone = []float64{360, 375, 390}, []float64{420, 450}, []float64{420, 500, 580, 640}

// talk is the drawing as something to lecture from, laid out at some widths.
func (d Drawing) talk(widths []float64) lecture.Talk {
	t := lecture.Talk{Run: d.run, Voice: d.look.Voice()}
	opt := d.look.layout(d.run)
	for _, opt.Width = range widths {
		t.Figures = append(t.Figures, sequence.Layout(d.run, opt))
	}
	return t
}

// Slides are the drawing as slides, told step by step or shown as a whole.
func (d Drawing) Slides(steps bool) []lecture.Slide {
	switch {
	case d.run == nil:
		return lecture.Chart(d.wide())
	case steps && d.run.TCP == nil:
		return d.talk(defined).Slides()
	case steps:
		return d.talk(lectured).Slides()
	}
	return d.talk(alone).Whole()
}

// painted are the slides with the palette that paints them.
func (d Drawing) painted(steps bool) (slides []lecture.Slide, palette scene.Palette) {
	slides = d.Slides(steps)
	var scenes []*scene.Scene
	for _, s := range slides {
		scenes = append(scenes, s.Scene)
	}
	return slides, d.look.Palette.Weighed(scenes...)
}

// deck are the slides as a pptx has them.
func (d Drawing) deck() (list []pptx.Slide, palette scene.Palette) {
	slides, palette := d.painted(d.look.Steps)
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
		slides, palette := d.painted(true)
		for _, s := range slides {
			pages = append(pages, s.Scene)
		}
		return pages, palette
	case d.run != nil && d.Scene.Height > pdf.Longest:
		return sheet.Cut(d.Scene, d.Scene.Width*paper).All(), d.look.Palette
	}
	return []*scene.Scene{d.Scene}, d.look.Palette
}

// Notes is the form of a text that has what to say, slide by slide of the run
// told step by step, beside Formats.
const Notes = "notes.txt"

// encodeNotes writes what to say.
func (d Drawing) encodeNotes(w io.Writer) error {
	slides := d.Slides(true)
	var out strings.Builder
	for i, s := range slides {
		fmt.Fprintf(&out, "%d / %d\n%s\n\n", i+1, len(slides), s.Notes)
	}
	_, err := io.WriteString(w, out.String())
	return err
}

// encodeHTML writes the slides as a deck for browsers, which tells a run step by
// step.
func (d Drawing) encodeHTML(w io.Writer) error {
	slides, palette := d.painted(true)
	shown := palette
	if d.look.Theme == "dark" {
		shown.Light = palette.Dark
	}
	says := d.look.words().Lecture()
	opt := html.Options{
		Lang: d.Scene.Lang, Title: d.Scene.Title, Theme: d.look.Theme,
		Next: says.Next, Previous: says.Previous, Notes: says.Notes, Full: says.Full,
	}
	opt.Light, opt.Dark = d.look.Paper()
	if d.look.Theme == "" {
		opt.DarkRules = svg.Rules(palette.Dark, ".picture")
	}
	var list []html.Slide
	for i, s := range slides {
		var picture strings.Builder
		if err := svg.Encode(&picture, s.Scene, svg.Options{Palette: shown, ID: "slide-" + strconv.Itoa(i+1), Inline: true}); err != nil {
			return err
		}
		list = append(list, html.Slide{Title: s.Scene.Title, Picture: picture.String(), Notes: s.Notes})
	}
	return html.Encode(w, list, opt)
}
