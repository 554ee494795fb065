package words

import (
	"unicode"

	"golang.org/x/text/width"
)

// Columns is how many columns of a terminal or an editor a text takes: Han takes
// two, a mark that stands over another character none.
func Columns(text string) (n int) {
	for _, r := range text {
		n += RuneColumns(r)
	}
	return n
}

// RuneColumns is how many columns one character takes.
func RuneColumns(r rune) int {
	if r < 0x300 && r != 0xad { // the most, and quickly
		return 1
	}
	if unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf) {
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}
