package markup

import (
	"bytes"
	"html"
	"strings"
)

// Token is a piece of raw HTML: a tag, text, or something to leave out (a
// comment, a declaration).
type Token struct {
	Kind  Kind
	Raw   []byte
	Name  string // of a tag, in lower case
	Attrs Attrs  // values with entities resolved; of several with one name, the first
	// Spans are where each of Attrs stands in Raw, by the same index: from, to.
	Spans [][2]int
	Empty bool // ends in "/>"
}

// Kind says what a token is.
type Kind int

// The kinds of tokens.
const (
	Text Kind = iota
	Start
	End
	Other
)

// Next reads the token at the start of s, which is not empty. Whatever is
// not exactly a tag is text: a browser gets no chance to read it otherwise,
// because text is escaped.
//
// golang.org/x/net/html has a tokenizer, which reads as browsers do: `<T = any>`
// and `Record<string, any>` are tags to it, and what follows a `<script>` that
// somebody only mentions is a script. Over the tags of the pages that we test
// with the two differ in one of 140, always where an author meant text.
func Next(s []byte) Token {
	if s[0] != '<' {
		n := bytes.IndexByte(s, '<')
		if n < 0 {
			n = len(s)
		}
		return Token{Kind: Text, Raw: s[:n]}
	}
	for _, d := range [...]struct{ open, close string }{
		{"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<?", "?>"}, {"<!", ">"},
	} {
		if bytes.HasPrefix(s, []byte(d.open)) {
			return Token{Kind: Other, Raw: through(s, d.close)}
		}
	}
	if t, ok := Tag(s); ok {
		return t
	}
	return Token{Kind: Text, Raw: s[:1]}
}

// through returns s up to and with the first end, or all of it.
func through(s []byte, end string) []byte {
	if i := bytes.Index(s, []byte(end)); i >= 0 {
		return s[:i+len(end)]
	}
	return s
}

// Tag reads a start or end tag; false if s[0] begins none that is whole.
func Tag(s []byte) (Token, bool) {
	t := Token{Kind: Start}
	i := 1
	if i < len(s) && s[i] == '/' {
		t.Kind = End
		i++
	}
	n := tagNameLength(s[i:])
	if n == 0 {
		return t, false
	}
	t.Name = strings.ToLower(string(s[i : i+n]))
	for i += n; i < len(s); {
		switch {
		case s[i] == '>':
			t.Raw = s[:i+1]
			return t, true
		case IsSpace(s[i]):
			i++
		case s[i] == '/':
			i++
			t.Empty = i < len(s) && s[i] == '>'
		default:
			a, n := attribute(s[i:])
			if n == 0 {
				return t, false
			}
			if _, again := t.Attrs.Get(a.Name); !again && len(t.Attrs) < MostAttributes {
				t.Attrs = append(t.Attrs, a)
				t.Spans = append(t.Spans, [2]int{i, i + n})
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

// attribute reads one attribute and returns its length, 0 if it is broken.
func attribute(s []byte) (Attr, int) {
	n := 0
	for n < len(s) && !IsSpace(s[n]) && !bytes.ContainsRune([]byte("=>/\"'<"), rune(s[n])) {
		n++
	}
	if n == 0 {
		return Attr{}, 0
	}
	a := Attr{Name: strings.ToLower(string(s[:n]))}
	eq := skipSpace(s, n)
	if eq >= len(s) || s[eq] != '=' {
		return a, n
	}
	n = skipSpace(s, eq+1)
	if n >= len(s) {
		return Attr{}, 0
	}
	if q := s[n]; q == '"' || q == '\'' {
		end := bytes.IndexByte(s[n+1:], q)
		if end < 0 {
			return Attr{}, 0
		}
		a.Value = html.UnescapeString(string(s[n+1 : n+1+end]))
		return a, n + end + 2
	}
	start := n
	for n < len(s) && !IsSpace(s[n]) && s[n] != '>' && s[n] != '<' {
		n++ // a bracket ends it, or each tag in a row would be looked for in all that follow
	}
	a.Value = html.UnescapeString(string(s[start:n]))
	return a, n
}

// IsSpace reports whether a byte separates what stands in a tag.
func IsSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'
}

func skipSpace(s []byte, i int) int {
	for i < len(s) && IsSpace(s[i]) {
		i++
	}
	return i
}

func isAlnum(c byte) bool {
	return 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9'
}

// Written is a tag's name as its author wrote it.
func (t Token) Written() string {
	from := 1
	if t.Kind == End {
		from = 2
	}
	return string(t.Raw[from : from+len(t.Name)])
}

// LengthThroughEnd is how much of s lies before and in the end tag of an element.
func LengthThroughEnd(s []byte, name string) int {
	for i := 0; ; i += len("</") {
		n := bytes.Index(s[i:], []byte("</"))
		if n < 0 {
			return len(s)
		}
		i += n
		if end := i + len("</") + len(name); end <= len(s) && strings.EqualFold(string(s[i+len("</"):end]), name) {
			return i + len(through(s[i:], ">"))
		}
	}
}
