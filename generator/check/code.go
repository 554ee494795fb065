package check

import (
	"regexp"
	"strings"
	"unicode"

	"woshou/generator/diagnostic"
	"woshou/generator/page"
)

// comment begins what a program does not read.
var comment = regexp.MustCompile(`(?:^|\s)(?://|#|--|;|%|/\*|<!--)`)

// code compares two blocks of code to the letter, but for what is said to
// people in it: comments, and words in Chinese.
func (c *comparison) code(x, y *page.Block) {
	if x.Text == y.Text {
		return
	}
	a, b := strings.Split(x.Text, "\n"), strings.Split(y.Text, "\n")
	if len(a) != len(b) {
		if !hasHan(x.Text + y.Text) {
			c.differ(y.File, y.Line, "translation-code", diagnostic.Say("this code has %d lines, that in %s has %d", len(b)-1, c.there(x), len(a)-1))
		}
		return
	}
	for i := range a {
		if !sameCode(a[i], b[i]) {
			c.differ(y.File, y.Line, "translation-code", diagnostic.Say("line %d of this code is not that of %s", i+1, c.there(x)))
			return
		}
	}
}

// sameCode reports whether two lines differ at most in what is said to people.
func sameCode(a, b string) bool {
	if a == b {
		return true
	}
	at := 0
	for at < min(len(a), len(b)) && a[at] == b[at] {
		at++
	}
	return comment.MatchString(a[:at]) || hasHan(a[at:]) != hasHan(b[at:]) || !hasWord(a) && !hasWord(b)
}

// hasWord reports whether a line says anything: what points at a line above,
// such as ^^^, does not.
func hasWord(line string) bool {
	return strings.ContainsFunc(line, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

func hasHan(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}
