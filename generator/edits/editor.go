// Package edits changes a site as its authors do, at random, but the same way for
// the same seed: what they write in pages, settings, themes and folders, and what
// they rename, delete and take back. Laws of builds and previews are tried on it.
//
//	e := edits.New(t, dir, seed)
//	for range 60 {
//		names := e.Step(1) // the paths that it touched
//		if !builds(dir) {
//			names = e.Undo() // so that most states are those of sites without errors
//		}
//	}
//
// editor.go makes an edit and takes it back, pages.go writes pages, settings.go what
// lies beside them, git.go commits. It is for tests alone.
package edits

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"woshou/generator/site"
)

// Editor edits a site.
type Editor struct {
	// Log has each edit that was made, Kinds how many of each kind.
	Log   []string
	Kinds map[string]int
	// Commits has it commit as well.
	Commits bool

	t      testing.TB
	dir    string
	rand   *rand.Rand
	before map[string]file // the site before the last step
	dates  int             // of commits so far
}

// file is one as it was, or where a link leads.
type file struct {
	text string
	link bool
}

// New writes the site to begin with into a folder.
func New(t testing.TB, dir string, seed uint64) *Editor {
	t.Helper()
	e := &Editor{t: t, dir: dir, rand: rand.New(rand.NewPCG(seed, 7)), Kinds: map[string]int{}}
	for _, name := range slices.Sorted(maps.Keys(first)) {
		e.write(name, first[name])
	}
	return e
}

// kind is what an edit can be, as often as its weight.
type kind struct {
	name   string
	weight int
	edit   func(e *Editor) []string
}

var kinds = []kind{
	{"text", 12, (*Editor).block},
	{"heading", 6, (*Editor).heading},
	{"front matter", 8, (*Editor).matter},
	{"new page", 4, (*Editor).newPage},
	{"page gone", 2, func(e *Editor) []string { return e.remove(e.page()) }},
	{"page renamed", 3, func(e *Editor) []string { return e.move(e.page(), e.unused()) }},
	{"folder renamed", 2, (*Editor).moveFolder},
	{"folder gone", 1, func(e *Editor) []string {
		return e.remove(e.language() + "/" + e.pick("moved", "part", "part/deep"))
	}},
	{"pages swapped", 2, (*Editor).swap},
	{"same size and time", 3, (*Editor).unseen},
	{"scenario", 4, (*Editor).scenario},
	{"snippet", 4, (*Editor).snippet},
	{"image", 2, (*Editor).image},
	{"glossary", 2, (*Editor).glossary},
	{"rules", 1, (*Editor).rules},
	{"lock", 3, (*Editor).lock},
	{"theme", 5, (*Editor).theme},
	{"words", 2, (*Editor).words},
	{"settings", 5, (*Editor).settings},
	{"public", 3, (*Editor).public},
	{"a language more", 2, (*Editor).japanese},
	{"link", 1, (*Editor).link},
	{"output among sources", 1, (*Editor).output},
	{"mistake", 3, (*Editor).mistake},
	{"commit", 4, (*Editor).commit},
}

// Step makes some edits and returns the paths that they touched, from the site's
// folder: none where there was nothing to edit.
func (e *Editor) Step(edits int) (names []string) {
	e.t.Helper()
	e.before = e.snapshot()
	for range edits {
		names = append(names, e.edit()...)
	}
	return only(names)
}

// Write makes an edit that is not random: it writes files, makes the link to which
// "-> PATH" leads, and removes those whose text is "". It returns the paths that it
// touched.
func (e *Editor) Write(files map[string]string) (names []string) {
	e.t.Helper()
	e.before = e.snapshot()
	for _, name := range slices.Sorted(maps.Keys(files)) {
		to, isLink := strings.CutPrefix(files[name], "-> ")
		switch {
		case isLink:
			names = append(names, e.symlink(name, to)...)
		case files[name] == "":
			names = append(names, e.remove(name)...)
		default:
			names = append(names, e.write(name, files[name])...)
		}
	}
	return only(names)
}

func (e *Editor) edit() []string {
	total := 0
	for _, kind := range kinds {
		total += kind.weight
	}
	n := e.rand.IntN(total)
	i := slices.IndexFunc(kinds, func(k kind) bool { n -= k.weight; return n < 0 })
	names := only(kinds[i].edit(e))
	e.Kinds[kinds[i].name]++
	e.Log = append(e.Log, kinds[i].name+": "+strings.Join(names, " "))
	return names
}

