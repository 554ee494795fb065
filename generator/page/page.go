// Package page holds plain facts about a page, as reading it found them: its
// front matter, headings, links, figures, terms, sections and blocks. Whoever
// speaks of pages speaks in these; nothing here reads or writes one.
package page

import "woshou/diagrams/place"

// Heading is one heading with the id it is linked by. Text is what the reader
// sees, without markup.
type Heading struct {
	Level    int
	ID       string
	Explicit bool // its author gave the id
	Text     string
	place.Place
}

// Link is a link or an image as written, with escapes and entities resolved.
// In an included file, an address that starts with a dot counts from there as
// written; Dest counts from the page.
type Link struct {
	Dest  string
	Image bool
	place.Place
}

// Term is an entry of a glossary.
type Term struct {
	Name  string // as written
	ID    string // of its element
	State string // the state it names, with hyphens, or ""
	Text  string // what it means, without markup
	// Mentioned tells that the page speaks of the state elsewhere too.
	Mentioned bool
	place.Place
}
