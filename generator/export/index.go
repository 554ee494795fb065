package export

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"woshou/diagrams"
)

// indexFile shows all figures of an export. It works from disk.
const indexFile = "index.html"

// mark tells an index of ours from a page of the user's.
const mark = `<meta name="generator" content="woshou export">`

//go:embed index.html
var indexSource string

// indexTemplate has neither scripts nor anything from elsewhere: the page is
// opened from disk, often without a network.
var indexTemplate = template.Must(template.New(indexFile).Parse(indexSource))

// foreignIndex refuses a folder whose index.html is not ours to replace.
func foreignIndex(dir string) error {
	old, err := os.ReadFile(filepath.Join(dir, indexFile))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err == nil && !bytes.Contains(old, []byte(mark)) {
		err = Refusal(filepath.Join(dir, indexFile) + " was not written by woshou export: choose another folder, or remove it")
	}
	return err
}

// indexWords are what the page itself says in one language. Lang is its BCP 47
// tag and Name what its readers call it.
type indexWords struct{ Lang, Name, Steps string }

// wordsIn are the words for a language; those there are none for see others.
func wordsIn(code string, look diagrams.Look) indexWords {
	spoken := look.In(code).Words
	about := spoken.About()
	in := indexWords{about.Tag, about.Brief, spoken.Export().Steps}
	if !look.Spoken().Speaks(code) {
		in.Lang, in.Name = code, code
	}
	return in
}

// indexPage is what the template shows.
type indexPage struct {
	Mark        template.HTML
	Lang        string       // of the page: that of its first figure
	Theme       string       // "" follows the reader's system
	Light, Dark template.CSS // the figures' paper
	Headings    []heading
	Cards       []card
}

// heading is the collection's title in one language.
type heading struct {
	Words        indexWords
	Title, Count string
}

// card is one figure.
type card struct {
	Name      string
	Thumbnail string // the address of a picture, or "" when there are no pictures
	Versions  []version
}

// version is a figure in one language.
type version struct {
	Words indexWords
	Title string
	Files []link // one for each format
	Steps []link // as pictures, in one format
}

// link leads to a file of the folder.
type link struct{ Address, Label string }

// addressOf is where a page beside a file finds it.
func addressOf(file string) string { return (&url.URL{Path: file}).String() }

// index adds the page of all figures to the files that are made.
func (s *stage) index(c Collection, drawings []drawing, opt Options) error {
	light, dark := c.Look.Paper()
	page := indexPage{Mark: mark, Theme: opt.Theme, Light: template.CSS(light), Dark: template.CSS(dark)}
	place := map[string]int{}
	for _, d := range drawings {
		// Two pages that hold different scenarios in the two languages make two
		// figures of one name: to a reader, one figure.
		i, known := place[d.Name]
		if !known {
			i = len(page.Cards)
			place[d.Name] = i
			page.Cards = append(page.Cards, card{Name: d.Name})
		}
		page.Cards[i].add(d, opt)
	}
	for _, lang := range languagesOf(c.Figures) {
		count := c.Look.In(lang).Words.Count(len(page.Cards), "figure")
		page.Headings = append(page.Headings, heading{wordsIn(lang, c.Look), c.Title[lang], count})
	}
	if len(page.Headings) > 0 {
		page.Lang = page.Headings[0].Words.Lang
	}
	var out bytes.Buffer
	if err := indexTemplate.Execute(&out, page); err != nil {
		return err
	}
	// It is published last: it never shows a file that is not there.
	s.names = append(s.names, indexFile)
	return s.write(indexFile, out.Bytes())
}

// add adds a drawing to the card of its figure.
func (c *card) add(d drawing, opt Options) {
	v := version{Words: wordsIn(d.lang, d.Look), Title: d.Scene.Title}
	for _, o := range d.outputs(opt) {
		if o.frame > 0 {
			if o.frame > len(v.Steps) { // the same steps in another format need no second row
				v.Steps = append(v.Steps, link{addressOf(o.name), fmt.Sprint(o.frame)})
			}
			continue
		}
		v.Files = append(v.Files, link{addressOf(o.name), o.format})
		if c.Thumbnail == "" && (o.format == "svg" || o.format == "png") {
			c.Thumbnail = addressOf(o.name)
		}
	}
	c.Versions = append(c.Versions, v)
}

// languagesOf are the languages of figures, each once, in the order in which
// they are first met.
func languagesOf(figures []Figure) (langs []string) {
	for _, f := range figures {
		langs = append(langs, f.Langs...)
	}
	return unique(langs)
}
