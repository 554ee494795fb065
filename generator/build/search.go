package build

import (
	"crypto/sha256"
	"maps"
	"path"
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

// SearchFiles makes the search index of the site, by address. read returns a
// finished page; it is called from several goroutines.
func (p *Press) SearchFiles(read func(page *site.Page) ([]byte, error)) (map[string][]byte, error) {
	units := make([][]search.Unit, len(p.site.Pages))
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, page := range p.site.Pages {
		group.Go(func() error {
			html, err := read(page)
			units[i] = search.Extract(html, page.Address, page.Title())
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	indexes := make([][]search.File, len(p.site.Config.Languages))
	for i := range indexes {
		group.Go(func() (err error) {
			indexes[i], err = p.indexOf(&p.site.Config.Languages[i], units)
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	files := map[string][]byte{}
	for i, lang := range p.site.Config.Languages {
		for _, f := range indexes[i] {
			files[path.Join(site.SearchFolder, lang.Code, f.Name)] = f.Bytes
		}
	}
	return files, nil
}

// indexOf is the index of a language, of the units of each page.
func (p *Press) indexOf(lang *site.Language, units [][]search.Unit) ([]search.File, error) {
	var all []search.Unit
	for i, page := range p.site.Pages {
		if page.Lang == lang && !page.Untranslated {
			all = append(all, units[i]...)
		}
	}
	about, err := p.aboutSearch(lang)
	return search.Index(lang.Code, all, about), err
}

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

// IsSearchFile reports whether an address is one of the search index.
func IsSearchFile(address string) bool { return strings.HasPrefix(address, site.SearchFolder+"/") }

// index makes the search index from the finished pages, unless none of them
// changed.
func (r *renderer) index(press *Press) error {
	recipe := r.indexRecipe()
	if r.keepIndex(recipe) {
		return nil
	}
	files, err := press.SearchFiles(func(page *site.Page) ([]byte, error) { return r.out.read(page.Address) })
	if err != nil {
		return err
	}
	for _, address := range slices.Sorted(maps.Keys(files)) {
		entry, err := r.output(address, files[address])
		if err != nil {
			return err
		}
		entry.recipe = recipe
		r.enter(address, entry)
	}
	return nil
}

// indexRecipe is a hash of all pages.
func (r *renderer) indexRecipe() site.Hash {
	hash := sha256.New()
	for _, page := range r.site.Pages {
		entry := r.next.outputs[page.Address]
		hash.Write(entry.hash[:])
	}
	return site.Hash(hash.Sum(nil))
}

// keepIndex takes over the index of the build before, if it was made of the
// same pages.
func (r *renderer) keepIndex(recipe site.Hash) bool {
	before := r.out.before
	if before.program != r.next.program || before.config != r.next.config {
		return false
	}
	kept := map[string]outputEntry{}
	for address, e := range before.outputs {
		if !IsSearchFile(address) {
			continue
		}
		if e.recipe != recipe || !r.out.holds(address, e) {
			return false
		}
		kept[address] = e
	}
	maps.Copy(r.next.outputs, kept)
	return len(kept) > 0
}
