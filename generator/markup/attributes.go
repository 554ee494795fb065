package markup

import (
	"bytes"
	"strings"
)

// Attr is one attribute as an author wrote it. A bare word has an empty value,
// and is not assigned.
type Attr struct {
	Name, Value string
	Assigned    bool
}

// Attrs are attributes in the order written; several classes are one attr.
type Attrs []Attr

// Get returns the value of an attribute and whether it is there.
func (as Attrs) Get(name string) (string, bool) {
	for _, a := range as {
		if a.Name == name {
			return a.Value, true
		}
	}
	return "", false
}

// MostAttributes bounds the work that one tag or list can ask for.
const MostAttributes = 64

// Delimiters stand around a list of attributes: "{" and "}", or what the site
// has chosen in their place.
type Delimiters struct{ Open, Close string }

// NewDelimiters are those of a site; without both of them, braces.
func NewDelimiters(pair [2]string) Delimiters {
	if pair[0] == "" || pair[1] == "" {
		return Delimiters{"{", "}"}
	}
	return Delimiters{pair[0], pair[1]}
}

// Parse reads `{#id .class name=value name="a b" open}` at the start of s and
// returns how many bytes that took; 0 if s does not start with it.
func (d Delimiters) Parse(s []byte) (Attrs, int) {
	if !bytes.HasPrefix(s, []byte(d.Open)) {
		return nil, 0
	}
	if !strings.ContainsAny(d.Close, "{}") { // words end at braces of themselves
		end := bytes.Index(s[len(d.Open):], []byte(d.Close))
		if end < 0 {
			return nil, 0
		}
		s = s[:len(d.Open)+end+len(d.Close)]
	}
	var as Attrs
	for i, read := len(d.Open), 0; i < len(s) && read < MostAttributes; {
		switch c := s[i]; {
		case bytes.HasPrefix(s[i:], []byte(d.Close)):
			if len(as) == 0 {
				return nil, 0
			}
			return as, i + len(d.Close)
		case c == ' ' || c == '\t':
			i++
		default:
			a, n := ParseAttribute(s[i:])
			if n == 0 {
				return nil, 0
			}
			as = as.Add(a)
			i += n
			read++
		}
	}
	return nil, 0
}

// Trailing cuts attributes off the end of a line.
func (d Delimiters) Trailing(line []byte) ([]byte, Attrs) {
	trimmed := bytes.TrimRight(line, " \t\n")
	open := bytes.LastIndex(trimmed, []byte(d.Open))
	if open < 0 {
		return line, nil
	}
	as, n := d.Parse(trimmed[open:])
	if n == 0 || open+n != len(trimmed) || !as.Meant() {
		return line, nil
	}
	return trimmed[:open], as
}

// Meant reports whether a list behind a text is one of attributes: not a word
// between braces that belongs to the text, nor a step, whose link comes first.
func (as Attrs) Meant() bool {
	for _, a := range as {
		if a.Name == "step" || !a.Assigned && !knownAttribute(a.Name) {
			return false
		}
	}
	return true
}

// Add appends a; of several with one name the first counts, but classes add up.
func (as Attrs) Add(a Attr) Attrs {
	for i := range as {
		if as[i].Name == a.Name {
			if a.Name == "class" {
				as[i].Value += " " + a.Value
			}
			return as
		}
	}
	return append(as, a)
}

// ParseAttribute reads one of `#id`, `.class`, `name`, `name=value`.
func ParseAttribute(s []byte) (Attr, int) {
	switch s[0] {
	case '#', '.':
		n := 1 + len(Word(s[1:]))
		if n == 1 {
			return Attr{}, 0
		}
		return Attr{map[byte]string{'#': "id", '.': "class"}[s[0]], string(s[1:n]), true}, n
	}
	n := nameLength(s)
	a := Attr{Name: strings.ToLower(string(s[:n]))}
	if n == 0 || n >= len(s) || s[n] != '=' {
		return a, n
	}
	a.Assigned = true
	n++
	if n < len(s) && (s[n] == '"' || s[n] == '\'') {
		end := bytes.IndexByte(s[n+1:], s[n])
		if end < 0 {
			return Attr{}, 0
		}
		a.Value = string(s[n+1 : n+1+end])
		return a, n + end + 2
	}
	w := Word(s[n:])
	a.Value = string(w)
	return a, n + len(w)
}

// Word returns what stands before the next space, brace, quote or bracket.
func Word(s []byte) []byte {
	if i := bytes.IndexAny(s, " \t\n{}\"'<>="); i >= 0 {
		return s[:i]
	}
	return s
}

// nameLength counts the bytes of an attribute's name: a letter, or the sign of
// a directive of Vue, then letters, digits and hyphens.
func nameLength(s []byte) int {
	i := 0
	for i < len(s) && (s[i]|0x20 >= 'a' && s[i]|0x20 <= 'z' || i > 0 && (s[i] == '-' || s[i] == ':' || s[i] >= '0' && s[i] <= '9') ||
		i == 0 && (s[i] == ':' || s[i] == '@')) {
		i++
	}
	return i
}

// knownAttribute reports whether a bare word is surely an attribute. `style`
// and event handlers are known, to be dropped with a warning.
func knownAttribute(name string) bool {
	switch name {
	case "open", "no-title", "numbers", "what-if", "predict", "for", "style", "target", "rel":
		return true
	}
	return IsDirective(name) || strings.HasPrefix(name, "on") ||
		AllowedAttribute("", name) || AllowedAttribute("img", name) || AllowedAttribute("a", name)
}

// IsDirective reports whether an attribute is one that only Vue would read.
func IsDirective(name string) bool {
	return strings.HasPrefix(name, "v-") || name != "" && strings.IndexByte(":@#", name[0]) >= 0
}
