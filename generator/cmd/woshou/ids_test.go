package main

import (
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// A link, a label or a figure that names an id means one element, and that is
// there.
func TestNoIDTwiceOnAPage(t *testing.T) {
	dir := ourSite(t)
	for _, name := range htmlFiles(t, dir) {
		f, err := os.Open(filepath.Join(dir, filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		tree, err := html.Parse(f)
		f.Close()
		if err != nil {
			t.Fatal(name, err)
		}
		seen := map[string]bool{}
		var named []string
		for node := range tree.Descendants() {
			for _, a := range node.Attr {
				if a.Key != "id" {
					named = append(named, namedBy(a)...)
					continue
				}
				if seen[a.Val] || a.Val == "" {
					t.Errorf("%s: <%s id=%q> is not the first of this id", name, node.Data, a.Val)
				}
				seen[a.Val] = true
			}
		}
		for _, id := range named {
			// Side by side a figure is shown once; the script leads the links of
			// the other language to it.
			if shownOnce := strings.HasPrefix(name, "both/") && seen[strings.TrimSuffix(id, ".en")]; !seen[id] && !shownOnce {
				t.Errorf("%s: nothing has the id %q", name, id)
			}
		}
		if len(seen) < 2 {
			t.Errorf("%s: only %d ids", name, len(seen))
		}
	}
}

// namedBy are the ids that an attribute refers to in its own page.
func namedBy(a html.Attribute) []string {
	switch a.Key {
	case "href":
		if id, err := url.PathUnescape(strings.TrimPrefix(a.Val, "#")); err == nil && strings.HasPrefix(a.Val, "#") {
			return []string{id}
		}
	case "for", "aria-labelledby", "aria-describedby":
		return strings.Fields(a.Val)
	}
	return nil
}
