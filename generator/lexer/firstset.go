package lexer

import (
	"regexp/syntax"
	"strings"
)

// firstSet is a set of characters that a match of an expression may start
// with. Only those a filter can be sure about are told apart: line ends, tabs
// and printable ASCII; every other character is always in it.
type firstSet struct{ bits [2]uint64 }

var everything = firstSet{[2]uint64{^uint64(0), ^uint64(0)}}

// has reports whether a match may start with r.
func (s firstSet) has(r rune) bool {
	if r >= 0x7F || r < ' ' && r != '\n' && r != '\t' {
		return true
	}
	return s.bits[r>>6]&(1<<(r&63)) != 0
}

func (s *firstSet) add(lo, hi rune) {
	for r := max(lo, 0); r <= min(hi, 127); r++ {
		s.bits[r>>6] |= 1 << (r & 63)
	}
}

func (s *firstSet) union(t firstSet) {
	s.bits[0] |= t.bits[0]
	s.bits[1] |= t.bits[1]
}

// firstOf is the set of an expression. It may hold too much, never too little:
// looking ahead or behind is taken to hold always.
func firstOf(re *syntax.Regexp) firstSet {
	s, empty := first(re)
	if empty {
		return everything
	}
	return s
}

// first returns what a match may start with and whether it may be empty.
func first(re *syntax.Regexp) (s firstSet, empty bool) {
	switch re.Op {
	case syntax.OpNoMatch:
	case syntax.OpLiteral:
		s.addFolded(re.Rune[0], re.Flags&syntax.FoldCase != 0)
	case syntax.OpCharClass:
		for i := 0; i < len(re.Rune); i += 2 {
			s.add(re.Rune[i], re.Rune[i+1])
		}
	case syntax.OpAnyCharNotNL:
		s = everything
		s.bits[0] &^= 1 << '\n'
	case syntax.OpAnyChar:
		s = everything
	case syntax.OpCapture, syntax.OpPlus:
		if lookaround(re) != "" {
			return s, true
		}
		return first(re.Sub[0])
	case syntax.OpStar, syntax.OpQuest:
		s, _ = first(re.Sub[0])
		return s, true
	case syntax.OpRepeat:
		s, empty = first(re.Sub[0])
		return s, empty || re.Min == 0
	case syntax.OpConcat:
		for _, sub := range re.Sub {
			t, e := first(sub)
			s.union(t)
			if !e {
				return s, false
			}
		}
		return s, true
	case syntax.OpAlternate:
		for _, sub := range re.Sub {
			t, e := first(sub)
			s.union(t)
			empty = empty || e
		}
	default: // ^, $, \b and the like
		return s, true
	}
	return s, empty
}

// addFolded adds a character and, where case does not count, those it folds
// to, the odd ones included.
func (s *firstSet) addFolded(r rune, fold bool) {
	s.add(r, r)
	if !fold {
		return
	}
	for f := range rune(128) {
		if strings.EqualFold(string(f), string(r)) {
			s.add(f, f)
		}
	}
}
