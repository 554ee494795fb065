// Package pdf writes scenes as the pages of a PDF document, without any other
// program. Shapes stay shapes and text stays text: it can be selected, copied
// and found, Chinese too, since the document holds the glyphs of the characters
// it shows, and no others (package font). Screen readers are told each page as a
// figure with its title and description.
//
// One point of the scene is one point of the page. What the SVG writer and the
// PNG writer paint is painted here in the same way and the same order.
package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf16"

	"codeberg.org/go-pdf/fpdf"

	"woshou/diagrams/font"
	"woshou/diagrams/scene"
)

// Options says how scenes are written.
type Options struct {
	Palette scene.Palette
	// Theme is the ground: "dark", else light.
	Theme string
	// Author is named in the document's properties, if any.
	Author string
}

// Longest is the longest side of a page, in points: readers show nothing of one
// that is longer.
//
// PDF 32000-1:2008, annex C.2, for a user unit of a point.
const Longest = 14400.0

// family is what the document calls the typeface.
const family = "NotoSansSC"

// Encode writes a document with a page for each scene, as large as the scene.
// Its title, language and subject are the first scene's title, language and
// description. It fails for no scene at all, for one that scene.Validate
// refuses or that is larger than Longest, with a *font.MissingError for characters that the faces lack, in
// each case before anything is written, and with the first error of w. The
// output depends only on pages and opt; the date in it is always the same.
func Encode(w io.Writer, pages []*scene.Scene, opt Options) error {
	if err := check(pages); err != nil {
		return fmt.Errorf("pdf: %w", err)
	}
	doc := fpdf.NewCustom(&fpdf.InitType{UnitStr: "pt", Size: sizeOf(pages[0])})
	doc.SetCatalogSort(true)
	doc.SetMargins(0, 0, 0)
	doc.SetAutoPageBreak(false, 0)
	describe(doc, pages[0], opt.Author)
	if err := embed(doc, pages); err != nil {
		return fmt.Errorf("pdf: %w", err)
	}
	for _, s := range pages {
		paintPage(doc, s, opt.Palette.On(opt.Theme))
	}
	var out bytes.Buffer
	if err := doc.Output(&out); err != nil {
		return fmt.Errorf("pdf: %w", err)
	}
	document, err := tag(out.Bytes(), pages)
	if err != nil {
		return fmt.Errorf("pdf: %w", err)
	}
	_, err = w.Write(document)
	return err
}

// check refuses what cannot be written whole.
func check(pages []*scene.Scene) error {
	if len(pages) == 0 {
		return errors.New("a document without pages")
	}
	for _, s := range pages {
		if err := errors.Join(scene.Validate(s), font.Check(s.Words())); err != nil {
			return err
		}
		if max(s.Width, s.Height) > Longest {
			return fmt.Errorf("a page of %.0f by %.0f points is larger than %.0f, which readers do not show", s.Width, s.Height, Longest)
		}
	}
	return nil
}

func sizeOf(s *scene.Scene) fpdf.SizeType { return fpdf.SizeType{Wd: s.Width, Ht: s.Height} }

// describe sets the properties that readers show and that screen readers need.
func describe(doc *fpdf.Fpdf, s *scene.Scene, author string) {
	// Without a date of its own a document gets the time of writing.
	epoch := time.Unix(0, 0).UTC()
	doc.SetCreationDate(epoch)
	doc.SetModificationDate(epoch)
	doc.SetLang(literal.Replace(s.Lang))
	doc.SetTitle(utf16Text(s.Title), false)
	doc.SetSubject(utf16Text(s.Desc), false)
	doc.SetAuthor(utf16Text(author), false)
	doc.SetCreator("Woshou", false)
}

// literal keeps text within the parentheses of a string. The library does so
// with other properties, but not with the language.
var literal = strings.NewReplacer(`\`, `\\`, `(`, `\(`, `)`, `\)`)

// utf16Text is text as properties want it. The library's own conversion knows
// no character beyond U+FFFF.
func utf16Text(text string) string {
	if text == "" {
		return ""
	}
	out := []byte{0xfe, 0xff}
	for _, unit := range utf16.Encode([]rune(text)) {
		out = append(out, byte(unit>>8), byte(unit))
	}
	return string(out)
}

// embed adds the faces that the pages use, each with the characters set in it.
func embed(doc *fpdf.Fpdf, pages []*scene.Scene) error {
	words := map[bool]*strings.Builder{false: {}, true: {}}
	for _, s := range pages {
		for t := range s.Texts() {
			words[t.Bold].WriteString(t.Text)
		}
	}
	for _, bold := range []bool{false, true} {
		if words[bold].Len() == 0 {
			continue
		}
		face, err := font.Open(bold)
		if err != nil {
			return err
		}
		data, err := face.TrueType(words[bold].String())
		if err != nil {
			return err
		}
		doc.AddUTF8FontFromBytes(family, styleOf(bold), data)
	}
	return doc.Error()
}

// styleOf is the library's name of a weight.
func styleOf(bold bool) string {
	if bold {
		return "B"
	}
	return ""
}
