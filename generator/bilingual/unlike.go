package bilingual

import (
	"math"
	"slices"
)

// never is the cost of what cannot be.
const never = 1e6

// unlike is how unlike two runs of blocks are, as a cost: 0 where they are as
// a block and its translation mostly are, never where they are of different
// kinds. Only paragraphs are split and merged by translators.
func (p *pairing) unlike(a, b Span) float64 {
	if a.Len() == 0 || b.Len() == 0 {
		return 0
	}
	for i := a.From; i < a.To; i++ {
		for j := b.From; j < b.To; j++ {
			if !sameKind(&p.a[i], &p.b[j]) || a.Len()+b.Len() > 2 && p.a[i].Kind != "paragraph" {
				return never
			}
		}
	}
	return lengthCost(sum(p.la, a), sum(p.lb, b)) + p.tokenCost(a, b)
}

func sum(lengths []float64, s Span) (total float64) {
	for _, l := range lengths[s.From:s.To] {
		total += l
	}
	return total
}

// The logarithm of the ratio of two lengths spreads around 0, more so for
// short texts. Fitted to pages of documentations in Chinese and English.
const (
	spread     = 0.055 // its variance for long texts
	noise      = 5.0   // in letters, what short texts add to it
	shortest   = 8.0   // in letters, added to both: of headings and labels length says little
	mostLength = 9.0   // a free translation is not impossible
)

func lengthCost(a, b float64) float64 {
	ratio := math.Log((a + shortest) / (b + shortest))
	return min(ratio*ratio/(2*(spread+noise/(a+b+shortest))), mostLength)
}

// What tokens say: from tokenBase, when two runs share none, down to
// tokenBase - tokenGain, when they share all.
const (
	tokenBase = 1.5
	tokenGain = 6.0
)

// tokenCost compares the tokens of two runs, the rare ones above all.
func (p *pairing) tokenCost(a, b Span) float64 {
	inA, inB := union(p.ta[a.From:a.To]), union(p.tb[b.From:b.To])
	if len(inA)+len(inB) == 0 {
		return 0
	}
	var shared, all float64
	for _, n := range inA {
		all += p.weight[n]
		if _, both := slices.BinarySearch(inB, n); both {
			shared += p.weight[n]
		}
	}
	for _, n := range inB {
		all += p.weight[n]
	}
	return tokenBase - tokenGain*shared/(all-shared)
}

// union joins sets.
func union(sets []set) set {
	if len(sets) == 1 {
		return sets[0]
	}
	all := slices.Concat(sets...)
	slices.Sort(all)
	return slices.Compact(all)
}
