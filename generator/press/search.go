package press

import (
	"runtime"
	"slices"

	"woshou/generator/search"
	"woshou/generator/site"

	"golang.org/x/sync/errgroup"
)

// searchWords are the words of the interface that the search's script uses.
var searchWords = []string{
	"search", "search-hint", "search-results", "search-close", "search-more", "search-found", "search-none", "search-failed",
}

// Index is the search index of one language. It is made of finished pages, and so
// after all jobs: first what each page has to be found, then the files. The
// parts of an index, each of some of its pages, can be joined in between.
type Index struct {
	Lang   string // its code
	Folder string // holds its files, and nothing else
	About  search.About
	Pages  []Entry

	failed error // why it cannot be made, which Read tells
}

// Entry is a page that a search finds.
type Entry struct {
	N              int // its place in the whole index
	Address, Title string
	Units          []search.Unit // what is found in it, once it has been read
}

// Indexes are the search indexes of all languages, of pages not yet read.
func (p *Press) Indexes() []Index {
	all := make([]Index, len(p.site.Config.Languages))
	for i := range all {
		lang := &p.site.Config.Languages[i]
		about, err := p.aboutSearch(lang)
		pages := p.searchable(lang)
		all[i] = Index{Lang: lang.Code, Folder: searchFolder(lang), About: about, Pages: make([]Entry, len(pages)), failed: err}
		for n, page := range pages {
			all[i].Pages[n] = Entry{N: n, Address: page.Address, Title: page.Title()}
		}
	}
	return all
}

// Read reads the pages of an index. read returns a finished one; it is called
// from several goroutines.
func (x Index) Read(read func(address string) ([]byte, error)) (Index, error) {
	if x.failed != nil {
		return x, x.failed
	}
	x.Pages = slices.Clone(x.Pages)
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i := range x.Pages {
		group.Go(func() error {
			page := &x.Pages[i]
			html, err := read(page.Address)
			page.Units = search.Extract(html, page.Address, page.Title)
			return err
		})
	}
	return x, group.Wait()
}

// And is an index with the pages of another part of it.
func (x Index) And(part Index) Index {
	x.Pages = slices.Concat(x.Pages, part.Pages)
	slices.SortFunc(x.Pages, func(a, b Entry) int { return a.N - b.N })
	return x
}

// Files are the files of an index whose pages have been read, by address.
func (x Index) Files() map[string][]byte {
	var units []search.Unit
	for _, page := range x.Pages {
		units = append(units, page.Units...)
	}
	files := map[string][]byte{}
	for _, f := range search.Index(x.Lang, units, x.About) {
		files[x.Folder+f.Name] = f.Bytes
	}
	return files
}

// searchable are the pages of a language that its search finds.
func (p *Press) searchable(lang *site.Language) (pages []*site.Page) {
	for _, page := range p.site.Pages {
		if page.Lang == lang && !page.Untranslated {
			pages = append(pages, page)
		}
	}
	return pages
}

// searchFolder holds the index of a language.
func searchFolder(lang *site.Language) string { return site.SearchFolder + "/" + lang.Code + "/" }

// aboutSearch is what the script of a language's pages is told.
func (p *Press) aboutSearch(lang *site.Language) (search.About, error) {
	about := search.About{Words: map[string]string{}, Languages: map[string]search.Language{}, Terms: []map[string]string{}}
	for _, key := range searchWords {
		word, err := p.theme.Words(lang.Code).Get(key)
		if err != nil {
			return about, err
		}
		about.Words[key] = word
	}
	for _, l := range p.site.Config.Languages {
		about.Languages[l.Code] = search.Language{Lang: l.Lang, Name: l.Name}
	}
	for _, term := range p.site.Config.Glossary {
		about.Terms = append(about.Terms, term)
	}
	return about, nil
}
