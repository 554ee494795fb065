package press

import (
	"path/filepath"
	"strings"
	"testing"
)

func TestFrontMatterWishesForNeighboursAndOutline(t *testing.T) {
	dir := t.TempDir()
	page := "# A\n\n## B\n\n#### C\n"
	write(t, filepath.Join(dir, "a.md"), page)
	write(t, filepath.Join(dir, "b.md"), "---\nprev: {text: The start, link: /index}\nnext: Go on\noutline: [2, 4]\n---\n"+page)
	write(t, filepath.Join(dir, "c.md"), page)
	write(t, filepath.Join(dir, "index.md"), "# Home\n")
	files, problems := pressed(t, dir)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	for name, want := range map[string][]string{
		"b.html": {
			`<a rel="prev" href="index.html"><small>Previous</small>The start</a>`,
			`<a rel="next" href="c.html"><small>Next</small>Go on</a>`,
			"<li><a href=\"#b\">B</a>\n<ul>\n<li><a href=\"#c\">C</a></li>",
		},
		"a.html": {"<li><a href=\"#b\">B</a></li>"},
	} {
		for _, part := range want {
			if !strings.Contains(files[name], part) {
				t.Errorf("%s lacks %s in\n%s", name, part, files[name])
			}
		}
	}
}
