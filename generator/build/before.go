package build

import (
	"cmp"
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
	outlines map[string]output.Blob // by source, where they are no longer those of the build before
	failed   error                  // to keep one
}

// trust believes of sources that certainly did not change that they did not.
func (m *memory) trust() {
	for e := range m.out.Before.Trusted(sourcesOf(m.folder)) {
		var hash site.Hash
		if hash.UnmarshalText([]byte(e.Hash)) == nil {
			m.folder.Remember(e.Path, hash)
		}
	}
}

// known returns what was found in a source that did not change since the build
// before. One whose time cannot be trusted is read and compared by hash.
func (m *memory) known(source site.Source) *site.Record {
	e := m.out.Before.Source(source.Path)
	facts := e.Facts()
	if facts == nil {
		return nil
	}
	if hash, err := m.folder.Hash(source.Path); err != nil || hash.String() != e.Hash {
		return nil
	}
	record, err := site.Unpack(facts, func() []byte {
		outline, _ := m.out.Blob(e.Outline) // nil is as good as spoilt
		return outline
	})
	if err != nil {
		return nil
	}
	if blob, err := m.stage.Carry(e.Outline); err != nil || blob != e.Outline {
		m.keep(source.Path, blob, err)
	}
	return record
}

// hold keeps what was found in a source, where the next build looks for it.
func (m *memory) hold(source string, outline []byte) func() []byte {
	blob, err := m.stage.Store(outline)
	m.keep(source, blob, err)
	return func() []byte {
		outline, _ := m.stage.Load(blob)
		return outline
	}
}

func (m *memory) keep(source string, outline output.Blob, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.outlines[source] = outline
	m.failed = cmp.Or(m.failed, err)
}

// sources lists the sources for the manifest.
func (m *memory) sources(s *site.Site, dates *dates) ([]output.FoundSource, error) {
	all := make([]output.FoundSource, len(s.Sources))
	places := make(map[string]int, len(all))
	for i, source := range s.Sources {
		hash, err := s.Hash(source.Path)
		if err != nil {
			return nil, err
		}
		all[i] = output.FoundSource{Source: output.Source(source), Hash: hash.String(), Date: dates.text(source.Path)}
		places[source.Path] = i
	}
	for _, page := range s.Pages {
		at, there := places[page.Source.Path]
		if !there || page.Listing || page.Untranslated {
			continue
		}
		was := m.out.Before.Source(page.Source.Path)
		outline, isOther := m.outlines[page.Source.Path]
		if now := all[at]; !isOther && page.IsKept() && was.Source == now.Source && was.Hash == now.Hash && was.Date == now.Date {
			all[at] = was
			continue
		}
		if !isOther {
			outline = was.Outline
		}
		facts, err := page.Pack()
		if err != nil {
			return nil, err
		}
		all[at] = all[at].With(facts, outline)
	}
	return all, m.failed
}

// dates are the dates of sources by the commits, as far as they are known.
type dates struct {
	stamp   string // stands for all commits
	known   map[string]time.Time
	commits *site.History // to ask for others
}

// datesSince are the dates for a build: those of the build before, if no commit
// was added since.
func datesSince(before *output.Manifest, commits *site.History) *dates {
	d := &dates{stamp: commits.Stamp.String(), known: make(map[string]time.Time, len(before.Sources)), commits: commits}
	if before.History != d.stamp {
		return d
	}
	for i := range before.Sources {
		e := &before.Sources[i]
		if e.Date == output.Undated {
			d.known[e.Path] = time.Time{}
		} else if date, err := time.Parse(time.RFC3339, e.Date); err == nil {
			d.known[e.Path] = date
		}
	}
	return d
}

// of returns the dates of sources. One that was not there at the build before
// may have been in older commits, so that all are asked for again.
func (d *dates) of(sources []string) map[string]time.Time {
	isKnown := func(source string) bool { _, known := d.known[source]; return known }
	if slices.ContainsFunc(sources, func(source string) bool { return !isKnown(source) }) {
		found, err := d.commits.Dates(sources)
		if err != nil {
			d.stamp = "" // not to be relied on at the next build
		}
		for _, source := range sources {
			d.known[source] = found[source]
		}
	}
	return d.known
}

// text is the date of a source as a manifest has it.
func (d *dates) text(source string) string {
	switch date, known := d.known[source]; {
	case !known:
		return ""
	case date.IsZero():
		return output.Undated
	default:
		return date.Format(time.RFC3339)
	}
}
