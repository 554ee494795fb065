package lexer

import (
	"unicode"

	"github.com/dlclark/regexp2/v2/syntax"
)

// runeSet is a set of characters, those in ASCII as bits.
type runeSet struct {
	bits  [2]uint64
	other func(r rune) bool // of the others
}

// has reports whether a character is in the set.
func (s *runeSet) has(r rune) bool {
	if r <= unicode.MaxASCII {
		return s.bits[r>>6]&(1<<(r&63)) != 0
	}
	return s.other(r)
}

// setOf is the set of an expression of one character, or of one repeated.
func setOf(n *syntax.RegexNode) *runeSet {
	switch n.T {
	case syntax.NtOne, syntax.NtOneloop, syntax.NtOnelazy, syntax.NtOneloopatomic:
		return single(n.Ch)
	case syntax.NtNotone, syntax.NtNotoneloop, syntax.NtNotonelazy, syntax.NtNotoneloopatomic:
		return newRuneSet(func(r rune) bool { return r != n.Ch })
	}
	return newRuneSet(n.Set.CharIn)
}

func single(of rune) *runeSet { return newRuneSet(func(r rune) bool { return r == of }) }

func newRuneSet(has func(rune) bool) *runeSet {
	s := &runeSet{other: has}
	for r := range rune(unicode.MaxASCII + 1) {
		if has(r) {
			s.bits[r>>6] |= 1 << (r & 63)
		}
	}
	return s
}

// one matches one character: that at a place, or backward that before it.
func one(s *runeSet, backward bool, next node) node {
	if backward {
		return func(m *matching, at int) int {
			if at == 0 || !s.has(m.text[at-1]) {
				return no
			}
			return next(m, at-1)
		}
	}
	return func(m *matching, at int) int {
		if at == len(m.text) || !s.has(m.text[at]) {
			return no
		}
		return next(m, at+1)
	}
}

// run is how many characters of a set there are, at most so many.
func (m *matching) run(s *runeSet, at, most int, backward bool) (n int) {
	if backward {
		for n < most && n < at && s.has(m.text[at-n-1]) {
			n++
		}
	} else {
		for most = min(most, len(m.text)-at); n < most && s.has(m.text[at+n]); {
			n++
		}
	}
	m.left -= n >> 3 // a character costs less than another way
	return n
}

// many matches as many characters as there are, and fewer if what follows needs
// them and the loop is not atomic.
func many(s *runeSet, least, most int, backward, atomic bool, next node) node {
	step := 1
	if backward {
		step = -1
	}
	return func(m *matching, at int) int {
		n := m.run(s, at, most, backward)
		if n < least {
			return no
		}
		if atomic {
			return next(m, at+n*step)
		}
		for ; n >= least && m.try(); n-- {
			if end := next(m, at+n*step); end != no {
				return end
			}
		}
		return no
	}
}

// few matches as few characters as what follows allows.
func few(s *runeSet, least, most int, backward bool, next node) node {
	step := 1
	if backward {
		step = -1
	}
	return func(m *matching, at int) int {
		if m.run(s, at, least, backward) < least {
			return no
		}
		for n := least; m.try(); n++ {
			if end := next(m, at+n*step); end != no {
				return end
			}
			if n == most || m.run(s, at+n*step, 1, backward) == 0 {
				return no
			}
		}
		return no
	}
}

// literal matches characters as they are.
func literal(text []rune, backward bool, next node) node {
	return func(m *matching, at int) int {
		from, to := at, at+len(text)
		if backward {
			from, to = at-len(text), at-len(text)
		}
		if from < 0 || from+len(text) > len(m.text) {
			return no
		}
		for i, r := range text {
			if m.text[from+i] != r {
				return no
			}
		}
		return next(m, to)
	}
}

// place matches a place between characters.
func place(is func(m *matching, at int) bool, next node) node {
	return func(m *matching, at int) int {
		if !is(m, at) {
			return no
		}
		return next(m, at)
	}
}

// placeOf is what a place is told by; nil for what is none.
func placeOf(t syntax.NodeType) func(m *matching, at int) bool {
	switch t {
	case syntax.NtBol:
		return func(m *matching, at int) bool { return at == 0 || m.text[at-1] == '\n' }
	case syntax.NtEol:
		return func(m *matching, at int) bool { return at == len(m.text) || m.text[at] == '\n' }
	case syntax.NtBeginning:
		return func(_ *matching, at int) bool { return at == 0 }
	case syntax.NtEnd:
		return func(m *matching, at int) bool { return at == len(m.text) }
	case syntax.NtEndZ:
		return func(m *matching, at int) bool {
			return at == len(m.text) || at == len(m.text)-1 && m.text[at] == '\n'
		}
	case syntax.NtBoundary:
		return func(m *matching, at int) bool { return m.isWord(at-1) != m.isWord(at) }
	case syntax.NtNonboundary:
		return func(m *matching, at int) bool { return m.isWord(at-1) == m.isWord(at) }
	}
	return nil
}

// isWord reports whether a character is part of a word.
func (m *matching) isWord(at int) bool {
	if at < 0 || at >= len(m.text) {
		return false
	}
	r := m.text[at]
	if r <= unicode.MaxASCII {
		return r == '_' || '0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
	}
	return syntax.IsWordChar(r)
}
