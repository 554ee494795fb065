// Package twin writes plain Markdown: what every program reads that reads
// Markdown at all, and what a page says to readers without a browser and to
// language models.
//
// A Writer is told what a text consists of, from the outside in: Begin begins an
// element, End ends it and what is still open in it. It knows what has to stand
// between two blocks, what each line of a quote begins with, and which
// characters of a text would otherwise mean something.
//
//	quote := w.Begin(twin.Quote)
//	title := w.Begin(twin.Strong)
//	w.Text("2 * 3")
//	w.End(title)
//	w.End(quote)                      > **2 * 3**
//
// Text outside a paragraph begins one, as in HTML; a block ends the paragraph
// before it. So whatever an author's HTML does, what is written is well formed.
// What turns out to be empty leaves no trace.
//
// It is CommonMark with what GitHub adds: tables, tasks, strikethrough, and
// footnotes; formulas stand between dollar signs.
package twin

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
)

// Kind is that of an element.
type Kind uint8

// The elements that have nothing to be said about them. Those that do have
// methods of a Writer.
const (
	_         Kind = iota
	Group          // a block that only holds others
	Paragraph      //
	Quote          //
	Item           // of a list
	Pre            // code as a block, its text to the letter
	Table          //
	Row            // of a table
	Strong         //
	Emphasis       //
	Deleted        //
	Code           // code in a line, its text to the letter

	heading
	list
	note
	cell
	done    // a block that was written at once
	formula // to who knows no formulas, a paragraph
	link
	nothing // an element inside a line that makes no difference
)

func (k Kind) isInline() bool {
	switch k {
	case Strong, Emphasis, Deleted, Code, link, nothing:
		return true
	}
	return false
}

// isText reports whether an element holds what stands in a line.
func (k Kind) isText() bool { return k == Paragraph || k == heading }

// Writer writes one text. The zero value is ready. It is not safe for
// concurrent use.
type Writer struct {
	out     []byte
	open    []element // from the outside in; the first is the whole
	literal int       // how many open elements hold code
	links   int       // how many are links
	table   *table    // that is open; there is one at a time
	marks   positions
	scratch []byte
}

// element is one that is open.
type element struct {
	kind Kind
	at   int // where it begins, with what stands before it
	// start is where its content does. It is -1 of an element inside a line of
	// which nothing has been written.
	start       int
	n           int // level of a heading, number of an item or a note
	list        List
	cell        Cell
	dest, title string // of a link

	// What was written in it last, and if that was a list, the list.
	last     Kind
	lastList List
}

// List is what there is to be said about a list.
type List struct {
	Ordered bool
	Start   int
	Loose   bool // its items are apart
	other   bool // its marks are others than those of the list before it
}

// Grow makes room for some more bytes.
func (w *Writer) Grow(n int) { w.out = slices.Grow(w.out, n) }

// Front writes the front matter, before anything else.
func (w *Writer) Front(yaml []byte) {
	w.out = append(append(append(w.out, "---\n"...), yaml...), "---\n\n"...)
}

// Bytes returns the text so far; it ends all that is open. The text ends in a
// line break unless it is empty.
func (w *Writer) Bytes() []byte {
	w.End(0)
	return w.out
}

// String returns the text so far as Bytes does.
func (w *Writer) String() string { return string(w.Bytes()) }

// Begin begins an element, and returns what End ends it by.
func (w *Writer) Begin(k Kind) int {
	if k.isInline() {
		return w.begin(element{kind: k})
	}
	return w.block(element{kind: k})
}

// Heading begins one of a level from 1 to 6.
func (w *Writer) Heading(level int) int { return w.block(element{kind: heading, n: level}) }

// List begins a list.
func (w *Writer) List(l List) int { return w.block(element{kind: list, list: l, n: l.Start}) }

// Note begins the text of a footnote.
func (w *Writer) Note(number int) int { return w.block(element{kind: note, n: number}) }

// Rule writes a line between two parts of a text.
func (w *Writer) Rule() {
	rule := w.block(element{kind: done})
	w.out = append(w.out, "* * *\n"...)
	w.End(rule)
}

// Formula writes a formula as a block.
func (w *Writer) Formula(tex string) {
	if w.table != nil {
		p := w.Begin(Paragraph)
		w.Mark("$" + oneLine(tex) + "$")
		w.End(p)
		return
	}
	block := w.block(element{kind: formula})
	w.out = append(append(append(w.out, "$$\n"...), tex...), "\n$$\n"...)
	w.End(block)
}

// oneLine is text with single blanks only.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// block begins a block, in the block that is open.
func (w *Writer) block(e element) int {
	w.endText()
	if e = w.flat(e); e.kind == Item {
		e.n = w.number()
	}
	e.at = len(w.out)
	if around := &w.open[len(w.open)-1]; e.at > around.start {
		if e.kind == list && around.last == list && around.lastList.Ordered == e.list.Ordered {
			e.list.other = !around.lastList.other
		}
		if needsBlank(around, &e, w.around(list)) {
			w.out = append(w.out, '\n')
		}
	}
	if e.kind == heading {
		w.out = append(append(w.out, "######"[:e.n]...), ' ')
	}
	e.start = len(w.out)
	switch e.kind {
	case Pre:
		w.literal++
	case Table:
		w.table = &table{}
	case Row:
		w.table.row()
	}
	w.open = append(w.open, e)
	return len(w.open) - 1
}

// flat is an element as it can stand here: a table has no other in it, and
// its parts stand nowhere else.
func (w *Writer) flat(e element) element {
	inside := func(k Kind) bool { return w.open[len(w.open)-1].kind == k }
	switch {
	case e.kind == Table && w.table != nil,
		e.kind == Row && !inside(Table), e.kind == cell && !inside(Row), e.kind == Item && !inside(list):
		return element{kind: Group}
	case e.kind == Quote && w.depth() >= deepest, e.kind == list && w.depth() >= deepest:
		return element{kind: Group}
	}
	return e
}

