package search

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Normal is a text as searches compare it: compatibility forms resolved, in
// lower case, with one space for white space, hyphens and underscores, so that
// SYN_SENT, SYN-SENT and "syn sent" are one.
func Normal(s string) string {
	var b strings.Builder
	space := false
	for _, r := range s {
		for _, r := range simplest(r) {
			switch {
			case isInvisible(r):
			case r == '_' || r == '-' || r >= '\u2010' && r <= '\u2015' || unicode.IsSpace(r):
				space = true
			default:
				if space && b.Len() > 0 {
					b.WriteByte(' ')
				}
				space = false
				b.WriteRune(r)
			}
		}
	}
	return b.String()
}

// simplest is a character in lower case, without what only its form says: the
// tables are asked for the rare ones.
func simplest(r rune) string {
	switch {
	case r >= 'A' && r <= 'Z':
		r += 'a' - 'A'
	case r < unicode.MaxASCII || isCommonHan(r):
	default:
		return strings.ToLower(norm.NFKC.String(string(r)))
	}
	return string(r)
}

// isCommonHan reports whether r is in the block of most Han characters, which
// have no other form.
func isCommonHan(r rune) bool { return r >= 0x4E00 && r <= 0x9FFF }

// isInvisible reports whether a character only says where lines may break.
func isInvisible(r rune) bool {
	return r == '\u00AD' || r >= '\u200B' && r <= '\u200D' || r == '\uFEFF'
}

// isCJK reports whether r belongs to a script that puts no spaces between words.
func isCJK(r rune) bool {
	return isCommonHan(r) || r > unicode.MaxLatin1 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul)
}

func isWord(r rune) bool { return unicode.In(r, unicode.L, unicode.N, unicode.M) }

// runs splits a normal text where no gram may cross: at spaces and signs, and
// between CJK and other letters.
func runs(normal string) (all [][]rune) {
	class := 0
	for _, r := range normal {
		before := class
		switch {
		case isCJK(r):
			class = longestCJK
		case isWord(r):
			class = longestWord
		default:
			class = 0
			continue
		}
		if class != before {
			all = append(all, nil)
		}
		all[len(all)-1] = append(all[len(all)-1], r)
	}
	return all
}

// A gram has at most so many characters.
const (
	longestCJK  = 2
	longestWord = 3
)

func longest(run []rune) int {
	if isCJK(run[0]) {
		return longestCJK
	}
	return longestWord
}

// Grams calls yield for every gram of a text, some more than once.
func Grams(text string, yield func(gram []rune)) {
	for _, run := range runs(Normal(text)) {
		gramsOf(run, yield)
	}
}

func gramsOf(run []rune, yield func(gram []rune)) {
	for i := range run {
		for n := 1; n <= longest(run) && i+n <= len(run); n++ {
			yield(run[i : i+n])
		}
	}
}

// Cover returns grams that every text with the query in it has: as few as
// cover the query.
func Cover(query string) (grams []string) {
	seen := map[string]bool{}
	add := func(run []rune) {
		if g := string(run); !seen[g] {
			seen[g] = true
			grams = append(grams, g)
		}
	}
	for _, run := range runs(Normal(query)) {
		n := min(longest(run), len(run))
		for i := 0; i+n < len(run); i += n {
			add(run[i : i+n])
		}
		add(run[len(run)-n:])
	}
	return grams
}
