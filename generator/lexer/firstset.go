package lexer

import "github.com/dlclark/regexp2/v2/syntax"

// firstSet is a set of characters that a match of an expression may start
// with. Only those in ASCII are told apart: every other is always in it.
type firstSet struct{ bits [2]uint64 }

var everything = firstSet{[2]uint64{^uint64(0), ^uint64(0)}}

// has reports whether a match may start with r.
func (s firstSet) has(r rune) bool { return r >= 0x80 || s.bits[r>>6]&(1<<(r&63)) != 0 }

func (s *firstSet) union(t firstSet) {
	s.bits[0] |= t.bits[0]
	s.bits[1] |= t.bits[1]
}

// firstOf is the set of an expression. It may hold too much, never too little:
// looking ahead or behind is taken to hold always.
func firstOf(n *syntax.RegexNode) firstSet {
	s, empty := first(n)
	if empty {
		return everything
	}
	return s
}

// first returns what a match may start with and whether it may be empty.
func first(n *syntax.RegexNode) (s firstSet, empty bool) {
	switch n.T {
	case syntax.NtOne, syntax.NtNotone, syntax.NtSet:
		return firstSet{setOf(n).bits}, false
	case syntax.NtOneloop, syntax.NtNotoneloop, syntax.NtSetloop, syntax.NtOnelazy, syntax.NtNotonelazy, syntax.NtSetlazy,
		syntax.NtOneloopatomic, syntax.NtNotoneloopatomic, syntax.NtSetloopatomic:
		return firstSet{setOf(n).bits}, n.M == 0
	case syntax.NtMulti:
		return firstSet{single(n.Str[0]).bits}, false
	case syntax.NtCapture, syntax.NtGroup, syntax.NtAtomic:
		return first(n.Children[0])
	case syntax.NtLoop, syntax.NtLazyloop:
		s, empty = first(n.Children[0])
		return s, empty || n.M == 0
	case syntax.NtConcatenate:
		for _, sub := range n.Children {
			t, e := first(sub)
			s.union(t)
			if !e {
				return s, false
			}
		}
		return s, true
	case syntax.NtAlternate:
		for _, sub := range n.Children {
			t, e := first(sub)
			s.union(t)
			empty = empty || e
		}
		return s, empty
	case syntax.NtNothing:
		return s, false
	case syntax.NtRef, syntax.NtBackRefCond, syntax.NtExprCond:
		return everything, true
	}
	return s, true // places, and what looks ahead or behind
}
