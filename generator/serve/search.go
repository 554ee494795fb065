package serve

import (
	"io/fs"
	"net/http"
	"slices"
	"strings"

	"woshou/generator/press"
	"woshou/generator/site"
)

// index is the search index of one language. It is made when one of its files is
// asked for, the first time of all pages, which are parsed for it and not
// rendered, later of those that changed.
type index struct {
	press.Index
	stale   bool                 // there was an edit since it was made
	recipe  site.Hash            // of the files
	sources map[string]site.Hash // of the pages, by address
	files   map[string][]byte    // by address
}

// again are the indexes of another reading of the site, with what was made of
// the one before.
func again(before []*index, now []press.Index) (all []*index) {
	for _, of := range now {
		x := &index{Index: of, stale: true}
		i := slices.IndexFunc(before, func(b *index) bool { return b.Folder == of.Folder })
		if i >= 0 {
			x.recipe, x.sources, x.files = before[i].recipe, before[i].sources, before[i].files
		}
		all = append(all, x)
	}
	return all
}

// refresh makes the index what the pages say now.
func (x *index) refresh() error {
	sources := map[string]site.Hash{}
	for _, page := range x.Pages {
		hash, err := page.Sources()
		if err != nil {
			return err
		}
		sources[page.Address] = hash
	}
	recipe := x.Recipe()
	if x.files == nil || x.recipe != recipe {
		x.files = map[string][]byte{}
		if err := x.Write(nil, x.put); err != nil {
			x.files = nil
			return err
		}
	} else {
		changed := func(page press.Entry) bool { return sources[page.Address] != x.sources[page.Address] }
		gone, err := x.Patch(changed, x.read, x.put)
		if err != nil {
			return err
		}
		for _, address := range gone {
			delete(x.files, address)
		}
	}
	x.recipe, x.sources, x.stale = recipe, sources, false
	return nil
}

func (x *index) put(address string, content []byte) error {
	x.files[address] = content
	return nil
}

func (x *index) read(address string) ([]byte, error) {
	content, there := x.files[address]
	if !there {
		return nil, fs.ErrNotExist
	}
	return content, nil
}

// indexOf is the search index that the file at an address is part of, nil if it
// is part of none.
func (p *preview) indexOf(address string) *index {
	if !strings.HasPrefix(address, site.SearchFolder+"/") {
		return nil
	}
	indexes := p.indexes()
	i := slices.IndexFunc(indexes, func(x *index) bool { return strings.HasPrefix(address, x.Folder) })
	if i < 0 {
		return nil
	}
	return indexes[i]
}

// serveIndex writes a file of a search index.
func (p *preview) serveIndex(w http.ResponseWriter, r *http.Request, address string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	x := p.indexOf(address)
	if x == nil { // the site has lost a language since
		http.NotFound(w, r)
		return
	}
	if x.stale {
		if err := x.refresh(); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
	}
	content, found := x.files[address]
	if !found {
		http.NotFound(w, r)
		return
	}
	write(w, r, address, http.StatusOK, content)
}
