package output

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strconv"
	"strings"
	"sync"
	"time"
)

const (
	tempPrefix = ".woshou-tmp-"
	// abandoned is the age at which the temporary folder of another build is
	// taken to be that of one that was killed.
	abandoned = time.Hour
)

// Stage holds the files of a build under way: those that are still right where
// they are, the others under temporary names until Publish. It is safe for
// concurrent use, but for Publish and Discard.
type Stage struct {
	// Began is when the build began, by the clock of the output's file system,
	// in nanoseconds since 1970.
	Began int64

	folder  *Folder
	temp    string   // the folder of the files not yet in place
	room    *os.Root // that folder, so that its files are one step away
	archive *archive

	mu     sync.Mutex        // guards what follows
	files  map[string]File   // of the output to be, by address
	staged map[string]string // address to temporary name
}

// Begin makes the temporary folder. Discard the stage in the end, published or
// not.
func (f *Folder) Begin() (*Stage, error) {
	s := &Stage{
		folder: f, temp: fmt.Sprintf("%s%d", tempPrefix, os.Getpid()),
		files: map[string]File{}, staged: map[string]string{},
	}
	if err := f.root.RemoveAll(s.temp); err != nil {
		return nil, err
	}
	if err := f.root.Mkdir(s.temp, 0o755); err != nil {
		return nil, err
	}
	info, err := f.root.Stat(s.temp)
	if err != nil {
		return nil, err
	}
	s.Began = info.ModTime().UnixNano()
	f.sweep(info.ModTime())
	if s.room, err = f.root.OpenRoot(s.temp); err != nil {
		return nil, err
	}
	file, err := f.root.Create(s.archiveName())
	if err != nil {
		return nil, err
	}
	s.archive = newArchive(file, f.archive, f.blobs, f.Before.used())
	return s, nil
}

// archiveName is the temporary name of the manifest.
func (s *Stage) archiveName() string { return path.Join(s.temp, "manifest") }

// Store keeps some bytes for the next build, which finds them where its manifest
// says.
func (s *Stage) Store(content []byte) (Blob, error) { return s.archive.store(content) }

// Carry keeps for the next build what the build before kept for this one.
func (s *Stage) Carry(b Blob) (Blob, error) { return s.archive.carry(b) }

// Load returns what was stored or carried.
func (s *Stage) Load(b Blob) ([]byte, error) { return s.archive.load(b) }

// sweep removes the temporary folders of builds that were killed.
func (f *Folder) sweep(now time.Time) {
	entries, _ := fs.ReadDir(f.root.FS(), ".")
	for _, e := range entries {
		if info, err := e.Info(); err == nil && strings.HasPrefix(e.Name(), tempPrefix) && now.Sub(info.ModTime()) > abandoned {
			_ = f.root.RemoveAll(e.Name())
		}
	}
}

// Discard removes what was not published.
func (s *Stage) Discard() {
	_ = s.archive.copied()
	_ = s.archive.file.Close() // it is closed already if it was published
	_ = s.room.Close()
	_ = s.folder.root.RemoveAll(s.temp)
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
		if !s.folder.intact()[address] {
			return nil
		}
		labels[i] = s.folder.Before.Files[address].Label
	}
	return labels
}

// Keep takes a file over from the build before, under a label.
func (s *Stage) Keep(address string, label Label) {
	e := s.folder.Before.Files[address]
	e.Label = label
	s.enter(address, e)
}

// Write stages a file, unless the one in place is equal.
func (s *Stage) Write(address string, made Made) error {
	e := File{Hash: hashOf(made.Content), Label: made.Label}
	if old, ok := s.folder.Before.Files[address]; ok && old.Hash == e.Hash && s.folder.intact()[address] {
		e.Size, e.Mtime = old.Size, old.Mtime
	} else {
		info, err := s.write(address, made.Content)
		if err != nil {
			return err
		}
		e.Size, e.Mtime = info.Size(), info.ModTime().UnixNano()
	}
	s.enter(address, e)
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
	if err := s.room.WriteFile(name, content, 0o644); err != nil {
		return nil, err
	}
	return s.room.Stat(name)
}

func (s *Stage) enter(address string, e File) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.files[address] = e
}

// File is a file that was kept or written; the zero File if neither.
func (s *Stage) File(address string) File {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.files[address]
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
	n := Count{Written: len(s.staged), Unchanged: len(s.files) - len(s.staged), Deleted: len(s.stale())}
	for _, e := range s.files {
		n.Bytes += e.Size
	}
	return n
}
