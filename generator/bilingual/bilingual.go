// Package bilingual pairs a page with its translation block by block, and
// knows which sections of a translation went stale.
//
// Pairing goes from what is certain to what is likely:
//
//	pins      headings with one explicit id, or in the same order of levels;
//	          equal code, equal figures, comments <!-- align: name -->
//	gaps      between two pins: blocks of the same kinds in the same order are
//	          pairs; else dynamic programming finds the likely pairs
//	rows      what is not sure enough to be a pair becomes a larger row
//
// The result is rows as a reader sees them side by side: mostly one block
// beside one, sometimes two beside one, or one beside nothing.
package bilingual

import "woshou/generator/page"

// Row is one row of two pages side by side: blocks that say the same. One side
// may be empty, not both.
type Row struct{ A, B Span }

// Span is a run of a page's blocks, from From up to but without To.
type Span struct{ From, To int }

// Len is the number of blocks in the span.
func (s Span) Len() int { return s.To - s.From }

// Term is one thing by its names in the two languages: 握手, handshake.
type Term struct{ A, B string }

// Pair returns the rows of two pages, in order. Each block of either page
// stands in just one row. The terms help to find pairs; there may be none.
func Pair(a, b []page.Block, terms []Term) []Row {
	return newPairing(a, b, terms).pair()
}

func (p *pairing) pair() []Row {
	var rows []Row
	at := Row{}
	for _, pin := range p.pins() {
		rows = append(rows, p.gap(Span{at.A.To, pin.A.From}, Span{at.B.To, pin.B.From})...)
		rows = append(rows, pin)
		at = pin
	}
	return append(rows, p.gap(Span{at.A.To, len(p.a)}, Span{at.B.To, len(p.b)})...)
}

// pairing is two pages while they are paired.
type pairing struct {
	a, b  []page.Block
	terms []Term

	// What the blocks say, gathered by read: of most pages the kinds of the
	// blocks say enough.
	la, lb []float64 // lengths, unless they are given
	ta, tb []set     // tokens that both pages have
	weight []float64 // of each token: a rare one says more
}

func newPairing(a, b []page.Block, terms []Term) *pairing {
	return &pairing{a: a, b: b, terms: terms}
}

// read looks into the blocks, once.
func (p *pairing) read() {
	if p.weight == nil {
		if p.la == nil {
			p.la, p.lb = lengths(p.a), lengths(p.b)
		}
		p.takeTokens(p.terms)
	}
}

// gap pairs what stands between two pins.
func (p *pairing) gap(a, b Span) []Row {
	if a.Len() == b.Len() && p.sameKinds(a, b) {
		var rows []Row
		for i := range a.Len() {
			rows = append(rows, p.row(a.From+i, b.From+i))
		}
		return rows
	}
	if a.Len() == 0 || b.Len() == 0 {
		return alone(a, b)
	}
	return p.align(a, b)
}

// alone are rows of blocks that have no partner.
func alone(a, b Span) (rows []Row) {
	for i := a.From; i < a.To; i++ {
		rows = append(rows, Row{Span{i, i + 1}, Span{b.From, b.From}})
	}
	for i := b.From; i < b.To; i++ {
		rows = append(rows, Row{Span{a.To, a.To}, Span{i, i + 1}})
	}
	return rows
}

// row is a pair of single blocks.
func (p *pairing) row(i, j int) Row { return Row{Span{i, i + 1}, Span{j, j + 1}} }

func (p *pairing) sameKinds(a, b Span) bool {
	for i := range a.Len() {
		if !sameKind(&p.a[a.From+i], &p.b[b.From+i]) {
			return false
		}
	}
	return true
}

// sameKind reports whether two blocks can say the same.
func sameKind(a, b *page.Block) bool { return a.Kind == b.Kind && a.Level == b.Level }
