package lines

import (
	"strconv"
	"strings"

	"woshou/diagrams/words"
)

// MaxN is the largest count an author may write: octets, repetitions.
const MaxN = 1_000_000_000

// Number reads a whole number between lo and hi. What says what it counts.
func (r *Reader) Number(what words.Message, lo, hi int64) int64 {
	t := r.Peek()
	if t.Kind != Word || !IsDigits(t.Text) {
		r.Expected(what, "")
		return lo
	}
	n, ok := AtMost(t.Text, hi)
	switch {
	case !ok:
		r.Fail(Bounds, words.Say("%s is too large: expected %s up to %d", t.Text, what, hi), "")
	case n < lo:
		r.Fail(Bounds, words.Say("%s is too small: expected %s from %d", t.Text, what, lo), "")
	}
	r.Next()
	return n
}

// IsDigits reports whether s is a whole number without a sign.
func IsDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// AtMost is the number that digits stand for, and whether it is at most hi.
func AtMost(digits string, hi int64) (int64, bool) {
	n, err := strconv.ParseInt(digits, 10, 64)
	return n, err == nil && n <= hi
}
