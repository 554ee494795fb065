package build

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"
	"sync"
	"time"

	"woshou/generator/site"
)

// ErrNotOurs is wrapped by the error for an output folder, or a file in one,
// that the tool did not write.
var ErrNotOurs = errors.New("it was not written by woshou")

const (
	tempPrefix = ".woshou-tmp-"
	// abandoned is the age at which the temporary folder of another build is
	// taken to be that of one that was killed.
	abandoned = time.Hour
)

// output is the folder that a build fills. Everything goes through an os.Root:
// no link leads a write outside it.
type output struct {
	dir     string
	root    *os.Root
	before  *manifest       // never nil
	created bool            // the folder was not there
	temp    string          // the folder of files not yet in place, "" before begin
	made    map[string]bool // the folders that certainly are there

	mu     sync.Mutex
	staged map[string]string // address to temporary file
}

// openOutput opens the output folder, or makes it. One that holds files, but no
// manifest of ours, is refused; dot files do not count.
func openOutput(dir string) (*output, error) {
	o := &output{dir: dir, staged: map[string]string{}, made: map[string]bool{}}
	if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
		o.created = true
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("output folder: %w", err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("output folder: %w", err)
	}
	o.root = root
	if err := o.readManifest(); err != nil {
		root.Close()
		return nil, err
	}
	return o, nil
}

func (o *output) readManifest() error {
	o.before = &manifest{}
	text, err := o.root.ReadFile(site.Marker)
	if err == nil {
		if m, err := decodeManifest(text); err == nil {
			o.before = m
			return nil
		}
		// A manifest that cannot be read lists nothing: what lies in the
		// folder is then not known to be ours.
	} else if !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("output folder: %w", err)
	}
	entries, err := fs.ReadDir(o.root.FS(), ".")
	if err != nil {
		return fmt.Errorf("output folder: %w", err)
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), ".") {
			return fmt.Errorf("output folder %s holds %s: %w", o.dir, e.Name(), ErrNotOurs)
		}
	}
	return nil
}

// close releases the folder, and leaves it as it was if nothing was published.
func (o *output) close() {
	if o.temp != "" {
		_ = o.root.RemoveAll(o.temp)
	}
	o.root.Close()
	if o.created {
		_ = os.Remove(o.dir) // fails, as it should, when there is something in it
	}
}

// begin makes the temporary folder and returns the time at which it did so, by
// the clock of the file system.
func (o *output) begin() (int64, error) {
	o.temp = fmt.Sprintf("%s%d", tempPrefix, os.Getpid())
	if err := o.root.RemoveAll(o.temp); err != nil {
		return 0, err
	}
	if err := o.root.Mkdir(o.temp, 0o755); err != nil {
		return 0, err
	}
	info, err := o.root.Stat(o.temp)
	if err != nil {
		return 0, err
	}
	o.sweep(info.ModTime())
	return info.ModTime().UnixNano(), nil
}

// sweep removes the temporary folders of builds that were killed.
func (o *output) sweep(now time.Time) {
	entries, _ := fs.ReadDir(o.root.FS(), ".")
	for _, e := range entries {
		if info, err := e.Info(); err == nil && strings.HasPrefix(e.Name(), tempPrefix) && now.Sub(info.ModTime()) > abandoned {
			_ = o.root.RemoveAll(e.Name())
		}
	}
}

// holds reports whether the file of an entry is still as the build left it.
func (o *output) holds(address string, e outputEntry) bool { return e.isAt(o.root, address) }

// isAt reports whether a file is as the entry says.
func (e outputEntry) isAt(root *os.Root, name string) bool {
	info, err := root.Lstat(name)
	return err == nil && info.Mode().IsRegular() && info.Size() == e.size && info.ModTime().UnixNano() == e.mtime
}

// stage writes a file to a temporary name.
func (o *output) stage(address string, content []byte) (outputEntry, error) {
	o.mu.Lock()
	name := path.Join(o.temp, fmt.Sprint(len(o.staged)))
	o.staged[address] = name
	o.mu.Unlock()
	if err := o.root.WriteFile(name, content, 0o644); err != nil {
		return outputEntry{}, err
	}
	info, err := o.root.Stat(name)
	if err != nil {
		return outputEntry{}, err
	}
	return outputEntry{size: info.Size(), mtime: info.ModTime().UnixNano()}, nil
}

// read returns a file as this build leaves it.
func (o *output) read(address string) ([]byte, error) {
	o.mu.Lock()
	name, staged := o.staged[address]
	o.mu.Unlock()
	if !staged {
		name = address
	}
	return o.root.ReadFile(name)
}

// writeManifest replaces the manifest as a whole.
func (o *output) writeManifest(m *manifest) error {
	var text bytes.Buffer
	if err := m.encode(&text); err != nil {
		return err
	}
	name := path.Join(o.temp, "manifest")
	if err := o.root.WriteFile(name, text.Bytes(), 0o644); err != nil {
		return err
	}
	return o.root.Rename(name, site.Marker)
}
