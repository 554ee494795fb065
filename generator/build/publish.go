package build

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
)

// publish puts the staged files in place: assets first, then pages, and last
// it deletes what the build before wrote and this one did not. At any moment
// each file is whole, old or new, and a page finds what it refers to.
//
// A manifest of both builds stands there meanwhile, so that a build that is
// killed half-way leaves a folder that is known to be ours.
func (o *output) publish(next *manifest) error {
	staged := slices.SortedFunc(maps.Keys(o.staged), pagesLast)
	stale := o.stale(next)
	if len(staged)+len(stale) > 0 {
		if err := o.refuseForeign(staged); err != nil {
			return err
		}
		if err := o.writeManifest(o.journal(staged)); err != nil {
			return err
		}
	}
	blocking, rest := inTheWay(stale, next)
	o.remove(blocking)
	for _, address := range staged {
		if err := o.place(address); err != nil {
			return err
		}
	}
	o.remove(rest)
	return o.writeManifest(next)
}

func pagesLast(a, b string) int {
	if isPage(a) != isPage(b) {
		if isPage(b) {
			return -1
		}
		return 1
	}
	return strings.Compare(a, b)
}

// stale are the files of the build before that the next manifest lacks.
func (o *output) stale(next *manifest) []string {
	var stale []string
	for _, address := range slices.Sorted(maps.Keys(o.before.outputs)) {
		if _, kept := next.outputs[address]; !kept {
			stale = append(stale, address)
		}
	}
	return stale
}

// refuseForeign fails if a file would replace one that no build wrote.
func (o *output) refuseForeign(staged []string) error {
	for _, address := range staged {
		if _, ours := o.before.outputs[address]; ours {
			continue
		}
		if info, err := o.root.Lstat(address); err == nil && !info.IsDir() {
			return fmt.Errorf("%s in the output folder: %w", address, ErrNotOurs)
		}
	}
	return nil
}

// journal is the manifest before, with what is about to be placed.
func (o *output) journal(staged []string) *manifest {
	m := *o.before
	m.outputs = maps.Clone(o.before.outputs)
	if m.outputs == nil {
		m.outputs = map[string]outputEntry{}
	}
	for _, address := range staged {
		m.outputs[address] = outputEntry{}
	}
	return &m
}

// inTheWay picks from the stale files those that must go before others come: a
// file where a folder will be, or the reverse, and a name that differs only in
// case, which on many machines is the same file.
func inTheWay(stale []string, next *manifest) (blocking, rest []string) {
	folders, folded := map[string]bool{}, map[string]bool{}
	for address := range next.outputs {
		folded[strings.ToLower(address)] = true
		for dir := path.Dir(address); dir != "."; dir = path.Dir(dir) {
			folders[strings.ToLower(dir)] = true
		}
	}
	for _, address := range stale {
		lower := strings.ToLower(address)
		blocks := folders[lower] || folded[lower]
		for dir := path.Dir(lower); dir != "."; dir = path.Dir(dir) {
			blocks = blocks || folded[dir]
		}
		if blocks {
			blocking = append(blocking, address)
		} else {
			rest = append(rest, address)
		}
	}
	return blocking, rest
}

// place moves a staged file to its address.
func (o *output) place(address string) error {
	if dir := path.Dir(address); dir != "." && !o.made[dir] {
		if err := o.root.MkdirAll(dir, 0o755); err != nil {
			return err
		}
		o.made[dir] = true
	}
	return o.root.Rename(o.staged[address], address)
}

// remove deletes files, and the folders that they leave empty. A file that is
// gone already is well; one that cannot be deleted stays.
func (o *output) remove(addresses []string) {
	for _, address := range addresses {
		_ = o.root.Remove(address)
		for dir := path.Dir(address); dir != "."; dir = path.Dir(dir) {
			if o.root.Remove(dir) != nil {
				break
			}
		}
	}
}
