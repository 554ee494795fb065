package markdown

import (
	"bytes"
	"sort"
	"unicode/utf8"

	"woshou/generator/diagnostic"
)

// lineIndex turns offsets of a source into lines and columns.
type lineIndex struct {
	src    []byte
	starts []int // offset of each line's first byte
}

// newLineIndex notes where the lines of src start. src ends in a line end.
func newLineIndex(src []byte) *lineIndex {
	starts := make([]int, 1, 1+bytes.Count(src, []byte{'\n'}))
	for i, c := range src {
		if c == '\n' {
			starts = append(starts, i+1)
		}
	}
	return &lineIndex{src, starts}
}

// at returns the line and column of an offset, both from 1, the column in
// characters. An offset outside the source counts as its nearest end.
func (x *lineIndex) at(offset int) (line, col int) {
	offset = max(0, min(offset, len(x.src)))
	line = sort.SearchInts(x.starts, offset+1)
	return line, 1 + utf8.RuneCount(x.src[x.starts[line-1]:offset])
}

// report adds a problem that stands at src[start:stop].
func (v *visit) report(s diagnostic.Severity, code string, start, stop int, message, hint string) {
	line, col := v.lines.at(start)
	width := 1
	if 0 <= start && start < stop && stop <= len(v.lines.src) {
		first, _, _ := bytes.Cut(v.lines.src[start:stop], []byte{'\n'})
		width = max(1, utf8.RuneCount(first))
	}
	v.doc.Problems = append(v.doc.Problems, diagnostic.Problem{
		Severity: s, Code: code, File: v.doc.File,
		Line: line, Col: col, Width: width, Message: message, Hint: hint,
	})
}

// warn reports a warning.
func (v *visit) warn(code string, start, stop int, message, hint string) {
	v.report(diagnostic.Warning, code, start, stop, message, hint)
}
