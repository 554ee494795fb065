package lexer

import (
	"regexp"
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

// differs finds what Go's expressions and those of chroma read differently
// (`[^\W\d]` matches digits there), or what Go would refuse anyway.
var differs = regexp.MustCompile(`\\[Q0-9]|\[\[:|\(\?[#(>]|\[[^\]]*\\[WDS]`)

// firstSetOf computes the set of a chroma pattern under its flags. It may hold
// too much, never too little: what it does not understand can start with
// anything, and looking ahead or behind is taken to hold always.
func firstSetOf(pattern, flags string) firstSet {
	if differs.MatchString(pattern) {
		return everything
	}
	re, err := syntax.Parse("(?"+flags+":"+withoutLookaround(pattern)+")", syntax.Perl)
	if err != nil {
		return everything
	}
	s, empty := first(re)
	if empty {
		return everything
	}
	return s
}

// withoutLookaround replaces groups that only look ahead or behind by nothing.
func withoutLookaround(p string) string {
	var b strings.Builder
	for i := 0; i < len(p); {
		n := 1
		switch {
		case p[i] == '\\':
			n = min(2, len(p)-i)
		case p[i] == '[':
			n = classLength(p[i:])
		case looksAround(p[i:]):
			i += groupLength(p[i:])
			b.WriteString("(?:)")
			continue
		}
		b.WriteString(p[i : i+n])
		i += n
	}
	return b.String()
}

func looksAround(p string) bool {
	for _, start := range []string{"(?=", "(?!", "(?<=", "(?<!"} {
		if strings.HasPrefix(p, start) {
			return true
		}
	}
	return false
}

// classLength is the length of the character class that p starts with.
func classLength(p string) int {
	i := 1
	if i < len(p) && p[i] == '^' {
		i++
	}
	if i < len(p) && p[i] == ']' {
		i++
	}
	for i < len(p) && p[i] != ']' {
		if p[i] == '\\' {
			i++
		}
		i++
	}
	return min(i+1, len(p))
}

// groupLength is the length of the group that p starts with.
func groupLength(p string) int {
	depth := 0
	for i := 0; i < len(p); {
		switch p[i] {
		case '\\':
			i += 2
			continue
		case '[':
			i += classLength(p[i:])
			continue
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return i + 1
			}
		}
		i++
	}
	return len(p)
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
