// Package search makes the search index of a site: small scripts, of which a
// query loads the few that it needs, from any static host or from disk.
//
// A page gives a Part: its sections, long ones in several pieces. An index is
// merged from the parts of the pages of a language, and is three kinds of files
// beside about.js, which says how they are cut:
//
//   - The dictionary (g….js) has, for every gram, the sections it is in:
//
//     三次握手     三次 次握 握手 手      pairs of Han characters, and the last one
//     TIME_WAIT    time wait          words, and numbers by themselves
//
//     Grams are sorted, so a file has all that begin alike: a word's beginnings
//     while it is typed, the pairs that a single character begins. The commonest
//     of a small site are in about.js instead.
//
//   - The words (v….js) are the dictionary's words without their sections, for
//     what is inside a word, what is joined, and what is misspelled.
//
//   - The texts (t….js) are what was found in each page, deflated, for excerpts
//     and for what only a text can tell, such as where a phrase is.
//
// The browser ranks (themes/default/search-ranking.js); what it can know of a gram in
// a section before it has the text is one of eight levels, and weigh.go says how
// a level comes about. It depends on nothing but the page.
//
// So does everything else that an edit of one page could touch elsewhere: pages
// are numbered by their order, sections within their page, and where the
// dictionary is cut depends on the gram at the cut alone. An Index is therefore
// patched after an edit, file by file, to what a merge of all parts would give.
package search

import (
	"encoding/json"
	"fmt"
	"strings"
)

// Part is what a page gives to a search.
type Part struct {
	Address string // from the site's root
	Title   string
	// Behind says that it comes behind articles that say the same: a page of
	// figures, or one that only leads to others.
	Behind   bool
	Sections []Section
}

// Section is what a search finds: a section of a page, a piece of a long one,
// or an entry of a glossary.
type Section struct {
	ID      string // "" for the top of the page
	Heading string // "" where it is the page's title
	Under   string // the heading of the section that it is part of, "" if of none
	Term    bool   // an entry of a glossary, which Heading names
	Text    string // a line for each block, with a tab before what is code
	Figures []Figure
}

// Figure is a figure in a section, whose text has its caption too.
type Figure struct{ ID, Caption string }

// About is what the page's script is told before its first query.
type About struct {
	Words     map[string]string   `json:"words"`     // of the interface
	Languages map[string]Language `json:"languages"` // of the site, by code
	// Names has for each thing its names by language, the first of a language
	// the one that pages use.
	Names []map[string][]string `json:"names"`
	// Places have for each of the Names where a language explains it.
	Places []map[string]Place `json:"places"`

	Pages int    `json:"pages"` // how many have a part; merging sets it and what follows
	Group int    `json:"group"` // how many pages a text file has; 0 for one piece of a page
	Grams string `json:"grams"` // the first gram of each file but the first, comma between
	Vocab string `json:"vocab"` // the same of the words
	// Common are the lines of the dictionary that most queries would ask for, which
	// are in none of its files: a small site's script has them before the first query.
	Common string `json:"common"`
}

// Language is one language of the site.
type Language struct {
	Lang string `json:"lang"` // BCP 47
	Name string `json:"name"`
}

// Place is a section of a page: its address from the site's root, and the page's
// title.
type Place [2]string

// call is a script that hands a value to the page's script. A page that was
// opened from disk can load it, as it could not load data.
func call(lang, name string, value any) []byte {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(value); err != nil {
		panic(err) // strings and numbers can be encoded
	}
	return fmt.Appendf(nil, "woshouFound(%q,%q,%s)\n", lang, name, strings.TrimSuffix(b.String(), "\n"))
}

// called is the value in a script that call made.
func called(script []byte, value any) error {
	text := strings.TrimSuffix(string(script), ")\n")
	for range 2 {
		_, text, _ = strings.Cut(text, ",")
	}
	return json.Unmarshal([]byte(text), value)
}
