package bilingual

import (
	"cmp"
	"strings"

	"woshou/generator/page"
)

// Outline is what is kept of a page between builds: its headings and the
// sections below them. Sections may be missing; they say more of a section
// than its heading does.
type Outline struct {
	Headings []page.Heading
	Sections []page.Section
}

// Headings pairs the headings of two pages, as Pair does where an outline is
// all there is: the result leads from the ids of a to those of b. known has
// pairs that are certain.
func Headings(a, b Outline, terms []Term, known map[string]string) map[string]string {
	if partner, plain := inTurn(a.Headings, b.Headings, known); plain {
		return partner
	}
	p := newPairing(nil, nil, terms)
	names, partners := map[string]string{}, map[string]string{}
	for id, partner := range known {
		names[id], partners[partner] = id, id
	}
	p.a, p.la = a.blocks(names)
	p.b, p.lb = b.blocks(partners)
	partner, taken := map[string]string{}, map[string]bool{}
	for _, row := range p.pair() {
		if row.A.Len() == 0 || row.B.Len() == 0 {
			continue
		}
		of := []int{row.A.From}
		if row.A.Len()+row.B.Len() > 2 {
			p.read()
			of = p.guess(row, row.A.From, row.B.From).of
		}
		for j, i := range of {
			x, y := &p.a[i], &p.b[row.B.From+j]
			if x.Kind == "heading" && y.Kind == "heading" && partner[x.Section] == "" && !taken[y.Section] {
				partner[x.Section], taken[y.Section] = y.Section, true
			}
		}
	}
	return partner
}

// inTurn pairs headings one by one, where nothing speaks against it: it is what
// comes out of most pages, and quickly.
func inTurn(a, b []page.Heading, known map[string]string) (partner map[string]string, plain bool) {
	if len(a) != len(b) {
		return nil, false
	}
	partner = make(map[string]string, len(a))
	for i := range a {
		x, y := &a[i], &b[i]
		if x.Level != y.Level || (x.Explicit || y.Explicit) && x.ID != y.ID || cmp.Or(known[x.ID], y.ID) != y.ID {
			return nil, false
		}
		partner[x.ID] = y.ID
	}
	return partner, true
}

// blocks are the headings as blocks, as long as their sections are, each with
// the figures and the code of its section below it. pins name those that are
// known.
func (o Outline) blocks(pins map[string]string) (blocks []page.Block, long []float64) {
	sections := map[string]*page.Section{}
	for i := range o.Sections {
		sections[o.Sections[i].ID] = &o.Sections[i]
	}
	for _, h := range o.Headings {
		heading := page.Block{Section: h.ID, Kind: "heading", Level: h.Level, Text: h.Text, Pin: pins[h.ID]}
		if h.Explicit {
			heading.ID = h.ID
		}
		length := lengths([]page.Block{heading})[0]
		var below []page.Block
		if s := sections[h.ID]; s != nil {
			length = hanLength*float64(s.Han) + float64(s.Letters)
			for _, thing := range s.Kept {
				if id, isFigure := strings.CutPrefix(thing, "figure "); isFigure {
					below = append(below, page.Block{Section: h.ID, Kind: "figure", ID: id})
				} else if digest, isCode := strings.CutPrefix(thing, "code "); isCode {
					below = append(below, page.Block{Section: h.ID, Kind: "code", Text: digest})
				} else {
					heading.Marks = append(heading.Marks, thing)
				}
			}
		}
		blocks = append(append(blocks, heading), below...)
		long = append(append(long, length), make([]float64, len(below))...)
	}
	return blocks, long
}
