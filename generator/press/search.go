package press

import (
	"path"
	"slices"

	"woshou/diagrams"
	"woshou/generator/page"
	"woshou/generator/search"
	"woshou/generator/site"
)

// searchWords are the words of the interface that the search's script uses.
var searchWords = []string{
	"search", "search-hint", "search-results", "search-close", "search-more", "search-rest", "search-inside", "search-found", "search-none",
	"search-unknown", "search-nearest", "search-failed", "search-choose", "search-open", "search-article", "search-entry", "search-figure",
}

// Index is the search index of one language, and of which pages it is merged.
// The parts of an index, each of some of its pages, can be joined.
type Index struct {
	Lang   string // its code
	Folder string // holds its files, and nothing else
	About  search.About
	Pages  []Entry

	failed error // why it cannot be made
}

// Entry is a page that a search finds.
type Entry struct {
	N       int // its place in the whole index
	Address string
	Part    search.Packed // nil before somebody asked for it

	make    func() (search.Prepared, error)
	sources func() (site.Hash, error)
}

// Make returns the page's part: that of the entry, else one made of its source.
func (e Entry) Make() (search.Prepared, error) {
	if e.Part != nil {
		return search.Prepared{Packed: e.Part}, nil
	}
	return e.make()
}

// Have has Make return a part that was made before.
func (e *Entry) Have(made func() (search.Prepared, error)) { e.make = made }

// Sources stands for all that Make depends on.
func (e Entry) Sources() (site.Hash, error) { return e.sources() }

// Indexes are the search indexes of all languages.
func (p *Press) Indexes() []Index {
	all := make([]Index, len(p.site.Config.Languages))
	found := pages{p.plan.shells, newBodies(p, newDocuments(p.site))}
	for i := range all {
		lang := &p.site.Config.Languages[i]
		about, err := p.aboutSearch(lang)
		all[i] = Index{Lang: lang.Code, Folder: searchFolder(lang), About: about, failed: err}
		for _, page := range p.site.Pages {
			if page.Lang == lang && isFound(page) {
				all[i].Pages = append(all[i].Pages, Entry{
					N: len(all[i].Pages), Address: page.Address,
					make:    func() (search.Prepared, error) { return found.part(page) },
					sources: func() (site.Hash, error) { return found.partSources(page) },
				})
			}
		}
	}
	return all
}

// isFound reports whether searches find a page.
func isFound(page *site.Page) bool { return !page.Untranslated && !page.Meta.Without.Search }

// And is an index with the pages of another part of it.
func (x Index) And(part Index) Index {
	x.Pages = slices.Concat(x.Pages, part.Pages)
	slices.SortFunc(x.Pages, func(a, b Entry) int { return a.N - b.N })
	return x
}

// Recipe stands for all that the files of the index depend on but the parts.
func (x Index) Recipe() site.Hash {
	addresses := make([]string, len(x.Pages))
	for i, page := range x.Pages {
		addresses[i] = page.Address
	}
	return site.HashOf(x.About, addresses)
}

// Write writes the files of an index, by address. What of it does not fit into
// memory is put into room; nil is for one that may take as much as it needs.
func (x Index) Write(room search.Room, write func(address string, content []byte) error) error {
	if x.failed != nil {
		return x.failed
	}
	return search.Merge(x.Lang, x.About, len(x.Pages),
		func(page int) (search.Prepared, error) { return x.Pages[page].Make() },
		room,
		func(name string, content []byte) error { return write(x.Folder+name, content) })
}

// Patch writes those files of an index that differ from an index of the same
// Recipe, and returns the addresses of those that are no more. changed tells
// which pages may have other parts; read returns a file of the index before.
func (x Index) Patch(changed func(Entry) bool, read func(address string) ([]byte, error), write func(address string, content []byte) error) (gone []string, err error) {
	parts := map[int]search.Packed{}
	for n, page := range x.Pages {
		if changed(page) {
			part, err := page.Make()
			if err != nil {
				return nil, err
			}
			parts[n] = part.Packed
		}
	}
	if len(parts) == 0 {
		return nil, nil
	}
	files, err := search.Patch(x.Lang, func(name string) ([]byte, error) { return read(x.Folder + name) }, parts)
	if err != nil {
		return nil, err
	}
	for name, content := range files {
		if content == nil {
			gone = append(gone, x.Folder+name)
		} else if err := write(x.Folder+name, content); err != nil {
			return nil, err
		}
	}
	return gone, nil
}

