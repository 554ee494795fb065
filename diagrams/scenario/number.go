package scenario

import (
	"strconv"
	"strings"

	"woshou/diagrams/words"
)

// MaxN is the largest count an author may write: octets, repetitions.
const MaxN = 1_000_000_000

// number reads a whole number between lo and hi. What says what it counts.
func (p *parser) number(what words.Message, lo, hi int64) int64 {
	t := p.peek()
	if t.kind != word || !isDigits(t.text) {
		p.expected(what, "")
		return lo
	}
	n, ok := atMost(t.text, hi)
	switch {
	case !ok:
		p.fail(CodeBounds, words.Say("%s is too large: expected %s up to %d", t.text, what, hi), "")
	case n < lo:
		p.fail(CodeBounds, words.Say("%s is too small: expected %s from %d", t.text, what, lo), "")
	}
	p.next()
	return n
}

// isDigits reports whether s is a whole number without a sign.
func isDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// atMost is the number that digits stand for, and whether it is at most hi.
func atMost(digits string, hi int64) (int64, bool) {
	n, err := strconv.ParseInt(digits, 10, 64)
	return n, err == nil && n <= hi
}
