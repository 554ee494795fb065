package press

import (
	"cmp"
	"encoding/base64"
	"fmt"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"

	"woshou/generator/diagnostic"
	"woshou/generator/markdown"
	"woshou/generator/media"
	"woshou/generator/site"
	"woshou/themes"
)

// Book is pages of a site, one after the other, as one page has them.
type Book struct {
	Title, Lang string // Lang is BCP 47
	Style       string // all that the theme has for them, and the site
	Chapters    []Chapter
	Both        bool // a chapter has its two languages side by side
}

// Chapter is a page of a book. Its ids end in its number, and what refers to
// them follows, also from other chapters.
type Chapter struct {
	ID, Title string
	Sections  []Section
	HTML      []byte
}

// Section is a heading of the second level.
type Section struct{ ID, Title string }

// Book makes a book of the pages of a language that are picked, in the order of
// the navigation, beside their translations if both are wanted. The problems are
// those of the pages.
func (p *Press) Book(lang *site.Language, pick func(*site.Page) bool, both bool) (*Book, []diagnostic.Problem, error) {
	d := p.desk()
	b := *d.single.bodies
	b.book = &binding{press: p, chapters: map[string]int{}, both: both}
	pages := slices.DeleteFunc(inOrder(p.site, lang), func(on *site.Page) bool { return !pick(on) })
	for i, on := range pages {
		for _, t := range p.site.Translations(on) {
			if t == on || both {
				b.book.chapters[t.Address] = i + 1
			}
		}
	}
	book := &Book{Title: p.site.Title(lang), Lang: lang.Lang, Style: p.theme.bookStyle(), Both: both}
	var problems []diagnostic.Problem
	for i, on := range pages {
		chapter, more, err := b.chapter(on, i+1, both)
		if err != nil {
			return nil, nil, fmt.Errorf("%s: %w", on.Source.Path, err)
		}
		book.Chapters, problems = append(book.Chapters, chapter), append(problems, more...)
	}
	return book, diagnostic.Merge(problems), nil
}

// bookStyle is every sheet of the theme that text may need.
func (d dress) bookStyle() string {
	var all strings.Builder
	all.Write(d.Style(themes.Article).Bytes)
	for _, name := range []string{themes.CodeSheet, themes.CheckSheet, themes.ExerciseSheet, themes.GallerySheet, themes.MarkSheet, themes.BothSheet} {
		all.Write(d.Sheet(name).Bytes)
	}
	return all.String()
}

// chapter makes a page a chapter, the n-th.
func (b *bodies) chapter(on *site.Page, n int, both bool) (Chapter, []diagnostic.Problem, error) {
	c := Chapter{ID: chapterID(n), Title: on.Title()}
	for _, h := range on.Outline().Headings {
		if h.Level == 2 {
			c.Sections = append(c.Sections, Section{h.ID + "." + strconv.Itoa(n), h.Text})
		}
	}
	if both {
		body, err := b.sideBySide(b.site.Translations(on))
		c.HTML = body.html
		return c, nil, err
	}
	doc, err := b.parsed.of(on)
	if err != nil {
		return c, nil, err
	}
	w := b.writer(on)
	body, err := w.body(doc)
	c.HTML = body.html
	return c, w.problems, err
}

func chapterID(n int) string { return "chapter-" + strconv.Itoa(n) }

// binding is how the pages of a book refer to each other.
type binding struct {
	press    *Press
	chapters map[string]int // by the address of the page, from 1
	both     bool
}

// adapt has a page's text be a chapter's.
func (b *binding) adapt(r *markdown.Renderer, on *site.Page) {
	own, link := r.Suffix, r.Link
	led := map[string]bool{} // ids that have the suffix of another chapter
	r.Suffix = func(id string) string {
		switch {
		case led[id]:
			return ""
		case own != nil: // a text before it in the chapter may have taken it
			return b.suffix(on) + cmp.Or(own(id), own(id+b.suffix(on)))
		}
		return b.suffix(on)
	}
	r.Link = func(dest string) string {
		href, elsewhere := b.link(on, link(dest))
		if elsewhere {
			led[strings.TrimPrefix(href, "#")] = true
		}
		return href
	}
	entry := r.Entry
	r.Entry = func(state string) (href, text string) {
		href, text = entry(state)
		led[strings.TrimPrefix(href, "#")] = true
		return href, text
	}
	r.Image = func(dest string) string { return b.image(on, link(dest)) }
}

// link is where an address relative to a page leads from within the book: to the
// chapter itself, elsewhere in the book or, if the site has an address, to its
// page there.
func (b *binding) link(on *site.Page, href string) (to string, elsewhere bool) {
	u, err := url.Parse(href)
	if err != nil || u.Scheme != "" || u.Host != "" {
		return href, false
	}
	address := on.Address
	if u.Path != "" {
		address = path.Join(path.Dir(on.Address), u.Path)
	}
	n, bound := b.chapters[address]
	switch {
	case bound && u.Fragment != "" && address == on.Address:
		return "#" + u.EscapedFragment(), false // its suffix comes with it
	case bound && u.Fragment != "":
		return "#" + u.EscapedFragment() + "." + strconv.Itoa(n), true
	case bound:
		return "#" + chapterID(n), true
	case b.press.site.Config.URL != "":
		return b.press.site.Config.URL + (&url.URL{Path: address, Fragment: u.Fragment}).String(), false
	}
	return href, false
}

// image is an image as a part of the book's file, if it is one of the site.
func (b *binding) image(on *site.Page, href string) string {
	u, err := url.Parse(href)
	if err != nil || u.Scheme != "" || u.Host != "" {
		return href
	}
	address := path.Join(path.Dir(on.Address), u.Path)
	job, found := b.press.Job(address)
	if !found {
		return href
	}
	contents, _, err := job.Make()
	i := slices.Index(job.Outputs, address)
	if err != nil || i < 0 || i >= len(contents) {
		return href
	}
	return "data:" + media.TypeOf(address) + ";base64," + base64.StdEncoding.EncodeToString(contents[i])
}

// suffix is what the ids of a figure of a page end in.
func (b *binding) suffix(on *site.Page) string { return "." + strconv.Itoa(b.chapters[on.Address]) }

// anchor is where a page of the book has an id, "" if that is none of its pages.
func (b *binding) anchor(on *site.Page, id string) string {
	n, bound := b.chapters[on.Address]
	if !bound {
		return ""
	}
	return "#" + url.PathEscape(id) + "." + strconv.Itoa(n)
}

// inOrder are the pages of a language that somebody wrote, but for its home page
// and lists: as the navigation has them, then those that it has not.
func inOrder(s *site.Site, lang *site.Language) (pages []*site.Page) {
	add := func(on *site.Page) {
		if on != nil && on.Lang == lang && on.IsWritten() && !on.Listing && !on.IsHome() && !slices.Contains(pages, on) {
			pages = append(pages, on)
		}
	}
	var walk func(branches []*site.Branch)
	walk = func(branches []*site.Branch) {
		for _, branch := range branches {
			add(branch.Page)
			walk(branch.Children)
		}
	}
	walk(s.Nav(lang))
	for _, on := range s.Pages {
		add(on)
	}
	return pages
}
