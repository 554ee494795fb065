package filter

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"woshou/generator/page"
	"woshou/generator/source"
)

// spot is where a figure stands in the page.
type spot struct {
	from, to int
	// alone says that the figure has its lines for itself, which begin with first;
	// further ones begin with rest.
	alone       bool
	first, rest string
}

// placeOf is the fence of a figure with its lines, or its image.
func (f *filter) placeOf(p page.Figure) spot {
	at := f.offset(p.Line, p.Col)
	switch {
	case bytes.HasPrefix(f.text.Content[at:], []byte("![")):
		return f.image(at)
	case p.Chart != "" || p.Check != "":
		return f.fence(p.Line)
	}
	return f.fence(p.Line - 1)
}

// offset is where a place of the page is.
func (f *filter) offset(line, col int) int {
	at := f.text.Start(line)
	for rest := source.FirstLine(f.text.Content[at:]); col > 1 && len(rest) > 0; col-- {
		_, n := utf8.DecodeRune(rest)
		at, rest = at+n, rest[n:]
	}
	return at
}

// marks are what stands before a block in its line: of quotes, of lists.
var marks = regexp.MustCompile(`^(?:[ \t>]|[-*+] |\d+[.)] )*`)

// fence is the stretch of a code block whose opening fence is in a line.
func (f *filter) fence(line int) spot {
	from := f.text.Start(line)
	opening := source.FirstLine(f.text.Content[from:])
	before := marks.Find(opening)
	fence := opening[len(before):]
	run := fence[:len(fence)-len(bytes.TrimLeft(fence, string(fence[:1])))]
	at := min(from+len(opening)+1, len(f.text.Content))
	for at < len(f.text.Content) {
		text := source.FirstLine(f.text.Content[at:])
		at = min(at+len(text)+1, len(f.text.Content))
		text = bytes.TrimLeft(text, " \t>")
		if bytes.HasPrefix(text, run) && len(bytes.Trim(text, string(run[:1])+" \t")) == 0 {
			break
		}
	}
	return spot{from, at, true, string(before), continued(string(before))}
}

// continued is what stands before the further lines of a block: blanks in the
// place of the mark of a list.
func continued(before string) string {
	return strings.Map(func(r rune) rune {
		if r == '>' || r == '\t' {
			return r
		}
		return ' '
	}, before)
}

// image is the stretch of an image with its attributes.
func (f *filter) image(from int) spot {
	text := f.text.Content
	to := closing(text, closing(text, from+1, '[', ']'), '(', ')')
	if to < len(text) && text[to] == '{' {
		if end := bytes.IndexByte(source.FirstLine(text[to:]), '}'); end >= 0 {
			to += end + 1
		}
	}
	start := from - len(source.LineBefore(text[:from]))
	before := string(text[start:from])
	rest := source.FirstLine(text[to:])
	if marks.FindString(before) == before && len(bytes.TrimSpace(rest)) == 0 {
		return spot{start, min(to+len(rest)+1, len(text)), true, before, continued(before)}
	}
	return spot{from: from, to: to}
}

// closing is the offset behind the bracket that closes the one at an offset.
func closing(text []byte, at int, open, shut byte) int {
	depth := 0
	for ; at < len(text); at++ {
		switch text[at] {
		case '\\':
			at++
		case open:
			depth++
		case shut:
			if depth--; depth == 0 {
				return at + 1
			}
		}
	}
	return at
}

// put has some lines stand where a figure stood. Inside a line, that is the first
// of them alone, the image.
func (f *filter) put(at spot, lines []string) {
	if !at.alone {
		f.edits = append(f.edits, edit{at.from, at.to, lines[0]})
		return
	}
	if before := f.lineBefore(at.from); at.first == at.rest && len(before) > 0 {
		lines = append([]string{""}, lines...)
	}
	if after := bytes.TrimLeft(source.FirstLine(f.text.Content[at.to:]), " \t>"); len(after) > 0 {
		lines = append(lines, "")
	}
	var b strings.Builder
	for i, line := range lines {
		before := at.rest
		if i == 0 {
			before = at.first
		}
		b.WriteString(strings.TrimRight(before+line, " ") + "\n")
	}
	f.edits = append(f.edits, edit{at.from, at.to, b.String()})
}

// lineBefore is what the line above an offset says, without the marks of quotes.
func (f *filter) lineBefore(at int) []byte {
	above := f.text.Content[:at]
	return bytes.TrimLeft(source.LineBefore(bytes.TrimSuffix(above, []byte{'\n'})), " \t>")
}

// step leaves of a link to a step its words. The link's place is that of its braces.
func (f *filter) step(s page.Step) {
	text := f.text.Content
	shut := bytes.LastIndexByte(text[:f.offset(s.Line, s.Col)+1], ']')
	if shut < 0 {
		return
	}
	open, depth := shut, 0
	for ; open >= 0; open-- {
		switch text[open] {
		case ']':
			depth++
		case '[':
			depth--
		}
		if depth == 0 {
			break
		}
	}
	end := bytes.IndexByte(source.FirstLine(text[shut:]), '}')
	if open >= 0 && end >= 0 {
		f.edits = append(f.edits, edit{open, shut + end + 1, string(text[open+1 : shut])})
	}
}

func sorted(edits []edit) []edit {
	return slices.SortedFunc(slices.Values(edits), func(a, b edit) int { return a.from - b.from })
}
