// Package place says where something stands in a file that an author wrote.
// Scenarios, pages, configurations and problems all carry the same value:
//
//	zh/tcp.md:48:8    the place of CLOSING in
//
//	48 | expect client CLOSING
//	   |        ^^^^^^^^^^^^^^
package place

import (
	"cmp"
	"fmt"
)

// Place is a stretch of one line of a file. Line and Col count from 1, Col in
// characters, not octets. The zero Place is nowhere; Line 0 with a File stands
// for the file as a whole.
type Place struct {
	File string `json:",omitempty"` // slash-separated; from the site's folder, where there is one
	Line int
	Col  int
	// Width is how many characters it is long: what a caret underlines. It
	// may be 0 where only the start is known.
	Width int `json:",omitempty"`
}

// Position returns p itself, so that whatever embeds a Place tells it.
func (p Place) Position() Place { return p }

// String is the place in the form that terminals and editors can follow,
// file:line:col. A file as a whole is at its start.
func (p Place) String() string { return fmt.Sprintf("%s:%d:%d", p.File, max(p.Line, 1), max(p.Col, 1)) }

// Lines is the place in short, as a sentence names it: file:line, or the file
// as a whole.
func (p Place) Lines() string {
	if p.Line == 0 {
		return p.File
	}
	return fmt.Sprintf("%s:%d", p.File, p.Line)
}

// Compare orders places by file, line and column.
func (p Place) Compare(q Place) int {
	return cmp.Or(cmp.Compare(p.File, q.File), p.Line-q.Line, p.Col-q.Col)
}

// Wide is the same place, as long as a text that stands there.
func (p Place) Wide(text string) Place {
	p.Width = len([]rune(text))
	return p
}

// Origin is where a text stands that is read by itself: its first line is line
// Line of File, and each line begins after Indent characters. A file of its own
// has Line 1.
type Origin struct {
	File         string
	Line, Indent int
}

// Place is where something of the text stands in the author's file. What names
// a file of its own stands there.
func (o Origin) Place(in Place) Place {
	if in.File != "" {
		return in
	}
	return Place{File: o.File, Line: o.Line + in.Line - 1, Col: o.Indent + in.Col, Width: in.Width}
}
