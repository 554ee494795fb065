package site

import (
	"os"
	"path/filepath"
	"testing"
)

// A page that stands in for a translation is a page that links may lead to, and
// its own links lead where those of the text that it shows do.
func TestLinksOfStandIns(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"site.yaml":   "languages:\n  zh: {folder: zh}\n  en: {folder: en}\n",
		"zh/index.md": "# i\n", "zh/b.md": "# b\n\n[c](/c) [d](/d/)\n", "zh/c.md": "# c\n", "zh/d/index.md": "# d\n",
		"en/index.md": "# home\n\n[y](b.md) [y](/b) [y](./b.html#b) [z](d/) [n](nowhere.md)\n",
	} {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	s, problems, err := Load(dir, Options{})
	if err != nil || len(problems) > 0 {
		t.Fatal(problems, err)
	}
	defer s.Close()
	for _, c := range []struct{ page, dest, href string }{
		{"en/b.html", "/c", "c.html"}, {"en/b.html", "/d/", "d/index.html"}, {"b.html", "/c", "c.html"},
		{"en/index.html", "b.md", "b.html"}, {"en/index.html", "/b", "b.html"}, {"en/index.html", "./b.html#b", "b.html#b"},
		{"en/index.html", "d/", "d/index.html"},
	} {
		if got := s.Resolve(s.Page(c.page), c.dest); got.Href != c.href || got.Problem != "" {
			t.Errorf("%s: %s leads to %s (%s), want %s", c.page, c.dest, got.Href, got.Problem, c.href)
		}
	}
	if got := s.CheckLinks(s.Page("en/index.html")); len(got) != 1 {
		t.Errorf("dead links: %v", got)
	}
}
