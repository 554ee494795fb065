package markdown

import (
	"bytes"
	"html"
	"strings"
)

// htmlToken is a piece of raw HTML: a tag, text, or something to leave out (a
// comment, a declaration).
type htmlToken struct {
	kind  tokenKind
	raw   []byte
	name  string // of a tag, in lower case
	attrs attrs  // values with entities resolved; of several with one name, the first
	empty bool   // ends in "/>"
}

type tokenKind int

const (
	textToken tokenKind = iota
	startToken
	endToken
	otherToken
)

// nextToken reads the token at the start of s, which is not empty. Whatever is
// not exactly a tag is text: a browser gets no chance to read it otherwise,
// because text is escaped.
func nextToken(s []byte) htmlToken {
	if s[0] != '<' {
		n := bytes.IndexByte(s, '<')
		if n < 0 {
			n = len(s)
		}
		return htmlToken{kind: textToken, raw: s[:n]}
	}
	for _, d := range [...]struct{ open, close string }{
		{"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<?", "?>"}, {"<!", ">"},
	} {
		if bytes.HasPrefix(s, []byte(d.open)) {
			return htmlToken{kind: otherToken, raw: through(s, d.close)}
		}
	}
	if t, ok := tagToken(s); ok {
		return t
	}
	return htmlToken{kind: textToken, raw: s[:1]}
}

// through returns s up to and with the first end, or all of it.
func through(s []byte, end string) []byte {
	if i := bytes.Index(s, []byte(end)); i >= 0 {
		return s[:i+len(end)]
	}
	return s
}

// tagToken reads a start or end tag; false if s[0] begins none that is whole.
func tagToken(s []byte) (htmlToken, bool) {
	t := htmlToken{kind: startToken}
	i := 1
	if i < len(s) && s[i] == '/' {
		t.kind = endToken
		i++
	}
	n := tagNameLength(s[i:])
	if n == 0 {
		return t, false
	}
	t.name = strings.ToLower(string(s[i : i+n]))
	for i += n; i < len(s); {
		switch {
		case s[i] == '>':
			t.raw = s[:i+1]
			return t, true
		case isHTMLSpace(s[i]):
			i++
		case s[i] == '/':
			i++
			t.empty = i < len(s) && s[i] == '>'
		default:
			a, n := htmlAttribute(s[i:])
			if n == 0 {
				return t, false
			}
			if _, again := t.attrs.get(a.name); !again && len(t.attrs) < mostAttributes {
				t.attrs = append(t.attrs, a)
			}
			i += n
		}
	}
	return t, false
}

// tagNameLength counts the bytes of a tag's name; a dot, as in the names of
// some components, is one of them.
func tagNameLength(s []byte) int {
	n := 0
	for n < len(s) && (isAlnum(s[n]) || n > 0 && (s[n] == '-' || s[n] == '.' || s[n] == '_' || s[n] == ':')) {
		n++
	}
	if n > 0 && '0' <= s[0] && s[0] <= '9' {
		return 0
	}
	return n
}

// htmlAttribute reads one attribute and returns its length, 0 if it is broken.
func htmlAttribute(s []byte) (attr, int) {
	n := 0
	for n < len(s) && !isHTMLSpace(s[n]) && !bytes.ContainsRune([]byte("=>/\"'<"), rune(s[n])) {
		n++
	}
	if n == 0 {
		return attr{}, 0
	}
	a := attr{name: strings.ToLower(string(s[:n]))}
	eq := skipHTMLSpace(s, n)
	if eq >= len(s) || s[eq] != '=' {
		return a, n
	}
	n = skipHTMLSpace(s, eq+1)
	if n >= len(s) {
		return attr{}, 0
	}
	if q := s[n]; q == '"' || q == '\'' {
		end := bytes.IndexByte(s[n+1:], q)
		if end < 0 {
			return attr{}, 0
		}
		a.value = html.UnescapeString(string(s[n+1 : n+1+end]))
		return a, n + end + 2
	}
	start := n
	for n < len(s) && !isHTMLSpace(s[n]) && s[n] != '>' {
		n++
	}
	a.value = html.UnescapeString(string(s[start:n]))
	return a, n
}

func isHTMLSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'
}

func skipHTMLSpace(s []byte, i int) int {
	for i < len(s) && isHTMLSpace(s[i]) {
		i++
	}
	return i
}
