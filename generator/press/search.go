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
// after all jobs.
type Index struct {
	// Folder holds its files, and nothing else.
	Folder string
	// Pages are the addresses of the pages that it finds.
	Pages []string
	// Make makes its files, by address. read returns a finished page; it is
	// called from several goroutines.
	Make func(read func(address string) ([]byte, error)) (map[string][]byte, error)
}

// Indexes are the search indexes of all languages.
func (p *Press) Indexes() []Index {
	all := make([]Index, len(p.site.Config.Languages))
	for i := range all {
		lang := &p.site.Config.Languages[i]
		pages := p.searchable(lang)
		all[i] = Index{
			Folder: searchFolder(lang),
			Make: func(read func(address string) ([]byte, error)) (map[string][]byte, error) {
				return p.index(lang, pages, read)
			},
		}
		for _, page := range pages {
			all[i].Pages = append(all[i].Pages, page.Address)
		}
	}
	return all
}

func (p *Press) index(lang *site.Language, pages []*site.Page, read func(address string) ([]byte, error)) (map[string][]byte, error) {
	units := make([][]search.Unit, len(pages))
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, page := range pages {
		group.Go(func() error {
			html, err := read(page.Address)
			units[i] = search.Extract(html, page.Address, page.Title())
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	about, err := p.aboutSearch(lang)
	files := map[string][]byte{}
	for _, f := range search.Index(lang.Code, slices.Concat(units...), about) {
		files[searchFolder(lang)+f.Name] = f.Bytes
	}
	return files, err
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
