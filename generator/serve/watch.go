package serve

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"woshou/generator/site"

	"github.com/fsnotify/fsnotify"
)

// settle is how long an empty file is waited for: many editors cut a file to
// nothing and write it a moment later.
const settle = 50 * time.Millisecond

// watcher tells which files of a site changed.
type watcher struct {
	dir   string
	watch *fsnotify.Watcher
}

// watch starts to watch a site's folder and every folder below it.
func watch(dir string) (*watcher, error) {
	fw, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, err
	}
	w := &watcher{dir, fw}
	if err := w.add(dir); err != nil {
		fw.Close()
		return nil, err
	}
	return w, nil
}

func (w *watcher) close() { w.watch.Close() }

// add watches a folder with those below it, but for dot folders and outputs.
func (w *watcher) add(dir string) error {
	return filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || !d.IsDir() {
			return nil // gone again, or no folder: there is nothing to watch
		}
		if name != w.dir && (strings.HasPrefix(d.Name(), ".") || isOutput(name)) {
			return fs.SkipDir
		}
		return w.watch.Add(name)
	})
}

func isOutput(dir string) bool {
	_, err := os.Stat(filepath.Join(dir, site.Marker))
	return err == nil
}

// run calls changed with the paths, from the site's folder, of what changed.
// The first event is acted on at once; those that come meanwhile are joined
// into one call.
func (w *watcher) run(ctx context.Context, changed func([]string)) {
	for {
		var names []string
		select {
		case <-ctx.Done():
			return
		case e, open := <-w.watch.Events:
			if !open {
				return
			}
			names = w.take(names, e)
		case <-w.watch.Errors: // an overflow: what changed is found by looking
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
func (w *watcher) drain(names []string) []string {
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
func (w *watcher) next(patience time.Duration) (fsnotify.Event, bool) {
	select {
	case e, open := <-w.watch.Events:
		return e, open
	case <-time.After(patience):
		return fsnotify.Event{}, false
	}
}

func (w *watcher) anyEmpty(names []string) bool {
	return slices.ContainsFunc(names, func(name string) bool {
		info, err := os.Stat(filepath.Join(w.dir, name))
		return err == nil && info.Mode().IsRegular() && info.Size() == 0
	})
}

// take adds the path of an event, and watches a new folder.
func (w *watcher) take(names []string, e fsnotify.Event) []string {
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
