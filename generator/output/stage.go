package output

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"iter"
	"maps"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// tempPrefix begins the name of a temporary folder; the number of the process
// follows.
const tempPrefix = ".woshou-tmp-"

// Stage holds the files of a build under way: those that are still right where
// they are, the others under temporary names until Publish. It is safe for
// concurrent use, but for Publish and Discard.
type Stage struct {
	// Began is when the build began, by the clock of the output's file system,
	// in nanoseconds since 1970.
	Began int64

	folder  *Folder
	lock    *os.File // held until Discard
	temp    string   // the folder of the files not yet in place
	room    disk     // that folder, so that its files are one step away
	archive *archive
	discard func() // once

	mu     sync.Mutex        // guards what follows
	kept   []bool            // of the files in Before, those that stay as they are
	other  map[string]File   // the others of the output to be, by address
	staged map[string]string // address to temporary name
}

// Begin locks the folder and makes the temporary one in it. While another build
// is at work there the error is a Busy. If one came to its end since the folder was
// opened, Before is from now on what that left. Discard the stage in the end,
// published or not.
func (f *Folder) Begin() (*Stage, error) {
	s := &Stage{
		folder: f, temp: fmt.Sprintf("%s%d", tempPrefix, os.Getpid()),
		other: map[string]File{}, staged: map[string]string{},
	}
	s.discard = sync.OnceFunc(s.sweep)
	var err error
	if s.lock, err = f.lock(); err != nil {
		return nil, err
	}
	underway.add(s)
	if err := s.begin(); err != nil {
		s.Discard()
		return nil, fmt.Errorf("output folder %s: %w", f.dir, err)
	}
	return s, nil
}

// begin does what only who holds the lock may do.
func (s *Stage) begin() error {
	f := s.folder
	if err := f.claim(s.lock); err != nil {
		return err
	}
	if !f.isRemembered() {
		if err := f.remember(); err != nil {
			return err
		}
	}
	s.kept = make([]bool, len(f.Before.Files))
	go f.intact() // whoever asks has less to wait for
	f.sweep()
	if err := f.disk.mkdir(s.temp); err != nil {
		return err
	}
	info, err := f.root.Stat(s.temp)
	if err != nil {
		return err
	}
	s.Began = info.ModTime().UnixNano()
	s.room.fault = f.disk.fault
	if s.room.root, err = f.root.OpenRoot(s.temp); err != nil {
		return err
	}
	file, err := f.disk.create(s.archiveName())
	if err != nil {
		return err
	}
	s.archive = newArchive(file, f.archive, f.blobs, f.Before.used())
	return nil
}

// archiveName is the temporary name of the manifest.
func (s *Stage) archiveName() string { return path.Join(s.temp, "manifest") }

// Store keeps some bytes for the next build, which finds them where its manifest
// says.
func (s *Stage) Store(content []byte) (b Blob, err error) {
	err = s.room.do("store", "manifest", func() error {
		b, err = s.archive.store(content)
		return err
	})
	if err != nil {
		err = fmt.Errorf("output folder %s: %w", s.folder.dir, err)
	}
	return b, err
}

// Carry keeps for the next build what the build before kept for this one.
func (s *Stage) Carry(b Blob) (Blob, error) { return s.archive.carry(b) }

// Load returns what was stored or carried.
func (s *Stage) Load(b Blob) ([]byte, error) { return s.archive.load(b) }

// sweep removes the temporary folders of builds that were killed: whoever holds
// the lock is the only one alive.
func (f *Folder) sweep() {
	entries, _ := fs.ReadDir(f.root.FS(), ".")
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), tempPrefix) {
			_ = f.disk.removeAll(e.Name())
		}
	}
}

// Discard removes what was not published, and lets other builds in.
func (s *Stage) Discard() { s.discard() }

func (s *Stage) sweep() {
	if s.archive != nil {
		_ = s.archive.copied()
		_ = s.archive.file.Close() // it is closed already if it was published
	}
	if s.room.root != nil {
		_ = s.room.root.Close()
	}
	err := s.folder.disk.removeAll(s.temp)
	s.folder.unlock(s.lock, err == nil)
	underway.drop(s)
}

