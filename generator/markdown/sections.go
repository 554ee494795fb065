package markdown

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"slices"

	"github.com/yuin/goldmark/ast"
)

// Section is a heading and what stands under it up to the next heading, of
// whatever level; or what stands before the first heading.
type Section struct {
	ID, Text string // of the heading, "" before the first
	File     string `json:",omitempty"` // the included file that the heading stands in, "" for the page's own
	Line     int    // of the heading there; 1 before the first
	Blocks   int    // how many blocks it has, the heading among them
	// Digest tells what the section says, in twelve hexadecimal digits: code
	// and figures to the letter; prose without its line breaks and spaces, its
	// letter case, and the ways to write the same emphasis, list or link.
	Digest string
}

// Sections lists the sections of the page in order. The part before the first
// heading is left out if there is none.
func (d *Document) Sections() []Section {
	var all []Section
	var text bytes.Buffer
	normal := d.normalWriter()
	s := Section{Line: 1}
	end := func() {
		if s.Blocks > 0 {
			s.Digest = digest(text.Bytes())
			all = append(all, s)
		}
		text.Reset()
	}
	headings := d.Headings
	for c := d.tree.FirstChild(); c != nil; c = c.NextSibling() {
		if h, ok := c.(*ast.Heading); ok {
			end()
			i := slices.IndexFunc(headings, func(x Heading) bool { return x.ID == attribute(h, "id") })
			s = Section{ID: headings[i].ID, Text: headings[i].Text, File: d.places.included(h.Pos()), Line: headings[i].Line}
		}
		if isMarked(c) {
			s.Blocks++
			normal.write(&text, c)
		}
	}
	end()
	return all
}

// SectionSource is the Markdown of a section, with what its page includes in
// the place of the directives; "" if the page has no such section.
func (d *Document) SectionSource(id string) string {
	from, section := -1, ""
	for c := d.tree.FirstChild(); c != nil; c = c.NextSibling() {
		h, isHeading := c.(*ast.Heading)
		if isHeading {
			section = attribute(h, "id")
		}
		at := bytes.LastIndexByte(d.source[:c.Pos()], '\n') + 1
		switch {
		case from >= 0 && isHeading:
			return wholeLines(d.source[from:at])
		case from < 0 && section == id:
			from = at
		}
	}
	if from < 0 {
		return ""
	}
	return wholeLines(d.source[from:])
}

// wholeLines are lines without the blank ones at the end.
func wholeLines(text []byte) string { return string(bytes.TrimRight(text, "\r\n")) + "\n" }

func digest(text []byte) string {
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:6])
}
