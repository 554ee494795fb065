package markdown

import (
	"bytes"
	"sync"

	"github.com/yuin/goldmark/ast"
)

// Body is a page's Markdown as HTML, with what whoever puts it into a page must
// know of it and should not have to read back. The slices are not to be
// modified.
type Body struct {
	HTML []byte
	// Blocks are the parts of HTML, one for each of Document.Blocks; joined they
	// are HTML. There are none where HTML has no element.
	Blocks []Part
	// Opening is the figure that HTML begins with, in whatever holds it; nothing
	// where it begins with something else.
	Opening []byte
}

// Part is the HTML of one top-level block.
type Part struct {
	HTML    []byte
	IDs     []string // of its elements, in order, but those inside a figure
	Figures []string // the ids of its figures, in order
	Sheets  Sheets
}

// Sheets are the style sheets that some HTML needs beside the one of all pages.
type Sheets struct {
	Code    bool // marks and numbers of lines, titles of code
	Tasks   bool // exercises
	Checks  bool // what was found by checking a protocol
	Gallery bool // small pictures of figures
	Marks   bool // badges, formulas, the table of contents
}

// And are the sheets of both.
func (s Sheets) And(t Sheets) Sheets {
	return Sheets{s.Code || t.Code, s.Tasks || t.Tasks, s.Checks || t.Checks, s.Gallery || t.Gallery, s.Marks || t.Marks}
}

// IDs are the ids of the elements of a body, but those inside figures.
func (b *Body) IDs() (ids []string) {
	for i := range b.Blocks {
		ids = append(ids, b.Blocks[i].IDs...)
	}
	return ids
}

// Sheets are those that a body needs.
func (b *Body) Sheets() (all Sheets) {
	for i := range b.Blocks {
		all = all.And(b.Blocks[i].Sheets)
	}
	return all
}

// Render writes the page's body as HTML. It depends on d and on what r's
// functions return, on nothing else.
func (d *Document) Render(r Renderer) *Body {
	p := &printer{htmlWriter: htmlWriter{suffix: r.Suffix}, doc: d, r: r.withDefaults()}
	room := rooms.Get().(*[]byte)
	p.out = output{*bytes.NewBuffer((*room)[:0])}
	w := bodyWriter{printer: p, parts: make([]Part, 0, d.tree.ChildCount())}
	w.document(d.tree)
	body := w.body()
	*room = p.out.Bytes()
	rooms.Put(room)
	return body
}

// rooms are where bodies are written before it is known how long they get.
var rooms = sync.Pool{New: func() any { return new([]byte) }}

// bodyWriter writes a body part by part.
type bodyWriter struct {
	*printer
	parts   []Part
	ends    []int // of all parts but the last, in the HTML
	begun   bool  // the first element has ended
	opening int   // length of the opening
}

// document writes the top-level blocks. What stands between them is the end of
// the block before.
func (w *bodyWriter) document(root ast.Node) {
	w.begun = w.write(w.r.After(-1))
	for n, at := range topLevel(root) {
		if at.n > 0 {
			w.begin()
			w.mark = w.r.Mark(at.mark())
		}
		w.node(n)
		w.mark = ""
		w.first()
		if at.n > 0 {
			w.write(w.r.After(len(w.parts) - 1))
		}
	}
	w.end()
}

// write reports whether there was something to write.
func (w *bodyWriter) write(html []byte) bool {
	w.out.Write(html)
	return len(html) > 0
}

// begin begins a part. What comes before the first is in that.
func (w *bodyWriter) begin() {
	if len(w.parts) > 0 {
		w.ends = append(w.ends, w.out.Len())
		w.end()
	}
	w.parts = append(w.parts, Part{})
}

// end gives the last part what was learnt of it.
func (w *bodyWriter) end() {
	if last := len(w.parts) - 1; last >= 0 {
		w.parts[last] = w.part
		w.part = Part{}
	}
}

// first notes where the first element ends, if it holds a figure.
func (w *bodyWriter) first() {
	if w.begun || len(w.parts) == 0 || w.depth > 0 {
		return
	}
	w.begun = true
	if w.figures > 0 {
		w.opening = len(bytes.TrimRight(w.out.Bytes(), "\n"))
	}
}

func (w *bodyWriter) body() *Body {
	html := bytes.Clone(w.out.Bytes())
	from := 0
	for i, end := range append(w.ends, len(html)) {
		if i < len(w.parts) {
			w.parts[i].HTML = html[from:end:end]
		}
		from = end
	}
	return &Body{HTML: html, Blocks: w.parts, Opening: html[:w.opening:w.opening]}
}
