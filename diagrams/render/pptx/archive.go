package pptx

import (
	"archive/zip"
	"bytes"
	"embed"
	"fmt"
	"io"
	"strings"
	"text/template"
	"time"

	"woshou/diagrams/scene"
	"woshou/diagrams/words"
)

// deck is a deck at work.
type deck struct {
	slides []Slide
	paints map[scene.Role]scene.Paint
	dark   bool
	words  *words.Language
	scheme scheme
}

// The parts that hardly differ between decks, as templates over a deck.
//
//go:embed parts
var parts embed.FS

var templates = template.Must(template.ParseFS(parts, "parts/*.xml"))

// A part of the archive refers to others by ids that a file beside it, its
// relations, maps to their names:
//
//	presentation ─┬─ slideMaster1 ── slideLayout1
//	              │       └───────── theme1
//	              ├─ notesMaster1 ── theme2
//	              └─ slide N ─────┬─ slideLayout1
//	                              └─ notesSlide N ── notesMaster1

// write writes the archive. The first part must be the list of their types.
func (d deck) write(w io.Writer) error {
	a := archive{zip: zip.NewWriter(w)}
	for _, p := range [][2]string{
		{"[Content_Types].xml", "types.xml"},
		{"_rels/.rels", "package-rels.xml"},
		{"docProps/app.xml", "app.xml"},
		{"docProps/core.xml", "core.xml"},
		{"ppt/presentation.xml", "presentation.xml"},
		{"ppt/_rels/presentation.xml.rels", "presentation-rels.xml"},
		{"ppt/theme/theme1.xml", "theme.xml"},
		{"ppt/theme/theme2.xml", "theme.xml"},
		{"ppt/slideMasters/slideMaster1.xml", "master.xml"},
		{"ppt/slideMasters/_rels/slideMaster1.xml.rels", "master-rels.xml"},
		{"ppt/slideLayouts/slideLayout1.xml", "layout.xml"},
		{"ppt/slideLayouts/_rels/slideLayout1.xml.rels", "layout-rels.xml"},
		{"ppt/notesMasters/notesMaster1.xml", "notes-master.xml"},
		{"ppt/notesMasters/_rels/notesMaster1.xml.rels", "notes-master-rels.xml"},
	} {
		a.fill(p[0], p[1], d)
	}
	for i, s := range d.slides {
		n := i + 1
		a.add(fmt.Sprintf("ppt/slides/slide%d.xml", n), d.slide(s))
		a.fill(fmt.Sprintf("ppt/slides/_rels/slide%d.xml.rels", n), "slide-rels.xml", numbered{n, d.in(s), s})
		if s.Notes != "" {
			a.fill(fmt.Sprintf("ppt/notesSlides/notesSlide%d.xml", n), "notes.xml", numbered{n, d.in(s), s})
			a.fill(fmt.Sprintf("ppt/notesSlides/_rels/notesSlide%d.xml.rels", n), "notes-rels.xml", numbered{n, d.in(s), s})
		}
	}
	if a.err != nil {
		return a.err
	}
	return a.zip.Close()
}

// archive adds parts until one fails.
type archive struct {
	zip *zip.Writer
	err error
}

// epoch is the time of every part: that of the run would make two equal decks
// differ.
var epoch = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

// add adds a part.
func (a *archive) add(name string, content []byte) {
	if a.err != nil {
		return
	}
	var w io.Writer
	if w, a.err = a.zip.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: epoch}); a.err == nil {
		_, a.err = w.Write(content)
	}
}

// fill adds a part made of a template.
func (a *archive) fill(name, tmpl string, data any) {
	var out bytes.Buffer
	if err := templates.ExecuteTemplate(&out, tmpl, data); err != nil && a.err == nil {
		a.err = err
	}
	a.add(name, out.Bytes())
}

// numbered is a slide with its number, from 1.
type numbered struct {
	N  int
	in *words.Language
	Slide
}

// What templates ask of a slide.

// ID is the slide's id in the presentation; the format begins at 256.
func (s numbered) ID() int { return 255 + s.N }

// Paragraphs are the speaker's notes, line by line, each a run of text.
func (s numbered) Paragraphs() (runs []string) {
	for line := range strings.Lines(s.Notes) {
		runs = append(runs, run(strings.TrimSuffix(line, "\n"), runStyle{}, s.in))
	}
	return runs
}

// What templates ask of a deck.

// Slides are the slides with their numbers.
func (d deck) Slides() []numbered {
	list := make([]numbered, len(d.slides))
	for i, s := range d.slides {
		list[i] = numbered{i + 1, d.in(s), s}
	}
	return list
}

// Colour is a colour of the theme, by the name that shapes use.
func (d deck) Colour(name string) string { return d.scheme.rgb(name) }

// Dark reports whether the ground is dark. The theme then has its light and
// dark colours in the other's place, which the master puts right.
func (d deck) Dark() bool { return d.dark }

// Width is that of a slide, in the units of the format.
func (d deck) Width() int { return emu(slideWidth) }

// Height is that of a slide, in the units of the format.
func (d deck) Height() int { return emu(slideHeight) }

// TitleSize is in hundredths of a point.
func (d deck) TitleSize() int { return titleSize * 100 }

// Title is the place of titles.
func (d deck) Title() frame {
	return frame{emu(sideMargin), emu(titleTop), emu(slideWidth - 2*sideMargin), emu(titleHeight)}
}

// Name is what the deck is, escaped.
func (d deck) Name() string { return escape(d.slides[0].Scene.Title) }

// Lang is the language of the deck.
func (d deck) Lang() string { return d.in(d.slides[0]).About().Locale }
