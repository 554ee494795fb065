package site

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

	"woshou/generator/flavour"
	"woshou/generator/front"
	"woshou/generator/source"
)

// glance reads the card of a page from its text, unparsed, and finds what cannot
// be in it. It is nil where only the tree shows the page's title, and where what the
// text says must be spelt as we do first.
func (s *Site) glance(name string) *Record {
	in := flavour.Of(s.Config.Flavour)
	if in.Respell != nil {
		return nil
	}
	src, err := s.Read(name)
	if err != nil {
		return nil // which is a problem to be told
	}
	head, title := headOf(src)
	card := Card{Meta: front.Read(source.Read(name, head, source.Files{}), in).Meta}
	if card.Meta.Title == "" {
		if card.Name = title; title == "" {
			return nil
		}
	}
	isOpen := mayTakeIn(head, src)
	return &Record{Card: card, glanced: true, undrawn: !isOpen && !mayDraw(src), unexplained: !isOpen && !s.mayExplain(src)}
}

// mostHead is how much of a page is searched for its front matter at first.
const mostHead = 1 << 10

// headOf is a page's front matter with the lines around it, and the title that
// the line below it gives, "" if that must be found otherwise.
func headOf(src []byte) (head []byte, title string) {
	start := src[:min(len(src), mostHead)]
	text := source.NewFile("", start).Content
	_, body := source.Matter(text)
	if body == 0 && bytes.HasPrefix(text, []byte("---")) && len(start) < len(src) {
		start = src
		text = source.NewFile("", start).Content
		_, body = source.Matter(text)
	}
	line, rest, _ := bytes.Cut(bytes.TrimLeft(text[body:], "\n"), []byte{'\n'})
	isWhole := len(rest) > 0 || len(start) == len(src)
	if m := plainHeading.FindSubmatch(line); m != nil && !capitals.Match(line) && isWhole {
		title = string(m[1])
	}
	return text[:body], title
}

// plainHeading is a first line of a page that is its title, letter by letter:
// there is nothing in it that Markdown, or we, might read otherwise. A name in
// capitals could be that of a state.
var (
	plainHeading = regexp.MustCompile(`^# ([\p{L}\p{N}，、？！]+(?: [\p{L}\p{N}，、？！]+)*)$`)
	capitals     = regexp.MustCompile(`\p{Lu}{3}`)
)

// mayTakeIn reports whether a page may have more in it than its text shows: from
// other files, or under another spelling.
func mayTakeIn(head, src []byte) bool {
	return bytes.IndexByte(head, '\\') >= 0 || holdsAny(src, "@include:", "<<<", "&#")
}

// mayDraw reports whether a text may have figures, or links to scenarios.
func mayDraw(src []byte) bool { return holdsAny(src, "scenario", "states ", ".protocol") }

// mayExplain reports whether a text may have a glossary of states. A block of
// code that is one at heart has three lines or more that begin with names, and
// those of states are spelled out; but for what joins the parts of one, which is
// written in several ways.
func (s *Site) mayExplain(src []byte) bool {
	if holdsAny(src, "glossary") {
		return true
	}
	namesState := func(state string) bool {
		first, _, _ := strings.Cut(state, "-")
		return holdsAny(src, first)
	}
	return holdsAny(src, "```", "~~~") && slices.ContainsFunc(s.options.States.Names, namesState) && len(entry.FindAllIndex(src, 3)) == 3
}

// entry is where something is defined by its name in capitals.
var entry = regexp.MustCompile(`[A-Z][A-Z0-9_-]*\s*(?:：|:(?:\s|$))`)

func holdsAny(text []byte, signs ...string) bool {
	return slices.ContainsFunc(signs, func(sign string) bool { return bytes.Contains(text, []byte(sign)) })
}
