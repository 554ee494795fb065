package markdown

import (
	"bytes"
	"sort"
	"unicode/utf8"

	"woshou/diagrams/place"
	"woshou/generator/diagnostic"
)

// lineIndex turns offsets of a file into lines and columns.
type lineIndex struct {
	file   string
	src    []byte
	starts []int // offset of each line's first byte
	// columns are known here and there inside long lines, so that a place in
	// one is not counted from its start each time.
	columns []column
}

// column is the column, from 1, of the character at an offset.
type column struct{ offset, col int }

// longLine is how many bytes of a line lie between two known columns.
const longLine = 1 << 10

// newLineIndex notes where the lines of src start. src ends in a line end.
func newLineIndex(file string, src []byte) *lineIndex {
	starts := make([]int, 1, 1+bytes.Count(src, []byte{'\n'}))
	var columns []column
	known, col := 0, 1 // of the last known column
	for i, c := range src {
		switch {
		case c == '\n':
			starts = append(starts, i+1)
			known, col = i+1, 1
		case i-known >= longLine && utf8.RuneStart(c):
			col += utf8.RuneCount(src[known:i])
			known = i
			columns = append(columns, column{i, col})
		}
	}
	return &lineIndex{file, src, starts, columns}
}

// at returns the place of an offset, of no width. An offset outside the source
// counts as its nearest end.
func (x *lineIndex) at(offset int) place.Place {
	offset = max(0, min(offset, len(x.src)))
	line := sort.SearchInts(x.starts, offset+1)
	known := column{x.starts[line-1], 1}
	if i := sort.Search(len(x.columns), func(i int) bool { return x.columns[i].offset > offset }); i > 0 && x.columns[i-1].offset > known.offset {
		known = x.columns[i-1]
	}
	return place.Place{File: x.file, Line: line, Col: known.col + utf8.RuneCount(x.src[known.offset:offset])}
}

// problem is one that stands at src[start:stop].
func (x *lineIndex) problem(s diagnostic.Severity, code string, start, stop int, message, hint string) diagnostic.Problem {
	at := x.at(start)
	at.Width = 1
	if 0 <= start && start < stop && stop <= len(x.src) {
		at.Width = max(1, utf8.RuneCount(firstLine(x.src[start:stop])))
	}
	return diagnostic.Problem{Place: at, Severity: s, Code: code, Message: message, Hint: hint}
}

// places does what lineIndex does for a page that includes other files: in
// its source they stand in place of the directives.
type places struct {
	*lineIndex        // of the page's own file
	parts      []part // none where the source is that file
}

// part is a stretch of a page's source that stands in one file; it goes on to
// the next part.
type part struct {
	start int
	in    *lineIndex
	at    int // in that file
}

// find returns the file that holds an offset of the source, and where.
func (p *places) find(offset int) (*lineIndex, int) {
	i := sort.Search(len(p.parts), func(i int) bool { return p.parts[i].start > offset }) - 1
	if i < 0 {
		return p.lineIndex, offset
	}
	return p.parts[i].in, p.parts[i].at + offset - p.parts[i].start
}

// at returns the place of an offset in the file that holds it, of no width.
func (p *places) at(offset int) place.Place {
	x, offset := p.find(offset)
	return x.at(offset)
}

// included is the file that holds an offset, "" if it is the page's own.
func (p *places) included(offset int) string {
	if x, _ := p.find(offset); x != p.lineIndex {
		return x.file
	}
	return ""
}

// report adds a problem that stands at source[start:stop].
func (v *visit) report(s diagnostic.Severity, code string, start, stop int, message, hint string) {
	x, at := v.lines.find(start)
	v.doc.Problems = append(v.doc.Problems, x.problem(s, code, at, at+stop-start, message, hint))
}

// warn reports a warning.
func (v *visit) warn(code string, start, stop int, message, hint string) {
	v.report(diagnostic.Warning, code, start, stop, message, hint)
}
