package words

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// longestPart is how many characters of an author's a message repeats in one
// place: more than a list of all the words that would be right there.
const longestPart = 500

// shown is what a message repeats of an author's text, cut where it is too long to
// be read.
func shown(text string) string { return Visible(text, longestPart) }

// Visible is a text, or as many of its characters as may be shown, with nothing in it
// that nobody sees, see Glyph.
func Visible(text string, most int) string {
	var b strings.Builder
	n, before := 0, rune(0)
	for at, size := 0, 0; at < len(text); at += size {
		if n++; n > most {
			b.WriteRune('…')
			break
		}
		var r rune
		r, size = utf8.DecodeRuneInString(text[at:])
		b.WriteString(Glyph(before, text[at:at+size]))
		before = r
	}
	return b.String()
}

// Glyph is how one character, which stands behind another, is shown to an author: as it
// is, if it can be seen and leaves its neighbours in their places; else by its
// number, as U+202E. A byte that belongs to no character is shown as the byte, as
// \xff. Tabs and the ends of lines are kept, and so are joiners and variation
// selectors where they are at home: not behind Han or Latin letters.
func Glyph(before rune, char string) string {
	r, size := utf8.DecodeRuneInString(char)
	switch joins := unicode.In(r, unicode.Join_Control, unicode.Variation_Selector); {
	case r < 0x7F && r >= ' ': // the most, and quickly
	case r == utf8.RuneError && size == 1:
		return fmt.Sprintf(`\x%02x`, char[0])
	case r == '\t', r == '\n', joins && !unicode.In(before, unicode.Latin, unicode.Han):
	case joins, !unicode.IsGraphic(r), unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r):
		return fmt.Sprintf("U+%04X", r)
	}
	return char
}
