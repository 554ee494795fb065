// Package search makes the search index of a site: small files, of which a
// query loads the few that it needs, from any static host or from disk.
//
// What can be found is a Unit: a section of a page, or a part of a long one.
// An index has, for every gram of the texts, the units that it occurs in:
//
//	三次握手    三 次 握 手   三次 次握 握手
//	handshake   h a n …       ha an nd …      han and nds dsh …
//
// so whatever stands in a text is found, be it in the middle of a word. A query
// asks for as few grams as cover it, and intersects their units. That leaves
// candidates: "次握手三次" has the same grams as "三次握手". Whoever shows a
// unit loads its text anyhow, for an excerpt, and looks whether the query is in
// it.
//
// Grams are spread over files by a hash, texts by their order. The program
// that reads the files in a browser is themes/default/search.js; testdata/grams.txt
// holds the two together.
package search

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
)

// Unit is what a search finds and shows.
type Unit struct {
	Href    string // from the site's root: "tcp.html#syn"
	Title   string // of the page
	Heading string // that the text stands under, "" at the top of a page
	Text    string // a line for each block
}

// File is one file of an index.
type File struct {
	Name  string // below the index's folder: "about.js", "g12.js", "t3.js"
	Bytes []byte
}

// Files are sized so that a query loads a few kilobytes from each.
const (
	gramFile = 6 << 10 // on average
	textFile = 5 << 10 // at most, if it holds more than one unit
)

// About is what the page's script is told before its first query.
type About struct {
	Words     map[string]string   `json:"words"`     // of the interface
	Languages map[string]Language `json:"languages"` // of the site, by code
	Terms     []map[string]string `json:"terms"`     // names of one thing, by language code
	Grams     int                 `json:"grams"`     // how many files of grams there are; Index sets it
	Texts     string              `json:"texts"`     // how many units each text file holds; Index sets it
}

// Language is one language of the site.
type Language struct {
	Lang string `json:"lang"` // BCP 47
	Name string `json:"name"`
}

// Index makes the files of an index: about.js first, then grams, then texts.
// lang is the code of its language. The result depends only on the arguments.
func Index(lang string, units []Unit, about About) []File {
	var grams, texts []File
	grams, about.Grams = gramFiles(lang, units)
	texts, about.Texts = textFiles(lang, units)
	return append(append([]File{{"about.js", call(lang, "about", about)}}, grams...), texts...)
}

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

// textFiles packs the units in their order. starts has, for each file, how many
// units it holds.
func textFiles(lang string, units []Unit) (files []File, starts string) {
	var counts []int
	for from := 0; from < len(units); {
		to, size := from, 0
		var values [][4]string
		for ; to < len(units) && (to == from || size+units[to].size() <= textFile); to++ {
			u := units[to]
			size += u.size()
			values = append(values, [4]string{u.Href, u.Title, u.Heading, u.Text})
		}
		name := "t" + strconv.Itoa(len(files))
		files = append(files, File{name + ".js", call(lang, name, values)})
		counts = append(counts, to-from)
		from = to
	}
	return files, numbers(counts)
}

func (u Unit) size() int { return len(u.Href) + len(u.Title) + len(u.Heading) + len(u.Text) + 12 }
