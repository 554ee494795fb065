// Package watch tells which files of a folder change, while they do.
//
//	w, err := watch.Folder("my-site", isOutput)
//	err = w.Run(ctx, func(names []string) { … })
//
// It follows what is on disk: folders that are renamed, filled anew or put in each
// other's place, and the folder itself, when another is made where it was.
package watch

import (
	"context"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

// EmptyFor is how long a file may be empty before that is told: many editors cut
// one to nothing and write it a moment later.
const EmptyFor = 450 * time.Millisecond

// LookEvery is how often it is looked whether the folder is still the one at its
// path. No event tells that of a folder that was removed, or that a link led to.
const LookEvery = 200 * time.Millisecond

// mostWaiting is how many events wait here while what came before is dealt with,
// so that they can be joined; more wait with the system.
const mostWaiting = 1 << 12

// Watcher watches a folder and every folder below it.
type Watcher struct {
	dir    string
	passes func(dir string) bool
	*watches
	stale bool // the watches may be others than those of what is on disk
	// emptied are the files that are empty, and when that is told.
	emptied map[string]time.Time
}

// Folder starts to watch a folder. It passes over dot folders below it, and over
// those of which passes says so. The error is the system's.
func Folder(dir string, passes func(dir string) bool) (*Watcher, error) {
	w := &Watcher{dir: filepath.Clean(dir), passes: passes, emptied: map[string]time.Time{}}
	var err error
	w.watches, err = watchAll(w.dir, passes)
	return w, err
}

// Close ends the watching. Run must have returned.
func (w *Watcher) Close() error { return w.watches.close() }

// Run calls changed with the paths, from the folder and with slashes, of what
// changed, until ctx ends: a file, or a folder below which anything may be
// otherwise; "." where that is unknown. The first event is acted on at once;
// those that come meanwhile are joined into one call.
func (w *Watcher) Run(ctx context.Context, changed func([]string)) {
	look := time.NewTicker(LookEvery)
	defer look.Stop()
	for names := map[string]bool{}; ; clear(names) {
		select {
		case <-ctx.Done():
			return
		case e, open := <-w.notify.Events:
			if !open {
				return
			}
			w.take(names, e)
		case <-w.lost: // there were more events than the system keeps
			w.stale = true
		case <-look.C:
			w.stale = w.stale || !w.isAt(w.dir)
		case <-w.nextEmpty():
		}
		w.drain(names)
		w.renew(names)
		if w.settle(names, time.Now()); len(names) > 0 {
			changed(slices.Sorted(maps.Keys(names)))
		}
	}
}

// drain takes the events that are there already.
func (w *Watcher) drain(names map[string]bool) {
	for {
		select {
		case e, open := <-w.notify.Events:
			if !open {
				return
			}
			w.take(names, e)
		default:
			return
		}
	}
}

// take adds the path of an event, and watches a new folder.
func (w *Watcher) take(names map[string]bool, e fsnotify.Event) {
	base := filepath.Base(e.Name)
	switch {
	case e.Op == fsnotify.Chmod || e.Name == "" || strings.HasSuffix(base, "~"):
		return // no change, or an editor's own file
	case strings.HasPrefix(base, ".") && e.Name != w.path:
		if dir := filepath.Dir(e.Name); w.folders[dir] && dir != w.path && w.passes(dir) {
			w.drop(dir) // what makes it one to pass over has just been put there
			w.note(names, dir)
		}
		return
	}
	if w.folders[e.Name] {
		// A watch goes along with a folder that is renamed, and would tell of its
		// files by their old names; which of the watches did, nobody says.
		w.stale = w.stale || e.Has(fsnotify.Rename)
		if e.Has(fsnotify.Remove) && e.Name != w.path {
			w.drop(e.Name)
		}
	}
	if e.Has(fsnotify.Create) {
		if info, err := os.Lstat(e.Name); err == nil && info.IsDir() {
			_ = w.add(e.Name, w.passes)
		}
	}
	w.note(names, e.Name)
}

// note adds a path.
func (w *Watcher) note(names map[string]bool, name string) {
	if name, err := filepath.Rel(w.path, name); err == nil {
		names[filepath.ToSlash(name)] = true
	}
}

// renew watches anew what is on disk now, where the watches may be others. What
// changed meanwhile is found by looking. While the folder is not there, it is
// tried again later.
func (w *Watcher) renew(names map[string]bool) {
	if !w.stale {
		return
	}
	next, err := watchAll(w.dir, w.passes)
	if err != nil {
		return
	}
	_ = w.watches.close()
	w.watches, w.stale = next, false
	names["."] = true
}

// settle takes out files that have just become empty, and adds those that stayed
// so for long.
func (w *Watcher) settle(names map[string]bool, now time.Time) {
	for name := range names {
		info, err := os.Stat(filepath.Join(w.path, name))
		if err != nil || !info.Mode().IsRegular() || info.Size() > 0 {
			delete(w.emptied, name)
			continue
		}
		if _, known := w.emptied[name]; !known {
			w.emptied[name] = now.Add(EmptyFor)
		}
		delete(names, name)
	}
	for name, due := range w.emptied {
		if !now.Before(due) {
			delete(w.emptied, name)
			names[name] = true
		}
	}
}

// nextEmpty is when the next empty file is to be told.
func (w *Watcher) nextEmpty() <-chan time.Time {
	if len(w.emptied) == 0 {
		return nil
	}
	return time.After(time.Until(slices.MinFunc(slices.Collect(maps.Values(w.emptied)), time.Time.Compare)))
}
