package site

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"path"
	"slices"
	"strings"
	"time"

	"woshou/generator/diagnostic"
	"woshou/generator/front"
	"woshou/generator/markdown"
	"woshou/generator/page"
)

// Page is one page in one language.
type Page struct {
	Source  Source
	Key     string // its path below the language's folder, without .md: "guide/tcp"
	Lang    *Language
	Address string // from the output folder: "en/guide/tcp.html"
	// Listing is a home page that nobody wrote: the list of the pages.
	Listing bool
	// Date is when the page was changed last, as its front matter says, else
	// its history; zero if neither does.
	Date time.Time
	// Untranslated says that the page stands in for a translation that nobody
	// has written: its source is that of another language.
	Untranslated bool
	original     *Page
	// aliases lead from the ids of its headings to those of the same headings
	// in the default language, where these are others.
	aliases map[string]string
	// borrowed are the ids of sections of the source that it shows because
	// nobody has translated them.
	borrowed []string
	*Facts
}

// Facts are what is kept of a page between the two passes. They depend only
// on the source's text, its path, the site's configuration and the files that
// Includes lists.
type Facts struct {
	Hash     Hash // of the source
	Meta     page.Meta
	Headings []page.Heading
	Sections []page.Section `json:",omitempty"` // none in a site of one language
	IDs      []string       // of its elements, sorted
	Links    []page.Link
	Figures  []page.Figure // without their Source
	Problems []diagnostic.Problem
	Letters  Letters
	Includes []Include `json:",omitempty"`
	// States are the states that the page's glossary explains, by their names
	// with hyphens.
	States map[string]Entry `json:",omitempty"`
	// Options are those the source was read with, as text: with others it
	// would be another page.
	Options string
}

// Pack returns the facts of a source as bytes to keep. Almost all places are in
// the source itself, whose path is left out of them.
func (f *Facts) Pack(path string) ([]byte, error) {
	packed := *f
	packed.Headings, packed.Sections = slices.Clone(f.Headings), slices.Clone(f.Sections)
	packed.Links, packed.Figures = slices.Clone(f.Links), slices.Clone(f.Figures)
	packed.Problems = slices.Clone(f.Problems)
	for i := range packed.Figures {
		packed.Figures[i].Ways = slices.Clone(packed.Figures[i].Ways)
	}
	packed.eachPlace(func(file *string) {
		if *file == path {
			*file = ""
		}
	})
	return json.Marshal(packed)
}

// Unpack reads what Pack made of the facts of the same source.
func Unpack(packed []byte, path string) (*Facts, error) {
	var f Facts
	if err := json.Unmarshal(packed, &f); err != nil {
		return nil, err
	}
	f.eachPlace(func(file *string) { *file = cmp.Or(*file, path) })
	return &f, nil
}

// eachPlace calls do with the file of every place in the facts.
func (f *Facts) eachPlace(do func(file *string)) {
	for i := range f.Headings {
		do(&f.Headings[i].File)
	}
	for i := range f.Sections {
		do(&f.Sections[i].File)
	}
	for i := range f.Links {
		do(&f.Links[i].File)
	}
	for i := range f.Figures {
		do(&f.Figures[i].File)
		for j := range f.Figures[i].Ways {
			do(&f.Figures[i].Ways[j].File)
			do(&f.Figures[i].Ways[j].PathAt.File)
		}
	}
	for i := range f.Problems {
		do(&f.Problems[i].File)
	}
}

// Entry is one in a glossary: the id of its element, and what it says.
type Entry struct{ ID, Text string }

// Include is a file that a page takes in, as it was then: with the zero hash
// it was not there.
type Include struct {
	Path string
	Hash Hash
}

// Hash is the SHA-256 of some content. As text it is hexadecimal.
type Hash [sha256.Size]byte

// String returns the hash in hexadecimal.
func (h Hash) String() string { return hex.EncodeToString(h[:]) }

