package build

import (
	"encoding/json"
	"errors"
	"path"
	"runtime"

	"woshou/generator/diagnostic"
	"woshou/generator/site"

	"golang.org/x/sync/errgroup"
)

// isCurrent reports whether there is nothing to do: the same tool, the
// same commits, and every source and every output as the build before left it, by size and time.
func (o *output) isCurrent(folder *site.Folder, program, history site.Hash) bool {
	m := o.before
	if m.program != program || m.history.stamp != history || len(m.sources) != len(folder.Sources) {
		return false
	}
	for _, source := range folder.Sources {
		if !m.trusts(source) {
			return false
		}
	}
	return o.holdsAll(m.outputs)
}

// holdsAll reports whether the files of all entries are as the build left them.
// It opens each folder but once.
func (o *output) holdsAll(entries map[string]outputEntry) bool {
	folders := map[string][]string{}
	for address := range entries {
		folders[path.Dir(address)] = append(folders[path.Dir(address)], address)
	}
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for dir, addresses := range folders {
		group.Go(func() error {
			folder, err := o.root.OpenRoot(dir)
			if err != nil {
				return err
			}
			defer folder.Close()
			for _, address := range addresses {
				if !entries[address].isAt(folder, path.Base(address)) {
					return errChanged
				}
			}
			return nil
		})
	}
	return group.Wait() == nil
}

var errChanged = errors.New("a file has changed")

// unchanged is the result of a build that had nothing to do. It repeats the
// warnings of the one that had.
func (o *output) unchanged(strict bool) (Result, []diagnostic.Problem, error) {
	problems := o.before.problems
	if fails(problems, strict) {
		return Result{}, problems, nil
	}
	result := o.before.result
	result.Unchanged += result.Written
	result.Written, result.Deleted = 0, 0
	return result, problems, nil
}

// known returns the facts of sources that did not change since the build
// before. A source whose time cannot be trusted is read and compared by hash.
func (o *output) known(folder *site.Folder, program site.Hash) func(site.Source) *site.Facts {
	m := o.before
	if m.program != program {
		return nil // another tool may see other facts
	}
	for _, source := range folder.Sources {
		if m.trusts(source) {
			folder.Remember(source.Path, m.sources[source.Path].hash)
		}
	}
	return func(source site.Source) *site.Facts {
		e, ok := m.sources[source.Path]
		if !ok || e.facts == nil {
			return nil
		}
		if hash, err := folder.Hash(source.Path); err != nil || hash != e.hash {
			return nil
		}
		var facts site.Facts
		if json.Unmarshal(e.facts, &facts) != nil {
			return nil
		}
		return &facts
	}
}

// sourceEntries lists the sources for the manifest.
func sourceEntries(s *site.Site) (map[string]sourceEntry, error) {
	entries := make(map[string]sourceEntry, len(s.Sources))
	for _, source := range s.Sources {
		hash, err := s.Hash(source.Path)
		if err != nil {
			return nil, err
		}
		entries[source.Path] = sourceEntry{Source: source, hash: hash}
	}
	for _, page := range s.Pages {
		e, ok := entries[page.Source.Path]
		if !ok || page.Listing {
			continue
		}
		e.facts = mustJSON(page.Facts)
		entries[e.Path] = e
	}
	return entries, nil
}
