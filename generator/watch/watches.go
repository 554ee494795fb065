package watch

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/fsnotify/fsnotify"
)

// watches are those of a folder and of all below it, as these were at one time and
// have been followed since.
type watches struct {
	path    string   // without links
	folder  *os.File // held open: so no other has its identity
	notify  *fsnotify.Watcher
	folders map[string]bool // that are watched
	lost    chan struct{}   // holds something when there were events that are not told
}

// watchAll watches a folder, and those below it that are not passed over.
func watchAll(dir string, passes func(dir string) bool) (*watches, error) {
	path, err := filepath.EvalSymlinks(dir)
	if err != nil {
		return nil, err
	}
	folder, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	notify, err := fsnotify.NewBufferedWatcher(mostWaiting)
	if err != nil {
		folder.Close()
		return nil, err
	}
	w := &watches{path, folder, notify, map[string]bool{}, make(chan struct{}, 1)}
	go w.hearErrors()
	if err := w.add(path, passes); err != nil {
		_ = w.close()
		return nil, err
	}
	return w, nil
}

// hearErrors notes errors as they come, until the watches are closed: while one
// waits to be heard, fsnotify takes no other call, not even that which closes it.
func (w *watches) hearErrors() {
	for range w.notify.Errors {
		select {
		case w.lost <- struct{}{}:
		default:
		}
	}
}

func (w *watches) close() error {
	w.folder.Close()
	return w.notify.Close()
}

// isAt reports whether the folder is still the one at a path.
func (w *watches) isAt(dir string) bool {
	own, err := w.folder.Stat()
	if err != nil {
		return false
	}
	other, err := os.Stat(dir)
	return err == nil && os.SameFile(own, other)
}

// add watches a folder with those below it.
func (w *watches) add(dir string, passes func(dir string) bool) error {
	return filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || !d.IsDir() {
			return nil // gone again, or no folder: there is nothing to watch
		}
		if name != w.path && (strings.HasPrefix(d.Name(), ".") || passes(name)) {
			return fs.SkipDir
		}
		err = w.notify.Add(name)
		if _, gone := os.Lstat(name); err != nil && gone != nil && name != w.path {
			return fs.SkipDir // since it was listed
		}
		w.folders[name] = err == nil
		return err
	})
}

// drop ends the watching of a folder, with those below it.
func (w *watches) drop(dir string) {
	for name := range w.folders {
		if name == dir || strings.HasPrefix(name, dir+string(filepath.Separator)) {
			delete(w.folders, name)
			_ = w.notify.Remove(name) // it may be gone already
		}
	}
}
