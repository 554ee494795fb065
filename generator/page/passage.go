package page

import "woshou/diagrams/place"

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
