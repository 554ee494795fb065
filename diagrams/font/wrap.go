package font

import (
	"strings"

	"github.com/go-text/typesetting/segmenter"
)

// opportunity says how good a place between two characters is for a line to end.
//
// Unicode Standard Annex #14.
type opportunity byte

const (
	never   opportunity = iota // within a character made of several
	letters                    // between two characters of a word: the last resort
	inWord                     // allowed by the rules, but in a Latin word such as SYN-SENT
	between                    // between words or ideographs
	always                     // the text itself ends the line here
)

// Wrap breaks text into lines of at most maxWidth points, set at size points
// per em, without the spaces at their ends. Lines end where Unicode Standard
// Annex #14 allows it: no Chinese line starts with a closing mark or ends with
// an opening one. A Latin word stays whole unless it alone is too wide. A line
// holds one character at least, however narrow it is. Empty text has no lines.
func Wrap(text string, size, maxWidth float64, bold bool) []string {
	chars := []rune(text)
	breaks := opportunities(chars)
	limit := maxWidth * 1000 / size
	var lines []string
	for start := 0; start < len(chars); {
		end := lineEnd(chars, breaks, start, limit, bold)
		lines = append(lines, strings.TrimSpace(string(chars[start:end])))
		start = end
	}
	return lines
}

// lineEnd is where the line that starts at start ends: at the best place whose
// line is not wider than limit thousandths of an em, and the last of these.
func lineEnd(chars []rune, breaks []opportunity, start int, limit float64, bold bool) int {
	best, end := never, start
	wide, inked := 0, 0 // width so far, and without the spaces at the end
	for i := start; i < len(chars); i++ {
		wide += thousandths(chars[i], bold)
		if chars[i] != ' ' && chars[i] != '\n' {
			inked = wide
		}
		if float64(inked) > limit && end > start {
			return end
		}
		if breaks[i] == always {
			return i + 1
		}
		if p := breaks[i]; p != never && p >= best {
			best, end = p, i+1
		}
	}
	// What is left fits, unless it is a single character.
	return len(chars)
}

// opportunities rates the place after each character.
func opportunities(chars []rune) []opportunity {
	breaks := make([]opportunity, len(chars))
	var s segmenter.Segmenter
	s.Init(chars)
	for i := s.GraphemeIterator(); i.Next(); {
		g := i.Grapheme()
		breaks[g.Offset+len(g.Text)-1] = letters
	}
	for i := s.LineIterator(); i.Next(); {
		line := i.Line()
		last := line.Offset + len(line.Text) - 1
		switch {
		case line.IsMandatoryBreak:
			breaks[last] = always
		case last+1 < len(chars) && latinWord(chars[last]) && latinWord(chars[last+1]):
			breaks[last] = inWord
		default:
			breaks[last] = between
		}
	}
	return breaks
}

// latinWord reports whether a character may be part of a Latin word, a name or
// a number: whatever is printed in ASCII.
func latinWord(r rune) bool { return r > ' ' && r < 0x7f }
