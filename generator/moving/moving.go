// Package moving makes a site of a project that another program builds: its pages
// as they are, and what its configuration plainly says as site.yaml. Nothing of the
// project is run, and it stays as it was.
//
// Each program has a file with a function that reads its configuration into a
// project; everything else is the same for all. The flavour that site.yaml then
// names has pages read as the program does (package flavour). VitePress, whose
// configuration is a program, has a package of its own.
package moving

import (
	"errors"
	"os"
	"path"
	"slices"
	"strings"

	"woshou/generator/flavour"
	"woshou/generator/vitepress"
)

// Report is what a move did.
type Report = vitepress.Report

// ErrNothing is returned for a folder without a page.
var ErrNothing = errors.New("there is no page of Markdown in it")

// project is what is to become a site. Paths have slashes and count from the folder
// of the project.
type project struct {
	root    *os.Root
	file    string // of the configuration, "" without one
	flavour string

	title, description, url string
	languages               []language // the first is the default
	trees                   []tree
	nav                     []entry
	math                    bool
	pages                   map[string]bool // of the site, when they are copied
	// pretty says that the program gives each page a folder of its own, where ours
	// is a file.
	pretty bool
	// renamed is the address of a page as the program has it, of its path without
	// ending and its front matter; nil for the same.
	renamed func(address string, matter map[string]string) string
	leave   func(name string) bool // files of a tree that are not copied; nil for none

	skipped skipped
}

// language is one of the project. Folder is that of the site.
type language struct{ code, name, folder, address string }

// tree is a folder of the project, and where its files go in the site.
type tree struct{ from, to string }

// entry is one of the navigation: a page by its key, a link elsewhere, or a group.
type entry struct {
	title, page, link string
	titles            map[string]string // in other languages than the first
	items             []entry
}

// readers are how the programs' projects are told and read, in the order of trial; a
// reader that finds nothing of its own returns nil.
var readers = []func(*os.Root) (*project, error){vuepress, docusaurus, mkdocs, mdbook, hugo, docsify, plain}

// Move writes the project in the folder from as a site into the folder to, which must
// be there and empty. Nothing outside of to is written, and nothing outside of from
// is read.
func Move(from, to *os.Root) (Report, error) {
	report, err := vitepress.Move(from, to)
	if !errors.Is(err, vitepress.ErrNoProject) {
		return report, err
	}
	for _, read := range readers {
		p, err := read(from)
		if err != nil {
			return Report{}, err
		}
		if p != nil {
			return p.move(to)
		}
	}
	return Report{}, ErrNothing
}

// move writes the site.
func (p *project) move(to *os.Root) (Report, error) {
	pages, report, err := p.copy(to)
	if err != nil {
		return report, err
	}
	p.pages = map[string]bool{}
	for _, name := range pages {
		p.pages[name] = true
	}
	if err := p.redirect(to, pages); err != nil {
		return report, err
	}
	p.nav = existing(p.nav, p.keys())
	report.Skipped = p.skipped.told(p.file)
	text, err := p.siteYAML()
	return report, errors.Join(err, to.WriteFile("site.yaml", text, 0o644))
}

// keys are those of pages, by which the navigation names them: by themselves, and by
// the pages' paths without ending, as programs write them.
func (p *project) keys() map[string]string {
	keys := map[string]string{}
	for name := range p.pages {
		key := p.key(name)
		keys[p.below(name)], keys[key] = key, key
	}
	return keys
}

// key is that of a page of the site.
func (p *project) key(name string) string {
	return flavour.Of(p.flavour).Key(p.below(name), p.pages[path.Join(path.Dir(name), "index.md")])
}

// below is the path of a page in its language's folder, without ending.
func (p *project) below(name string) string {
	for _, l := range slices.Backward(p.languages) {
		if rest, ok := cutFolder(name, l.folder); ok {
			name = rest
			break
		}
	}
	return strings.TrimSuffix(name, path.Ext(name))
}

// existing are the entries that lead somewhere, with those below them.
func existing(entries []entry, keys map[string]string) (kept []entry) {
	for _, e := range entries {
		e.items = existing(e.items, keys)
		e.page = keys[e.page]
		if e.page != "" || e.link != "" || len(e.items) > 0 {
			kept = append(kept, e)
		}
	}
	return kept
}
