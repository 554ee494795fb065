package output

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
)

// Publish puts the staged files in place: assets first, then pages, and last
// it deletes what the build before wrote and this one did not. At any moment
// each file is whole, old or new, and a page finds what it refers to. The
// manifest is what is to be remembered; its Began and Files are the stage's.
//
// A manifest of both builds stands there meanwhile, so that a build that is
// killed half-way leaves a folder that is known to be ours.
func (s *Stage) Publish(m *Manifest) error {
	publishing.RLock()
	defer publishing.RUnlock()
	staged := slices.SortedFunc(maps.Keys(s.staged), pagesLast)
	stale := s.stale()
	if len(staged)+len(stale) > 0 {
		if err := s.folder.refuse(staged, stale); err != nil {
			return err
		}
		if err := s.journal(staged); err != nil {
			return fmt.Errorf("output folder %s: %w", s.folder.dir, err)
		}
	}
	left, err := s.replace(staged, stale)
	if err != nil {
		return err
	}
	for _, address := range left { // the next build tries again
		s.enter(File{Address: address})
	}
	m.Began, m.Files = s.Began, slices.AppendSeq(make([]File, 0, len(s.kept)+len(s.other)), s.files())
	return s.writeManifest(m)
}

// replace puts the staged files in the place of those before. Only while it runs
// is the folder neither the old site nor the new one: as long as a rename takes for
// each file. There is no call that exchanges the folder as a whole: it may be a
// mount, and hold files of others. Those left could not be deleted.
func (s *Stage) replace(staged, stale []string) (left []string, err error) {
	f := s.folder
	blocking, rest := s.inTheWay(stale)
	_, err = f.remove(blocking)
	if err == nil {
		err = s.makeFolders(staged)
	}
	if err != nil {
		return nil, fmt.Errorf("output folder %s: %w", f.dir, err)
	}
	for i, address := range staged {
		if err := f.disk.rename(s.staged[address], address); err != nil {
			return nil, fmt.Errorf("output folder %s, with %d of %d new files in place, which the next build completes: %w", f.dir, i, len(staged), err)
		}
	}
	left, _ = f.remove(rest)
	return left, nil
}

// writeManifest replaces the manifest as a whole.
func (s *Stage) writeManifest(m *Manifest) error {
	err := s.room.do("finish", "manifest", func() error { return s.archive.finish(m) })
	if err == nil {
		err = s.folder.disk.rename(s.archiveName(), s.folder.marker)
	}
	if err != nil {
		return fmt.Errorf("%s in the output folder %s: %w", s.folder.marker, s.folder.dir, err)
	}
	return nil
}

// journal adds to the manifest before, which may be long, what is about to be
// placed: in place of a line that was cut off when another build was killed here.
func (s *Stage) journal(staged []string) error {
	f := s.folder
	if f.archive == nil {
		return s.begins(staged)
	}
	file, err := f.root.OpenFile(f.marker, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	err = f.disk.do("truncate", f.marker, func() error { return file.Truncate(f.ends) })
	if err == nil {
		err = f.disk.do("announce", f.marker, func() error { return announce(io.NewOffsetWriter(file, f.ends), staged) })
	}
	return errors.Join(err, file.Close())
}

// begins writes the first manifest of a folder: what is about to be placed.
func (s *Stage) begins(staged []string) error {
	name := path.Join(s.temp, "journal")
	file, err := s.folder.disk.create(name)
	if err != nil {
		return err
	}
	ours := Manifest{Files: make([]File, len(staged))}
	for i, address := range slices.Sorted(slices.Values(staged)) {
		ours.Files[i] = File{Address: address}
	}
	first := newArchive(file, nil, 0, 0)
	if err := s.folder.disk.do("finish", name, func() error { return first.finish(&ours) }); err != nil {
		file.Close()
		return err
	}
	return s.folder.disk.rename(name, s.folder.marker)
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
	for i, kept := range s.kept {
		address := s.folder.Before.Files[i].Address
		if _, replaced := s.other[address]; !kept && !replaced {
			stale = append(stale, address)
		}
	}
	return stale
}

// inTheWay picks from the stale files those that must go before others come: a
// file where a folder will be, or the reverse, and a name that differs only in
// case, which on many machines is the same file.
func (s *Stage) inTheWay(stale []string) (blocking, rest []string) {
	if len(stale) == 0 {
		return nil, nil
	}
	folders, folded := map[string]bool{}, map[string]bool{}
	for e := range s.files() {
		folded[strings.ToLower(e.Address)] = true
		for dir := path.Dir(e.Address); dir != "."; dir = path.Dir(dir) {
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

// makeFolders makes the folders of staged files, all before the first of these is
// placed: where that fails, the old files are whole.
func (s *Stage) makeFolders(staged []string) error {
	there := map[string]bool{".": true}
	var made []string
	var make func(dir string) error
	make = func(dir string) error {
		if there[dir] {
			return nil
		}
		if err := make(path.Dir(dir)); err != nil {
			return err
		}
		there[dir] = true
		err := s.folder.disk.mkdir(dir)
		if errors.Is(err, fs.ErrExist) {
			return nil
		}
		if err == nil {
			made = append(made, dir)
		}
		return err
	}
	for _, address := range staged {
		if err := make(path.Dir(address)); err != nil {
			for _, dir := range slices.Backward(made) {
				_ = s.folder.disk.remove(dir)
			}
			return err
		}
	}
	return nil
}

// remove deletes files, and the folders that they leave empty. A file that is
// gone already is well, and so is a folder in its place; those left cannot be deleted, by the error of the first. One
// that a link leads to is not ours any more.
func (f *Folder) remove(addresses []string) (left []string, first error) {
	ways := f.ways()
	for _, address := range addresses {
		if there, _ := ways.to(path.Dir(address)); !there {
			continue
		}
		if err := f.disk.remove(address); err != nil && f.isFile(address) {
			left, first = append(left, address), cmp.Or(first, err)
			continue
		}
		for dir := path.Dir(address); dir != "."; dir = path.Dir(dir) {
			if f.disk.remove(dir) != nil {
				break
			}
		}
	}
	return left, first
}

// isFile reports whether there is something at an address that is no folder.
func (f *Folder) isFile(address string) bool {
	info, err := f.root.Lstat(address)
	return err == nil && !info.IsDir()
}
