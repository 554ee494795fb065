package press

import (
	"fmt"
	"maps"
	"net/url"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"woshou/generator/bilingual"
	"woshou/generator/page"
	"woshou/generator/site"

	"golang.org/x/net/html"
)

// Without a script too, a link leads to what is there: a figure that both
// languages share stands in the page once, under the ids of the first.
func TestLinksSideBySideLeadToWhatIsThere(t *testing.T) {
	dir := t.TempDir()
	twoLanguages(t, dir)
	const scenario = "```scenario id=%s\nserver listen\nclient connect\n```\n\n[1]{step=%[1]s:1} [f](#%[1]s) [%[2]s](#%[2]s)\n\n"
	write(t, filepath.Join(dir, "zh/figures.md"), "# 图\n\n"+fmt.Sprintf(scenario, "same", "same")+fmt.Sprintf(scenario, "other", "taken")+
		"## 甲 {#taken}\n\n"+fmt.Sprintf(scenario, "taken", "taken")+"```go {#code}\nx\n```\n\n[c](#code)\n")
	write(t, filepath.Join(dir, "en/figures.md"), "# Figures\n\n"+fmt.Sprintf(scenario, "same", "same")+strings.ReplaceAll(fmt.Sprintf(scenario, "other", "taken"), "client connect", "client connect\nclient close")+
		"## A {#taken}\n\n"+fmt.Sprintf(scenario, "taken", "taken")+"```go {#code}\nx\n```\n\n[c](#code)\n")
	files, _ := pressed(t, dir)
	checked := 0
	for _, address := range slices.Sorted(maps.Keys(files)) {
		if !strings.HasPrefix(address, "both/") || path.Ext(address) != ".html" {
			continue
		}
		ids, links := idsAndLinks(t, files[address])
		for id, n := range ids {
			if n > 1 {
				t.Errorf("%s: %d elements have the id %s", address, n, id)
			}
		}
		for _, link := range links {
			checked++
			if ids[link] == 0 {
				t.Errorf("%s: nothing has the id %s", address, link)
			}
		}
	}
	if checked < 30 {
		t.Errorf("only %d links", checked)
	}
	if n := strings.Count(files["both/figures.html"], `<figure id="same`); n != 1 {
		t.Errorf("a figure of both languages stands there %d times", n)
	}
}

// idsAndLinks counts the ids of a page, and lists the ids that its links lead to.
func idsAndLinks(t *testing.T, text string) (ids map[string]int, links []string) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	ids = map[string]int{}
	for n := range root.Descendants() {
		for _, a := range n.Attr {
			if id, within := strings.CutPrefix(a.Val, "#"); a.Key == "href" && within && id != "" {
				plain, err := url.PathUnescape(id)
				if err != nil {
					t.Fatal(err)
				}
				links = append(links, plain)
			}
			if a.Key == "id" {
				ids[a.Val]++
			}
		}
	}
	return ids, links
}

// Of 300 pages in two languages, which are short, each is parsed once in all, and
// each pair is paired once: for the page, for its translation, and for the two side
// by side.
func TestEachPageIsParsedOnceAndPairedOnce(t *testing.T) {
	const pairs = 300
	dir := t.TempDir()
	write(t, filepath.Join(dir, "site.yaml"), "languages: {zh: {folder: zh}, en: {folder: en}}\n")
	for i := range pairs {
		write(t, filepath.Join(dir, fmt.Sprintf("zh/p%03d.md", i)), "# 页\n\n甲\n\n## 节\n\n乙\n")
		write(t, filepath.Join(dir, fmt.Sprintf("en/p%03d.md", i)), "# Page\n\nA\n\n## Section\n\nB\n\nC\n")
	}
	s, _, err := site.Load(dir, site.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	p, err := New(s, Options{})
	if err != nil {
		t.Fatal(err)
	}
	paired := 0
	documents := newDocuments(s)
	match := documents.match
	documents.match = func(a, b []page.Block, terms []bilingual.Term) []bilingual.Row {
		paired++
		return match(a, b, terms)
	}
	for _, job := range p.newDesk(documents).pages() {
		if _, _, err := job.Make(); err != nil {
			t.Fatal(err)
		}
	}
	if parsed := s.Parsed(); parsed != 2*pairs || paired != pairs {
		t.Errorf("%d pages were parsed, %d pairs paired", parsed, paired)
	}
}

// A page that is written in neither of the two languages stands there as it stands
// in for both: its text once, marked as what it is.
func TestPageOfAThirdLanguageSideBySide(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "site.yaml"), "languages: {zh: {folder: zh}, en: {folder: en}, ja: {folder: ja}}\n")
	write(t, filepath.Join(dir, "zh/index.md"), "# 首页\n")
	write(t, filepath.Join(dir, "en/only.md"), "# Only\n\nThese words.\n")
	files, _ := pressed(t, dir)
	page := files["both/ja/only.html"]
	for _, want := range []string{"These words.", `<p class="notice"`, `lang="en"`} {
		if strings.Count(page, want) == 0 {
			t.Errorf("no %s in it:\n%s", want, page)
		}
	}
	if n := strings.Count(page, "These words."); n > 1 {
		t.Errorf("its text stands there %d times", n)
	}
}
