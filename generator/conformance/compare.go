// Package conformance is a test room: it measures how near our pages come to
// what VitePress makes of the same Markdown. No other package imports it.
//
// Every page, ours or theirs, is first read into a neutral tree (read.go) that
// forgets wrappers, styling and script, and keeps what a reader would miss:
// headings and their ids, text, links, tables, lists, containers, code with
// its language and marked lines, images, footnotes. Two trees are then
// compared (diff.go). README.md states the hooks that our HTML must carry.
package conformance

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Trees are two trees of HTML pages.
type Trees struct {
	Want string // folder of expected pages
	Got  string // folder of built pages
	Root string // folder whose pages are published at the root of the site, such as "en", or ""
}

// Score is what a comparison found.
type Score struct {
	Pages, EqualPages   int
	Blocks, EqualBlocks int
	Differences         []Difference // in the order of pages and blocks
}

// Difference is one place where a page of ours and the expected one part.
type Difference struct {
	Page, Under string // Under is the heading above, in the expected page
	Class       string // what kind of thing differs
	Want, Got   string
}

// Name tells a difference from others; it holds no line numbers, so that edits
// elsewhere on the page leave it.
func (d Difference) Name() string {
	name := d.Page
	if d.Under != "" {
		name += ", " + d.Under
	}
	return name + ": " + d.Class
}

// Compare compares the trees page by page; what only Got has does not count.
func Compare(t Trees) (Score, error) {
	pages, err := htmlFiles(t.Want)
	if err != nil {
		return Score{}, err
	}
	if len(pages) == 0 {
		return Score{}, fmt.Errorf("no expected pages in %s", t.Want)
	}
	var s Score
	tops := topFolders(pages)
	for _, page := range pages {
		if err := s.page(t, page, tops); err != nil {
			return s, err
		}
	}
	return s, nil
}

// page compares one page and adds it to the score.
func (s *Score) page(t Trees, page string, tops map[string]bool) error {
	at := place{page: trimPage(page), root: t.Root, base: "/", tops: tops}
	want, err := readFile(filepath.Join(t.Want, page), at)
	if err != nil {
		return err
	}
	s.Pages++
	s.Blocks += len(want)
	file := locate(t.Got, page, t.Root)
	if file == "" {
		s.Differences = append(s.Differences, Difference{Page: trimPage(page), Class: "page not built"})
		return nil
	}
	at.page, at.built = trimPage(file), true
	got, err := readFile(filepath.Join(t.Got, file), at)
	if err != nil {
		return err
	}
	equal, diffs := diffPages(want, got)
	s.EqualBlocks += equal
	if len(diffs) == 0 {
		s.EqualPages++
	}
	for _, d := range diffs {
		s.Differences = append(s.Differences, Difference{trimPage(page), d.under, d.class, d.want, d.got})
	}
	return nil
}

// locate finds the built page for an expected one, below dir.
func locate(dir, page, root string) string {
	for _, p := range []string{page, strings.TrimPrefix(page, root+"/")} {
		for _, q := range []string{p, strings.TrimSuffix(p, ".html") + "/index.html"} {
			if exists(filepath.Join(dir, q)) {
				return q
			}
		}
	}
	return ""
}

func exists(f string) bool {
	info, err := os.Stat(f)
	return err == nil && !info.IsDir()
}

func readFile(file string, at place) ([]*Node, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	return read(string(data), at)
}

func htmlFiles(dir string) ([]string, error) {
	var out []string
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && strings.HasSuffix(p, ".html") {
			rel, _ := filepath.Rel(dir, p)
			out = append(out, filepath.ToSlash(rel))
		}
		return err
	})
	return out, err
}

func topFolders(pages []string) map[string]bool {
	tops := map[string]bool{}
	for _, p := range pages {
		if first, _, ok := strings.Cut(p, "/"); ok {
			tops[first] = true
		}
	}
	return tops
}

// trimPage returns the path of a page as links spell it in the normal form.
func trimPage(page string) string {
	return strings.TrimSuffix(page, ".html")
}
