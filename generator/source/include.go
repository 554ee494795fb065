package source

import (
	"bytes"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"woshou/diagrams/words"
)

// A page takes in other files by
//
//	<!--@include: ./parts/basics.md-->           without its front matter
//	<!--@include: @/parts/basics.md{3,10}-->     lines; either may be left out
//	<!--@include: ./parts/basics.md#setup-->     a region, else a section
//	<!--@include: ./parts/basics.md#setup{,5}--> lines of that
//
// before any Markdown is read, so in code too. Included files may include.
var (
	includePattern = regexp.MustCompile(`<!--\s*@include:[ \t]*([^\n]*?)\s*-->`)
	rangePattern   = regexp.MustCompile(`\{(\d{0,9}),(\d{0,9})\}$`)
	partPattern    = regexp.MustCompile(`#([^\s{]+)$`)
	fencePattern   = regexp.MustCompile("^ {0,3}(```+|~~~+)")
)

// includer puts a page's text together.
type includer struct {
	text *Text
	open []string // the files being included, the page first
}

// include replaces the directives behind the front matter. Without any the text
// is the file's own.
func (t *Text) include() {
	if !bytes.Contains(t.Content[t.Body:], []byte("@include:")) {
		t.All = t.Content
		return
	}
	in := &includer{text: t, open: []string{t.Name}}
	in.own(t.File, 0, t.Body)
	in.expand(t.File, []span{{t.Body, len(t.Content)}})
}

// span is a stretch of a file.
type span struct{ start, stop int }

// own appends a stretch of a file as it is.
func (in *includer) own(x *File, start, stop int) {
	if start < stop {
		in.text.parts = append(in.text.parts, part{len(in.text.All), x, start})
		in.text.All = append(in.text.All, x.Content[start:stop]...)
	}
}

// blank appends text of our own, which belongs to a place in a file.
func (in *includer) blank(x *File, at int, text string) {
	in.text.parts = append(in.text.parts, part{len(in.text.All), x, at})
	in.text.All = append(in.text.All, text...)
}

// expand appends stretches of a file, each on lines of its own, and in place
// of their directives what those ask for.
func (in *includer) expand(x *File, spans []span) {
	var fence fenceState
	for i, s := range spans {
		if i > 0 {
			in.blank(x, s.start, "\n")
		}
		at := s.start
		for _, m := range includePattern.FindAllSubmatchIndex(x.Content[s.start:s.stop], -1) {
			d := directive{in: x, start: s.start + m[0], stop: s.start + m[1], text: span{s.start + m[2], s.start + m[3]}}
			fence.read(x.Content[at:d.start])
			d.ownLine = !fence.open && startsAfterBlanks(x.Content[s.start:d.start]) && endsBeforeBlanks(x.Content[d.stop:s.stop])
			in.own(x, at, d.start)
			at = d.start
			if in.directive(d) {
				at = d.stop
			}
		}
		fence.read(x.Content[at:s.stop])
		in.own(x, at, s.stop)
	}
}

// fenceState tells whether a text is inside a fence.
type fenceState struct {
	open bool
	sign byte
}

// read goes on over whole and begun lines.
func (f *fenceState) read(text []byte) {
	for len(text) > 0 {
		line, rest, _ := bytes.Cut(text, []byte{'\n'})
		if m := fencePattern.FindSubmatch(line); m != nil {
			switch {
			case !f.open:
				f.open, f.sign = true, m[1][0]
			case m[1][0] == f.sign:
				f.open = false
			}
		}
		text = rest
	}
}

// startsAfterBlanks reports whether s ends in a line of blanks, and
// endsBeforeBlanks whether it starts with one. They look no further than the
// blanks go: a line may hold any number of directives.
func startsAfterBlanks(s []byte) bool {
	s = bytes.TrimRightFunc(s, isBlankInLine)
	return len(s) == 0 || s[len(s)-1] == '\n'
}

func endsBeforeBlanks(s []byte) bool {
	s = bytes.TrimLeftFunc(s, isBlankInLine)
	return len(s) == 0 || s[0] == '\n'
}

func isBlankInLine(r rune) bool { return r != '\n' && unicode.IsSpace(r) }

// directive is one as it stands in a file.
type directive struct {
	in          *File
	start, stop int
	text        span // what is written behind the colon
	ownLine     bool // nothing else stands in its line, and no fence is open
}

// isIndented reports whether blanks stand before d in its line.
func (d directive) isIndented() bool { return len(LineBefore(d.in.Content[:d.start])) > 0 }

// request is what a directive asks for.
type request struct {
	path, part  string
	ranged      bool
	first, last int // lines from 1, the last included; 0 for the ends
}

func parseRequest(s string) request {
	var r request
	if m := rangePattern.FindStringSubmatchIndex(s); m != nil {
		r.ranged = true
		r.first, _ = strconv.Atoi(s[m[2]:m[3]]) // digits or nothing
		r.last, _ = strconv.Atoi(s[m[4]:m[5]])
		s = s[:m[0]]
	}
	if m := partPattern.FindStringSubmatchIndex(s); m != nil {
		r.part = s[m[2]:m[3]]
		s = s[:m[0]]
	}
	r.path = strings.TrimSpace(s)
	return r
}

// directive appends what a directive asks for. Where that cannot be had the
// problem is reported, and false returned.
func (in *includer) directive(d directive) bool {
	written := string(d.in.Content[d.text.start:d.text.stop])
	r := parseRequest(written)
	if r.path == "" {
		return false
	}
	name := pathOf(d.in.Name, r.path)
	if slices.Contains(in.open, name) {
		return in.fail(d, codeCycle, words.Say("`%s` includes itself: %s", name, strings.Join(append(slices.Clone(in.open), name), " → ")), "")
	}
	file := in.text.file(name)
	if file == nil {
		in.text.missing(d.in, d.start, d.stop, r.path, name)
		return false
	}
	spans, problem := file.spans(r)
	if problem != "" {
		return in.fail(d, codePart, problem, "")
	}
	size := 0
	for _, s := range spans {
		size += s.stop - s.start
	}
	if in.text.full {
		return false
	}
	if !in.text.take(size) || len(in.open) > mostIncludeDepth {
		in.text.full = true
		return in.fail(d, codeLimit, tooMuch, "files that include others many times grow beyond measure")
	}
	// Blocks of Markdown stay apart from what stands around the directive, but
	// not from the list item that it is indented into.
	apart := d.ownLine && !d.isIndented() && path.Ext(name) == ".md"
	if apart {
		in.blank(d.in, d.start, "\n\n")
	}
	in.open = append(in.open, name)
	in.expand(file.File, spans)
	in.open = in.open[:len(in.open)-1]
	if apart {
		in.blank(d.in, d.start, "\n\n")
	}
	return true
}

// fail reports a directive and leaves it: as a comment it is not seen.
func (in *includer) fail(d directive, code string, message, hint words.Message) bool {
	in.text.fault(d.in, d.start, d.stop, code, message, hint)
	return false
}
