// Package output is the folder that a build fills: what lies in it, what the
// build before left there, and how new files take the place of old ones.
//
// It knows files by their addresses. What they were made from is an opaque
// label to it, by which a build tells whether one is still right; so is the rest
// that a build wants to remember.
//
//	folder, err := output.Open("public", ".woshou-manifest", nil)
//	if folder.IsCurrent(program, history, sources) { … }   // nothing to do
//	stage, err := folder.Begin()                           // files under temporary names
//	stage.Keep("tcp.html", stage.Before("tcp.html")[0])    // one that is still right
//	stage.Write("tcp.html", output.Made{…})                // one that is not
//	err = stage.Publish(manifest)                          // all at once
//
// manifest.go is what is remembered, lines.go its text, blobs.go what of it is read
// piece by piece, lock.go keeps two builds apart, stage.go is the files of a build
// under way, refuse.go what keeps them from being published, publish.go how they are
// put in place, disk.go each change that is made there.
package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"
)

// ErrNotOurs is wrapped by the error for an output folder, or a file in one,
// that the tool did not write.
var ErrNotOurs = errors.New("it was not written by woshou")

// Folder is an output folder. Everything goes through an os.Root: no link leads
// a write outside it.
type Folder struct {
	// Before is what the build before left; an empty one if there was none.
	Before *Manifest

	dir     string
	marker  string        // the name of the manifest
	root    *os.Root      // to read by
	disk    disk          // to change it by
	created bool          // the folder was not there
	archive *os.File      // the file of the manifest before, nil for none
	blobs   int64         // where its blobs end
	ends    int64         // where its text ends
	read    fs.FileInfo   // of that file as it was read
	intact  func() []bool // by the place of a file in Before
}

// Open opens the output folder, or makes it. One that holds files, but no
// manifest of ours, is refused; dot files do not count.
func Open(dir, marker string, fault Fault) (*Folder, error) {
	_, err := os.Stat(dir)
	f := &Folder{dir: dir, marker: marker, created: errors.Is(err, fs.ErrNotExist), disk: disk{fault: fault}}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("output folder: %w", err) // it names the folder
	}
	if f.root, err = os.OpenRoot(dir); err != nil {
		return nil, fmt.Errorf("output folder %s: %w", f.dir, err)
	}
	f.disk.root = f.root
	if err := f.remember(); err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

// remember reads what the build before left.
func (f *Folder) remember() (err error) {
	f.forget()
	f.intact = sync.OnceValue(f.findIntact)
	f.read, _ = f.root.Lstat(f.marker)
	f.Before, err = f.readManifest()
	return err
}

// isRemembered reports whether no build came to its end since.
func (f *Folder) isRemembered() bool {
	now, err := f.root.Lstat(f.marker)
	if f.read == nil || err != nil {
		return f.read == nil && errors.Is(err, fs.ErrNotExist)
	}
	return os.SameFile(f.read, now) && f.read.Size() == now.Size() && f.read.ModTime().Equal(now.ModTime())
}

// forget lets go of the file of the manifest before.
func (f *Folder) forget() {
	if f.archive != nil {
		f.archive.Close()
		f.archive = nil
	}
}

func (f *Folder) readManifest() (*Manifest, error) {
	unreadable := "" // why what lies there is not known to be ours, though it may be
	switch {
	case f.read == nil:
	case !f.read.Mode().IsRegular():
		return nil, fmt.Errorf("%s in the output folder %s is no file: %w", f.marker, f.dir, ErrNotOurs)
	default:
		file, err := f.root.Open(f.marker)
		if err != nil {
			return nil, fmt.Errorf("output folder %s: %w", f.dir, err)
		}
		m, begins, ends, err := readManifest(file)
		if err == nil {
			f.archive, f.blobs, f.ends = file, begins, ends
			return m, nil
		}
		m, isOlder := readOlder(file)
		file.Close()
		if isOlder {
			return m, nil
		}
		unreadable = fmt.Sprintf(", and its %s cannot be read (%v): delete the folder, if there is no more than a site in it, and build again", f.marker, err)
	}
	entries, err := fs.ReadDir(f.root.FS(), ".")
	if err != nil {
		return nil, fmt.Errorf("output folder %s: %w", f.dir, err)
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), ".") {
			held := fmt.Sprintf("output folder %s holds %s", f.dir, e.Name())
			if unreadable != "" {
				return nil, &unknown{held + unreadable}
			}
			return nil, fmt.Errorf("%s: %w", held, ErrNotOurs)
		}
	}
	return &Manifest{}, nil
}

