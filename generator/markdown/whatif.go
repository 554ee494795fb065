package markdown

import (
	"slices"
	"strconv"
	"strings"
)

// faults are what a reader may try on the segments of a figure, in the order
// in which they are offered.
var faults = []string{"lose", "duplicate", "delay"}

// whatIf reads the option what-if= of a figure: words of faults, joined by
// commas or blanks, or "none". Without the option a segment can be lost.
func (fs *figureList) whatIf(value string, start, end int) []string {
	switch value {
	case "":
		return faults[:1]
	case "none":
		return nil
	}
	words := strings.FieldsFunc(value, func(r rune) bool { return r == ',' || r == ' ' })
	var allowed []string
	for _, fault := range faults {
		if slices.Contains(words, fault) {
			allowed = append(allowed, fault)
		}
	}
	for _, word := range words {
		if !slices.Contains(faults, word) {
			fs.warn("figure-option", start, end, "unknown option "+strconv.Quote(word), "what-if= takes lose, duplicate, delay or none")
		}
	}
	return allowed
}