// MarshalText writes the hash in hexadecimal.
func (h Hash) MarshalText() ([]byte, error) { return []byte(h.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (h *Hash) UnmarshalText(text []byte) error {
	if hex.DecodedLen(len(text)) != len(h) {
		return fmt.Errorf("a hash of %d digits", len(text))
	}
	_, err := hex.Decode(h[:], text)
	return err
}

// Title is the page's name: from front matter, else its first heading, else
// the name of its file.
func (p *Page) Title() string {
	if p.Meta.Title != "" {
		return p.Meta.Title
	}
	if len(p.Headings) > 0 {
		return p.Headings[0].Text
	}
	return path.Base(p.Key)
}

// IsHome reports whether the page is its language's home page.
func (p *Page) IsHome() bool { return p.Key == "index" }

// Document reads a page's source and parses it.
func (s *Site) Document(p *Page) (*markdown.Document, error) {
	src, err := s.Read(p.Source.Path)
	if err != nil {
		return nil, err
	}
	return s.Parse(p, src, s.Include), nil
}

// Parse parses some other text as if it were a page's source; read returns the
// files that it includes.
func (s *Site) Parse(p *Page, src []byte, read func(name string) ([]byte, error)) *markdown.Document {
	_, doc := parse(p.Source.Path, src, s.reading(p.Written()), read)
	return doc
}

// reading is how the pages of a language are read.
func (s *Site) reading(lang *Language) markdown.Options {
	c := &s.Config
	return markdown.Options{
		Lang:        lang.Code,
		Math:        c.Markdown.Math,
		Attributes:  c.Markdown.Attributes,
		Containers:  c.Markdown.Containers,
		Trusted:     c.HTML == "trusted",
		States:      s.options.States,
		LineNumbers: c.Markdown.LineNumbers,
	}
}

// parse reads the text of a page with what that includes, then its front matter,
// then the rest.
func parse(name string, src []byte, opt markdown.Options, read func(name string) ([]byte, error)) (*front.Matter, *markdown.Document) {
	text := markdown.Read(name, src, read, opt)
	matter := front.Read(text)
	opt.Protocol, opt.Value = matter.Meta.Protocol, matter.Value
	return matter, markdown.Parse(text, opt)
}

// factsOf is pass 1 for one page.
func (s loader) factsOf(file Source, lang *Language) *Facts {
	opt := s.reading(lang)
	translated := len(s.Config.Languages) > 1
	options := fmt.Sprintf("%+v, translated: %t", opt, translated)
	if f := s.options.known(file); f != nil && f.Options == options && s.stand(f.Includes) {
		s.Remember(file.Path, f.Hash)
		return f
	}
	src, err := s.Read(file.Path)
	if err != nil {
		return &Facts{Problems: []diagnostic.Problem{diagnostic.Unreadable(file.Path, reason(err))}}
	}
	matter, doc := parse(file.Path, src, opt, s.Include)
	facts := &Facts{
		Hash:     sha256.Sum256(src),
		Meta:     matter.Meta,
		Headings: doc.Headings,
		IDs:      doc.IDs,
		Links:    append(matter.Links, doc.Links...),
		Figures:  slices.Clone(doc.Figures),
		Problems: append(matter.Problems, doc.Problems...),
		Letters:  countLetters(src),
		Options:  options,
		Includes: s.includes(doc.Includes),
		States:   statesIn(doc.Terms),
	}
	slices.SortStableFunc(facts.Links, func(a, b page.Link) int { return a.Compare(b.Place) })
	slices.SortStableFunc(facts.Problems, func(a, b diagnostic.Problem) int { return a.Compare(b.Place) })
	if translated {
		facts.Sections = doc.Sections()
	}
	s.Remember(file.Path, facts.Hash)
	for i := range facts.Figures {
		facts.Figures[i].Source = "" // it is in the page's, whose hash is kept
	}
	return facts
}

// statesIn are the states that a glossary explains, the first time each; nil for
// none.
func statesIn(terms []page.Term) map[string]Entry {
	var states map[string]Entry
	for _, t := range terms {
		if _, earlier := states[t.State]; t.State == "" || earlier {
			continue
		}
		if states == nil {
			states = map[string]Entry{}
		}
		states[t.State] = Entry{t.ID, t.Text}
	}
	return states
}

func (o Options) known(source Source) *Facts {
	if o.Known == nil {
		return nil
	}
	return o.Known(source)
}

// keyOf is the key of a Markdown source of a language.
func keyOf(source string, lang *Language) string {
	below := source
	if lang.Folder != "." {
		below = strings.TrimPrefix(source, lang.Folder+"/")
	}
	return strings.TrimSuffix(below, path.Ext(below))
}

// HasID reports whether an address of the page may end in #id: one of its own,
// or that of a heading that it translates.
func (p *Page) HasID(id string) bool {
	if id == "" || id == "top" || p.hasOwnID(id) {
		return true
	}
	for _, alias := range p.aliases {
		if alias == id {
			return true
		}
	}
	return slices.Contains(p.borrowed, id)
}

func (p *Page) hasOwnID(id string) bool {
	_, found := slices.BinarySearch(p.IDs, id)
	return found
}

// date gives the pages their dates: that of the front matter, else that of the
// source's last commit, if the options know of commits.
func (s loader) date() {
	var undated []string
	for _, p := range s.Pages {
		if date, ok := front.ParseDate(p.Meta.Date); ok {
			p.Date = date
		} else if !p.Listing {
			undated = append(undated, p.Source.Path)
		}
	}
	if s.options.Dates == nil || len(undated) == 0 {
		return
	}
	dates := s.options.Dates(undated)
	for _, p := range s.Pages {
		if p.Date.IsZero() && !p.Listing {
			p.Date = dates[p.Source.Path]
		}
	}
}

// Day is the date of the page as 2026-11-22, "" if it has none.
func (p *Page) Day() string {
	if p.Date.IsZero() {
		return ""
	}
	return p.Date.Format(time.DateOnly)
}
