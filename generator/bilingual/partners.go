package bilingual

import (
	"math"

	"woshou/generator/page"
)

// Partners names, for each block of b, the block of a that it most likely
// translates, -1 where its row has none. In a row of one block a side there is
// no choice; in a wider one it is a guess, good for what may be wrong: where to
// keep the reader's place, not what to show.
func Partners(a, b []page.Block, rows []Row, terms []Term) []int {
	p := newPairing(a, b, terms)
	partners := make([]int, len(b))
	for _, row := range rows {
		of := []int{row.A.From}
		if row.A.Len() > 1 || row.A.Len() == 1 && row.B.Len() > 1 {
			p.read()
			of = p.guess(row, row.A.From, row.B.From).of
		}
		for j := row.B.From; j < row.B.To; j++ {
			partners[j] = -1
			if row.A.Len() > 0 {
				partners[j] = of[j-row.B.From]
			}
		}
	}
	return partners
}

// guess is a way to give the blocks of b their partners, and what it costs.
type guess struct {
	of   []int
	cost float64
}

// guess tries the ways in which the order of both pages is kept, from block i of
// a and block j of b on. A block of a may serve twice, at a price.
func (p *pairing) guess(row Row, i, j int) guess {
	best := guess{cost: math.Inf(1)}
	if j == row.B.To {
		return guess{}
	}
	for k := i; k < row.A.To; k++ {
		rest := p.guess(row, k, j+1)
		cost := p.unlike(Span{k, k + 1}, Span{j, j + 1}) + rest.cost
		if len(rest.of) > 0 && rest.of[0] == k {
			cost += repeated
		}
		if cost < best.cost {
			best = guess{append([]int{k}, rest.of...), cost}
		}
	}
	return best
}

// repeated is the price of being the partner of two blocks.
const repeated = 3.0
