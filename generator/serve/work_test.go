package serve

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"woshou/generator/guard"
)

// work is what a preview did: how often a page was parsed, and how many files
// were made.
type work struct{ parsed, made int }

// counted does something and tells the work that it was.
func (p *preview) counted(do func()) (w work) {
	before, site := map[string]made{}, p.site
	for address, m := range p.made {
		before[address] = m
	}
	parsed := p.site.Parsed()
	do()
	if p.site != site {
		parsed = 0 // each reading counts from nothing
	}
	for address, m := range p.made {
		if old := before[address]; len(m.current) > 0 && (len(old.current) == 0 || &old.current[0] != &m.current[0]) {
			w.made++
		}
	}
	w.parsed = p.site.Parsed() - parsed
	return w
}

// What a preview does is bounded by what it is asked for and what depends on an
// edit, and not by how many pages there are: here 300. A page is parsed once for
// what others have to know of it, and once to make it, and so is its translation;
// those that its links lead to are parsed for their ids.
func TestWorkOfAPreview(t *testing.T) {
	dir := t.TempDir()
	put(t, filepath.Join(dir, "site.yaml"), "languages: {zh: {folder: zh}, en: {folder: en}}\n")
	for i := range 150 {
		for _, lang := range []string{"zh", "en"} {
			text := fmt.Sprintf("# Page %d\n\nA segment, and [the next](p%03d.md#later).\n\n## Later\n\nB.\n", i, (i+1)%150)
			if i%10 == 3 {
				text += "\n![](a.scenario)\n"
			}
			put(t, filepath.Join(dir, lang, fmt.Sprintf("part%d/p%03d.md", i/150, i)), text)
		}
	}
	put(t, filepath.Join(dir, "scenarios/a.scenario"), scenario)
	const open, parsedForOne, parsedForOpen = 3, 6, 18
	var p *preview
	addresses := []string{"part0/p033.html", "en/part0/p033.html", "part0/p040.html"}
	t.Run("the first page", func(t *testing.T) {
		var err error
		if p, err = newPreview(Options{Site: dir, Changed: func(Change) {}}); err != nil {
			t.Fatal(err)
		}
		if got := p.site.Parsed(); got > 0 {
			t.Errorf("%d pages were parsed before one was asked for", got)
		}
		if got := p.counted(func() { _, _ = p.make(addresses[0]) }); got.parsed == 0 || got.parsed > parsedForOne || got.made != 1 {
			t.Errorf("%+v", got)
		}
	})
	defer p.close()
	for _, address := range addresses {
		if _, err := p.make(address); err != nil {
			t.Fatal(err)
		}
	}
	tabs := func() {
		for _, address := range addresses {
			p.now(address, "")
		}
	}
	edits := []struct {
		what, name, old, new string
		most                 work
	}{
		{"text", "zh/part0/p033.md", "A segment", "Another", work{parsedForOpen, 2}},
		{"a heading", "zh/part0/p033.md", "## Later", "## Sooner", work{parsedForOpen, 2}},
		{"text of a page that is not open", "en/part0/p120.md", "B.", "C.", work{parsedForOne, 1}},
		{"a title", "en/part0/p121.md", "# Page 121", "# Other", work{parsedForOpen + parsedForOne, 1 + open}},
		{"a place", "zh/part0/p122.md", "# Page 122", "---\norder: 1\n---\n# Page 122", work{parsedForOpen + parsedForOne, 1 + open}},
		{"a new page", "en/part0/new.md", "", "# New\n", work{parsedForOpen + parsedForOne, 2 + open}},
		{"words of the theme", "theme/words/en.yaml", "", "menu: Pages\n", work{parsedForOpen, open}},
		{"terms", "glossary.yaml", "", "- {zh: 段, en: segment}\n", work{parsedForOpen, open}},
		{"a picture", "zh/part0/x.svg", "", "<svg/>", work{parsedForOpen, open}},
	}
	edit := func(t *testing.T, name, old, new string) {
		text, _ := os.ReadFile(filepath.Join(dir, name))
		put(t, filepath.Join(dir, name), strings.Replace(string(text), old, new, 1))
		p.update([]string{name})
		tabs()
	}
	for _, e := range edits {
		t.Run(e.what, func(t *testing.T) {
			if got := p.counted(func() { edit(t, e.name, e.old, e.new) }); got.parsed > e.most.parsed || got.made > e.most.made {
				t.Errorf("%+v, at most %+v", got, e.most)
			}
		})
	}
	t.Run("what is wrong with all", func(t *testing.T) {
		survey := func() {
			for p.surveyNext() {
			}
		}
		if got := p.counted(survey); got.parsed < 200 || got.parsed > 301+parsedForOpen {
			t.Errorf("%+v: each page once, and those that are open", got)
		}
		for _, e := range edits[:5] {
			if got := p.counted(func() { edit(t, e.name, e.new, e.old); survey() }); got.parsed == 0 || got.parsed > e.most.parsed {
				t.Errorf("after %s: %+v, at most %d parsed", e.what, got, e.most.parsed)
			}
		}
		if got := p.counted(func() { edit(t, "scenarios/a.scenario", "client connect", "client connect\nclient send 1") }); got.made < 2 || got.made > mostReported {
			t.Errorf("a scenario of 30 pages: %+v", got)
		}
	})
	t.Run("searches", func(t *testing.T) {
		search := func() {
			h := guard.Handler(DefaultAddr, p)
			for _, name := range []string{"about.js", "t3-0.js"} {
				if r := get(h, "/assets/search/zh/"+name); r.StatusCode != http.StatusOK {
					t.Error(name, r.Status)
				}
			}
		}
		if got := p.counted(search); got.made > 0 || got.parsed > 160 {
			t.Errorf("the first: %+v, where nothing is to be made, and the pages of a language parsed", got)
		}
		edit(t, "zh/part0/p050.md", "A segment", "Another")
		if got := p.counted(search); got.made > 0 || got.parsed > 2 {
			t.Errorf("the first after an edit: %+v, where nothing is to be made, and one page parsed", got)
		}
	})
	if len(p.press.Clashes()) > 0 {
		t.Error(p.press.Clashes())
	}
}