// Made is the content of a file, with what it was made by.
type Made struct {
	Content []byte
	Label
}

// Before are the labels of files as the build before left them; nil if one of
// them was not there, or has been touched since.
func (s *Stage) Before(addresses ...string) []Label {
	labels := make([]Label, len(addresses))
	for i, address := range addresses {
		at := s.folder.Before.place(address)
		if at < 0 || !s.folder.intact()[at] {
			return nil
		}
		labels[i] = s.folder.Before.Files[at].Label
	}
	return labels
}

// Keep takes a file over from the build before, under a label.
func (s *Stage) Keep(address string, label Label) {
	s.enter(s.folder.Before.File(address).under(label))
}

// Write stages a file, unless the one in place is equal.
func (s *Stage) Write(address string, made Made) error {
	e := File{Address: address, Hash: hashOf(made.Content), Label: made.Label}
	if at := s.folder.Before.place(address); at >= 0 && s.folder.Before.Files[at].Hash == e.Hash && s.folder.intact()[at] {
		e = s.folder.Before.Files[at].under(e.Label)
	} else {
		info, err := s.write(address, made.Content)
		if err != nil {
			return err
		}
		e.Size, e.Mtime = info.Size(), info.ModTime().UnixNano()
	}
	s.enter(e)
	return nil
}

func hashOf(content []byte) string {
	hash := sha256.Sum256(content)
	return hex.EncodeToString(hash[:])
}

// write writes a file to a temporary name.
func (s *Stage) write(address string, content []byte) (fs.FileInfo, error) {
	s.mu.Lock()
	name := strconv.Itoa(len(s.staged))
	s.staged[address] = path.Join(s.temp, name)
	s.mu.Unlock()
	if err := s.room.write(name, content); err != nil {
		return nil, fmt.Errorf("%s for the output folder %s: %w", address, s.folder.dir, err)
	}
	return s.room.root.Stat(name)
}

func (s *Stage) enter(e File) {
	at := s.folder.Before.place(e.Address)
	s.mu.Lock()
	defer s.mu.Unlock()
	if at >= 0 && e == s.folder.Before.Files[at] {
		s.kept[at] = true
	} else {
		s.other[e.Address] = e
	}
}

// File is a file that was kept or written; the zero File if neither.
func (s *Stage) File(address string) File {
	at := s.folder.Before.place(address)
	s.mu.Lock()
	defer s.mu.Unlock()
	if at >= 0 && s.kept[at] {
		return s.folder.Before.Files[at]
	}
	return s.other[address]
}

// files are those of the output to be, sorted by address.
func (s *Stage) files() iter.Seq[File] {
	return func(yield func(File) bool) {
		others := slices.Sorted(maps.Keys(s.other))
		for i, kept := range s.kept {
			for kept && len(others) > 0 && others[0] < s.folder.Before.Files[i].Address {
				if !yield(s.other[others[0]]) {
					return
				}
				others = others[1:]
			}
			if kept && !yield(s.folder.Before.Files[i]) {
				return
			}
		}
		for _, address := range others {
			if !yield(s.other[address]) {
				return
			}
		}
	}
}

// Read returns the content of such a file.
func (s *Stage) Read(address string) ([]byte, error) {
	s.mu.Lock()
	name, staged := s.staged[address]
	s.mu.Unlock()
	if !staged {
		name = address
	}
	return s.folder.root.ReadFile(name)
}

// Count is what publishing a stage comes to, in files and bytes.
type Count struct {
	Written, Unchanged, Deleted int
	Bytes                       int64 // of all files
}

// Count counts what Publish would do.
func (s *Stage) Count() Count {
	n := Count{Written: len(s.staged), Deleted: len(s.stale())}
	for e := range s.files() {
		n.Unchanged++
		n.Bytes += e.Size
	}
	n.Unchanged -= n.Written
	return n
}
