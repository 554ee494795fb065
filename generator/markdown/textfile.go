package markdown

import (
	"bytes"
	"path"
	"slices"

	"github.com/yuin/goldmark/ast"
)

// textFile is a file of text. Its lines are as an editor counts them: behind
// the last line end there is one more, which is empty.
type textFile struct {
	*lineIndex
	lines    []string
	sections []section // of Markdown; read when asked for
	parsed   bool
}

// section is what stands under a heading: lines first to last, last excluded.
type section struct {
	id          string
	level       int
	at          int // line of the heading, from 0
	first, last int
}

// spans are the stretches of the file that are asked for, or what is wrong
// with asking so.
func (t *textFile) spans(r request, opt Options) ([]span, string) {
	from := 0
	if r.part != "" || !r.ranged {
		from = t.frontLines()
	}
	lines := []span{{from, len(t.lines)}}
	if r.part != "" {
		var ok bool
		if lines, ok = t.part(r.part, from, opt); !ok {
			return nil, "`" + t.file + "` has no region and no heading `" + r.part + "`"
		}
	}
	if r.ranged {
		var ok bool
		if lines, ok = cutLines(lines, r.first, r.last); !ok {
			return nil, "`" + t.file + "` has no such lines"
		}
	}
	for i, s := range lines {
		lines[i] = t.bytes(s)
	}
	return lines, ""
}

// part are the lines of the regions of a name, else of the section under the
// heading with that id.
func (t *textFile) part(name string, from int, opt Options) ([]span, bool) {
	if regions := regionsOf(t.lines[from:], name); len(regions) > 0 {
		var lines []span
		for _, r := range regions {
			lines = append(lines, span{from + r.first, from + r.last})
		}
		return lines, true
	}
	s, ok := t.section(name, opt)
	return []span{{s.first, s.last}}, ok
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
func (t *textFile) bytes(lines span) span {
	if lines.start >= lines.stop {
		at := len(t.src)
		if lines.start < len(t.starts) {
			at = t.starts[lines.start]
		}
		return span{at, at}
	}
	if lines.stop < len(t.starts) {
		return span{t.starts[lines.start], t.starts[lines.stop] - 1}
	}
	return span{t.starts[lines.start], len(t.src)}
}

// region is the text of the regions of a name, one after the other, without
// the markers of their style; nil if there is none.
func (t *textFile) region(name string) []string {
	lines := []string{}
	styles := map[int]bool{}
	regions := regionsOf(t.lines, name)
	for _, r := range regions {
		styles[r.style] = true
		lines = append(lines, t.lines[r.first:r.last]...)
	}
	if regions == nil {
		return nil
	}
	return dedent(append([]string{}, withoutMarkers(lines, styles)...))
}

// frontLines is how many lines of a Markdown file its front matter takes.
func (t *textFile) frontLines() int {
	if path.Ext(t.file) != ".md" {
		return 0
	}
	_, body := frontMatter(t.src)
	return bytes.Count(t.src[:body], []byte{'\n'})
}

// section finds what stands under the heading with an id, up to the next one
// of its level or above.
func (t *textFile) section(id string, opt Options) (section, bool) {
	if !t.parsed {
		t.parsed = true
		opt.Read = nil
		t.sections = sectionsOf(Parse(t.file, t.src, opt), len(t.lines))
	}
	i := slices.IndexFunc(t.sections, func(s section) bool { return s.id == id })
	if i < 0 {
		return section{}, false
	}
	return t.sections[i], true
}

// sectionsOf lists the sections of a document of that many lines.
func sectionsOf(d *Document, lines int) []section {
	var all []section
	_ = ast.Walk(d.tree, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		h, ok := n.(*ast.Heading)
		if !ok || !entering {
			return ast.WalkContinue, nil
		}
		at := d.places.at(h.Pos()).Line
		all = append(all, section{attribute(h, "id"), h.Level, at - 1, d.below(h), lines})
		return ast.WalkContinue, nil
	})
	// The end of a section is known when the next one begins: a stack holds
	// those that are open.
	var open []int
	for i, s := range all {
		for len(open) > 0 && all[open[len(open)-1]].level >= s.level {
			all[open[len(open)-1]].last = s.at
			open = open[:len(open)-1]
		}
		open = append(open, i)
	}
	return all
}

// below is the first line, from 0, after a heading and the line under it.
func (d *Document) below(h *ast.Heading) int {
	first := d.places.at(h.Pos()).Line
	if h.Lines().Len() == 0 {
		return first
	}
	last := d.places.at(h.Lines().At(h.Lines().Len() - 1).Start).Line
	text := bytes.TrimLeft(firstLine(d.source[d.places.starts[first-1]:]), " \t>-*+0123456789.)")
	if !bytes.HasPrefix(text, []byte("#")) {
		last++ // the line that makes it a heading
	}
	return last
}
