package font

import (
	"fmt"
	"iter"
	"slices"
	"unicode"
)

// Lack is a character that no face has, and the first text it stands in.
type Lack struct {
	Char rune
	Text string
}

// MissingError reports characters that cannot be drawn. Formats that draw
// glyphs themselves return it before they write anything: an empty box in a
// figure would go unnoticed.
type MissingError struct{ Lacks []Lack }

// Error names each character and its code point, and after them their text.
func (e *MissingError) Error() string {
	out := "the typeface has no glyph for"
	for i, l := range e.Lacks {
		out += fmt.Sprintf(" %q (%U)", l.Char, l.Char)
		if i+1 == len(e.Lacks) || e.Lacks[i+1].Text != l.Text {
			out += fmt.Sprintf(" in %q", l.Text)
		}
		if i+1 < len(e.Lacks) {
			out += ","
		}
	}
	return out
}

// Hint is the way out, for an author.
func (e *MissingError) Hint() string {
	return "write it with another character, or export plain SVG, which is shown in the reader's own fonts"
}

// Check returns a *MissingError with every character of texts that the
// typeface lacks, in their order, or nil.
func Check(texts iter.Seq[string]) error {
	face, err := Open(false)
	if err != nil {
		return err
	}
	face.mu.Lock()
	defer face.mu.Unlock()
	var lacks []Lack
	for text := range texts {
		for _, r := range text {
			if face.has(r) || slices.ContainsFunc(lacks, func(l Lack) bool { return l.Char == r }) {
				continue
			}
			lacks = append(lacks, Lack{r, text})
		}
	}
	if lacks != nil {
		return &MissingError{lacks}
	}
	return nil
}

// has reports whether r can be drawn; f.mu is held.
func (f *Face) has(r rune) bool {
	_, ok := f.glyph(r)
	return ok
}

// invisible reports whether r has no shape and no width by its nature, and so
// needs no glyph: joiners, direction marks, variation selectors.
func invisible(r rune) bool {
	return unicode.In(r, unicode.Cf, unicode.Variation_Selector) && !unicode.Is(unicode.Prepended_Concatenation_Mark, r)
}
