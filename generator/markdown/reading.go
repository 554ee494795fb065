package markdown

import (
	"woshou/generator/diagnostic"
	"woshou/generator/page"
	"woshou/generator/source"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
)

// reading is what every pass over a page has at hand: the document to fill in,
// the text that places count in, the ids that are taken.
type reading struct {
	doc      *Document
	opt      Options
	text     *source.Text
	ids      ids
	warned   map[string]bool   // see warnOnce
	unclosed map[ast.Node]bool // fences that end for want of lines
	spent
}

// report adds a problem that stands at source[start:stop].
func (r *reading) report(s diagnostic.Severity, code string, start, stop int, message, hint diagnostic.Message) {
	r.doc.Problems = append(r.doc.Problems, diagnostic.Problem{Place: r.text.Span(start, stop), Severity: s, Code: code, Message: message, Hint: hint})
}

// warn reports a warning.
func (r *reading) warn(code string, start, stop int, message, hint diagnostic.Message) {
	r.report(diagnostic.Warning, code, start, stop, message, hint)
}

// noteLink adds to Document.Links what stands at an offset.
func (r *reading) noteLink(dest string, image bool, at int) {
	r.doc.Links = append(r.doc.Links, page.Link{Dest: dest, Image: image, Place: r.text.Place(at)})
}

// readingKey finds the reading from inside goldmark's parsers.
var readingKey = parser.NewContextKey()

// readingOf is nil when our parsers run in a bare goldmark.
func readingOf(pc parser.Context) *reading {
	r, _ := pc.Get(readingKey).(*reading)
	return r
}
