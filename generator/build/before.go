package build

import (
	"maps"
	"slices"
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

// known returns the facts of sources that did not change since the build
// before. A source whose time cannot be trusted is read and compared by hash.
func known(before *output.Manifest, folder *site.Folder, program string) func(site.Source) *site.Record {
	if before.Program != program {
		return nil // another tool may see other facts
	}
	for _, source := range folder.Sources {
		var hash site.Hash
		if before.Trusts(output.Source(source)) && hash.UnmarshalText([]byte(before.Sources[source.Path].Hash)) == nil {
			folder.Remember(source.Path, hash)
		}
	}
	return func(source site.Source) *site.Record {
		e, ok := before.Sources[source.Path]
		if !ok || e.Facts == nil {
			return nil
		}
		if hash, err := folder.Hash(source.Path); err != nil || hash.String() != e.Hash {
			return nil
		}
		record, err := site.Unpack(e.Facts, e.Outline)
		if err != nil {
			return nil
		}
		return record
	}
}

// foundSources lists the sources for the manifest.
func foundSources(s *site.Site) (map[string]output.FoundSource, error) {
	entries := make(map[string]output.FoundSource, len(s.Sources))
	for _, source := range s.Sources {
		hash, err := s.Hash(source.Path)
		if err != nil {
			return nil, err
		}
		entries[source.Path] = output.FoundSource{Source: output.Source(source), Hash: hash.String()}
	}
	var err error
	for _, page := range s.Pages {
		e, ok := entries[page.Source.Path]
		if !ok || page.Listing {
			continue
		}
		if e.Facts, e.Outline, err = page.Pack(); err != nil {
			return nil, err
		}
		entries[e.Path] = e
	}
	return entries, nil
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
