package lexer

import (
	"regexp/syntax"
	"slices"
	"unicode"
)

// runeSet is a set of characters, those in ASCII as bits.
type runeSet struct {
	bits   [2]uint64
	ranges []rune // of the others, in pairs
	ascii  bool   // it is not known which of the others are in it
}

func isOne(re *syntax.Regexp) bool {
	return re.Op == syntax.OpCharClass || re.Op == syntax.OpAnyChar || re.Op == syntax.OpAnyCharNotNL
}

// set is the set of an expression of one character.
func (c *matcherCompiler) set(re *syntax.Regexp) *runeSet {
	s := &runeSet{ascii: c.ascii}
	switch re.Op {
	case syntax.OpAnyChar:
		s.add(0, unicode.MaxRune)
		s.ascii = false
	case syntax.OpAnyCharNotNL:
		s.add(0, '\n'-1)
		s.add('\n'+1, unicode.MaxRune)
		s.ascii = false
	default:
		for pair := range slices.Chunk(re.Rune, 2) {
			s.add(pair[0], pair[1])
		}
	}
	return s
}

func (s *runeSet) add(lo, hi rune) {
	for r := lo; r <= min(hi, unicode.MaxASCII); r++ {
		s.bits[r>>6] |= 1 << (r & 63)
	}
	if hi > unicode.MaxASCII {
		s.ranges = append(s.ranges, max(lo, unicode.MaxASCII+1), hi)
	}
}

// has reports whether a character is in the set, if that can be told.
func (s *runeSet) has(m *matching, r rune) bool {
	if r <= unicode.MaxASCII {
		return s.bits[r>>6]&(1<<(r&63)) != 0
	}
	if s.ascii {
		m.unsure = true
		return false
	}
	for i := 0; i < len(s.ranges); i += 2 {
		if s.ranges[i] <= r && r <= s.ranges[i+1] {
			return true
		}
	}
	return false
}

// one matches one character.
func one(s *runeSet, next node) node {
	return func(m *matching, at int) int {
		if at == len(m.text) || !s.has(m, m.text[at]) {
			return no
		}
		return next(m, at+1)
	}
}

// many matches as many characters as there are, and fewer if what follows needs
// them.
func many(s *runeSet, next node) node {
	return func(m *matching, at int) int {
		end := at
		for end < len(m.text) && s.has(m, m.text[end]) {
			end++
		}
		for ; end >= at && m.try(); end-- {
			if e := next(m, end); e != no {
				return e
			}
		}
		return no
	}
}

// literal matches characters as they are, or in upper and lower case.
func (c *matcherCompiler) literal(re *syntax.Regexp, next node) node {
	if re.Flags&syntax.FoldCase != 0 {
		for _, r := range slices.Backward(re.Rune) {
			s := &runeSet{ascii: true}
			s.add(r, r)
			s.add(unicode.ToUpper(r), unicode.ToUpper(r))
			s.add(unicode.ToLower(r), unicode.ToLower(r))
			next = one(s, next)
		}
		return next
	}
	text := re.Rune
	return func(m *matching, at int) int {
		if len(m.text)-at < len(text) {
			return no
		}
		for i, r := range text {
			if m.text[at+i] != r {
				return no
			}
		}
		return next(m, at+len(text))
	}
}

// place matches a place between characters.
func place(op syntax.Op, next node) node {
	return func(m *matching, at int) int {
		if isAt(op, m, at) && !m.unsure {
			return next(m, at)
		}
		return no
	}
}

func isAt(op syntax.Op, m *matching, at int) bool {
	switch op {
	case syntax.OpBeginLine:
		return at == 0 || m.text[at-1] == '\n'
	case syntax.OpEndLine:
		return at == len(m.text) || m.text[at] == '\n'
	case syntax.OpBeginText:
		return at == 0
	}
	boundary := isWord(m, at-1) != isWord(m, at)
	return boundary == (op == syntax.OpWordBoundary)
}

// isWord reports whether a character is part of a word, if that can be told.
func isWord(m *matching, at int) bool {
	if at < 0 || at >= len(m.text) {
		return false
	}
	r := m.text[at]
	m.unsure = m.unsure || r > unicode.MaxASCII
	return r == '_' || '0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
}
