package site

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"sync"

	"woshou/generator/bilingual"
	"woshou/generator/diagnostic"
	"woshou/generator/memo"
	"woshou/generator/page"
)

// Record is what is kept of a source between the two passes: its Card, and,
// as soon as somebody asks for one of them, its Facts and its Outline, which is
// packed. It depends only on the source's text, its path, the site's
// configuration and the files that Facts.Includes lists.
type Record struct {
	Card
	once    sync.Once
	facts   *Facts        // nil before once
	outline func() []byte // packed; nil where facts were
	kept    *Kin          // from an earlier run, nil for none
	packed  []byte        // likewise, with kept

	// glanced says that the card was read without parsing the page; undrawn and
	// unexplained that its text shows, too, that there are no figures in it,
	// and no states explained.
	glanced, undrawn, unexplained bool
}

// outlines are those asked for lately.
type outlines = memo.Memo[*Facts, *Outline]

// Card is what other pages say of a page.
type Card struct {
	Meta page.Meta
	Name string // its first heading, "" for none
}

// Facts are what a site is made from, but for what only the page itself and
// those that lead to it ask for: its Outline.
type Facts struct {
	Hash     Hash                 // of the source
	Figures  []page.Figure        `json:",omitempty"` // without their Source
	Problems []diagnostic.Problem // of its text
	Letters  page.Letters
	Includes []Include `json:",omitempty"`
	// States are the states that the page's glossary explains, by their names
	// with hyphens.
	States map[string]Entry `json:",omitempty"`
	// Scenarios are the links of the page that lead to scenarios.
	Scenarios []string `json:",omitempty"`
	// Options is the digest of those the source was read with: with others it
	// would be another page.
	Options Hash
}

// Outline is what stands in a page, and where: most of what is known of it.
type Outline struct {
	Headings []page.Heading
	Sections []page.Section // none in a site of one language
	IDs      []string       // of its elements, sorted
	Links    []page.Link
	// Allows are what the policy of the page must allow for its author's HTML.
	Allows []string
}

// Entry is one in a glossary: the id of its element, and what it says.
type Entry struct{ ID, Text string }

// Include is a file that a page takes in, as it was then: with the zero hash
// it was not there.
type Include struct {
	Path string
	Hash Hash
}

// Facts are those of the page's source. They must not be modified.
func (p *Page) Facts() *Facts {
	facts, outline := p.find()
	if outline != nil {
		p.site.lately.Get(facts, func() *Outline { return outline })
	}
	return facts
}

// find returns the facts of the page, and if these had to be found out now, with
// them the outline.
func (p *Page) find() (facts *Facts, outline *Outline) {
	p.once.Do(func() {
		if p.facts == nil {
			_, p.facts, outline = p.site.read(p.Source, p.Written())
		}
	})
	return p.facts, outline
}

// IsRead reports whether Facts are at hand. No other goroutine may ask for them
// meanwhile.
func (p *Page) IsRead() bool { return p.facts != nil }

// Problems are what is wrong with the page's text.
func (p *Page) Problems() []diagnostic.Problem {
	facts, _ := p.find()
	return facts.Problems
}

// Figures are those of the page.
func (p *Page) Figures() []page.Figure {
	if p.undrawn {
		return nil
	}
	return p.Facts().Figures
}

// Scenarios are the links of the page that lead to scenarios.
func (p *Page) Scenarios() []string {
	if p.undrawn {
		return nil
	}
	return p.Facts().Scenarios
}

// States are those that the page explains.
func (p *Page) States() map[string]Entry {
	if p.unexplained {
		return nil
	}
	return p.Facts().States
}

// Outline is that of the page's source. It must not be modified.
func (p *Page) Outline() *Outline {
	return p.site.lately.Get(p.Facts(), func() *Outline {
		if o, err := p.unpacked(); err == nil {
			return o
		}
		_, _, o := p.site.read(p.Source, p.Written()) // nobody kept it, or it was spoilt since
		return o
	})
}

