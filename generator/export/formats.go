package export

import (
	"io"

	"woshou/diagrams/render/pcapng"
	"woshou/diagrams/render/pdf"
	"woshou/diagrams/render/png"
	"woshou/diagrams/render/svg"
	"woshou/diagrams/render/text"
	"woshou/diagrams/scene"
	"woshou/diagrams/trace"
	"woshou/themes"
)

// output is one file to be made.
type output struct {
	drawing
	name   string
	format string
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
	for _, format := range opt.Formats {
		if d.has(format) {
			name := d.Name + "." + d.lang + "." + format
			list = append(list, output{d, name, format, func(w io.Writer) error { return d.encode(w, format, opt) }})
		}
	}
	return list
}

// encode writes one file.
func (d drawing) encode(w io.Writer, format string, opt Options) error {
	switch format {
	case "png":
		return png.Encode(w, d.scene, png.Options{Palette: themes.Default(), Theme: opt.Theme, Scale: opt.Scale})
	case "pdf":
		return pdf.Encode(w, []*scene.Scene{d.scene}, pdf.Options{Palette: themes.Default(), Theme: opt.Theme})
	case "txt":
		return text.Encode(w, d.trace, text.Options{Lang: d.lang, Spell: d.spelling()})
	case "pcapng":
		return pcapng.Encode(w, d.trace, pcapng.Options{Lang: d.lang, Spell: d.spelling()})
	case "json":
		return d.trace.Encode(w)
	default: // svg
		return svg.Encode(w, d.scene, svg.Options{Palette: themes.Default(), ID: d.Name, Theme: opt.Theme, Outline: opt.Outline})
	}
}

func (f Figure) spelling() trace.Spelling {
	if f.Underscore {
		return trace.Underscores
	}
	return trace.Hyphens
}
