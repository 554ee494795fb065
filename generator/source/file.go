package source

import (
	"bytes"
	"regexp"
	"slices"
	"sort"
	"unicode/utf8"

	"woshou/diagrams/place"
)

// File is a file of text with its lines.
type File struct {
	Name    string // slash-separated, from the site's folder
	Content []byte // its lines end in "\n", the last one too
	starts  []int  // offset of each line's first byte
	// columns are known here and there inside long lines, so that a place in
	// one is not counted from its start each time.
	columns []column
	added   []int        // lines, from 1, that are none of its author's, in order
	lost    map[int]byte // bytes that are no characters, by the offset of the U+FFFD in their place
}

// column is the column, from 1, of the character at an offset.
type column struct{ offset, col int }

// longLine is how many bytes of a line lie between two known columns.
const longLine = 1 << 10

// NewFile reads a text leniently, see normalise, and notes where its lines
// start.
func NewFile(name string, text []byte) *File {
	text, lost := normalise(text)
	starts := make([]int, 1, 1+bytes.Count(text, []byte{'\n'}))
	var columns []column
	for start := 0; start < len(text); {
		end := start + len(FirstLine(text[start:]))
		columns = appendColumns(columns, text, start, end)
		if start = end + 1; end < len(text) {
			starts = append(starts, start)
		}
	}
	return &File{Name: name, Content: text, starts: starts, columns: columns, lost: lost}
}

// appendColumns notes columns of a line of text, if it is long.
func appendColumns(columns []column, text []byte, start, end int) []column {
	known, col := start, 1 // of the last known column
	for at := known + longLine; at < end; at++ {
		if !utf8.RuneStart(text[at]) {
			continue
		}
		col += utf8.RuneCount(text[known:at])
		columns = append(columns, column{at, col})
		known, at = at, at+longLine-1
	}
	return columns
}

// normalise makes lines end in "\n", the last one too, and drops what HTML
// cannot hold: a byte order mark, NUL, broken UTF-8. Columns stay as they are.
// Each byte that was lost is by the offset of what stands in its place.
func normalise(src []byte) (text []byte, lost map[int]byte) {
	src = bytes.TrimPrefix(src, []byte("\uFEFF"))
	if bytes.IndexByte(src, '\r') >= 0 {
		src = bytes.ReplaceAll(src, []byte("\r\n"), []byte("\n"))
		src = bytes.ReplaceAll(src, []byte("\r"), []byte("\n"))
	}
	if bytes.IndexByte(src, 0) >= 0 {
		src = bytes.ReplaceAll(src, []byte{0}, []byte("\uFFFD"))
	}
	if !utf8.Valid(src) {
		src, lost = whole(src)
	}
	if len(src) > 0 && src[len(src)-1] != '\n' {
		src = append(slices.Clip(src), '\n')
	}
	return src, lost
}

// whole is a text with U+FFFD in the place of each byte that belongs to no character.
func whole(src []byte) (text []byte, lost map[int]byte) {
	lost = map[int]byte{}
	for len(src) > 0 {
		r, size := utf8.DecodeRune(src)
		if r == utf8.RuneError && size == 1 {
			lost[len(text)] = src[0]
		}
		text = utf8.AppendRune(text, r)
		src = src[size:]
	}
	return text, lost
}

// Lost is the byte that stood where the file has U+FFFD since it was no character.
func (f *File) Lost(offset int) (b byte, ok bool) {
	b, ok = f.lost[offset]
	return b, ok
}

// Place is where an offset is, of no width. An offset outside the text counts as
// its nearest end.
func (f *File) Place(offset int) place.Place {
	offset = max(0, min(offset, len(f.Content)))
	line := sort.SearchInts(f.starts, offset+1)
	known := column{f.starts[line-1], 1}
	if i := sort.Search(len(f.columns), func(i int) bool { return f.columns[i].offset > offset }); i > 0 && f.columns[i-1].offset > known.offset {
		known = f.columns[i-1]
	}
	return place.Place{File: f.Name, Line: f.written(line), Col: known.col + utf8.RuneCount(f.Content[known.offset:offset])}
}

// written is the line of the author's file that a line here was, or stands behind.
func (f *File) written(line int) int { return max(1, line-sort.SearchInts(f.added, line+1)) }

// Span is the place of Content[start:stop], of which the first line counts; it is
// at least one wide.
func (f *File) Span(start, stop int) place.Place {
	at := f.Place(start)
	at.Width = 1
	if 0 <= start && start < stop && stop <= len(f.Content) {
		at.Width = max(1, utf8.RuneCount(FirstLine(f.Content[start:stop])))
	}
	return at
}

// Start is the offset of a line, counted from 1; past the last one, that of the
// last.
func (f *File) Start(line int) int { return f.starts[min(max(line, 1), len(f.starts))-1] }

// FirstLine is the line that a text begins with, without its end.
func FirstLine(text []byte) []byte {
	line, _, _ := bytes.Cut(text, []byte{'\n'})
	return line
}

// LineBefore is what stands before the end of a text in its last line.
func LineBefore(text []byte) []byte { return text[bytes.LastIndexByte(text, '\n')+1:] }

// Matter is the YAML between two lines of three hyphens at the start of a page,
// its front matter, and the offset of the first line after them. Without a
// closing line there is none; nor is there where something else than keys stands
// between: a page may begin with a rule and have another further down, and nothing
// of it may vanish.
func Matter(text []byte) (matter []byte, body int) {
	matter, body = Between(text)
	if !isMatter(matter) {
		return nil, 0
	}
	return matter, body
}

// Between is what stands between two lines of three hyphens at the start of a page,
// be it front matter or not.
func Between(text []byte) (between []byte, body int) {
	if !bytes.HasPrefix(text, []byte("---")) || len(bytes.TrimSpace(FirstLine(text[3:]))) > 0 {
		return nil, 0
	}
	start := len(FirstLine(text)) + 1
	for at := start; at < len(text); {
		line := FirstLine(text[at:])
		next := min(at+len(line)+1, len(text))
		if bytes.Equal(bytes.TrimRight(line, " \t"), []byte("---")) {
			return text[start:at], next
		}
		at = next
	}
	return nil, 0
}

// isMatter reports whether a text has keys, or nothing that a reader would miss.
func isMatter(text []byte) bool {
	said := false // in what YAML takes for comments
	for line := range bytes.Lines(text) {
		line = bytes.TrimSpace(line)
		switch {
		case len(line) == 0:
		case line[0] != '#':
			return HasKey(line)
		default:
			said = true
		}
	}
	return !said || len(bytes.TrimSpace(FirstLine(text))) > 0
}

// keyed is a line of YAML that begins with a key, or with something else that only
// YAML begins with. The full-width colon is a slip that many keyboards invite.
var keyed = regexp.MustCompile(`^(?:[{?&!%]|"[^"]*"\s*:|'[^']*'\s*:|[^\s:：#-][^:：]{0,60}(?::(?:\s|$)|：)|[^\s:：#-](?::(?:\s|$)|：))`)

// HasKey reports whether a line of YAML begins with a key.
func HasKey(line []byte) bool { return keyed.Match(line) }
