package markdown

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"slices"

	"woshou/generator/page"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// mostKept bounds Kept: what a page leaves in the index is small.
const mostKept = 24

// Sections lists the sections of the page in order. The part before the first
// heading is left out if there is none.
func (d *Document) Sections() []page.Section {
	var all []page.Section
	var text bytes.Buffer
	normal := d.normalWriter()
	var s page.Section
	s.File, s.Line = d.File, 1
	end := func() {
		if s.Blocks > 0 {
			s.Digest = digest(text.Bytes())
			all = append(all, s)
		}
		text.Reset()
	}
	headings := d.headings()
	for c := d.tree.FirstChild(); c != nil; c = c.NextSibling() {
		if h, ok := c.(*ast.Heading); ok {
			end()
			heading := headings[attribute(h, "id")]
			s = page.Section{ID: heading.ID, Text: heading.Text, Place: heading.Place}
		}
		if isMarked(c) {
			s.Blocks++
			han, letters := normal.write(&text, c)
			s.Han, s.Letters = s.Han+han, s.Letters+letters
			s.Kept = keep(s.Kept, d.keptBy(c))
		}
	}
	end()
	return all
}

// keep adds to kept the things that are not there yet.
func keep(kept, things []string) []string {
	for _, thing := range things {
		if len(kept) < mostKept && !slices.Contains(kept, thing) {
			kept = append(kept, thing)
		}
	}
	return kept
}

// keptBy is what a translation of a block keeps of it.
func (d *Document) keptBy(n ast.Node) []string {
	switch n := n.(type) {
	case *figure:
		return []string{"figure " + d.Figures[n.index].ID}
	case *ast.FencedCodeBlock:
		return []string{"code " + digest(bytes.TrimSpace(n.Lines().Value(d.source)))}
	case *ast.CodeBlock:
		return []string{"code " + digest(bytes.TrimSpace(n.Lines().Value(d.source)))}
	case *snippet:
		return []string{"code " + digest(bytes.TrimSpace([]byte(n.text)))}
	}
	const longest = 64 // what is longer is no name
	marks, _ := d.marksIn(n)
	return slices.DeleteFunc(marks, func(mark string) bool {
		return len(mark) > longest || mark == ast.KindListItem.String() || mark == extast.KindTableRow.String()
	})
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