// Parts are those of an index before, by the addresses of their pages; none if
// it is not whole. read returns its files.
func (x Index) Parts(read func(address string) ([]byte, error)) map[string]search.Packed {
	parts, err := search.Parts(func(name string) ([]byte, error) { return read(x.Folder + name) })
	if err != nil {
		return nil
	}
	return parts
}

// searchFolder holds the index of a language.
func searchFolder(lang *site.Language) string { return site.SearchFolder + "/" + lang.Code + "/" }

// part is what a page gives to the search.
func (p pages) part(of *site.Page) (search.Prepared, error) {
	caption := func(f page.Figure) string {
		return p.bodies.figures.Caption(p.bodies.figures.of(of, f), p.bodies.figures.shownIn(of.Lang))
	}
	found := []page.Found{{Lines: heroLines(of.Meta.Hero, of.Meta.Features)}}
	if of.Listing {
		found[0].Lines = append(found[0].Lines, titles(p.bodies.site.Nav(of.Lang))...)
	} else {
		doc, err := p.bodies.parsed.of(of)
		if err != nil {
			return search.Prepared{}, err
		}
		found = append(found, doc.Found(caption)...)
		found = append(found, p.named(of, found)...)
	}
	return search.NewPart(of.Address, of.Title(), path.Base(of.Key) == "index", found).Prepare(), nil
}

// named are the entries of the site's glossary that a page explains, one for each
// name, with what the page begins to say there.
func (p pages) named(of *site.Page, sections []page.Found) (entries []page.Found) {
	for _, thing := range p.bodies.site.Config.Glossary {
		at := slices.IndexFunc(sections, func(f page.Found) bool { return f.ID == thing.ID })
		if thing.Page != of.Key || at < 0 {
			continue
		}
		lines := sections[at].Lines[:min(1, len(sections[at].Lines))]
		for _, name := range thing.Names[of.Lang.Code] {
			entries = append(entries, page.Found{ID: thing.ID, Heading: name, Term: true, Lines: lines})
		}
	}
	return entries
}

// partSources stands for what a page's part depends on.
func (p pages) partSources(of *site.Page) (site.Hash, error) {
	files, err := scenarios(p.bodies.site, of)
	var listed []string
	if of.Listing {
		listed = titles(p.bodies.site.Nav(of.Lang))
	}
	return site.HashOf(of.Address, of.Title(), of.Facts().Hash, of.Facts().Includes, files, listed), err
}

// heroLines are what the top of a home page says.
func heroLines(hero *page.Hero, features []page.Feature) (lines []string) {
	if hero != nil {
		lines = append(lines, hero.Name, hero.Text, hero.Tagline)
		for _, a := range hero.Actions {
			lines = append(lines, a.Text)
		}
	}
	for _, f := range features {
		lines = append(lines, f.Title, f.Details)
	}
	return lines
}

// titles are those of pages and groups of pages.
func titles(branches []*site.Branch) (all []string) {
	for _, branch := range branches {
		all = append(append(all, branch.Title), titles(branch.Children)...)
	}
	return all
}

// explained is where each language explains a thing of the site's glossary. pages
// are those of its key.
func explained(thing site.Thing, pages []*site.Page) map[string]search.Place {
	places := map[string]search.Place{}
	for _, page := range pages {
		address := page.Address
		if thing.ID != "" {
			address += "#" + thing.ID
		}
		places[page.Lang.Code] = search.Place{address, page.Title()}
	}
	return places
}

// aboutSearch is what the script of a language's pages is told.
func (p *Press) aboutSearch(lang *site.Language) (search.About, error) {
	about := search.About{Words: map[string]string{}, Languages: map[string]search.Language{}}
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
	pages := map[string][]*site.Page{}
	for _, page := range p.site.Pages {
		if isFound(page) {
			pages[page.Key] = append(pages[page.Key], page)
		}
	}
	for _, thing := range p.site.Config.Glossary {
		about.Names = append(about.Names, thing.Names)
		about.Places = append(about.Places, explained(thing, pages[thing.Page]))
	}
	for _, m := range diagrams.Misnomers() { // of TCP's states, which are spelled alike everywhere
		names := map[string][]string{}
		for _, l := range p.site.Config.Languages {
			names[l.Code] = []string{m.Right[0], m.Name}
		}
		about.Names = append(about.Names, names)
	}
	return about, nil
}
