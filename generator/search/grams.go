package search

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Normal is a text as searches compare it: compatibility forms resolved, in
// lower case, with one space for white space, hyphens and underscores, so that
// SYN_SENT, SYN-SENT and "syn sent" are one.
func Normal(s string) string {
	var n normaliser
	n.Grow(len(s))
	for _, r := range s {
		if r >= '！' && r <= '～' { // ASCII in full width
			r += '!' - '！'
		}
		switch {
		case r >= 'A' && r <= 'Z':
			n.add(r + 'a' - 'A')
		case r < unicode.MaxASCII || isCommonHan(r) || r == '。' || r == '、':
			n.add(r)
		default: // the tables are asked for the rare ones
			for _, r := range strings.ToLower(norm.NFKC.String(string(r))) {
				n.add(r)
			}
		}
	}
	return n.String()
}

// normaliser joins what parts words.
type normaliser struct {
	strings.Builder
	space bool
}

func (n *normaliser) add(r rune) {
	switch {
	case isInvisible(r):
	case r == '_' || r == '-' || r >= '\u2010' && r <= '\u2015' || unicode.IsSpace(r):
		n.space = true
	default:
		if n.space && n.Len() > 0 {
			n.WriteByte(' ')
		}
		n.space = false
		n.WriteRune(r)
	}
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

func isWord(r rune) bool {
	if r < unicode.MaxASCII {
		return r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r >= 'A' && r <= 'Z'
	}
	return unicode.In(r, unicode.L, unicode.N, unicode.M)
}

// A gram has at most so many characters.
const (
	longestCJK  = 2
	longestWord = 3
)

// longest is how many characters a gram of a run has at most that has r in it,
// 0 if r is in none.
func longest(r rune) int {
	switch {
	case isCJK(r):
		return longestCJK
	case isWord(r):
		return longestWord
	}
	return 0
}

// runs splits a normal text where no gram may cross: at spaces and signs, and
// between CJK and other letters.
func runs(normal string) iter.Seq2[string, int] {
	return func(yield func(run string, longest int) bool) {
		from, class := 0, 0
		for i, r := range normal {
			now := longest(r)
			if now == class {
				continue
			}
			if class > 0 && !yield(normal[from:i], class) {
				return
			}
			from, class = i, now
		}
		if class > 0 {
			yield(normal[from:], class)
		}
	}
}

// Grams calls yield for every gram of a text, some more than once.
func Grams(text string, yield func(gram string)) {
	for run, longest := range runs(Normal(text)) {
		gramsOf(run, longest, yield)
	}
}

func gramsOf(run string, longest int, yield func(gram string)) {
	for from := range run {
		to := from
		for n := 0; n < longest && to < len(run); n++ {
			_, size := utf8.DecodeRuneInString(run[to:])
			to += size
			yield(run[from:to])
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
	for text, longest := range runs(Normal(query)) {
		run := []rune(text)
		n := min(longest, len(run))
		for i := 0; i+n < len(run); i += n {
			add(run[i : i+n])
		}
		add(run[len(run)-n:])
	}
	return grams
}
