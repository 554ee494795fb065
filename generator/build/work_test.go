package build

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The work of a build is bounded by what depends on an edit, not by how many
// pages there are: 300 here, in ten folders and two languages.
func TestWorkAfterAnEdit(t *testing.T) {
	const folders, pages = 10, 15
	dir, out := t.TempDir(), t.TempDir()
	write(t, filepath.Join(dir, "site.yaml"), "title: Site\nlanguages:\n  zh: {folder: zh}\n  en: {folder: en}\n")
	name := func(lang string, folder, page int) string {
		return filepath.Join(dir, lang, fmt.Sprintf("part%d/page%02d.md", folder, page))
	}
	for f := range folders {
		for p := range pages {
			for _, lang := range []string{"zh", "en"} {
				write(t, name(lang, f, p), fmt.Sprintf("---\norder: %d\n---\n# Page %d of %d\n\n## About\n\nText.\n\n[next](page%02d.md#about)\n", p+1, p, f, (p+1)%pages))
			}
		}
	}
	edited := name("en", 3, 7)
	text, err := os.ReadFile(edited)
	if err != nil {
		t.Fatal(err)
	}
	const (
		itself = 3           // the page, its translation, and the two side by side
		folder = 2*pages + 6 // its pages, and those with which they are made side by side
		about  = 4           // what tells of all pages: llms.txt, and how far they are translated
	)
	for _, c := range []struct {
		what, old, new string
		parsed, made   int
	}{
		{"text", "Text.", "Another text.", itself, itself},
		{"heading", "## About", "## Of itself", itself + 4, itself + 2 + about}, // a page links to it
		{"title", "# Page 7", "# The page 7", folder, folder + about},
		{"order", "order: 8", "order: 100", folder, folder + about},
	} {
		write(t, edited, string(text))
		ageSources(t, dir)
		build(t, dir, out)
		write(t, edited, strings.Replace(string(text), c.old, c.new, 1))
		ageSources(t, dir)
		result, _ := build(t, dir, out)
		got := result.Work
		t.Logf("%s: %+v", c.what, got)
		if got.Parsed == 0 || got.Parsed > c.parsed || got.Made == 0 || got.Made > c.made {
			t.Errorf("%s: %+v, at most %d and %d", c.what, got, c.parsed, c.made)
		}
	}
}

// A build parses each page once for what others have to know of it. Of some
// pages that is kept until they are made; the others are parsed once more: for
// themselves, for their translations and for the two side by side.
func TestWorkOfABuild(t *testing.T) {
	const pairs = 300
	for name, c := range map[string]struct {
		text  string
		twice bool
	}{
		"short": {"# Page\n\n## About\n\nText.\n", false},
		"long":  {"# Page\n\n## About\n\n```text\n" + strings.Repeat("a line of code\n", 600) + "```\n", true},
	} {
		dir := t.TempDir()
		write(t, filepath.Join(dir, "site.yaml"), "title: Site\nlanguages:\n  zh: {folder: zh}\n  en: {folder: en}\n")
		for i := range pairs {
			for _, lang := range []string{"zh", "en"} {
				write(t, filepath.Join(dir, lang, fmt.Sprintf("page%03d.md", i)), c.text)
			}
		}
		result, _ := build(t, dir, t.TempDir())
		most := 2*pairs + 2*pairs/20 // where a thread waits too long, a page may be forgotten
		if c.twice {
			most += 2 * pairs
		}
		got := result.Work
		if t.Logf("%s: %+v", name, got); got.Parsed < 2*pairs || got.Parsed > most || got.Made < 3*pairs {
			t.Errorf("%s: %+v, at most %d parsed", name, got, most)
		}
	}
}
