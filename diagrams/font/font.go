// Package font knows how wide text is and what its glyphs look like, Latin and
// Chinese, the same on every machine.
//
// Widths come from a table made of the faces in noto, so that a layout opens
// no face; outlines come from the faces themselves, which are opened at their
// first use. Both take one glyph a character, without kerning, so that text
// is drawn as it was measured. A page shows its own system's faces: leave
// them a tenth of slack.
package font

import (
	"slices"
	"unicode"

	"golang.org/x/text/width"
)

//go:generate go run ./internal/measure

// advance is how far a character moves the pen, in thousandths of an em.
type advance struct {
	char          rune
	regular, bold uint16
}

// Width is the length of text in points, set in one line at size points per
// em. It allocates nothing.
func Width(text string, size float64, bold bool) float64 {
	total := 0
	for _, r := range text {
		total += thousandths(r, bold)
	}
	return float64(total) * size / 1000
}

// thousandths is the advance of r in thousandths of an em.
func thousandths(r rune, bold bool) int {
	var a advance
	if int(r) < len(latin) {
		a = latin[r]
	} else if i, ok := slices.BinarySearchFunc(others, r, byChar); ok {
		a = others[i]
	} else {
		return usual(r)
	}
	if bold {
		return int(a.bold)
	}
	return int(a.regular)
}

func byChar(a advance, r rune) int { return int(a.char - r) }

// usual is the advance of a character that the table does not name: marks
// take no room; ideographs, kana, hangul and full-width forms take one em, and
// so do the characters that are wide only beside Chinese. What is left is
// Latin and its kin: as wide as most of their letters.
//
// The classes are those of Unicode Standard Annex #11.
func usual(r rune) int {
	if unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf) {
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth, width.EastAsianAmbiguous:
		return 1000
	case width.EastAsianHalfwidth:
		return 500
	default:
		return 600
	}
}
