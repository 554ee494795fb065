package lexer

import (
	"errors"
	"fmt"
	"regexp"
	"regexp/syntax"
	"strings"
	"unicode/utf8"

	"github.com/dlclark/regexp2/v2"
)

// pattern is one of chroma's expressions as a tree that means the same for text
// in ASCII. What Go's expressions lack stands in it as groups, by these names
// and a number.
type pattern struct {
	tree *syntax.Regexp
	// ascii tells that text in other characters is another matter: which of
	// them are letters, for example, and which fold to each other.
	ascii bool
}

const (
	ahead     = "ahead"
	notAhead  = "notAhead"
	behind    = "behind"
	notBehind = "notBehind"
)

var lookarounds = []struct{ start, name string }{{"(?=", ahead}, {"(?!", notAhead}, {"(?<=", behind}, {"(?<!", notBehind}}

// differs finds what Go's expressions and those of chroma read differently, or
// what Go would refuse anyway.
var differs = regexp.MustCompile(`\\[QP0-9]|\\p(?:[^{]|\{[^}]{3,})|\[\[:|-\[|\(\?[#(>']`)

// beyond finds what makes an expression another one beyond ASCII.
var beyond = regexp.MustCompile(`\\[wWdDsSbB]|\(\?[a-z-]*i`)

var errDiffers = errors.New("it is read in another way")

// parsePattern reads an expression under its flags.
func parsePattern(text, flags string) (pattern, error) {
	if differs.MatchString(text) {
		return pattern{}, errDiffers
	}
	var b strings.Builder
	for i := 0; i < len(text); {
		n, same := 1, text[i:i+1]
		var err error
		switch text[i] {
		case '\\':
			n = min(2, len(text)-i)
			same = readEscape(text[i : i+n])
		case '[':
			n = classLength(text[i:])
			same, err = readClass(text[i:i+n], flags)
		case '(':
			n, same = readGroup(text[i:], i)
		}
		if err != nil {
			return pattern{}, err
		}
		b.WriteString(same)
		i += n
	}
	tree, err := syntax.Parse(fmt.Sprintf("(?%s:%s)", flags, b.String()), syntax.Perl)
	if err != nil {
		return pattern{}, err
	}
	return pattern{tree.Simplify(), beyond.MatchString(text) || strings.Contains(flags, "i")}, nil
}

// readGroup is how much of the text starts a group, and what stands for that.
func readGroup(text string, at int) (length int, same string) {
	for _, l := range lookarounds {
		if strings.HasPrefix(text, l.start) {
			return len(l.start), fmt.Sprintf("(?P<%s%d>", l.name, at)
		}
	}
	return 1, "("
}

// blanks are what chroma takes for white space: one more than Go.
const blanks = `\t-\r `

// readEscape is what stands for a character after a backslash.
func readEscape(escape string) string {
	switch escape {
	case `\s`:
		return "[" + blanks + "]"
	case `\S`:
		return "[^" + blanks + "]"
	}
	return escape
}

// takesAway finds a class that takes characters away. Go and chroma differ in
// what is left.
var (
	takesAway = regexp.MustCompile(`\\[WDS]`)
	escapes   = regexp.MustCompile(`(?s)\\.`)
)

// readClass is what stands for a class of characters.
func readClass(class, flags string) (same string, err error) {
	if !takesAway.MatchString(class) {
		return escapes.ReplaceAllStringFunc(class, func(escape string) string {
			if escape == `\s` {
				return blanks
			}
			return escape
		}), nil
	}
	expression, err := regexp2.Compile(fmt.Sprintf("(?%s:%s)", flags, class))
	if err != nil {
		return "", err
	}
	var b strings.Builder
	for r := range rune(utf8.RuneSelf) {
		if in, _ := expression.MatchString(string(r)); in {
			fmt.Fprintf(&b, `\x%02x`, r)
		}
	}
	if b.Len() == 0 {
		return "", errDiffers
	}
	return "[" + b.String() + "]", nil
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

// lookaround is which of the lookarounds a node stands for, "" for none.
func lookaround(re *syntax.Regexp) string {
	if re.Op != syntax.OpCapture {
		return ""
	}
	name := strings.TrimRight(re.Name, "0123456789")
	for _, l := range lookarounds {
		if name == l.name {
			return name
		}
	}
	return ""
}
