package build

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"woshou/generator/diagnostic"
	"woshou/generator/site"
)

func TestEditedIncludeRewritesItsPages(t *testing.T) {
	dir, out := t.TempDir(), t.TempDir()
	twoLanguages(t, dir)
	write(t, filepath.Join(dir, "zh/new.md"), "# 新\n\n<!--@include: @/parts/a.md-->\n")
	write(t, filepath.Join(dir, "parts/a.md"), "<<< ./a.js\n")
	write(t, filepath.Join(dir, "parts/a.js"), "one()\n")
	ageSources(t, dir)
	build(t, dir, out)
	write(t, filepath.Join(dir, "parts/a.js"), "two()\n")
	// The page and its twin, that in the other language and that in both, and
	// the texts, grams and words of the search index.
	if result, _ := build(t, dir, out); result.Written != 7 || !strings.Contains(tree(t, out)["new.html"], "two()") {
		t.Errorf("%+v", result)
	}
	if err := os.Remove(filepath.Join(dir, "parts/a.js")); err != nil {
		t.Fatal(err)
	}
	_, problems := build(t, dir, out)
	if len(problems) != 1 || problems[0].Place.String() != "parts/a.md:1:1" || problems[0].Severity != diagnostic.Error {
		t.Errorf("problems: %v", problems)
	}
	write(t, filepath.Join(dir, "parts/a.js"), "three()\n")
	if _, problems := build(t, dir, out); len(problems) > 0 || !strings.Contains(tree(t, out)["new.html"], "three()") {
		t.Errorf("problems: %v", problems)
	}
}

// What a page takes in is published: only what an author can see to belong to
// the site may be.
func TestIncludesStayAmongTheSources(t *testing.T) {
	outside := t.TempDir()
	write(t, filepath.Join(outside, "secret.txt"), "secret")
	for _, name := range []string{"../secret.txt", "@/../secret.txt", ".env", "@/.git/config", "link.txt", "out/x.html"} {
		dir, out := filepath.Join(outside, "site"), t.TempDir()
		write(t, filepath.Join(dir, "a.md"), "# A\n\n<<< "+name+"\n\n<!--@include: "+name+"-->\n")
		write(t, filepath.Join(dir, ".env"), "secret")
		write(t, filepath.Join(dir, ".git/config"), "secret")
		write(t, filepath.Join(dir, "out", site.Marker), "secret")
		write(t, filepath.Join(dir, "out/x.html"), "secret")
		if err := os.Symlink(filepath.Join(outside, "secret.txt"), filepath.Join(dir, "link.txt")); err != nil && !os.IsExist(err) {
			t.Skip("no symbolic links here: ", err)
		}
		_, problems := build(t, dir, out)
		missing := 0
		for _, p := range problems {
			if p.Code == "include-missing" {
				missing++
			}
		}
		if missing != 2 || len(tree(t, out)) > 0 {
			t.Errorf("%s: %v", name, problems)
		}
	}
}
