// Package watch tells which files of a folder change, while they do.
//
//	w, err := watch.Folder("my-site", isOutput)
//	err = w.Run(ctx, func(names []string) { … })
package watch

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

// settle is how long an empty file is waited for: many editors cut a file to
// nothing and write it a moment later.
const settle = 50 * time.Millisecond

// Watcher watches a folder and every folder below it.
type Watcher struct {
	dir    string
	passes func(dir string) bool
	notify *fsnotify.Watcher
}

// Folder starts to watch a folder. It passes over dot folders below it, and over
// those of which passes says so. The error is the system's.
func Folder(dir string, passes func(dir string) bool) (*Watcher, error) {
	notify, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, err
	}
	w := &Watcher{dir, passes, notify}
	if err := w.add(dir); err != nil {
		notify.Close()
		return nil, err
	}
	return w, nil
}

// Close ends the watching.
func (w *Watcher) Close() error { return w.notify.Close() }

// add watches a folder with those below it.
func (w *Watcher) add(dir string) error {
	return filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || !d.IsDir() {
			return nil // gone again, or no folder: there is nothing to watch
		}
		if name != w.dir && (strings.HasPrefix(d.Name(), ".") || w.passes(name)) {
			return fs.SkipDir
		}
		return w.notify.Add(name)
	})
}

// Run calls changed with the paths, from the folder and with slashes, of what
// changed, until ctx ends. The first event is acted on at once; those that come
// meanwhile are joined into one call.
func (w *Watcher) Run(ctx context.Context, changed func([]string)) {
	for {
		var names []string
		select {
		case <-ctx.Done():
			return
		case e, open := <-w.notify.Events:
			if !open {
				return
			}
			names = w.take(names, e)
		case <-w.notify.Errors: // an overflow: what changed is found by looking
			names = []string{"."}
		}
		if names = w.drain(names); len(names) > 0 {
			slices.Sort(names)
			changed(slices.Compact(names))
		}
	}
}

// drain takes the events that are there already, and waits a moment for a file
// that was just cut to nothing.
func (w *Watcher) drain(names []string) []string {
	for {
		var patience time.Duration
		if w.anyEmpty(names) {
			patience = settle
		}
		e, ok := w.next(patience)
		if !ok {
			return names
		}
		names = w.take(names, e)
	}
}

// next is the next event, if one comes in time.
func (w *Watcher) next(patience time.Duration) (fsnotify.Event, bool) {
	select {
	case e, open := <-w.notify.Events:
		return e, open
	case <-time.After(patience):
		return fsnotify.Event{}, false
	}
}

func (w *Watcher) anyEmpty(names []string) bool {
	return slices.ContainsFunc(names, func(name string) bool {
		info, err := os.Stat(filepath.Join(w.dir, name))
		return err == nil && info.Mode().IsRegular() && info.Size() == 0
	})
}

// take adds the path of an event, and watches a new folder.
func (w *Watcher) take(names []string, e fsnotify.Event) []string {
	base := filepath.Base(e.Name)
	if e.Op == fsnotify.Chmod || strings.HasPrefix(base, ".") || strings.HasSuffix(base, "~") {
		return names // no change, or an editor's own file
	}
	if e.Has(fsnotify.Create) {
		if info, err := os.Stat(e.Name); err == nil && info.IsDir() {
			_ = w.add(e.Name)
		}
	}
	name, err := filepath.Rel(w.dir, e.Name)
	if err != nil {
		return names
	}
	return append(names, filepath.ToSlash(name))
}
