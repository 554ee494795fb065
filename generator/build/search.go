package build

import (
	"crypto/sha256"
	"runtime"
	"slices"
	"strings"

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
func (r *renderer) index(press *Press) error {
	var group errgroup.Group
	for i := range r.site.Config.Languages {
		group.Go(func() error { return r.indexOf(press, &r.site.Config.Languages[i]) })
	}
	return group.Wait()
}

// indexOf makes the search index of a language from the finished pages, unless
// none of them changed.
func (r *renderer) indexOf(press *Press, lang *site.Language) error {
	recipe := r.indexRecipe(press.searchable(lang))
	if r.keepIndex(lang, recipe) {
		return nil
	}
	files, err := press.SearchFiles(lang, func(page *site.Page) ([]byte, error) { return r.out.read(page.Address) })
	if err != nil {
		return err
	}
	for address, content := range files {
		entry, err := r.output(address, content)
		if err != nil {
			return err
		}
		entry.recipe = recipe
		r.enter(address, entry)
	}
	return nil
}

// indexRecipe is a hash of pages.
func (r *renderer) indexRecipe(pages []*site.Page) site.Hash {
	r.mu.Lock()
	defer r.mu.Unlock()
	hash := sha256.New()
	for _, page := range pages {
		entry := r.next.outputs[page.Address]
		hash.Write(entry.hash[:])
	}
	return site.Hash(hash.Sum(nil))
}

// keepIndex takes over the index of the build before, if it was made of the
// same pages.
func (r *renderer) keepIndex(lang *site.Language, recipe site.Hash) bool {
	before := r.out.before
	if before.program != r.next.program || before.config != r.next.config {
		return false
	}
	kept := map[string]outputEntry{}
	for address, e := range before.outputs {
		if !strings.HasPrefix(address, searchFolder(lang)) {
			continue
		}
		if e.recipe != recipe || !r.out.holds(address, e) {
			return false
		}
		kept[address] = e
	}
	for address, e := range kept {
		r.enter(address, e)
	}
	return len(kept) > 0
}
