package conformance

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"woshou/diagrams/golden"
	"woshou/generator/build"
	"woshou/generator/diagnostic"
)

// What was reached; a change that falls below is a step back.
const (
	leastCases  = 89
	leastPages  = 70
	leastBlocks = 2822
)

// corpus has the documentation of VitePress and its expected pages. It is not
// part of this repository.
var corpus = filepath.FromSlash("../../../shared/corpus")

// TestCorpus builds VitePress' own documentation, in English and Chinese.
func TestCorpus(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the documentation of VitePress")
	}
	source := filepath.Join(corpus, "vitepress-docs")
	if _, err := os.Stat(source); err != nil {
		t.Skip("the documentation of VitePress is not beside this repository:", err)
	}
	site := t.TempDir()
	if err := os.CopyFS(site, os.DirFS(source)); err != nil {
		t.Fatal(err)
	}
	config := "title: VitePress\nlanguages:\n  en: {name: English, folder: en}\n  zh: {name: 简体中文, folder: zh}\nmarkdown: {math: true}\n"
	out := buildSite(t, site, config)
	score, err := Compare(Trees{Want: filepath.Join(corpus, "vitepress-docs.expected"), Got: out, Root: "en"})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("corpus: %d of %d pages equal, %d of %d blocks (%.2f %%)", score.EqualPages, score.Pages,
		score.EqualBlocks, score.Blocks, 100*float64(score.EqualBlocks)/float64(score.Blocks))
	if score.EqualPages < leastPages || score.EqualBlocks < leastBlocks {
		t.Errorf("below the floor of %d pages, %d blocks", leastPages, leastBlocks)
	}
	checkKnown(t, "testdata/known-corpus.txt", score.Differences)
}

// TestCases builds the cases of testdata, those with the same options as one
// site.
func TestCases(t *testing.T) {
	cases, err := ReadCases("testdata/cases")
	if err != nil || len(cases) == 0 {
		t.Fatal("no cases", err)
	}
	total, equal := 0, 0
	var found []Difference
	for _, c := range cases {
		if c.Differs {
			found = append(found, ownWay(t, c)...)
		}
	}
	for options, config := range map[string]string{
		"": "", `attrs="%{ }%"`: "markdown: {attributes: \"%{ }%\"}\n", "math": "markdown: {math: true}\n",
	} {
		score := compareCases(t, cases, options, config)
		total += score.Pages
		equal += score.EqualPages
		found = append(found, score.Differences...)
	}
	t.Logf("cases: %d of %d equal, and %d where we differ on purpose", equal, total, len(cases)-total)
	if equal < leastCases {
		t.Errorf("below the floor of %d cases", leastCases)
	}
	slices.SortStableFunc(found, func(a, b Difference) int { return strings.Compare(a.Page, b.Page) })
	checkKnown(t, "testdata/known-cases.txt", found)
}

// compareCases builds and compares the cases that need exactly these options.
func compareCases(t *testing.T, cases []Case, options, config string) Score {
	site, want := t.TempDir(), t.TempDir()
	for _, c := range cases {
		if c.Differs || c.Options != options {
			continue
		}
		if err := c.Unpack(site, want); err != nil {
			t.Fatal(err)
		}
	}
	score, err := Compare(Trees{Want: want, Got: buildSite(t, site, config)})
	if err != nil {
		t.Fatal(err)
	}
	return score
}

// buildSite builds a folder and returns the output folder.
func buildSite(t *testing.T, site, config string) string {
	if config != "" {
		if err := writeFile(filepath.Join(site, "site.yaml"), config); err != nil {
			t.Fatal(err)
		}
	}
	out := t.TempDir()
	_, problems, err := build.Build(context.Background(), build.Options{Site: site, Out: out})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems {
		if p.Severity == diagnostic.Error {
			t.Errorf("%s:%d:%d: %s: %s", p.File, p.Line, p.Col, p.Code, p.Message)
		}
	}
	return out
}

// expectation is what one of the cases without an expected page must do.
type expectation struct {
	severity  diagnostic.Severity
	line, col int
	words     string // of the message or the hint
	shows     string // text of the page, "" if it must not be built
}

