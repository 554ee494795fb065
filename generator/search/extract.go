package search

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"woshou/generator/markup"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// unitSize bounds a unit: a longer section becomes several, cut between blocks.
const unitSize = 1200

// Extract returns the units of a page: what a reader reads of its main part.
// The page is HTML as ours is; href and title are its own. Drawings and their
// tables are left out, their captions are not.
func Extract(page []byte, href, title string) []Unit {
	e := &extractor{unit: Unit{Href: href, Title: title}, page: href}
	main := max(0, bytes.Index(page, []byte("<main"))) // what comes before is in no unit
	e.read(html.NewTokenizer(bytes.NewReader(page[main:])))
	e.endUnit()
	return e.units
}

// extractor reads a page once.
type extractor struct {
	page  string
	units []Unit
	unit  Unit
	block strings.Builder

	main    bool // in the main part
	skip    int  // how many elements deep in one that is left out
	heading int  // 1 to 6 in a heading of the page, else 0
}

// inline elements do not end a block.
var inline = []atom.Atom{
	atom.A, atom.Abbr, atom.B, atom.Bdi, atom.Bdo, atom.Cite, atom.Code, atom.Del, atom.Dfn, atom.Em, atom.I, atom.Ins, atom.Kbd,
	atom.Mark, atom.Q, atom.Rp, atom.Rt, atom.Ruby, atom.S, atom.Samp, atom.Small, atom.Span, atom.Strong, atom.Sub, atom.Sup, atom.U, atom.Var, atom.Wbr,
}

func (e *extractor) read(z *html.Tokenizer) {
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		if kind == html.TextToken {
			if e.main && e.skip == 0 {
				e.block.Write(z.Text())
			}
			continue
		}
		name, hasAttributes := z.TagName()
		tag := atom.Lookup(name)
		if kind == html.StartTagToken && markup.IsVoid(tag.String()) {
			kind = html.SelfClosingTagToken
		}
		switch {
		case tag == atom.Main:
			e.main = kind == html.StartTagToken
		case !e.main:
		case kind == html.StartTagToken && e.skip > 0:
			e.skip++
		case kind == html.StartTagToken:
			e.start(tag, attributes(z, hasAttributes))
		case kind == html.EndTagToken:
			e.end(tag)
		case kind == html.SelfClosingTagToken && e.skip == 0:
			e.boundary(tag)
		}
	}
}

// element is what matters of an element's attributes.
type element struct {
	id      string
	leftOut bool // it is none of the article's text
}

func attributes(z *html.Tokenizer, more bool) (e element) {
	for more {
		var name, value []byte
		name, value, more = z.TagAttr()
		switch string(name) {
		case "id":
			e.id = cmp.Or(e.id, string(value))
		case "data-chrome", "data-permalink", "data-trace", "data-footnote-backref", "hidden":
			e.leftOut = true
		}
	}
	return e
}

func (e *extractor) start(tag atom.Atom, is element) {
	switch tag {
	case atom.Svg, atom.Script, atom.Style, atom.Template, atom.Nav, atom.Footer, atom.Button:
		is.leftOut = true
	}
	if is.leftOut {
		e.skip++
		return
	}
	e.boundary(tag)
	if is.id != "" && level(tag) > 0 {
		e.endUnit()
		e.unit = Unit{Href: e.page + "#" + is.id, Title: e.unit.Title}
		e.heading = level(tag)
	}
}

func (e *extractor) end(tag atom.Atom) {
	if e.skip > 0 {
		e.skip--
		return
	}
	if e.heading > 0 && level(tag) == e.heading {
		e.unit.Heading = e.line()
		e.heading = 0
		if e.unit.Heading == e.unit.Title {
			e.unit.Heading = ""
			e.unit.Href = e.page
		}
		return
	}
	e.boundary(tag)
}

// headings are the elements by their levels.
var headings = []atom.Atom{0, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6}

// level is that of a heading, below 1 for other elements.
func level(tag atom.Atom) int { return slices.Index(headings, tag) }

// boundary ends a block at the tag of an element that is no part of a line.
func (e *extractor) boundary(a atom.Atom) {
	if slices.Contains(inline, a) || e.heading > 0 {
		return
	}
	line := e.line()
	if line == "" {
		return
	}
	if len(e.unit.Text)+len(line) > unitSize && e.unit.Text != "" {
		e.endUnit()
	}
	e.unit.Text += line + "\n"
}

// line is the text gathered since the last boundary, white space joined.
func (e *extractor) line() string {
	line := strings.Join(strings.Fields(e.block.String()), " ")
	e.block.Reset()
	return line
}

// endUnit closes a unit; the next one goes on with the same heading.
func (e *extractor) endUnit() {
	if line := e.line(); line != "" {
		e.unit.Text += line + "\n"
	}
	if e.unit.Text != "" || e.unit.Heading != "" {
		e.units = append(e.units, e.unit)
	}
	e.unit.Text = ""
}
