// Package watch tells which files of a folder change, while they do.
//
//	w, err := watch.Folder("my-site", isOutput)
//	err = w.Run(ctx, func(names []string) { … })
package watch

import (
	"context"
	"io/fs"
	"maps"
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

// mostWaiting is how many events wait here while what came before is dealt with,
// so that they can be joined; more wait with the system.
const mostWaiting = 1 << 12

// Watcher watches a folder and every folder below it.
type Watcher struct {
	dir     string
	passes  func(dir string) bool
	notify  *fsnotify.Watcher
	folders map[string]bool // that are watched
}

// Folder starts to watch a folder. It passes over dot folders below it, and over
// those of which passes says so. The error is the system's.
func Folder(dir string, passes func(dir string) bool) (*Watcher, error) {
	notify, err := fsnotify.NewBufferedWatcher(mostWaiting)
	if err != nil {
		return nil, err
	}
	dir = filepath.Clean(dir)
	w := &Watcher{dir, passes, notify, map[string]bool{}}
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
		w.folders[name] = true
		return w.notify.Add(name)
	})
}

// drop ends the watching of a folder that is no longer at its path, with those
// below it. One that was renamed would go on telling of its files by their old
// names.
func (w *Watcher) drop(dir string) {
	for name := range w.folders {
		if name == dir || strings.HasPrefix(name, dir+string(filepath.Separator)) {
			delete(w.folders, name)
			_ = w.notify.Remove(name) // it may be gone already
		}
	}
}

// Run calls changed with the paths, from the folder and with slashes, of what
// changed, until ctx ends: a file, or a folder below which anything may be
// otherwise; "." where that is unknown. The first event is acted on at once;
// those that come meanwhile are joined into one call.
func (w *Watcher) Run(ctx context.Context, changed func([]string)) {
	for {
		names := map[string]bool{}
		select {
		case <-ctx.Done():
			return
		case e, open := <-w.notify.Events:
			if !open {
				return
			}
			w.take(names, e)
		case <-w.notify.Errors:
			w.lost(names)
		}
		if w.drain(names); len(names) > 0 {
			changed(slices.Sorted(maps.Keys(names)))
		}
	}
}

// lost notes that there were more events than the system keeps. What changed is
// found by looking, and so is which folders are new.
func (w *Watcher) lost(names map[string]bool) {
	names["."] = true
	_ = w.add(w.dir)
}

// drain takes the events that are there already, and waits a moment for a file
// that was just cut to nothing.
func (w *Watcher) drain(names map[string]bool) {
	for {
		for w.next(names, closed) {
		}
		if !w.anyEmpty(names) || !w.next(names, time.After(settle)) {
			return
		}
	}
}

// closed is a time that has come.
var closed = func() <-chan time.Time {
	c := make(chan time.Time)
	close(c)
	return c
}()

// next takes the next event, if one comes in time.
func (w *Watcher) next(names map[string]bool, late <-chan time.Time) bool {
	select { // what is there goes before what is late
	case e, open := <-w.notify.Events:
		w.take(names, e)
		return open
	default:
	}
	select {
	case e, open := <-w.notify.Events:
		w.take(names, e)
		return open
	case <-w.notify.Errors:
		w.lost(names)
		return true
	case <-late:
		return false
	}
}

func (w *Watcher) anyEmpty(names map[string]bool) bool {
	for name := range names {
		if info, err := os.Stat(filepath.Join(w.dir, name)); err == nil && info.Mode().IsRegular() && info.Size() == 0 {
			return true
		}
	}
	return false
}

// take adds the path of an event, and watches a new folder.
func (w *Watcher) take(names map[string]bool, e fsnotify.Event) {
	base := filepath.Base(e.Name)
	switch {
	case e.Op == fsnotify.Chmod || e.Name == "" || strings.HasSuffix(base, "~"):
		return // no change, or an editor's own file
	case strings.HasPrefix(base, ".") && e.Name != w.dir:
		if dir := filepath.Dir(e.Name); w.folders[dir] && dir != w.dir && w.passes(dir) {
			w.drop(dir) // what makes it one to pass over has just been put there
			w.note(names, dir)
		}
		return
	}
	if e.Has(fsnotify.Rename) || e.Has(fsnotify.Remove) {
		if w.folders[e.Name] && e.Name != w.dir {
			w.drop(e.Name)
		}
	}
	if e.Has(fsnotify.Create) {
		if info, err := os.Lstat(e.Name); err == nil && info.IsDir() {
			_ = w.add(e.Name)
		}
	}
	w.note(names, e.Name)
}

// note adds a path.
func (w *Watcher) note(names map[string]bool, name string) {
	if name, err := filepath.Rel(w.dir, name); err == nil {
		names[filepath.ToSlash(name)] = true
	}
}
