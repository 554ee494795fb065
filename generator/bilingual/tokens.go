package bilingual

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"woshou/generator/page"
)

// hanLength is how many letters a Han character counts as.
const hanLength = 1.9

// lengths are how much each block says. A Han character, a kana or a syllable
// of Hangul counts as 1.9 letters: in documentation in Chinese and English,
// that makes a paragraph and its translation equally long on average.
func lengths(blocks []page.Block) []float64 {
	all := make([]float64, len(blocks))
	for i := range blocks {
		for _, r := range blocks[i].Text {
			if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul) {
				all[i] += hanLength
			} else {
				all[i]++
			}
		}
	}
	return all
}

// word is what a translation keeps: a name, a number, an abbreviation.
var word = regexp.MustCompile(`[\p{Latin}\p{N}_][\p{Latin}\p{N}_.+#-]*[\p{Latin}\p{N}_+#]|[\p{Latin}\p{N}]`)

// takeTokens finds the tokens of every block: its words and marks, as far as
// both pages have them, since what only one page has pairs nothing.
func (p *pairing) takeTokens(terms []Term) {
	number := map[string]int{}
	a, b := tokensOf(p.a, terms, func(t Term) string { return t.A }), tokensOf(p.b, terms, func(t Term) string { return t.B })
	inA := map[string]bool{}
	for _, tokens := range a {
		for _, t := range tokens {
			inA[t] = true
		}
	}
	for _, tokens := range b {
		for _, t := range tokens {
			if _, known := number[t]; inA[t] && !known {
				number[t] = len(number)
			}
		}
	}
	p.weight = make([]float64, len(number))
	p.ta, p.tb = p.number(a, number), p.number(b, number)
	total := float64(len(a) + len(b))
	for i, n := range p.weight {
		p.weight[i] = math.Log(1 + total/n)
	}
}

// set is a set of tokens by number, sorted: sums over it come out the same
// every time.
type set []int

// number turns tokens into sets, and counts in how many blocks each stands.
func (p *pairing) number(blocks [][]string, number map[string]int) []set {
	sets := make([]set, len(blocks))
	for i, tokens := range blocks {
		for _, t := range tokens {
			if n, shared := number[t]; shared {
				sets[i] = append(sets[i], n)
			}
		}
		slices.Sort(sets[i])
		sets[i] = slices.Compact(sets[i])
		for _, n := range sets[i] {
			p.weight[n]++
		}
	}
	return sets
}

func tokensOf(blocks []page.Block, terms []Term, name func(Term) string) [][]string {
	all := make([][]string, len(blocks))
	for i := range blocks {
		text := strings.ToLower(blocks[i].Text)
		tokens := word.FindAllString(text, -1)
		for _, m := range blocks[i].Marks {
			tokens = append(tokens, strings.ToLower(m))
		}
		for _, t := range terms {
			if n := name(t); n != "" && strings.Contains(text, strings.ToLower(n)) {
				tokens = append(tokens, t.A+" = "+t.B)
			}
		}
		all[i] = append(tokens, gestures(text)...)
	}
	return all
}

// gestures are the signs that a translation tends to keep: how a block ends,
// that it asks, quotes or counts.
func gestures(text string) (list []string) {
	text = strings.TrimSpace(text)
	for _, g := range []struct{ name, signs string }{
		{"?", "?？"}, {"!", "!！"}, {"(", "(（"}, {"\"", "\"“「"}, {";", ";；"},
	} {
		if strings.ContainsAny(text, g.signs) {
			list = append(list, "sign "+g.name)
		}
	}
	if strings.HasSuffix(text, ":") || strings.HasSuffix(text, "：") {
		list = append(list, "sign ends in a colon")
	}
	return list
}
