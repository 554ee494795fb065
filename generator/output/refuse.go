package output

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// refuse fails if a staged file would replace one that no build wrote, or would be
// written through a link. What is stale will be gone by then.
func (f *Folder) refuse(staged, stale []string) error {
	ways := f.ways(stale...)
	for _, address := range staged {
		there, err := ways.to(path.Dir(address))
		if err != nil {
			return err
		}
		if !there {
			continue
		}
		info, err := f.root.Lstat(address)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return err
		}
		ours := f.Before.place(address) >= 0
		foreign := address
		if info.IsDir() {
			foreign = ways.foreignIn(address)
		} else if ours {
			continue
		}
		if foreign != "" {
			return fmt.Errorf("%s in the output folder %s: %w", foreign, f.dir, ErrNotOurs)
		}
	}
	return nil
}

// ways knows of the folders that lead to files whether they are there, and are
// folders.
type ways struct {
	*Folder
	stale []string // files that will be gone, sorted
	found map[string]way
}

type way struct {
	there bool
	err   error
}

func (f *Folder) ways(stale ...string) *ways {
	return &ways{f, stale, map[string]way{".": {there: true}}}
}

// to reports whether a folder is there. The error is that of a link, or of a file
// that will stay, where it or a folder around it should be.
func (w *ways) to(dir string) (there bool, err error) {
	found, known := w.found[dir]
	if !known {
		found = w.find(dir)
		w.found[dir] = found
	}
	return found.there, found.err
}

func (w *ways) find(dir string) way {
	if there, err := w.to(path.Dir(dir)); !there {
		return way{false, err}
	}
	info, err := w.root.Lstat(dir)
	_, goes := slices.BinarySearch(w.stale, dir)
	switch {
	case goes || errors.Is(err, fs.ErrNotExist):
		return way{}
	case err != nil:
		return way{false, err}
	case info.IsDir():
		return way{there: true}
	case info.Mode().Type() == fs.ModeSymlink:
		return way{false, fmt.Errorf("%s in the output folder %s is a link, which is not followed: %w", dir, w.dir, ErrNotOurs)}
	}
	return way{false, fmt.Errorf("%s in the output folder %s: %w", dir, w.dir, ErrNotOurs)}
}

// foreignIn is what lies in a folder and will not go with what is stale, "" for
// nothing. A folder goes with the last file in it, also with one that a build was
// killed before placing.
func (w *ways) foreignIn(dir string) (foreign string) {
	_ = fs.WalkDir(w.root.FS(), dir, func(name string, d fs.DirEntry, err error) error {
		goes := false
		if err == nil && d.IsDir() {
			i, _ := slices.BinarySearch(w.stale, name+"/")
			goes = i < len(w.stale) && strings.HasPrefix(w.stale[i], name+"/")
		} else if err == nil {
			_, goes = slices.BinarySearch(w.stale, name)
		}
		if goes {
			return nil
		}
		foreign = name
		return fs.SkipAll
	})
	return foreign
}
