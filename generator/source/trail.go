package source

import (
	"strings"
	"unicode/utf8"

	"woshou/diagrams/place"
)

// Trail is a text that is put together of pieces of a page, and the way back
// from there to where each stands.
type Trail struct {
	of    *Text
	text  strings.Builder
	marks []trailMark
}

// trailMark says that text[at:] starts at All[from:].
type trailMark struct{ at, from int }

// NewTrail begins a trail through a page.
func NewTrail(of *Text) *Trail { return &Trail{of: of} }

// String is the text so far.
func (t *Trail) String() string { return t.text.String() }

// Add appends what stands at All[from:] in the page.
func (t *Trail) Add(from int, text string) {
	t.marks = append(t.marks, trailMark{t.text.Len(), from})
	t.text.WriteString(text)
}

// Fill appends what stands nowhere: it belongs to the piece before.
func (t *Trail) Fill(text string) { t.text.WriteString(text) }

// Place is where String()[from:to] stands.
func (t *Trail) Place(from, to int) place.Place {
	_, last := utf8.DecodeLastRuneInString(t.String()[from:to])
	start, stop := t.back(from), t.back(max(to-last, from))
	at := t.of.Place(start)
	first := FirstLine(t.of.All[start:max(start, stop)])
	at.Width = utf8.RuneCount(first)
	if len(first) == stop-start { // the last character is on the same line
		at.Width++
	}
	return at
}

// back is the offset in the page of one in the text.
func (t *Trail) back(at int) int {
	from := 0
	for _, m := range t.marks {
		if m.at > at {
			break
		}
		from = m.from + at - m.at
	}
	return min(from, len(t.of.All))
}
