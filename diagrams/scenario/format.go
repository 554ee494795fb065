package scenario

import (
	"woshou/diagrams/place"
	"woshou/diagrams/scenario/lines"
)

// Format returns f in canonical spelling: its head, body and comments, in the
// order of their lines, single blank lines kept. Parse gives f back, apart
// from positions, and formatting that again changes nothing. Of the resolved
// fields (Title, Hosts …) it prints nothing: what counts is the Head. It is
// meant for a File that Parse found no fault with.
func Format(f *File) string {
	w := writer{lines.NewWriter(f.Comments)}
	for _, h := range f.Head {
		line := h.Position().Line
		w.Line(line, line, h.String())
	}
	w.statements(f.Body)
	return w.String()
}

// indent is what the lines of a block start with.
const indent = "  "

// writer writes statements.
type writer struct{ *lines.Writer }

// statements writes a body. A block of one statement goes on one line, unless
// a comment inside would have to move.
func (w writer) statements(body []Statement) {
	for _, s := range body {
		start := s.Position().Line
		inner, end, isBlock := blockOf(s)
		switch {
		case !isBlock:
			w.Line(start, start, s.String())
		case len(inner) == 1 && !w.HasCommentsWithin(start, end.Line):
			w.Line(start, end.Line, s.String()+" { "+inner[0].String()+" }")
		default:
			w.block(s, inner, end.Line)
		}
	}
}

// block writes a block of several lines; blank ones only between statements.
func (w writer) block(s Statement, inner []Statement, end int) {
	start := s.Position().Line
	w.Line(start, start, s.String()+" {")
	w.Indent = indent
	w.Close()
	w.statements(inner)
	w.CommentsBefore(end)
	w.Indent = ""
	w.Close()
	w.Line(end, end, "}")
}

// blockOf returns the block that s ends in, if it does.
func blockOf(s Statement) (body []Statement, end place.Place, ok bool) {
	switch s := s.(type) {
	case Together:
		return s.Body, s.End, true
	case When:
		return s.Body, s.End, true
	case After:
		return blockOf(s.Do)
	}
	return nil, place.Place{}, false
}
