package markdown

import (
	"bytes"
	"strings"
)

// attr is one attribute as an author wrote it. A bare word has an empty value,
// and is not assigned.
type attr struct {
	name, value string
	assigned    bool
}

// attrs are attributes in the order written; several classes are one attr.
type attrs []attr

// get returns the value of an attribute and whether it is there.
func (as attrs) get(name string) (string, bool) {
	for _, a := range as {
		if a.name == name {
			return a.value, true
		}
	}
	return "", false
}

// mostAttributes bounds the work that one tag or list can ask for.
const mostAttributes = 64

// delimiters stand around a list of attributes: "{" and "}", or what the site
// has chosen in their place.
type delimiters struct{ open, close string }

func newDelimiters(pair [2]string) delimiters {
	if pair[0] == "" || pair[1] == "" {
		return delimiters{"{", "}"}
	}
	return delimiters{pair[0], pair[1]}
}

// parse reads `{#id .class name=value name="a b" open}` at the start of s and
// returns how many bytes that took; 0 if s does not start with it.
func (d delimiters) parse(s []byte) (attrs, int) {
	if !bytes.HasPrefix(s, []byte(d.open)) {
		return nil, 0
	}
	if !strings.ContainsAny(d.close, "{}") { // words end at braces of themselves
		end := bytes.Index(s[len(d.open):], []byte(d.close))
		if end < 0 {
			return nil, 0
		}
		s = s[:len(d.open)+end+len(d.close)]
	}
	var as attrs
	for i := len(d.open); i < len(s) && len(as) < mostAttributes; {
		switch c := s[i]; {
		case bytes.HasPrefix(s[i:], []byte(d.close)):
			if len(as) == 0 {
				return nil, 0
			}
			return as, i + len(d.close)
		case c == ' ' || c == '\t':
			i++
		default:
			a, n := parseAttribute(s[i:])
			if n == 0 {
				return nil, 0
			}
			as = as.add(a)
			i += n
		}
	}
	return nil, 0
}

// trailing cuts attributes off the end of a line.
func (d delimiters) trailing(line []byte) ([]byte, attrs) {
	trimmed := bytes.TrimRight(line, " \t\n")
	open := bytes.LastIndex(trimmed, []byte(d.open))
	if open < 0 {
		return line, nil
	}
	as, n := d.parse(trimmed[open:])
	if n == 0 || open+n != len(trimmed) || !as.meant() {
		return line, nil
	}
	return trimmed[:open], as
}

// meant reports whether a list behind a text is one of attributes: not a word
// between braces that belongs to the text, nor a step, whose link comes first.
func (as attrs) meant() bool {
	for _, a := range as {
		if a.name == "step" || !a.assigned && !knownAttribute(a.name) {
			return false
		}
	}
	return true
}

// add appends a; of several with one name the first counts, but classes add up.
func (as attrs) add(a attr) attrs {
	for i := range as {
		if as[i].name == a.name {
			if a.name == "class" {
				as[i].value += " " + a.value
			}
			return as
		}
	}
	return append(as, a)
}

// parseAttribute reads one of `#id`, `.class`, `name`, `name=value`.
func parseAttribute(s []byte) (attr, int) {
	switch s[0] {
	case '#', '.':
		n := 1 + len(word(s[1:]))
		if n == 1 {
			return attr{}, 0
		}
		return attr{map[byte]string{'#': "id", '.': "class"}[s[0]], string(s[1:n]), true}, n
	}
	n := nameLength(s)
	a := attr{name: strings.ToLower(string(s[:n]))}
	if n == 0 || n >= len(s) || s[n] != '=' {
		return a, n
	}
	a.assigned = true
	n++
	if n < len(s) && (s[n] == '"' || s[n] == '\'') {
		end := bytes.IndexByte(s[n+1:], s[n])
		if end < 0 {
			return attr{}, 0
		}
		a.value = string(s[n+1 : n+1+end])
		return a, n + end + 2
	}
	w := word(s[n:])
	a.value = string(w)
	return a, n + len(w)
}

// word returns what stands before the next space, brace, quote or bracket.
func word(s []byte) []byte {
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
	case "open", "no-title", "numbers", "what-if", "for", "style", "target", "rel":
		return true
	}
	return isDirective(name) || strings.HasPrefix(name, "on") ||
		allowedAttribute("", name) || allowedAttribute("img", name) || allowedAttribute("a", name)
}

// isDirective reports whether an attribute is one that only Vue would read.
func isDirective(name string) bool {
	return strings.HasPrefix(name, "v-") || name != "" && strings.IndexByte(":@#", name[0]) >= 0
}
