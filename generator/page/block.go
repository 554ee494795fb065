package page

import (
	"strconv"

	"woshou/diagrams/place"
)

// Block is one top-level block of a page, as those see it who compare two
// pages: what it is and what it says, not how it looks.
type Block struct {
	Section string // the id of the heading it stands under, "" before the first
	N       int    // its number there, from 1; the heading is 1
	Kind    string // "heading", "paragraph", "list", "code", "tip" …
	Level   int    // of a heading
	// ID is that of a heading whose author gave one, or of a figure.
	ID string
	// Pin is the name in the comment `<!-- align: name -->` before it, or "".
	Pin   string
	Text  string   // what a reader sees, without markup; of code, the code
	Marks []string // inline code, and where links lead
	Links []string // where links lead
	// Rows and Columns are those of a table, the head among the rows.
	Rows, Columns int
	// Open is how many more elements it opens than it closes: only an author's
	// HTML does so.
	Open int
	// The Place is its line: Col is 1.
	place.Place
}

// Mark is the value of the block's data-block attribute.
func (b *Block) Mark() string { return Mark(b.Section, b.N) }

// Mark is that of the n-th block of a section.
func Mark(section string, n int) string { return section + "/" + strconv.Itoa(n) }

// Section is a heading and what stands under it up to the next heading, of
// whatever level; or what stands before the first heading.
type Section struct {
	ID, Text string // of the heading, "" before the first
	// The Place is that of the heading; the start of the page before the first.
	place.Place
	Blocks int // how many blocks it has, the heading among them
	// Digest tells what the section says, in twelve hexadecimal digits: code
	// and figures to the letter; prose without its line breaks and spaces, its
	// letter case, and the ways to write the same emphasis, list or link.
	Digest string
	// Han and Letters count the characters of its prose that a script without
	// spaces has, and all others.
	Han, Letters int
	// Kept are things in it that a translation keeps, each once and the first
	// few: "figure ID" and "code DIGEST" for its figures and code blocks, then
	// code in its prose, and where its links lead.
	Kept []string `json:",omitempty"`
}

// Passage is the text of one block as a reader sees it, without markup, and
// the way back from there to the source.
type Passage struct {
	Kind  PassageKind
	Level int    // of a heading: 1 to 6
	Term  string // of a definition: what it defines
	Text  string
	// Place returns where Text[from:to] stands.
	Place func(from, to int) place.Place
}

// PassageKind says what sort of block a text stands in.
type PassageKind string

// The kinds of passages. A definition is one of a glossary.
const (
	InHeading    PassageKind = "heading"
	InParagraph  PassageKind = "paragraph"
	InItem       PassageKind = "item"
	InCell       PassageKind = "cell"
	InTerm       PassageKind = "term"
	InDefinition PassageKind = "definition"
)
