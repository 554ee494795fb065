package source

import (
	"bytes"
	"path"
	"slices"

	"woshou/diagrams/words"
)

// included is a file that a page takes in. Its lines are as an editor counts
// them: behind the last line end there is one more, which is empty.
type included struct {
	*File
	lines    []string
	sections []Section             // of Markdown; read when asked for
	list     func(*File) []Section // lists them; nil once it has
}

// spans are the stretches of the file that are asked for, or what is wrong
// with asking so.
func (f *included) spans(r request) ([]span, words.Message) {
	from := 0
	if r.part != "" || !r.ranged {
		from = f.frontLines()
	}
	lines := []span{{from, len(f.lines)}}
	if r.part != "" {
		var ok bool
		if lines, ok = f.part(r.part, from); !ok {
			return nil, words.Say("`%s` has no region and no heading `%s`", f.Name, r.part)
		}
	}
	if r.ranged {
		var ok bool
		if lines, ok = cutLines(lines, r.first, r.last); !ok {
			return nil, words.Say("`%s` has no such lines", f.Name)
		}
	}
	for i, s := range lines {
		lines[i] = f.bytes(s)
	}
	return lines, ""
}

// part are the lines of the regions of a name, else of the section under the
// heading with that id.
func (f *included) part(name string, from int) ([]span, bool) {
	if regions := regionsOf(f.lines[from:], name); len(regions) > 0 {
		var lines []span
		for _, r := range regions {
			for _, s := range r.stretches(f.lines[from:]) {
				lines = append(lines, span{from + s.start, from + s.stop})
			}
		}
		return lines, true
	}
	s, ok := f.section(name)
	return []span{{s.First, s.Last}}, ok
}

// cutLines takes some of the lines, counted from 1 through all stretches.
func cutLines(lines []span, first, last int) ([]span, bool) {
	total := 0
	for _, s := range lines {
		total += s.stop - s.start
	}
	first = max(first, 1)
	if last == 0 {
		last = total
	}
	if last < first || last > total {
		return nil, false
	}
	var cut []span
	at := 1 // number of the stretch's first line
	for _, s := range lines {
		n := s.stop - s.start
		a, b := max(first, at), min(last, at+n-1)
		if a <= b {
			cut = append(cut, span{s.start + a - at, s.start + b - at + 1})
		}
		at += n
	}
	return cut, true
}

// bytes turns a stretch of lines into one of bytes, without the last line end.
func (f *included) bytes(lines span) span {
	if lines.start >= lines.stop {
		at := len(f.Content)
		if lines.start < len(f.starts) {
			at = f.starts[lines.start]
		}
		return span{at, at}
	}
	if lines.stop < len(f.starts) {
		return span{f.starts[lines.start], f.starts[lines.stop] - 1}
	}
	return span{f.starts[lines.start], len(f.Content)}
}

// region is the text of the regions of a name, one after the other, without
// the markers of their style; nil if there is none.
func (f *included) region(name string) []string {
	lines := []string{}
	styles := map[int]bool{}
	regions := regionsOf(f.lines, name)
	for _, r := range regions {
		styles[r.style] = true
		lines = append(lines, f.lines[r.first:r.last]...)
	}
	if regions == nil {
		return nil
	}
	return dedent(append([]string{}, withoutMarkers(lines, styles)...))
}

// frontLines is how many lines of a Markdown file its front matter takes.
func (f *included) frontLines() int {
	if path.Ext(f.Name) != ".md" {
		return 0
	}
	_, body := Matter(f.Content)
	return bytes.Count(f.Content[:body], []byte{'\n'})
}

// section finds what stands under the heading with an id, up to the next one
// of its level or above.
func (f *included) section(id string) (Section, bool) {
	if f.sections == nil && f.list != nil {
		f.sections = f.list(f.File)
		f.list = nil // once is enough
	}
	i := slices.IndexFunc(f.sections, func(s Section) bool { return s.ID == id })
	if i < 0 {
		return Section{}, false
	}
	return f.sections[i], true
}
