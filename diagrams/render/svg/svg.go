// Package svg writes a scene as SVG: inline in a page, or as a file of its own.
//
// The shapes carry their light colours as plain attributes, so that every
// reader of SVG draws them; CSS only repaints the classes, which are the words
// of the roles:
//
//	<g data-segment="1" transform="translate(120 40)">
//	<title>第 1 步：…</title>
//	<path class="message" stroke="#1d2530" stroke-width="1.6" d="M0 0L176 22"/>
//	<path class="message head" fill="#1d2530" d="M184 23L176 26L177 19Z"/>
//	</g>
//
// An inline picture has each segment placed by its group, which a file has not, and
// no style element or attribute, since the page's security policy allows none: the
// page's style sheet holds what Rules returns. A file holds its own rules for a dark ground, and its own paper.
package svg

import (
	"bytes"
	"fmt"
	"io"

	"woshou/diagrams/scene"
)

// families are the faces of text. The first are cut like the face that texts
// are measured with, so that most readers see its shapes; where a program has
// none of these, each run still tells how wide it is: see measured.
const families = "Noto Sans SC,Source Han Sans SC,Noto Sans CJK SC,PingFang SC,Microsoft YaHei,Liberation Sans,Arial,system-ui,sans-serif"

// Options says how a scene is written.
type Options struct {
	Palette scene.Palette
	// ID begins the ids of the title and the description, and of the segments
	// of an inline picture, which must be unique in a page: the figure's id.
	ID string
	// Suffix ends them, where a page holds the same figure twice.
	Suffix string
	// Inline writes an element for a page in HTML: without name space, style
	// and paper.
	Inline bool
	// Theme is the ground of a file: "light", "dark", or "" for what its
	// reader prefers. An inline picture is light until the page's rules say
	// otherwise.
	Theme string
	// Outline writes text as the outlines of its glyphs, so that a file looks
	// the same on every machine. Its text can be heard but no more be selected,
	// found or edited.
	Outline bool
}

// Encode writes s to w as an SVG element. Lengths are in points, one user unit
// each, with two decimals, inline with one; y grows downward. The output depends only on s and
// opt. It returns the first error of w; a scene that fails scene.Validate is
// refused before anything is written, and so is one with characters that cannot
// be outlined, if that is asked for, by a *font.MissingError.
func Encode(w io.Writer, s *scene.Scene, opt Options) error {
	if err := scene.Validate(s); err != nil {
		return fmt.Errorf("svg: %w", err)
	}
	e := newEncoder(s, opt)
	if opt.Inline {
		e.paints = opt.Palette.Light
	}
	if opt.Outline {
		var err error
		if e.outlines, err = newOutlines(s); err != nil {
			return fmt.Errorf("svg: %w", err)
		}
	}
	// The style sheet stands before the shapes but needs their roles.
	e.items(s.Items)
	shapes := e.taken()
	e.root(s)
	if opt.Outline {
		e.definitions()
	}
	if !opt.Inline {
		e.styleSheet()
		e.paper()
	}
	return e.finish(w, shapes)
}

// newEncoder is an encoder of a file, whose most usual text is that of s.
func newEncoder(s *scene.Scene, opt Options) encoder {
	steps := fileSteps
	if opt.Inline {
		steps = pageSteps
	}
	return encoder{
		opt:       opt,
		paints:    opt.Palette.On(opt.Theme),
		fontSize:  usualSize(s.Items),
		styles:    map[scene.Role]*style{},
		xmlWriter: xmlWriter{steps: float64(steps)},
	}
}

// taken is what has been written so far, for later.
func (e *encoder) taken() []byte {
	shapes := bytes.Clone(e.out.Bytes())
	e.out.Reset()
	return shapes
}

// paper is the ground of a file.
func (e *encoder) paper() {
	e.open("rect", scene.Paper)
	e.out.WriteString(` width="100%" height="100%"/>` + "\n")
}

// finish ends the element with its shapes, and writes it to w.
func (e *encoder) finish(w io.Writer, shapes []byte) error {
	e.out.Write(shapes)
	e.out.WriteString("</svg>\n")
	_, err := w.Write(e.out.Bytes())
	return err
}

// widestOnPhone is the width in points up to which a phone of 360 pixels, which
// has 328 for a picture, shows letters of 13 points in ten pixels. A wider picture
// of a page is marked, so that its style can have it moved sideways.
const widestOnPhone = 328 * 13 / 10

// root opens the element. What most shapes share stands here once.
func (e *encoder) root(s *scene.Scene) {
	e.out.WriteString("<svg")
	if !e.opt.Inline {
		e.attr("xmlns", "http://www.w3.org/2000/svg")
	}
	if e.opt.Outline {
		e.attr("xmlns:xlink", "http://www.w3.org/1999/xlink")
	}
	e.attr("role", "img")
	e.attr("lang", s.Lang)
	title, desc := e.id("title"), e.id("desc")
	e.attr("aria-labelledby", title)
	if s.Desc != "" {
		e.attr("aria-describedby", desc)
	}
	e.attr("viewBox", "0 0 "+number(s.Width)+" "+number(s.Height))
	e.length("width", s.Width)
	e.length("height", s.Height)
	if e.opt.Inline && s.Width > widestOnPhone {
		e.out.WriteString(" data-wide")
	}
	// Without this, SVG fills every path with black.
	e.out.WriteString(` fill="none" stroke-linecap="round" stroke-linejoin="round"`)
	if !e.opt.Outline {
		e.attr("font-family", families)
		if e.fontSize > 0 {
			e.length("font-size", e.fontSize)
		}
	}
	e.out.WriteString(">\n")
	e.said("title", title, s.Title)
	e.said("desc", desc, s.Desc)
}

// styleSheet writes a file's own rules: text as wide as measured, and the dark
// paint of the roles that the picture has.
func (e *encoder) styleSheet() {
	e.out.WriteString("<style>\n")
	if !e.opt.Outline {
		e.out.WriteString("svg{text-autospace:no-autospace;text-spacing-trim:space-all}\n")
	}
	if e.opt.Theme == "" {
		e.out.WriteString("@media (prefers-color-scheme:dark){\n")
		e.out.WriteString(e.usedRules())
		e.out.WriteString("}\n")
	}
	e.out.WriteString("</style>\n")
}

// usualSize is the commonest size of text, the smallest of several; 0 if there
// is no text.
func usualSize(items []scene.Item) float64 {
	counts := map[float64]int{}
	countSizes(items, counts)
	best := 0.0
	for size, n := range counts {
		if n > counts[best] || n == counts[best] && size < best {
			best = size
		}
	}
	return best
}

// countSizes counts the texts of each size, those in groups included.
func countSizes(items []scene.Item, counts map[float64]int) {
	for _, item := range items {
		switch x := item.(type) {
		case scene.Group:
			countSizes(x.Items, counts)
		case scene.Text:
			counts[x.Size]++
		}
	}
}