// unknown is the error for a folder of which nobody can tell who wrote it.
type unknown struct{ message string }

// Error is what keeps the folder from being taken for ours.
func (u *unknown) Error() string { return u.message }

// Unwrap is ErrNotOurs: whoever asks is not to write there.
func (u *unknown) Unwrap() error { return ErrNotOurs }

// Close releases the folder, and leaves it as it was if nothing was published.
func (f *Folder) Close() {
	f.root.Close()
	f.forget()
	if f.created {
		_ = os.Remove(f.dir) // fails, as it should, when there is something in it
	}
}

// Read returns what a build left in a folder that is there to be read only,
// without what only the next build there asks for. The error wraps ErrNotOurs if
// there is no manifest that can be read.
func Read(dir, marker string) (*Folder, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	f := &Folder{dir: dir, marker: marker, root: root}
	if f.archive, err = root.Open(marker); err == nil {
		f.Before, f.blobs, _, err = readManifest(f.archive)
	}
	if err != nil {
		f.Close()
		return nil, fmt.Errorf("%s: %w", dir, ErrNotOurs)
	}
	f.Before.forget()
	return f, nil
}

// Blob returns what the build before kept.
func (f *Folder) Blob(b Blob) ([]byte, error) { return readBlob(f.archive, b) }

// File returns the content of a file, if it is as the build left it.
func (f *Folder) File(address string) ([]byte, error) {
	content, err := f.root.ReadFile(address)
	if err == nil && hashOf(content) != f.Before.File(address).Hash {
		err = fmt.Errorf("%s: %w", address, ErrChanged)
	}
	return content, err
}

// IsCurrent reports whether there is nothing to do: the same program, the same
// history, and every source and every file as the build before left it, by
// size and time; and no other build at work there, nor anything left of one that
// was killed.
func (f *Folder) IsCurrent(program, history string, sources []Source) bool {
	m := f.Before
	if f.isLocked() || m.Program != program || m.History != history || len(m.Sources) != len(sources) {
		return false
	}
	trusted := 0
	for range m.Trusted(sources) {
		trusted++
	}
	return trusted == len(sources) && !slices.Contains(f.intact(), false)
}

// findIntact finds the files that are as the build before left them. Of those that
// follow each other in one folder it opens the folder but once.
func (f *Folder) findIntact() []bool {
	files := f.Before.Files
	intact := make([]bool, len(files))
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for from := 0; from < len(files); {
		dir, to := path.Dir(files[from].Address), from+1
		for to < len(files) && path.Dir(files[to].Address) == dir {
			to++
		}
		some, are := files[from:to], intact[from:to]
		group.Go(func() error {
			root, err := f.root.OpenRoot(dir)
			if err != nil {
				return nil // nothing there is
			}
			defer root.Close()
			for i := range some {
				are[i] = some[i].isAt(root, path.Base(some[i].Address))
			}
			return nil
		})
		from = to
	}
	_ = group.Wait() // none fails
	return intact
}

// ErrChanged is wrapped by the error for a file that is not as the build left it.
var ErrChanged = errors.New("a file has changed")

// isAt reports whether a file is as the build left it.
func (e *File) isAt(root *os.Root, name string) bool {
	info, err := root.Lstat(name)
	return err == nil && info.Mode().IsRegular() && info.Size() == e.Size && info.ModTime().UnixNano() == e.Mtime
}
