package build

import (
	"cmp"
	"maps"
	"slices"
	"sync"
	"time"

	"woshou/generator/output"
	"woshou/generator/site"
)

// sourcesOf are the sources of a site as a manifest lists them.
func sourcesOf(folder *site.Folder) []output.Source {
	all := make([]output.Source, len(folder.Sources))
	for i, source := range folder.Sources {
		all[i] = output.Source(source)
	}
	return all
}

// memory is what a build knows of the one before, and keeps for the next: what
// was found in the sources.
type memory struct {
	folder *site.Folder
	out    *output.Folder
	stage  *output.Stage

	mu       sync.Mutex             // guards what follows
	outlines map[string]output.Blob // by source
	failed   error                  // to keep one
}

// trust believes of sources that certainly did not change that they did not.
func (m *memory) trust() {
	for _, source := range m.folder.Sources {
		var hash site.Hash
		if before := m.out.Before; before.Trusts(output.Source(source)) && hash.UnmarshalText([]byte(before.Sources[source.Path].Hash)) == nil {
			m.folder.Remember(source.Path, hash)
		}
	}
}

// known returns what was found in a source that did not change since the build
// before. One whose time cannot be trusted is read and compared by hash.
func (m *memory) known(source site.Source) *site.Record {
	e, ok := m.out.Before.Sources[source.Path]
	if !ok || e.Facts == nil {
		return nil
	}
	if hash, err := m.folder.Hash(source.Path); err != nil || hash.String() != e.Hash {
		return nil
	}
	record, err := site.Unpack(e.Facts, func() []byte {
		outline, _ := m.out.Blob(e.Outline) // nil is as good as spoilt
		return outline
	})
	if err != nil {
		return nil
	}
	m.keep(source.Path, func() (output.Blob, error) { return m.stage.Carry(e.Outline) })
	return record
}

// hold keeps what was found in a source, where the next build looks for it.
func (m *memory) hold(source string, outline []byte) func() []byte {
	blob := m.keep(source, func() (output.Blob, error) { return m.stage.Store(outline) })
	return func() []byte {
		outline, _ := m.stage.Load(blob)
		return outline
	}
}

func (m *memory) keep(source string, store func() (output.Blob, error)) output.Blob {
	blob, err := store()
	m.mu.Lock()
	defer m.mu.Unlock()
	m.outlines[source] = blob
	m.failed = cmp.Or(m.failed, err)
	return blob
}

// sources lists the sources for the manifest.
func (m *memory) sources(s *site.Site) (map[string]output.FoundSource, error) {
	entries := make(map[string]output.FoundSource, len(s.Sources))
	for _, source := range s.Sources {
		hash, err := s.Hash(source.Path)
		if err != nil {
			return nil, err
		}
		entries[source.Path] = output.FoundSource{Source: output.Source(source), Hash: hash.String()}
	}
	for _, page := range s.Pages {
		e, ok := entries[page.Source.Path]
		if !ok || page.Listing {
			continue
		}
		facts, err := page.Pack()
		if err != nil {
			return nil, err
		}
		e.Facts, e.Outline = facts, m.outlines[e.Path]
		entries[e.Path] = e
	}
	return entries, m.failed
}

// dates are the dates of sources by the commits, as far as they are known.
type dates struct {
	output.History
	commits *site.History // to ask for others
}

// datesSince are the dates for a build: those of the build before, if no commit
// was added since.
func datesSince(before output.History, commits *site.History) *dates {
	d := &dates{output.History{Stamp: commits.Stamp.String(), Dates: map[string]time.Time{}}, commits}
	if before.Stamp == d.Stamp {
		maps.Copy(d.Dates, before.Dates)
	}
	return d
}

// of returns the dates of sources. One that was not there at the build before
// may have been in older commits, so that all are asked for again.
func (d *dates) of(sources []string) map[string]time.Time {
	isKnown := func(source string) bool { _, known := d.Dates[source]; return known }
	if slices.ContainsFunc(sources, func(source string) bool { return !isKnown(source) }) {
		found, err := d.commits.Dates(sources)
		if err != nil {
			d.Stamp = "" // not to be relied on at the next build
		}
		for _, source := range sources {
			d.Dates[source] = found[source]
		}
	}
	return d.Dates
}
