package output

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
	"sync"
)

// publishing is held by whoever puts files in place.
var publishing sync.RWMutex

// Hold returns when nothing is being published in this process, and lets nothing
// be from then on: it may end without leaving a folder that is half old and half
// new.
func Hold() { publishing.Lock() }

// Publish puts the staged files in place: assets first, then pages, and last
// it deletes what the build before wrote and this one did not. At any moment
// each file is whole, old or new, and a page finds what it refers to. The
// manifest is what is to be remembered; its Began and Files are the stage's.
//
// A manifest of both builds stands there meanwhile, so that a build that is
// killed half-way leaves a folder that is known to be ours.
func (s *Stage) Publish(m Manifest) error {
	publishing.RLock()
	defer publishing.RUnlock()
	m.Began, m.Files = s.Began, s.files
	staged := slices.SortedFunc(maps.Keys(s.staged), pagesLast)
	stale := s.stale()
	if len(staged)+len(stale) > 0 {
		if err := s.folder.refuseForeign(staged); err != nil {
			return err
		}
		if err := s.journal(staged); err != nil {
			return err
		}
	}
	blocking, rest := s.inTheWay(stale)
	s.folder.remove(blocking)
	if err := s.place(staged); err != nil {
		return err
	}
	s.folder.remove(rest)
	return s.writeManifest(&m)
}

// writeManifest replaces the manifest as a whole.
func (s *Stage) writeManifest(m *Manifest) error {
	if err := s.archive.finish(m); err != nil {
		return err
	}
	return s.folder.root.Rename(s.archiveName(), s.folder.marker)
}

// journal adds to the manifest before, which may be long, what is about to be
// placed: in place of a line that was cut off when another build was killed here.
func (s *Stage) journal(staged []string) error {
	f := s.folder
	if f.archive == nil {
		return s.begin(staged)
	}
	file, err := f.root.OpenFile(f.marker, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	return errors.Join(
		file.Truncate(f.ends),
		announce(io.NewOffsetWriter(file, f.ends), staged),
		file.Close(),
	)
}

// begin writes the first manifest of a folder: what is about to be placed.
func (s *Stage) begin(staged []string) error {
	name := path.Join(s.temp, "journal")
	file, err := s.folder.root.Create(name)
	if err != nil {
		return err
	}
	ours := Manifest{Files: make(map[string]File, len(staged))}
	for _, address := range staged {
		ours.Files[address] = File{}
	}
	if err := newArchive(file, nil, 0, 0).finish(&ours); err != nil {
		return err
	}
	return s.folder.root.Rename(name, s.folder.marker)
}

// isPage reports whether an address is one of a page, which is put in place
// after all that it may refer to.
func isPage(address string) bool { return strings.HasSuffix(address, ".html") }

func pagesLast(a, b string) int {
	if isPage(a) != isPage(b) {
		if isPage(b) {
			return -1
		}
		return 1
	}
	return strings.Compare(a, b)
}

// stale are the files of the build before that this one lacks, sorted.
func (s *Stage) stale() []string {
	var stale []string
	for _, address := range slices.Sorted(maps.Keys(s.folder.Before.Files)) {
		if _, kept := s.files[address]; !kept {
			stale = append(stale, address)
		}
	}
	return stale
}

// refuseForeign fails if a file would replace one that no build wrote.
func (f *Folder) refuseForeign(staged []string) error {
	absent := map[string]bool{} // of folders, whether they are not there
	for _, address := range staged {
		dir := path.Dir(address)
		if _, asked := absent[dir]; !asked {
			_, err := f.root.Lstat(dir)
			absent[dir] = errors.Is(err, fs.ErrNotExist)
		}
		if _, ours := f.Before.Files[address]; ours || absent[dir] {
			continue
		}
		if info, err := f.root.Lstat(address); err == nil && !info.IsDir() {
			return fmt.Errorf("%s in the output folder: %w", address, ErrNotOurs)
		}
	}
	return nil
}

// inTheWay picks from the stale files those that must go before others come: a
// file where a folder will be, or the reverse, and a name that differs only in
// case, which on many machines is the same file.
func (s *Stage) inTheWay(stale []string) (blocking, rest []string) {
	folders, folded := map[string]bool{}, map[string]bool{}
	for address := range s.files {
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

// place moves staged files to their addresses, in this order.
func (s *Stage) place(staged []string) error {
	made := map[string]bool{".": true} // the folders that certainly are there
	for _, address := range staged {
		if dir := path.Dir(address); !made[dir] {
			if err := s.folder.root.MkdirAll(dir, 0o755); err != nil {
				return err
			}
			made[dir] = true
		}
		if err := s.folder.root.Rename(s.staged[address], address); err != nil {
			return err
		}
	}
	return nil
}

// remove deletes files, and the folders that they leave empty. A file that is
// gone already is well; one that cannot be deleted stays.
func (f *Folder) remove(addresses []string) {
	for _, address := range addresses {
		_ = f.root.Remove(address)
		for dir := path.Dir(address); dir != "."; dir = path.Dir(dir) {
			if f.root.Remove(dir) != nil {
				break
			}
		}
	}
}
