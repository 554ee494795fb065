package export

import (
	"fmt"
	"io"

	"woshou/diagrams/render/pcapng"
	"woshou/diagrams/render/pdf"
	"woshou/diagrams/render/png"
	"woshou/diagrams/render/pptx"
	"woshou/diagrams/render/svg"
	"woshou/diagrams/render/text"
	"woshou/diagrams/scene"
	"woshou/diagrams/sentence"
	"woshou/diagrams/trace"
)

// output is one file to be made.
type output struct {
	drawing
	name   string
	format string
	frame  int // of a picture by steps, from 1; 0 for the whole
	encode func(io.Writer) error
}

// has reports whether there is such a drawing in a format: some formats are of
// a run, and a state diagram is none.
func (d drawing) has(format string) bool {
	switch format {
	case "txt", "pcapng", "json":
		return d.trace != nil
	}
	return true
}

// outputs are the files of a drawing, in the order of the formats asked for.
func (d drawing) outputs(opt Options) (list []output) {
	stem := d.Name + "." + d.lang + "."
	steps := d.steps(opt)
	for _, format := range opt.Formats {
		if !d.has(format) {
			continue
		}
		list = append(list, output{d, stem + format, format, 0, func(w io.Writer) error { return d.encode(w, format, steps, opt) }})
		if format != "svg" && format != "png" {
			continue
		}
		// As many digits for each, so that folders list them in their order.
		digits := max(2, len(fmt.Sprint(len(steps))))
		for i, s := range steps {
			name := fmt.Sprintf("%s%0*d.%s", stem, digits, i+1, format)
			list = append(list, output{d, name, format, i + 1, func(w io.Writer) error { return d.picture(w, s, format, opt) }})
		}
	}
	return list
}

// encode writes the file that has the whole figure, or a page for each step.
func (d drawing) encode(w io.Writer, format string, steps []*scene.Scene, opt Options) error {
	switch format {
	case "pdf":
		pages := steps
		if len(pages) == 0 {
			pages = []*scene.Scene{d.scene}
		}
		return pdf.Encode(w, pages, pdf.Options{Palette: d.Palette, Theme: opt.Theme})
	case "pptx":
		slides := pptx.Steps(d.scene)
		if len(steps) == 0 {
			slides = []pptx.Slide{{Scene: d.scene, Notes: d.scene.Desc}}
		}
		return pptx.Encode(w, slides, pptx.Options{Palette: d.Palette, Theme: opt.Theme, Words: d.in()})
	case "txt":
		return text.Encode(w, d.trace, text.Options{Words: d.in(), Spell: d.spelling()})
	case "pcapng":
		return pcapng.Encode(w, d.trace, sentence.Voice{Words: d.in(), Spell: d.spelling()})
	case "json":
		return d.trace.Encode(w)
	default:
		return d.picture(w, d.scene, format, opt)
	}
}

// picture writes the figure, or its first steps.
func (d drawing) picture(w io.Writer, s *scene.Scene, format string, opt Options) error {
	if format == "png" {
		return png.Encode(w, s, png.Options{Palette: d.Palette, Theme: opt.Theme, Scale: opt.Scale})
	}
	return svg.Encode(w, s, svg.Options{Palette: d.Palette, ID: d.Name, Theme: opt.Theme, Outline: opt.Outline})
}

// spelling is how the site that the figure is of spells states.
func (f Figure) spelling() trace.Spelling {
	if f.Underscore {
		return trace.Underscores
	}
	return trace.Hyphens
}
