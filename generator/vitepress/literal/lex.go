package literal

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"woshou/diagrams/place"
)

// kind of a token.
type tokenKind int

const (
	tokenEnd tokenKind = iota
	tokenName
	tokenNumber
	tokenString   // text is its content
	tokenTemplate // with ${…}, so not a plain text
	tokenRegexp
	tokenMark // one punctuator
)

type token struct {
	kind tokenKind
	text string
	place.Place
}

// marks are the punctuators of more than one character that matter here; all
// others are read one character at a time.
var marks = []string{"...", "=>", "===", "!==", "==", "!=", "<=", ">=", "&&", "||", "??", "?.", "++", "--", "+=", "-="}

// lexer splits a module into tokens. It never fails: what it does not know is
// a punctuator.
type lexer struct {
	src       string
	file      string
	line, col int
	tokens    []token
}

func lex(file, src string) []token {
	l := &lexer{src: src, file: file, line: 1, col: 1}
	for l.next() {
	}
	l.add(tokenEnd, "", place.Place{File: l.file, Line: l.line, Col: l.col})
	return l.tokens
}

func (l *lexer) add(kind tokenKind, text string, at place.Place) {
	l.tokens = append(l.tokens, token{kind, text, at})
}

// take consumes n bytes and returns them.
func (l *lexer) take(n int) string {
	n = min(n, len(l.src))
	taken := l.src[:n]
	l.src = l.src[n:]
	last := taken
	if i := strings.LastIndexByte(taken, '\n'); i >= 0 {
		l.line += strings.Count(taken, "\n")
		l.col, last = 1, taken[i+1:]
	}
	l.col += utf8.RuneCountInString(last)
	return taken
}

// next reads one token or what lies between tokens; false at the end.
func (l *lexer) next() bool {
	if l.src == "" {
		return false
	}
	at := place.Place{File: l.file, Line: l.line, Col: l.col}
	r, size := utf8.DecodeRuneInString(l.src)
	switch {
	case unicode.IsSpace(r) || r == '\uFEFF':
		l.take(size)
	case strings.HasPrefix(l.src, "//"), strings.HasPrefix(l.src, "#!"):
		l.take(through(l.src, "\n"))
	case strings.HasPrefix(l.src, "/*"):
		l.take(2 + through(l.src[2:], "*/"))
	case r == '\'' || r == '"':
		l.add(tokenString, unquote(l.take(quotedLength(l.src))), at)
	case r == '`':
		l.template(at)
	case r >= '0' && r <= '9':
		l.add(tokenNumber, l.take(run(l.src, func(r rune) bool { return r == '.' || r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) })), at)
	case isNameRune(r):
		l.add(tokenName, l.take(run(l.src, func(r rune) bool { return isNameRune(r) || unicode.IsDigit(r) })), at)
	case r == '/' && l.startsValue():
		l.add(tokenRegexp, l.take(regexpLength(l.src)), at)
	default:
		l.mark(size, at)
	}
	return true
}

func (l *lexer) mark(size int, at place.Place) {
	for _, m := range marks {
		if strings.HasPrefix(l.src, m) {
			size = len(m)
			break
		}
	}
	l.add(tokenMark, l.take(size), at)
}

func isNameRune(r rune) bool { return r == '_' || r == '$' || unicode.IsLetter(r) }

func run(s string, in func(rune) bool) int {
	if i := strings.IndexFunc(s, func(r rune) bool { return !in(r) }); i >= 0 {
		return i
	}
	return len(s)
}

// through is how many bytes there are up to the end of what is looked for.
func through(s, end string) int {
	if i := strings.Index(s, end); i >= 0 {
		return i + len(end)
	}
	return len(s)
}

// startsValue reports whether a slash starts a regular expression here, not a
// division: after a value it divides.
func (l *lexer) startsValue() bool {
	if len(l.tokens) == 0 {
		return true
	}
	switch last := l.tokens[len(l.tokens)-1]; last.kind {
	case tokenMark:
		return last.text != ")" && last.text != "]" && last.text != "}"
	case tokenName:
		return last.text == "return"
	}
	return false
}

// quotedLength is the length of a string literal, which ends with its line.
func quotedLength(s string) int {
	for i := 1; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case s[0]:
			return i + 1
		case '\n':
			return i
		}
	}
	return len(s)
}

func regexpLength(s string) int {
	class := false
	for i := 1; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\\':
			i++
		case c == '\n':
			return i
		case c == '[':
			class = true
		case c == ']':
			class = false
		case c == '/' && !class:
			return i + 1 + run(s[i+1:], unicode.IsLetter)
		}
	}
	return len(s)
}

// template reads a template literal; with ${…} in it, it is no plain text.
func (l *lexer) template(at place.Place) {
	n, plain := templateLength(l.src, mostTemplates)
	if text := l.take(n); plain {
		l.add(tokenString, unquote(text), at)
	} else {
		l.add(tokenTemplate, text, at)
	}
}

// mostTemplates is how deep templates may stand inside each other.
const mostTemplates = 100

// templateLength is the length of a template literal, in which others stand no
// deeper than that, and whether it is plain text.
func templateLength(s string, deep int) (n int, plain bool) {
	plain = true
	for i := 1; i < len(s) && deep > 0; i++ {
		switch {
		case s[i] == '\\':
			i++
		case s[i] == '`':
			return i + 1, plain
		case strings.HasPrefix(s[i:], "${"):
			plain = false
			i += codeLength(s[i+1:], deep)
		}
	}
	return len(s), plain
}

// codeLength is the length of code in braces.
func codeLength(s string, deep int) int {
	depth := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return i + 1
			}
		case '`':
			n, _ := templateLength(s[i:], deep-1)
			i += n - 1
		case '\'', '"':
			i += quotedLength(s[i:]) - 1
		}
	}
	return len(s)
}

// unquote is the content of a string literal.
func unquote(s string) string {
	if len(s) >= 2 && s[len(s)-1] == s[0] {
		s = s[1 : len(s)-1]
	} else if s != "" {
		s = s[1:]
	}
	if !strings.Contains(s, `\`) {
		return s
	}
	var b strings.Builder
	for s != "" {
		before, after, found := strings.Cut(s, `\`)
		b.WriteString(before)
		if !found || after == "" {
			break
		}
		s = escape(&b, after)
	}
	return b.String()
}

// escape writes what an escape stands for and returns what follows it.
func escape(b *strings.Builder, s string) string {
	r, size := utf8.DecodeRuneInString(s)
	rest := s[size:]
	switch r {
	case 'n':
		b.WriteByte('\n')
	case 't':
		b.WriteByte('\t')
	case 'r', 'b', 'f', 'v', '0', '\n':
	case 'x':
		return escaped(b, rest, 2)
	case 'u':
		if inside, after, ok := strings.Cut(strings.TrimPrefix(rest, "{"), "}"); ok && strings.HasPrefix(rest, "{") {
			escaped(b, inside, len(inside))
			return after
		}
		return escaped(b, rest, 4)
	default:
		b.WriteRune(r)
	}
	return rest
}

func escaped(b *strings.Builder, s string, digits int) string {
	if len(s) < digits {
		return s
	}
	if n, err := strconv.ParseUint(s[:digits], 16, 32); err == nil && n <= unicode.MaxRune {
		b.WriteRune(rune(n))
	}
	return s[digits:]
}
