package search

import (
	"bytes"
	"slices"
	"strings"

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
	e.read(html.NewTokenizer(bytes.NewReader(page)))
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

// void elements have no end tag.
var void = []atom.Atom{atom.Area, atom.Br, atom.Col, atom.Embed, atom.Hr, atom.Img, atom.Input, atom.Link, atom.Source, atom.Track, atom.Wbr}

// inline elements do not end a block.
var inline = []atom.Atom{
	atom.A, atom.Abbr, atom.B, atom.Bdi, atom.Bdo, atom.Cite, atom.Code, atom.Del, atom.Dfn, atom.Em, atom.I, atom.Ins, atom.Kbd,
	atom.Mark, atom.Q, atom.Rp, atom.Rt, atom.Ruby, atom.S, atom.Samp, atom.Small, atom.Span, atom.Strong, atom.Sub, atom.Sup, atom.U, atom.Var, atom.Wbr,
}

func (e *extractor) read(z *html.Tokenizer) {
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		t := z.Token()
		if t.Type == html.StartTagToken && slices.Contains(void, t.DataAtom) {
			t.Type = html.SelfClosingTagToken
		}
		switch {
		case t.DataAtom == atom.Main:
			e.main = t.Type == html.StartTagToken
		case !e.main:
		case t.Type == html.StartTagToken:
			e.start(t)
		case t.Type == html.EndTagToken:
			e.end(t)
		case e.skip > 0:
		case t.Type == html.TextToken:
			e.block.WriteString(t.Data)
		case t.Type == html.SelfClosingTagToken:
			e.boundary(t.DataAtom)
		}
	}
}

func (e *extractor) start(t html.Token) {
	if e.skip > 0 || leftOut(t) {
		e.skip++
		return
	}
	e.boundary(t.DataAtom)
	if id := attribute(t, "id"); id != "" && level(t.DataAtom) > 0 {
		e.endUnit()
		e.unit = Unit{Href: e.page + "#" + id, Title: e.unit.Title}
		e.heading = level(t.DataAtom)
	}
}

func (e *extractor) end(t html.Token) {
	if e.skip > 0 {
		e.skip--
		return
	}
	if e.heading > 0 && level(t.DataAtom) == e.heading {
		e.unit.Heading = e.line()
		e.heading = 0
		if e.unit.Heading == e.unit.Title {
			e.unit.Heading = ""
			e.unit.Href = e.page
		}
		return
	}
	e.boundary(t.DataAtom)
}

// leftOut reports whether an element is none of the article's text.
func leftOut(t html.Token) bool {
	switch t.DataAtom {
	case atom.Svg, atom.Script, atom.Style, atom.Template, atom.Nav, atom.Footer, atom.Button:
		return true
	}
	for _, a := range t.Attr {
		switch a.Key {
		case "data-chrome", "data-permalink", "data-trace", "data-footnote-backref", "hidden":
			return true
		}
	}
	return false
}

func attribute(t html.Token, name string) string {
	for _, a := range t.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func level(a atom.Atom) int {
	return slices.Index([]atom.Atom{0, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6}, a)
}

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
