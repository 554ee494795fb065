// Package source is the text that an author wrote, before anybody reads it as
// Markdown: a page with the files that it includes in the place of the
// directives, and the way back from an offset of that text to the file that
// holds it.
//
//	text := source.Read("zh/tcp.md", src, source.Files{Read: site.Read})
//	text.All           the page's own text with what it includes
//	text.Place(offset) zh/tcp.md:12:5, or parts/basics.md:3:1
//	text.Faults        files that cannot be had
package source

import (
	"sort"

	"woshou/diagrams/place"
	"woshou/diagrams/words"
	"woshou/generator/flavour"
)

// Text is the text of a page. It notes what a page asks for as it is read, so
// one Text serves one reading.
type Text struct {
	*File        // the page's own file
	All   []byte // with what it includes
	Body  int    // where its front matter ends
	parts []part // none where All is the file's own text

	// Asked are the paths, from the site's folder, of all files that were asked
	// for, missing ones too, each once: the page depends on them.
	Asked  []string
	Faults []Fault
	files  Files
	known  map[string]*included // by path from the site's folder; nil for none
	taken  int                  // how often files were taken in
	octets int                  // of text taken in
	full   bool                 // the bounds were met, and that was reported
}

// Files is where a page takes in other files from.
type Files struct {
	// Read returns a file of the site by its path from the site's folder, with
	// slashes. Nil has none.
	Read func(name string) ([]byte, error)
	// Respell spells a page of Markdown as we do, each line in its place. Nil leaves
	// it.
	Respell func(text []byte) flavour.Respelt
	// Sections lists the sections of a Markdown file. Nil finds none.
	Sections func(f *File) []Section
}

// Section is what stands under a heading of a Markdown file: lines First to
// Last, Last excluded. At is the line of the heading; all count from 0.
type Section struct {
	ID              string
	At, First, Last int
}

// Fault is what is wrong with taking in a file. Code, Message and Hint are those
// of a problem, an error.
type Fault struct {
	place.Place
	Code          string
	Message, Hint words.Message
}

// Read reads a page with the files that it includes.
func Read(name string, text []byte, files Files) *Text {
	t := &Text{File: newPage(name, text, files), files: files}
	_, t.Body = Matter(t.Content)
	t.include()
	return t
}

// newPage is a file of Markdown, spelt as we do.
func newPage(name string, text []byte, files Files) *File {
	if files.Respell == nil {
		return NewFile(name, text)
	}
	text, _ = normalise(text)
	respelt := files.Respell(text)
	f := NewFile(name, respelt.Text)
	f.added = respelt.Added
	return f
}

// Matter is the front matter of the page.
func (t *Text) Matter() []byte {
	matter, _ := Matter(t.Content)
	return matter
}

// part is a stretch of a page's text that stands in one file; it goes on to
// the next part.
type part struct {
	start int
	in    *File
	at    int // in that file
}

// Find returns the file that holds an offset of All, and where.
func (t *Text) Find(offset int) (*File, int) {
	i := sort.Search(len(t.parts), func(i int) bool { return t.parts[i].start > offset }) - 1
	if i < 0 {
		return t.File, offset
	}
	return t.parts[i].in, t.parts[i].at + offset - t.parts[i].start
}

// Place is where an offset of All is, of no width.
func (t *Text) Place(offset int) place.Place {
	f, at := t.Find(offset)
	return f.Place(at)
}

// Lost is the byte that stood where All has U+FFFD since it was no character.
func (t *Text) Lost(offset int) (byte, bool) {
	f, at := t.Find(offset)
	return f.Lost(at)
}

// Span is the place of All[start:stop].
func (t *Text) Span(start, stop int) place.Place {
	f, at := t.Find(start)
	return f.Span(at, at+stop-start)
}

// fault notes what is wrong with Content[start:stop] of a file.
func (t *Text) fault(f *File, start, stop int, code string, message, hint words.Message) {
	t.Faults = append(t.Faults, Fault{f.Span(start, stop), code, message, hint})
}
