package build

import (
	"crypto/sha256"
	"fmt"
	"runtime"
	"slices"
	"strings"

	"woshou/generator/output"
	"woshou/generator/search"
	"woshou/generator/site"

	"golang.org/x/sync/errgroup"
)

// searchWords are the words of the interface that the search's script uses.
var searchWords = []string{
	"search", "search-hint", "search-results", "search-close", "search-more", "search-found", "search-none", "search-failed",
}

// SearchFiles makes the search index of a language, by address. read returns a
// finished page; it is called from several goroutines.
func (p *Press) SearchFiles(lang *site.Language, read func(page *site.Page) ([]byte, error)) (map[string][]byte, error) {
	pages := p.searchable(lang)
	units := make([][]search.Unit, len(pages))
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, page := range pages {
		group.Go(func() error {
			html, err := read(page)
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

// SearchedBy is the language whose search index the file at an address is part
// of, nil if it is none.
func (p *Press) SearchedBy(address string) *site.Language {
	for i := range p.site.Config.Languages {
		if lang := &p.site.Config.Languages[i]; strings.HasPrefix(address, searchFolder(lang)) {
			return lang
		}
	}
	return nil
}

// index makes the search indexes of all languages.
func (r *renderer) index(s *site.Site, press *Press) error {
	var group errgroup.Group
	for i := range s.Config.Languages {
		group.Go(func() error { return r.indexOf(press, &s.Config.Languages[i]) })
	}
	return group.Wait()
}

// indexOf makes the search index of a language from the finished pages, unless
// none of them changed.
func (r *renderer) indexOf(press *Press, lang *site.Language) error {
	hash := sha256.New()
	for _, page := range press.searchable(lang) {
		fmt.Fprintln(hash, r.stage.File(page.Address).Hash)
	}
	recipe := site.Hash(hash.Sum(nil)).String()
	if r.keep(recipe, r.before.Below(searchFolder(lang))...) {
		return nil
	}
	files, err := press.SearchFiles(lang, func(page *site.Page) ([]byte, error) { return r.stage.Read(page.Address) })
	if err != nil {
		return err
	}
	for address, content := range files {
		if err := r.stage.Write(address, output.Made{Content: content, Recipe: recipe}); err != nil {
			return err
		}
	}
	return nil
}
