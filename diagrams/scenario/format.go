package scenario

import "woshou/diagrams/place"

// Format returns f in canonical spelling: its head, body and comments, in the
// order of their lines, single blank lines kept. Parse gives f back, apart
// from positions, and formatting that again changes nothing. Of the resolved
// fields (Title, Hosts …) it prints nothing: what counts is the Head. It is
// meant for a File that Parse found no fault with.
func Format(f *File) string {
	w := &writer{comments: f.Comments}
	for _, h := range f.Head {
		line := h.Position().Line
		w.line(line, line, h.String())
	}
	w.statements(f.Body)
	w.commentsBefore(lastLine)
	return alignComments(w.out)
}

// lastLine is below every line of a file.
const lastLine = int(^uint(0) >> 1)

// indent is what the lines of a block start with.
const indent = "  "

// writer is the text so far, and where in the source it has got to.
type writer struct {
	out      []outLine
	comments []Comment // yet to be written
	source   int       // the source line written last; 0 where no blank line may follow
	indent   string
}

// line writes as one line what stood at the lines start to end of the source,
// with the comments above it and the one behind it.
func (w *writer) line(start, end int, text string) {
	w.commentsBefore(start)
	w.gap(start)
	l := outLine{text: w.indent + text}
	if len(w.comments) > 0 && w.comments[0].Line == end {
		l.comment = "#" + w.comments[0].Text
		w.comments = w.comments[1:]
	}
	w.out = append(w.out, l)
	w.source = end
}

// gap writes a blank line if the source has one above that line.
func (w *writer) gap(source int) {
	if w.source > 0 && source > w.source+1 {
		w.out = append(w.out, outLine{})
	}
}

// commentsBefore writes the comments that have a line above that of the
// source to themselves.
func (w *writer) commentsBefore(source int) {
	for len(w.comments) > 0 && w.comments[0].Line < source {
		c := w.comments[0]
		w.comments = w.comments[1:]
		w.gap(c.Line)
		w.out = append(w.out, outLine{text: w.indent + "#" + c.Text})
		w.source = c.Line
	}
}

// statements writes a body. A block of one statement goes on one line, unless
// a comment inside would have to move.
func (w *writer) statements(body []Statement) {
	for _, s := range body {
		start := s.Position().Line
		inner, end, isBlock := blockOf(s)
		switch {
		case !isBlock:
			w.line(start, start, s.String())
		case len(inner) == 1 && !w.commentsWithin(start, end.Line):
			w.line(start, end.Line, s.String()+" { "+inner[0].String()+" }")
		default:
			w.lines(s, inner, end.Line)
		}
	}
}

// lines writes a block of several lines; blank ones only between statements.
func (w *writer) lines(s Statement, inner []Statement, end int) {
	start := s.Position().Line
	w.line(start, start, s.String()+" {")
	w.indent, w.source = indent, 0
	w.statements(inner)
	w.commentsBefore(end)
	w.indent, w.source = "", 0
	w.line(end, end, "}")
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

// commentsWithin reports whether a comment stands between the start of a
// block and the line of its end.
func (w *writer) commentsWithin(start, end int) bool {
	for _, c := range w.comments {
		if c.Line >= start && c.Line < end {
			return true
		}
	}
	return false
}
