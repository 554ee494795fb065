package lines

// Writer writes statements in canonical spelling, each on the lines that it
// takes, with the comments and the single blank lines of the source.
type Writer struct {
	// Indent is what the next lines start with.
	Indent string

	out      []outLine
	comments []Comment // yet to be written
	source   int       // the source line written last; 0 where no blank line may follow
}

// NewWriter returns a writer of a text that has these comments.
func NewWriter(comments []Comment) *Writer { return &Writer{comments: comments} }

// lastLine is below every line of a file.
const lastLine = int(^uint(0) >> 1)

// Line writes as one line what stood at the lines start to end of the source,
// with the comments above it and the one behind it.
func (w *Writer) Line(start, end int, text string) {
	w.CommentsBefore(start)
	w.gap(start)
	l := outLine{text: w.Indent + text}
	if len(w.comments) > 0 && w.comments[0].Line == end {
		l.comment = "#" + w.comments[0].Text
		w.comments = w.comments[1:]
	}
	w.out = append(w.out, l)
	w.source = end
}

// Close says that no blank line follows the one written last: it opens a block,
// or ends one.
func (w *Writer) Close() { w.source = 0 }

// gap writes a blank line if the source has one above that line.
func (w *Writer) gap(source int) {
	if w.source > 0 && source > w.source+1 {
		w.out = append(w.out, outLine{})
	}
}

// CommentsBefore writes the comments that have a line above that of the
// source to themselves.
func (w *Writer) CommentsBefore(source int) {
	for len(w.comments) > 0 && w.comments[0].Line < source {
		c := w.comments[0]
		w.comments = w.comments[1:]
		w.gap(c.Line)
		w.out = append(w.out, outLine{text: w.Indent + "#" + c.Text})
		w.source = c.Line
	}
}

// HasCommentsWithin reports whether a comment that is yet to be written stands
// from the line start to above the line end of the source.
func (w *Writer) HasCommentsWithin(start, end int) bool {
	for _, c := range w.comments {
		if c.Line >= start && c.Line < end {
			return true
		}
	}
	return false
}

// String is all that was written, and the comments that are left.
func (w *Writer) String() string {
	w.CommentsBefore(lastLine)
	return alignComments(w.out)
}
