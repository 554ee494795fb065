package diagnostic

import (
	"bytes"
	"strings"
	"unicode"
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
	Text string // tabs spread out, control characters replaced
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
		_, w := cell(r, col)
		col += w
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
	line := readable(src)
	var text strings.Builder
	var from, to, col int
	n := 0
	for _, r := range line {
		n++
		if n == p.Col {
			from, to = col, col
		}
		shown, w := cell(r, col)
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

// readable is a line as text: without its end, and in whole characters.
func readable(line []byte) string {
	return strings.ToValidUTF8(string(bytes.TrimSuffix(line, []byte("\r"))), "\uFFFD")
}

// cell is how a character is shown at a column, and in how many columns.
func cell(r rune, col int) (string, int) {
	switch {
	case r == '\t':
		n := tabStop - col%tabStop
		return strings.Repeat(" ", n), n
	case unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r):
		return "\uFFFD", 1 // a file must not steer the terminal
	}
	return string(r), words.RuneColumns(r)
}

// clip cuts a long line down to what surrounds the caret.
func clip(e Excerpt) Excerpt {
	total := 0
	for _, r := range e.Text {
		_, w := cell(r, total)
		total += w
	}
	if total <= excerptWidth {
		return e
	}
	first := max(0, min(e.Offset-excerptWidth/3, total-excerptWidth))
	var out strings.Builder
	start, col := -1, 0
	for i, r := range e.Text {
		_, w := cell(r, col)
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

// plain makes one line of words that came from a file: no control characters,
// no broken UTF-8.
func plain(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r == utf8.RuneError || unicode.IsControl(r) {
			r = ' '
		}
		b.WriteRune(r)
	}
	return b.String()
}