var expectations = map[string]expectation{
	"C9-nested-same-length": {diagnostic.Warning, 2, 1, "::::", "<p>y</p>"},
	"C10-unclosed":          {diagnostic.Warning, 1, 1, "never closed", "<p>y</p>"},
	"K12-snippet-missing":   {diagnostic.Error, 1, 1, "nope.go", ""},
	"N6-include-missing":    {diagnostic.Error, 1, 1, "nope.md", ""},
	"V-stray-tag":           {diagnostic.Warning, 1, 4, "T", "Map&lt;T&gt; ok"},
}

// ownWay builds a case that does not do as VitePress does and returns in which
// way it does not do what its words say either.
func ownWay(t *testing.T, c Case) []Difference {
	want, ok := expectations[c.Name]
	if !ok {
		t.Errorf("%s: nothing says what is expected", c.Name)
		return nil
	}
	site, out := t.TempDir(), t.TempDir()
	if err := c.Unpack(site, ""); err != nil {
		t.Fatal(err)
	}
	_, problems, err := build.Build(context.Background(), build.Options{Site: site, Out: out})
	if err != nil {
		t.Fatal(err)
	}
	page, err := os.ReadFile(filepath.Join(out, c.Name, "input.html"))
	switch {
	case !slices.ContainsFunc(problems, want.isMet):
		return []Difference{{Page: c.Name, Class: "not reported", Want: want.words, Got: fmt.Sprint(problems)}}
	case want.shows == "" && err == nil:
		return []Difference{{Page: c.Name, Class: "built all the same"}}
	case err != nil && want.shows != "", !strings.Contains(string(page), want.shows):
		return []Difference{{Page: c.Name, Class: "does not show the text", Want: want.shows, Got: string(page)}}
	}
	return nil
}

func (e expectation) isMet(p diagnostic.Problem) bool {
	return p.Severity == e.severity && p.Line == e.line && p.Col == e.col && strings.Contains(p.Message.String()+p.Hint.String(), e.words) &&
		strings.HasSuffix(p.File, "input.md")
}

// checkKnown holds that the differences are exactly those that a file lists,
// each name in a line of its own with the reason indented below it.
func checkKnown(t *testing.T, file string, found []Difference) {
	known := readKnown(t, file)
	out := strings.Builder{}
	out.WriteString("# Differences that are left, by name, each with its reason below it.\n")
	seen := map[string]bool{}
	for _, d := range found {
		name := d.Name()
		reason, ok := known[name]
		switch {
		case !ok && !golden.Updating():
			t.Errorf("%s\n  want %s\n  got  %s", name, d.Want, d.Got)
		case ok && reason == "":
			t.Errorf("%s: %s gives no reason", file, name)
		}
		if !seen[name] {
			fmt.Fprintf(&out, "%s\n  %s\n", name, reason)
		}
		seen[name] = true
	}
	if golden.Updating() {
		golden.File(t, file, out.String())
		return
	}
	for name := range known {
		if !seen[name] {
			t.Errorf("%s lists %s, which is gone: run the test with -update", file, name)
		}
	}
}

// readKnown reads such a file; one that is not there lists nothing.
func readKnown(t *testing.T, file string) map[string]string {
	data, err := os.ReadFile(file)
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	known := map[string]string{}
	name := ""
	for line := range strings.Lines(string(data)) {
		line = strings.TrimRight(line, "\n")
		if reason, indented := strings.CutPrefix(line, "  "); indented {
			known[name] = strings.TrimSpace(known[name] + " " + strings.TrimSpace(reason))
			continue
		}
		if name = line; !strings.HasPrefix(name, "#") {
			known[name] = ""
		}
	}
	return known
}

// TestExpectedPagesReadBackAsTheyAre holds that reading loses nothing of what
// the expected pages say.
func TestExpectedPagesReadBackAsTheyAre(t *testing.T) {
	dir := filepath.Join(corpus, "vitepress-docs.expected")
	pages, err := htmlFiles(dir)
	if err != nil {
		t.Skip("the expected pages are not beside this repository:", err)
	}
	for _, page := range pages {
		data, err := os.ReadFile(filepath.Join(dir, page))
		if err != nil {
			t.Fatal(err)
		}
		nodes, err := read(string(data), place{page: trimPage(page), root: "en", base: "/", tops: topFolders(pages)})
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		printKids(nodes, &b, "", false)
		if b.String() != string(data) {
			t.Errorf("%s changes when it is read and written again", page)
		}
	}
}
