package page

// Found is what a search finds in a page: a section, or an entry of a glossary.
type Found struct {
	ID      string   // "" before the first heading
	Heading string   // of the section; the entry's name
	Under   string   // the heading of the section that it is part of, "" if of none
	Term    bool     // an entry of a glossary
	Lines   []string // a line for each block, with a tab before what is code
	Figures []FoundFigure
}

// FoundFigure is a figure of a section.
type FoundFigure struct {
	ID      string // "" if its element has none
	Caption string
	File    bool // it is a file of its own
}