// Undo takes the last step back, but for a commit, and returns the paths that it
// touched.
func (e *Editor) Undo() (names []string) {
	e.t.Helper()
	now := e.snapshot()
	for _, name := range slices.Sorted(maps.Keys(now)) {
		if now[name] == e.before[name] {
			continue
		}
		names = append(names, e.remove(name)...)
		if path.Base(name) == site.Marker { // the folder is one of pages again
			names = append(names, path.Dir(name))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(e.before)) {
		was := e.before[name]
		switch {
		case was == now[name]:
		case was.link:
			names = append(names, e.symlink(name, was.text)...)
		default:
			names = append(names, e.write(name, was.text)...)
		}
	}
	e.Log = append(e.Log, "undo: "+strings.Join(names, " "))
	return only(names)
}

// snapshot is every file of the site.
func (e *Editor) snapshot() map[string]file {
	all := map[string]file{}
	root := os.DirFS(e.dir)
	e.must(fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && d.Name() == ".git":
			return fs.SkipDir
		case d.IsDir():
			return nil
		case d.Type() == fs.ModeSymlink:
			to, err := os.Readlink(filepath.Join(e.dir, name))
			all[name] = file{to, true}
			return err
		}
		text, err := fs.ReadFile(root, name)
		all[name] = file{text: string(text)}
		return err
	}))
	return all
}

// only leaves each path out that is there twice.
func only(names []string) []string {
	slices.Sort(names)
	return slices.Compact(names)
}

func (e *Editor) pick(from ...string) string { return from[e.rand.IntN(len(from))] }

// often is true n times of a hundred.
func (e *Editor) often(n int) bool { return e.rand.IntN(100) < n }

func (e *Editor) must(err error) {
	e.t.Helper()
	if err != nil {
		e.t.Fatal(err)
	}
}

func (e *Editor) at(name string) string { return filepath.Join(e.dir, filepath.FromSlash(name)) }

func (e *Editor) read(name string) string {
	text, _ := os.ReadFile(e.at(name))
	return string(text)
}

// write writes a file, whatever was there.
func (e *Editor) write(name, text string) []string {
	e.t.Helper()
	var names []string
	if info, err := os.Lstat(e.at(name)); err == nil && !info.Mode().IsRegular() {
		names = e.remove(name)
	}
	for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
		if info, err := os.Lstat(e.at(dir)); err == nil && !info.IsDir() {
			names = append(names, e.remove(dir)...)
		}
	}
	e.must(os.MkdirAll(filepath.Dir(e.at(name)), 0o755))
	e.must(os.WriteFile(e.at(name), []byte(text), 0o644))
	return append(names, name)
}

// remove deletes a file or a folder, and the folders that it leaves empty.
func (e *Editor) remove(name string) []string {
	e.t.Helper()
	if name == "" {
		return nil
	}
	if _, err := os.Lstat(e.at(name)); err == nil { // where a file stands in the way there is nothing
		e.must(os.RemoveAll(e.at(name)))
	}
	for dir := path.Dir(name); dir != "." && os.Remove(e.at(dir)) == nil; dir = path.Dir(dir) {
		name = dir
	}
	return []string{name}
}

// move renames a file or a folder, if it is there and the other is not.
func (e *Editor) move(from, to string) []string {
	if _, err := os.Lstat(e.at(to)); from == "" || !errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	e.must(os.MkdirAll(filepath.Dir(e.at(to)), 0o755))
	if os.Rename(e.at(from), e.at(to)) != nil { // it is not there, or would be in itself
		return e.remove(to)
	}
	return []string{from, to}
}

func (e *Editor) symlink(name, to string) []string {
	names := e.remove(name)
	e.must(os.MkdirAll(filepath.Dir(e.at(name)), 0o755))
	if err := os.Symlink(to, e.at(name)); err != nil {
		return names // there are none on this system
	}
	return append(names, name)
}

// files are those in a folder and below whose names end so, sorted.
func (e *Editor) files(dir, suffix string) (names []string) {
	_ = fs.WalkDir(os.DirFS(e.dir), dir, func(name string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() && strings.HasSuffix(name, suffix) {
			names = append(names, name)
		}
		return nil
	})
	return names
}

// Say is what was done, for a failure.
func (e *Editor) Say() string { return strings.Join(e.Log, "\n") }

// Count says how many edits of each kind were made.
func (e *Editor) Count() string { return fmt.Sprint(e.Kinds) }
