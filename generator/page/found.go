package page

// Found is what a search finds in a page: a section, or an entry of a glossary.
type Found struct {
	ID      string   // "" before the first heading
	Heading string   // of the section; the entry's name
	Term    bool     // an entry of a glossary
	Lines   []string // a line for each block
	Figures int      // how many stand in it that are files of their own
}
