package scenario

import "strings"

// Format returns f in canonical spelling: its head, body and comments, in the
// order of their lines, single blank lines kept. Parse gives f back, apart
// from positions, and formatting that again changes nothing. Of the resolved
// fields (Title, Hosts …) it prints nothing: what counts is the Head. It is
// meant for a File that Parse found no fault with.
func Format(f *File) string {
	w := &writer{comments: f.Comments}
	for _, h := range f.Head {
		w.line(h.Position().Line, h.String())
	}
	w.statements(f.Body)
	w.commentsBefore(lastLine)
	return w.out.String()
}

// lastLine is below every line of a file.
const lastLine = int(^uint(0) >> 1)

// indent is what the lines of a block start with.
const indent = "  "

// writer is the text so far, and where in the source it has got to.
type writer struct {
	out      strings.Builder
	comments []Comment // yet to be written
	source   int       // the source line written last
	indent   string
}

// line writes one line that stood at that line of the source, with the
// comments above it and the one behind it.
func (w *writer) line(source int, text string) {
	w.commentsBefore(source)
	w.gap(source)
	w.out.WriteString(w.indent + text)
	if len(w.comments) > 0 && w.comments[0].Pos.Line == source {
		w.out.WriteString("  #" + w.comments[0].Text)
		w.comments = w.comments[1:]
	}
	w.out.WriteByte('\n')
	w.source = source
}

// gap writes a blank line if the source has one above that line.
func (w *writer) gap(source int) {
	if w.source > 0 && source > w.source+1 {
		w.out.WriteByte('\n')
	}
}

// commentsBefore writes the comments that have a line above that of the
// source to themselves.
func (w *writer) commentsBefore(source int) {
	for len(w.comments) > 0 && w.comments[0].Pos.Line < source {
		c := w.comments[0]
		w.comments = w.comments[1:]
		w.gap(c.Pos.Line)
		w.out.WriteString(w.indent + "#" + c.Text + "\n")
		w.source = c.Pos.Line
	}
}

func (w *writer) statements(body []Statement) {
	for _, s := range body {
		start := s.Position().Line
		inner, end, isBlock := blockOf(s)
		switch {
		case !isBlock:
			w.line(start, s.String())
		case len(inner) == 1 && !w.commentsWithin(start, end.Line):
			w.line(end.Line, s.String()+" { "+inner[0].String()+" }")
		default:
			w.line(start, s.String()+" {")
			w.indent = indent
			w.statements(inner)
			w.commentsBefore(end.Line)
			w.indent = ""
			w.line(end.Line, "}")
		}
	}
}

// blockOf returns the block that s ends in, if it does.
func blockOf(s Statement) (body []Statement, end Pos, ok bool) {
	switch s := s.(type) {
	case Together:
		return s.Body, s.End, true
	case When:
		return s.Body, s.End, true
	case After:
		return blockOf(s.Do)
	}
	return nil, Pos{}, false
}

// commentsWithin reports whether a comment stands between the start of a
// block and the line of its end.
func (w *writer) commentsWithin(start, end int) bool {
	for _, c := range w.comments {
		if c.Pos.Line >= start && c.Pos.Line < end {
			return true
		}
	}
	return false
}
