package main

import (
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/net/html"
)

// A link, a label or a figure that names an id means one element.
func TestNoIDTwiceOnAPage(t *testing.T) {
	dir := ourSite(t)
	for _, name := range htmlFiles(t, dir) {
		f, err := os.Open(filepath.Join(dir, filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		page, err := html.Parse(f)
		f.Close()
		if err != nil {
			t.Fatal(name, err)
		}
		seen := map[string]bool{}
		for node := range page.Descendants() {
			for _, a := range node.Attr {
				if a.Key != "id" {
					continue
				}
				if seen[a.Val] || a.Val == "" {
					t.Errorf("%s: <%s id=%q> is not the first of this id", name, node.Data, a.Val)
				}
				seen[a.Val] = true
			}
		}
		if len(seen) < 2 {
			t.Errorf("%s: only %d ids", name, len(seen))
		}
	}
}