// unpacked is the outline as it was kept.
func (p *Page) unpacked() (*Outline, error) {
	if p.outline == nil {
		return nil, fs.ErrNotExist
	}
	return unpack(p.outline(), p.Source.Path)
}

// headings are what two pages are paired by.
func (o *Outline) headings() bilingual.Outline {
	return bilingual.Outline{Headings: o.Headings, Sections: o.Sections}
}

// recordOf is pass 1 for one page: what is known of it, else what is found.
func (s loader) recordOf(file Source, lang *Language) *Record {
	switch r := s.options.known(file); {
	case r == nil:
	case r.facts == nil:
		return r
	case r.facts.Options == s.digest(lang) && s.stand(r.facts.Includes):
		s.Remember(file.Path, r.facts.Hash)
		return r
	case r.glanced:
		return &Record{Card: r.Card, glanced: true, undrawn: r.undrawn, unexplained: r.unexplained}
	}
	return s.recordNow(file, lang)
}

// recordNow is what a source shows now, without being parsed if that is enough.
func (s loader) recordNow(file Source, lang *Language) *Record {
	if s.options.Lazily {
		if r := s.glance(file.Path); r != nil {
			return r
		}
	}
	card, facts, outline := s.read(file, lang)
	return &Record{Card: card, facts: facts, outline: s.hold(outline, file.Path)}
}

// read parses a source for what is to be known of it.
func (s *Site) read(file Source, lang *Language) (Card, *Facts, *Outline) {
	src, err := s.Read(file.Path)
	if err != nil {
		return Card{}, &Facts{Problems: []diagnostic.Problem{diagnostic.Unreadable(file.Path, reason(err))}}, &Outline{}
	}
	matter, doc := s.parse(file.Path, src, lang, s.Include)
	facts := &Facts{
		Hash:     sha256.Sum256(src),
		Figures:  slices.Clone(doc.Figures),
		Problems: append(matter.Problems, doc.Problems...),
		Letters:  page.CountLetters(src),
		Options:  s.digest(lang),
		Includes: s.includes(doc.Includes),
		States:   statesIn(doc.Terms),
	}
	s.Remember(file.Path, facts.Hash)
	s.trees.put(file.Path, doc, facts, len(src))
	slices.SortStableFunc(facts.Problems, func(a, b diagnostic.Problem) int { return a.Compare(b.Place) })
	for i := range facts.Figures {
		facts.Figures[i].Source = "" // it is in the page's, whose hash is kept
	}
	outline := &Outline{Headings: slices.Clone(doc.Headings), IDs: doc.IDs, Links: append(matter.Links, doc.Links...), Allows: doc.Allows}
	slices.SortStableFunc(outline.Links, func(a, b page.Link) int { return a.Compare(b.Place) })
	if s.isTranslated() {
		outline.Sections = doc.Sections()
	}
	for _, link := range outline.Links {
		if path.Ext(link.Dest) == ScenarioEnding {
			facts.Scenarios = append(facts.Scenarios, link.Dest)
		}
	}
	card := Card{Meta: matter.Meta}
	if len(doc.Headings) > 0 {
		card.Name = doc.Headings[0].Text
	}
	return card, facts, outline
}

// hold packs an outline, and keeps it as the options say.
func (s *Site) hold(o *Outline, path string) func() []byte {
	packed := pack(o, path)
	if s.options.Hold != nil {
		return s.options.Hold(path, packed)
	}
	return func() []byte { return packed }
}

// digest identifies how the pages of a language are read.
func (s *Site) digest(lang *Language) Hash {
	return s.digests.Get(lang.Code, func() Hash {
		return sha256.Sum256(fmt.Appendf(nil, "%+v, translated: %t", s.reading(lang), s.isTranslated()))
	})
}

// isTranslated reports whether the site has pages to compare.
func (s *Site) isTranslated() bool { return len(s.Config.Languages) > 1 }

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

func (o Options) known(source Source) *Record {
	if o.Known == nil {
		return nil
	}
	return o.Known(source)
}
