package site

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"

	"woshou/generator/diagnostic"
)

// Marker is the file that a build leaves in its output folder. A folder that
// holds it is an output, never a source, wherever it lies.
const Marker = ".woshou-manifest"

// scan lists the files below the site's folder, sorted by path: all but dot
// files and output folders. A link that leads out of the folder is an error,
// as is one to a folder, which could run in circles.
func scan(root *os.Root) ([]Source, []diagnostic.Problem) {
	var sources []Source
	var problems []diagnostic.Problem
	fail := func(name string, message diagnostic.Message) {
		problems = append(problems, diagnostic.Unreadable(name, message))
	}
	_ = fs.WalkDir(root.FS(), ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			fail(name, reason(err))
			return nil
		case name == ".":
			return nil
		case strings.HasPrefix(d.Name(), "."):
			return skip(d)
		case d.IsDir():
			if _, err := root.Lstat(path.Join(name, Marker)); err == nil {
				return fs.SkipDir
			}
			return nil
		}
		info, err := d.Info()
		if d.Type()&fs.ModeSymlink != 0 {
			info, err = root.Stat(name) // follows the link, but not out of the root
		}
		switch {
		case err != nil && d.Type()&fs.ModeSymlink != 0 && !errors.Is(err, fs.ErrNotExist):
			fail(name, "a link that leads out of the site is not followed")
		case err != nil:
			fail(name, reason(err))
		case info.IsDir():
			fail(name, "a link to a folder is not followed")
		case info.Mode().IsRegular():
			sources = append(sources, Source{name, info.Size(), info.ModTime().UnixNano()})
		}
		return nil
	})
	slices.SortFunc(sources, func(a, b Source) int { return strings.Compare(a.Path, b.Path) })
	return sources, problems
}

func skip(d fs.DirEntry) error {
	if d.IsDir() {
		return fs.SkipDir
	}
	return nil
}
