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

// listing is what lies in a site's folder, not yet read.
type listing struct {
	// Sources are the files, sorted by path.
	Sources  []Source
	problems []diagnostic.Problem
	// links are those that are links, to another or to nothing: they change
	// when that does.
	links []string
}

// scan lists the files below the site's folder: all but dot files and output
// folders. A link that leads out of the folder is an error, as is one to a
// folder, which could run in circles.
func scan(root *os.Root) listing { return listing{}.rescan(root, []string{"."}) }

// rescan lists the files once more of which some are at paths that may have
// changed: what is below these now takes the place of what was. The site's
// folder itself is ".".
func (l listing) rescan(root *os.Root, names []string) listing {
	tops := topsOf(root, names)
	now := listing{
		slices.DeleteFunc(slices.Clone(l.Sources), func(s Source) bool { return tops.hold(s.Path) }),
		slices.DeleteFunc(slices.Clone(l.problems), func(p diagnostic.Problem) bool { return tops.hold(p.File) }),
		slices.DeleteFunc(slices.Clone(l.links), tops.hold),
	}
	for top := range tops {
		if top == "." || !tops.hold(path.Dir(top)) {
			now.walk(root, top)
		}
	}
	slices.SortFunc(now.Sources, func(a, b Source) int { return strings.Compare(a.Path, b.Path) })
	return now
}

// tops are paths to look below.
type tops map[string]bool

// hold reports whether a path, or one that it is below, is among them.
func (t tops) hold(name string) bool {
	for ; !t[name]; name = path.Dir(name) {
		if name == "." {
			return false
		}
	}
	return true
}

// topsOf are the paths to look below for some names: the names themselves, but
// for what is hidden; and of what is in an output folder that one, since it may
// have become one lately.
func topsOf(root *os.Root, names []string) tops {
	all := tops{}
	for _, name := range names {
		if top, seen := topOf(root, name); seen {
			all[top] = true
		}
	}
	return all
}

func topOf(root *os.Root, name string) (top string, seen bool) {
	if name == "." {
		return name, true
	}
	for i, part := range strings.Split(name, "/") {
		top = path.Join(top, part)
		if strings.HasPrefix(part, ".") {
			return "", false
		}
		if i < strings.Count(name, "/") && isOutput(root, top) {
			return top, true
		}
	}
	return name, true
}

func isOutput(root *os.Root, name string) bool {
	_, err := root.Lstat(path.Join(name, Marker))
	return err == nil
}

// walk adds what there is at a path and below it.
func (l *listing) walk(root *os.Root, top string) {
	info, err := root.Lstat(top)
	switch {
	case err != nil: // gone
	case info.IsDir():
		_ = fs.WalkDir(root.FS(), top, func(name string, d fs.DirEntry, err error) error { return l.visit(root, name, d, err) })
	default: // which may be a link, that WalkDir would follow
		_ = l.visit(root, top, fs.FileInfoToDirEntry(info), nil)
	}
}

// look lists one file, as it is now. There is none where a folder or nothing is, and
// where what is there is no source.
func (f *Folder) look(name string) (now Source, is bool) {
	info, err := f.root.Lstat(name)
	if err != nil || info.IsDir() {
		return Source{}, false
	}
	if top, seen := topOf(f.root, name); !seen || top != name {
		return Source{}, false
	}
	var l listing
	if _ = l.visit(f.root, name, fs.FileInfoToDirEntry(info), nil); len(l.Sources) == 0 {
		return Source{}, false
	}
	return l.Sources[0], true
}

func (l *listing) visit(root *os.Root, name string, d fs.DirEntry, err error) error {
	switch {
	case err != nil:
		l.fail(name, reason(err))
		return nil
	case name == ".":
		return nil
	case strings.HasPrefix(d.Name(), "."):
		return skip(d)
	case d.IsDir():
		if isOutput(root, name) {
			return fs.SkipDir
		}
		return nil
	}
	info, err := d.Info()
	if d.Type()&fs.ModeSymlink != 0 {
		l.links = append(l.links, name)
		info, err = root.Stat(name) // follows the link, but not out of the root
	}
	switch {
	case err != nil && d.Type()&fs.ModeSymlink != 0 && !errors.Is(err, fs.ErrNotExist):
		l.fail(name, "a link that leads out of the site is not followed")
	case err != nil:
		l.fail(name, reason(err))
	case info.IsDir():
		l.fail(name, "a link to a folder is not followed")
	case isText(name) && info.Size() > mostText:
		l.fail(name, diagnostic.Say("a text of more than %d MiB", mostText>>20))
	case info.Mode().IsRegular():
		l.Sources = append(l.Sources, sourceOf(name, info))
	}
	return nil
}

// mostText is how many octets a text may have that is read to be made something
// else of. What is read of others is bounded where it is read, or copied as it is.
const mostText = 4 << 20

func isText(name string) bool {
	switch path.Ext(name) {
	case ".md", ".scenario", ".protocol":
		return !strings.HasPrefix(name, publicFolder+"/")
	}
	return false
}

func (l *listing) fail(name string, message diagnostic.Message) {
	l.problems = append(l.problems, diagnostic.Unreadable(name, message))
}

func skip(d fs.DirEntry) error {
	if d.IsDir() {
		return fs.SkipDir
	}
	return nil
}

// withLinks adds to names of what may have changed the links that lead to what
// has.
func (f *Folder) withLinks(names []string) []string {
	names = slices.Clone(names)
	for _, link := range f.links {
		was, _ := f.Source(link)
		if now, _ := f.look(link); now != was {
			names = append(names, link)
		}
	}
	return names
}
