package bilingual

import (
	"cmp"
	"slices"
	"strings"

	"woshou/generator/page"
)

// pins are the pairs that are certain, in order on both pages.
func (p *pairing) pins() []Row {
	pins := inOrder(p.equal(func(b *page.Block) string { return b.Pin }))
	headings := p.equal(func(b *page.Block) string {
		if b.Kind == "heading" {
			return b.ID
		}
		return ""
	})
	pins = p.extend(pins, inOrder(headings))
	pins = p.extend(pins, p.headings(pins))
	return p.extend(pins, inOrder(p.equal(content)))
}

// content is what makes two blocks the same thing in two pages: a figure by
// its id, code by its text.
func content(b *page.Block) string {
	switch b.Kind {
	case "figure":
		return "figure " + b.ID
	case "code":
		return "code " + strings.TrimSpace(b.Text)
	}
	return ""
}

// equal pairs the blocks whose keys are equal, not empty, and on each page as
// often as on the other: the first with the first.
func (p *pairing) equal(key func(*page.Block) string) []Row {
	places := map[string][2][]int{}
	note := func(blocks []page.Block, side int) {
		for i := range blocks {
			if k := key(&blocks[i]); k != "" {
				both := places[k]
				both[side] = append(both[side], i)
				places[k] = both
			}
		}
	}
	note(p.a, 0)
	note(p.b, 1)
	var rows []Row
	for _, both := range places {
		if len(both[0]) != len(both[1]) {
			continue
		}
		for n, i := range both[0] {
			rows = append(rows, p.row(i, both[1][n]))
		}
	}
	slices.SortFunc(rows, byA)
	return rows
}

func byA(x, y Row) int { return cmp.Compare(x.A.From, y.A.From) }

// inOrder keeps as many rows as can be kept in the order of both pages. They
// come in the order of the first.
func inOrder(rows []Row) []Row {
	best := make([]int, len(rows)) // how many rows a chain that ends here has
	prev := make([]int, len(rows))
	last := -1
	for i, row := range rows {
		best[i], prev[i] = 1, -1
		for j := range i {
			if rows[j].B.From < row.B.From && best[j] >= best[i] {
				best[i], prev[i] = best[j]+1, j
			}
		}
		if last < 0 || best[i] > best[last] {
			last = i
		}
	}
	var chain []Row
	for ; last >= 0; last = prev[last] {
		chain = append(chain, rows[last])
	}
	slices.Reverse(chain)
	return chain
}

// extend adds the rows that cross none of the pins.
func (p *pairing) extend(pins, more []Row) []Row {
	all := slices.Clone(pins)
	for _, row := range more {
		if !slices.ContainsFunc(pins, func(pin Row) bool { return crosses(pin, row) }) {
			all = append(all, row)
		}
	}
	slices.SortFunc(all, byA)
	return all
}

// crosses reports whether two pairs cannot both be right: they share a block,
// or the one comes first on one page and second on the other.
func crosses(x, y Row) bool {
	return cmp.Compare(x.A.From, y.A.From)*cmp.Compare(x.B.From, y.B.From) <= 0
}

// headings pairs headings in order, wherever between two pins the levels of
// both pages are the same.
func (p *pairing) headings(pins []Row) (rows []Row) {
	at := Row{}
	for _, pin := range append(slices.Clip(pins), p.row(len(p.a), len(p.b))) {
		a := headingsIn(p.a, Span{at.A.To, pin.A.From})
		b := headingsIn(p.b, Span{at.B.To, pin.B.From})
		if slices.EqualFunc(a, b, func(i, j int) bool { return p.a[i].Level == p.b[j].Level }) {
			for n, i := range a {
				rows = append(rows, p.row(i, b[n]))
			}
		}
		at = pin
	}
	return rows
}

func headingsIn(blocks []page.Block, s Span) (list []int) {
	for i := s.From; i < s.To; i++ {
		if blocks[i].Kind == "heading" {
			list = append(list, i)
		}
	}
	return list
}
