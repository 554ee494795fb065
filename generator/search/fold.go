package search

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold is a text as searches compare it: letters and digits, compatibility
// forms resolved, without accents and in lower case; one space for whatever
// else is between them. So SYN_SENT, SYN-SENT and “syn sent” are one, and quotes,
// punctuation and full width make no difference.
func Fold(s string) string {
	f := folder{}
	f.Grow(len(s))
	for _, r := range s {
		switch {
		case r >= 'A' && r <= 'Z':
			f.add(r + 'a' - 'A')
		case r < utf8.RuneSelf || isCommonHan(r):
			f.add(r)
		default: // the tables are asked for the rare ones
			f.addAll(plain(r))
		}
	}
	return f.String()
}

// plain is a character without what folding takes from it.
func plain(r rune) string {
	lower := strings.Map(func(r rune) rune {
		if r >= 0x0300 && r <= 0x036F { // combining accents
			return -1
		}
		return r
	}, strings.ToLower(norm.NFKD.String(string(r))))
	return norm.NFC.String(lower)
}

// folder joins what parts words.
type folder struct {
	strings.Builder
	gap bool
}

func (f *folder) addAll(s string) {
	for _, r := range s {
		f.add(r)
	}
}

func (f *folder) add(r rune) {
	switch {
	case isInvisible(r):
	case classOf(r) == none:
		f.gap = true
	default:
		if f.gap && f.Len() > 0 {
			f.WriteByte(' ')
		}
		f.gap = false
		f.WriteRune(r)
	}
}

// isCommonHan reports whether r is in the block of most Han characters, which
// have no other form.
func isCommonHan(r rune) bool { return r >= 0x4E00 && r <= 0x9FFF }

// isInvisible reports whether a character only says where lines may break, or
// is an accent by itself.
func isInvisible(r rune) bool {
	return r == '\u00AD' || r >= '\u200B' && r <= '\u200D' || r == '\uFEFF' || r >= 0x0300 && r <= 0x036F
}

// class is what a character is to a search.
type class int

const (
	none   class = iota // parts words
	letter              // of a word that spaces part from others
	digit               // of a number: FIN_WAIT_1 and FIN_WAIT1 are one
	cjk                 // of a script without spaces between words
)

func classOf(r rune) class {
	switch {
	case r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z':
		return letter
	case r >= '0' && r <= '9':
		return digit
	case r < utf8.RuneSelf:
		return none
	case isCommonHan(r) || r > unicode.MaxLatin1 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul):
		return cjk
	case unicode.In(r, unicode.Nd):
		return digit
	case unicode.In(r, unicode.L, unicode.N, unicode.M):
		return letter
	}
	return none
}

// Grams are those of a folded text, in order.
func Grams(folded string) iter.Seq[string] {
	return func(yield func(gram string) bool) {
		from, before := 0, none
		for i, r := range folded {
			now := classOf(r)
			if now == before {
				continue
			}
			if before != none && !gramsOf(folded[from:i], before, yield) {
				return
			}
			from, before = i, now
		}
		if before != none {
			gramsOf(folded[from:], before, yield)
		}
	}
}

// gramsOf yields the grams of characters of one class, and reports whether more
// are wanted.
func gramsOf(run string, of class, yield func(gram string) bool) bool {
	if of != cjk {
		return yield(run)
	}
	for from, to := 0, 0; from < len(run); from = to {
		_, size := utf8.DecodeRuneInString(run[from:])
		to = from + size
		_, next := utf8.DecodeRuneInString(run[to:])
		if !yield(run[from : to+next]) {
			return false
		}
	}
	return true
}
