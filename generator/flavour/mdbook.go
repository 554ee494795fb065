package flavour

import (
	"regexp"
	"strings"
)

// mdbook is mdBook: files that are taken in, hidden lines and flags of Rust, and
// the notes of its preprocessor admonish.
//
//	{{#include part.md:2:5}}      ```rust,ignore      ```admonish tip "Title"
var mdbook = Flavour{
	Name:    "mdbook",
	GitHub:  true,
	Index:   []string{"README"},
	Respell: respellMdBook,
}

var (
	mdbookTake = regexp.MustCompile(`\\?\{\{#(include|rustdoc_include|playground|title)\s+([^\s:}]+)(?::([^}\s]*))?[^}]*\}\}`)
	rustFence  = regexp.MustCompile("^(\\s*(?:`{3,}|~{3,}))\\s*([\\w+-]+),[\\w,=. -]*$")
	admonish   = regexp.MustCompile("^(\\s*)(`{3,}|~{3,})admonish\\s*([\\w-]*)\\s*(?:title\\s*=\\s*)?(?:[\"'](.*?)[\"'])?.*$")
)

func respellMdBook(text []byte) Respelt {
	if !hasAny(text, "{{#", "admonish", "```") {
		return Respelt{Text: text}
	}
	p := newPage(text)
	note := "" // the fence of the note that is open
	for i, line := range p.lines {
		if m := admonish.FindStringSubmatch(line); m != nil && note == "" && p.code[i] {
			note = m[2]
			p.lines[i] = titled(m[1]+":::", kindOf(m[3]), m[4])
			continue
		}
		if note != "" && strings.TrimSpace(line) == note {
			p.lines[i], note = ":::", ""
			continue
		}
		if m := rustFence.FindStringSubmatch(line); m != nil {
			line = m[1] + m[2]
		}
		p.lines[i] = mdbookTake.ReplaceAllStringFunc(line, takeIn)
	}
	return p.respelt()
}

// takeIn is the directive of ours for one of mdBook's. Numbers are lines, a name is
// that of an anchor, which is a region. One behind a backslash is only shown.
func takeIn(s string) string {
	if shown, escaped := strings.CutPrefix(s, `\`); escaped {
		return shown
	}
	m := mdbookTake.FindStringSubmatch(s)
	if m[1] == "title" {
		return ""
	}
	name, part := m[2], m[3]
	if !strings.HasPrefix(name, ".") {
		name = "./" + name
	}
	first, last, ranged := strings.Cut(part, ":")
	switch {
	case part == "":
	case !ranged && strings.Trim(first, "0123456789") == "":
		name += "{" + first + "," + first + "}"
	case strings.Trim(first+last, "0123456789") == "":
		name += "{" + first + "," + last + "}"
	default:
		name += "#" + part
	}
	return "<!--@include: " + name + "-->"
}
