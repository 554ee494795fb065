package press

import (
	"bytes"
	"fmt"
	"html"
	"slices"

	"woshou/generator/bilingual"
	"woshou/generator/markdown"
)

// rows writes two pages side by side.
type rows struct {
	a, b    *side
	once    []string // the figures to be shown once
	out     bytes.Buffer
	notes   bool // a note stands beside a block
	opening int  // length of the first row, if there is a figure in it
}

// write writes the rows of a pairing.
func (r *rows) write(pairing []bilingual.Row) {
	r.out.Grow(2 * (r.a.size() + r.b.size()))
	for _, row := range pairing {
		if r.pair(row); r.opening == 0 && row.A.From == 0 && row.B.From == 0 && (r.a.draws(row.A) || r.b.draws(row.B)) {
			r.opening = len(bytes.TrimRight(r.out.Bytes(), "\n"))
		}
	}
}

// draws reports whether there is a figure in some blocks.
func (s *side) draws(span bilingual.Span) bool {
	return slices.ContainsFunc(s.parts[span.From:span.To], func(p markdown.Part) bool { return len(p.Figures) > 0 })
}

func (s *side) size() (n int) {
	for _, part := range s.parts {
		n += len(part.HTML)
	}
	return n
}

// pair writes one row: two cells, or what both languages share once across
// both. Tables are as wide as the page, one below the other.
func (r *rows) pair(row bilingual.Row) {
	a, b, out := r.a, r.b, &r.out
	x, y := a.html(row.A), b.html(row.B)
	if r.isShared(row) {
		fmt.Fprintf(out, "<div class=\"row whole\" lang=\"%s\">\n%s</div>\n", a.page.Lang.Lang, x)
		return
	}
	class := "row"
	if row.A.Len() == 1 && a.blocks[row.A.From].Kind == "table" || row.B.Len() == 1 && b.blocks[row.B.From].Kind == "table" {
		class = "row whole"
	}
	fmt.Fprintf(out, "<div class=\"%s\">\n", class)
	if row.A.Len() == 0 {
		x = r.beside(b, row.B.From)
	}
	fmt.Fprintf(out, "<div lang=\"%s\">\n%s</div>\n", a.page.Lang.Lang, x)
	if row.B.Len() > 0 {
		fmt.Fprintf(out, "<details open lang=\"%s\"><summary data-chrome>%s</summary>\n%s</details>\n", b.page.Lang.Lang, html.EscapeString(b.page.Lang.Name), y)
	} else if note := r.beside(a, row.A.From); note != nil {
		fmt.Fprintf(out, "<div lang=\"%s\">\n%s</div>\n", b.page.Lang.Lang, note)
	}
	out.WriteString("</div>\n")
}

// beside is what stands beside a block that has no partner.
func (r *rows) beside(s *side, block int) []byte {
	note := s.beside[block]
	r.notes = r.notes || note != nil
	return note
}

// isShared reports whether a row is one thing in both languages: the same figure,
// or code or a table that says the same to the letter.
func (r *rows) isShared(row bilingual.Row) bool {
	if row.A.Len() != 1 || row.B.Len() != 1 {
		return false
	}
	a, b := &r.a.blocks[row.A.From], &r.b.blocks[row.B.From]
	x, y := &r.a.parts[row.A.From], &r.b.parts[row.B.From]
	switch {
	case a.Kind != b.Kind:
		return false
	case a.Kind == "figure":
		return slices.Contains(r.once, a.ID)
	case a.Kind == "code": // what somebody links to stays where it is
		return a.Text == b.Text && len(x.IDs)+len(y.IDs) == 0
	}
	return a.Kind == "table" && bytes.Equal(x.HTML, y.HTML)
}
