package diagnostic

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"woshou/diagrams/words"
)

const (
	tabStop      = 4   // columns between the stops that a tab runs to
	excerptWidth = 100 // columns of a line that are shown, around the caret
	// longestLine bounds the octets of a line that is shown at all: nobody
	// wrote a longer one, and each of its problems would read it whole.
	longestLine = 8 << 10
)

// Excerpt is a line of the author's text with what is needed to point at a
// place in it.
type Excerpt struct {
	Text string // tabs spread out, what nobody sees by its number
	// Offset and Width are the caret's place and length in columns of a
	// terminal, where Han characters count two.
	Offset, Width int
}

// Split cuts the text at the caret: what stands before it, over it, and after.
func (e Excerpt) Split() (before, marked, after string) {
	col, from, to := 0, len(e.Text), len(e.Text)
	for i, r := range e.Text {
		if col == e.Offset {
			from = min(from, i)
		}
		if col >= e.Offset+e.Width {
			to = i
			break
		}
		col += words.RuneColumns(r)
	}
	return e.Text[:from], e.Text[from:to], e.Text[to:]
}

// Show returns the excerpt that p points at, or false when src has no such
// line, or one too long to be read.
func Show(src []byte, p Problem) (Excerpt, bool) {
	line, ok := lineOf(src, p.Line)
	if !ok {
		return Excerpt{}, false
	}
	return showLine(line, p)
}

// showLine is Show for the line that p points at.
func showLine(src []byte, p Problem) (Excerpt, bool) {
	if p.Line < 1 || len(src) > longestLine {
		return Excerpt{}, false
	}
	line := string(bytes.TrimSuffix(src, []byte("\r")))
	var text strings.Builder
	var from, to, col int
	n, before := 0, rune(0)
	for at, size := 0, 0; at < len(line); at += size {
		n++
		if n == p.Col {
			from, to = col, col
		}
		var r rune
		r, size = utf8.DecodeRuneInString(line[at:])
		shown, w := cell(before, line[at:at+size], col)
		before = r
		text.WriteString(shown)
		col += w
		if n >= p.Col && n-p.Col < max(p.Width, 1) {
			to = col
		}
	}
	if p.Col > n { // at the end of the line
		from, to = col, col+1
	}
	return clip(Excerpt{text.String(), from, max(to-from, 1)}), true
}

// lineOf returns line n of src, counted from 1, without its end.
func lineOf(src []byte, n int) ([]byte, bool) {
	if n < 1 {
		return nil, false
	}
	for ; n > 1; n-- {
		_, rest, found := bytes.Cut(src, []byte("\n"))
		if !found {
			return nil, false
		}
		src = rest
	}
	line, _, _ := bytes.Cut(src, []byte("\n"))
	return line, true
}

// cell is how a character, behind another, is shown at a column, and in how many. What could
// steer the terminal is shown by its number.
func cell(before rune, char string, col int) (string, int) {
	if char == "\t" {
		n := tabStop - col%tabStop
		return strings.Repeat(" ", n), n
	}
	shown := words.Glyph(before, char)
	return shown, words.Columns(shown)
}

// clip cuts a long line down to what surrounds the caret.
func clip(e Excerpt) Excerpt {
	total := 0
	for _, r := range e.Text {
		total += words.RuneColumns(r)
	}
	if total <= excerptWidth {
		return e
	}
	first := max(0, min(e.Offset-excerptWidth/3, total-excerptWidth))
	var out strings.Builder
	start, col := -1, 0
	for i, r := range e.Text {
		w := words.RuneColumns(r)
		if col >= first && col+w <= first+excerptWidth {
			if start < 0 {
				start = col
				if i > 0 {
					out.WriteRune('…')
					start--
				}
			}
			out.WriteRune(r)
		}
		col += w
	}
	if first+excerptWidth < total {
		out.WriteRune('…')
	}
	e.Offset -= start
	e.Width = max(1, min(e.Width, excerptWidth+1-e.Offset))
	e.Text = out.String()
	return e
}
