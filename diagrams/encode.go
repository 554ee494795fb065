package diagrams

import (
	"errors"
	"fmt"
	"io"

	"woshou/diagrams/render/pcapng"
	"woshou/diagrams/render/pdf"
	"woshou/diagrams/render/png"
	"woshou/diagrams/render/pptx"
	"woshou/diagrams/render/quiz"
	"woshou/diagrams/render/svg"
	"woshou/diagrams/render/text"
	"woshou/diagrams/trace"
)

// Formats are the formats there are.
var Formats = []string{"svg", "png", "gif", "pdf", "pptx", "html", "txt", "pcapng", "json", "gift", "anki"}

// Has reports whether there is the drawing in a format: some formats are of a
// run, and a state diagram is none; a capture is of a run of TCP alone.
func (d Drawing) Has(format string) bool {
	switch format {
	case "gif", Moving, "txt", "json":
		return d.run != nil
	case "gift", "anki":
		return d.run != nil && len(Questions(d.run)) > 0
	case "pcapng":
		return d.run != nil && d.run.TCP != nil
	}
	return true
}

// Encode writes the drawing in one of Formats, as Moving or as Notes. A pptx and an html
// are decks, and with steps so is a pdf; what is too tall for a page or a slide has several. The output
// depends only on the drawing. The errors are those of w, and of what a format
// cannot hold.
func (d Drawing) Encode(w io.Writer, format string) error {
	look := d.look
	switch format {
	case "svg":
		return svg.Encode(w, d.Scene, svg.Options{Palette: look.Palette, ID: look.ID, Suffix: look.Suffix, Inline: look.Inline, Theme: look.Theme, Outline: look.Outline})
	case "png":
		return png.Encode(w, d.Scene, png.Options{Palette: look.Palette, Theme: look.Theme, Scale: look.Scale})
	case "pdf":
		pages, palette := d.pages()
		return pdf.Encode(w, pages, pdf.Options{Palette: palette, Theme: look.Theme})
	case "pptx":
		slides, palette := d.deck()
		return pptx.Encode(w, slides, pptx.Options{Palette: palette, Theme: look.Theme, Words: look.words()})
	case "html":
		return d.encodeHTML(w)
	case "gif":
		return d.encodeGIF(w)
	case Notes:
		return d.encodeNotes(w)
	case Moving:
		return d.encodeMoving(w)
	case "txt":
		return EncodeText(w, d.run, look)
	case "pcapng":
		if d.run.TCP == nil {
			return ErrNoSegments
		}
		return pcapng.Encode(w, d.run, pcapng.Options{Lang: look.words().Code, Comment: func(id int) string { return look.Voice().Step(d.run, id) }})
	case "json":
		return d.run.Encode(w)
	case "gift":
		return quiz.GIFT(w, d.questions())
	case "anki":
		return quiz.Anki(w, d.questions())
	}
	return fmt.Errorf("no format %q", format)
}

// EncodeText writes a run as a diagram of characters.
func EncodeText(w io.Writer, t *trace.Trace, look Look) error {
	return text.Encode(w, shown(t).Numbered(look.Numbers), text.Options(look.Voice()))
}

// ErrNoSegments is that a run is of another protocol than TCP: nobody has said
// which octets its messages are.
var ErrNoSegments = errors.New("a capture holds segments of TCP, and there are none")

// Headers are the TCP headers of the segments of a run, in the octets that a
// capture of it has. The errors are those of segments that IPv4 cannot carry, and
// ErrNoSegments.
func Headers(t *trace.Trace) ([][]byte, error) {
	if t.TCP == nil {
		return nil, ErrNoSegments
	}
	return pcapng.Headers(t)
}