// deepest is how many quotes and items may be inside each other: each line of
// what is in them begins with something for each.
const deepest = 16

// depth counts the quotes and items that are open.
func (w *Writer) depth() (depth int) {
	for i := range w.open {
		if k := w.open[i].kind; k == Quote || k == Item {
			depth++
		}
	}
	return depth
}

// number is that of the next item of the list that is open.
func (w *Writer) number() int {
	l := &w.open[len(w.open)-1]
	l.n++
	return l.n - 1
}

// around is the innermost open element of a kind, nil for none.
func (w *Writer) around(k Kind) *element {
	for i := len(w.open) - 1; i >= 0; i-- {
		if w.open[i].kind == k {
			return &w.open[i]
		}
	}
	return nil
}

// needsBlank reports whether a blank line has to stand before a block.
func needsBlank(in, e, innermost *element) bool {
	switch {
	case in.kind == list:
		return in.list.Loose
	case e.kind == Row || e.kind == cell:
		return false
	case in.kind != Item || innermost.list.Loose || e.kind == Table || in.last == Table:
		return true
	case e.kind == Paragraph || e.kind == formula:
		return in.last == Paragraph || in.last == formula || in.last == list || in.last == Quote
	case e.kind == Quote:
		return in.last == Quote
	case e.kind == list: // only the number 1 ends a paragraph
		return (in.last == Paragraph || in.last == formula) && e.list.Ordered && e.list.Start != 1
	}
	return e.kind == Group
}

// endText ends the paragraph or heading that is open.
func (w *Writer) endText() {
	if len(w.open) == 0 {
		w.open = append(w.open, element{start: len(w.out)})
	}
	if i := w.text(); i > 0 {
		w.End(i)
	}
}

// text is where the paragraph or heading that is open stands among the open
// elements, 0 if there is none.
func (w *Writer) text() int {
	i := len(w.open) - 1
	for i > 0 && w.open[i].kind.isInline() {
		i--
	}
	if i > 0 && w.open[i].kind.isText() {
		return i
	}
	return 0
}

// End ends an element, and all that is open in it. It does nothing if that has
// been ended.
func (w *Writer) End(begun int) {
	for len(w.open) > max(begun, 1) {
		e := w.open[len(w.open)-1]
		w.open = w.open[:len(w.open)-1]
		w.end(&e)
	}
}

// end writes the end of an element that is no longer open.
func (w *Writer) end(e *element) {
	switch e.kind {
	case Strong, Emphasis, Deleted, Code, link, nothing:
		w.endInline(e)
		return
	case Pre:
		w.endPre(e)
	case Paragraph, heading:
		w.finishText(e)
	case Quote:
		w.prefix(e.start, "> ", "> ")
	case note:
		w.prefix(e.start, "[^"+strconv.Itoa(e.n)+"]: ", "    ")
	case Item:
		w.endItem(e)
	case cell:
		w.endCell(e)
		return
	case Row:
		return
	case Table:
		w.endTable(e)
	}
	if len(w.out) == e.start {
		w.out = w.out[:e.at]
		return
	}
	in := &w.open[len(w.open)-1]
	in.last, in.lastList = e.kind, e.list
	if e.kind == Group && e.last != 0 {
		in.last, in.lastList = e.last, e.lastList
	}
}

// endItem puts the mark of its list before an item.
func (w *Writer) endItem(e *element) {
	l := &w.open[len(w.open)-1].list
	mark := "- "
	switch {
	case l.Ordered && l.other:
		mark = strconv.Itoa(e.n) + ") "
	case l.Ordered:
		mark = strconv.Itoa(e.n) + ". "
	case l.other:
		mark = "* "
	}
	if len(w.out) == e.start {
		w.out = append(append(w.out, mark[:len(mark)-1]...), '\n')
		return
	}
	w.prefix(e.start, mark, "            "[:min(len(mark), 12)])
}

// prefix puts something before the first line of what was written last, and
// before the others. No line ends in a blank for it.
func (w *Writer) prefix(start int, first, others string) {
	w.scratch = append(w.scratch[:0], w.out[start:]...)
	w.out = slices.Grow(w.out[:start], len(w.scratch)+len(first))
	before := first
	for rest := w.scratch; len(rest) > 0; before = others {
		line, after, _ := bytes.Cut(rest, []byte{'\n'})
		if len(line) == 0 {
			before = string(bytes.TrimRight([]byte(before), " "))
		}
		w.out = append(append(append(w.out, before...), line...), '\n')
		rest = after
	}
}

// endPre fences code.
func (w *Writer) endPre(e *element) {
	w.literal--
	text := string(w.out[e.start:])
	w.out = w.out[:e.start]
	w.fenced("", text)
}

// Fenced writes code as a block.
func (w *Writer) Fenced(lang, text string) {
	block := w.block(element{kind: done})
	w.fenced(lang, text)
	w.End(block)
}

// fenced writes code between two fences; in a table, where there is no room for
// them, each line as code in a line.
func (w *Writer) fenced(lang, text string) {
	text = strings.TrimSuffix(text, "\n") + "\n"
	if w.table != nil {
		for line := range strings.Lines(text) {
			w.codeSpan(strings.TrimSuffix(line, "\n"))
			w.out = append(w.out, '\n')
		}
		return
	}
	fence := ticks(max(3, 1+longestRun(text)))
	w.out = append(append(append(w.out, fence...), plainInfo(lang)...), '\n')
	w.out = append(append(append(w.out, text...), fence...), '\n')
}
