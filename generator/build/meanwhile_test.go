package build

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A source that changes while a build reads it, and changes back, spoils nothing for
// long: the next build makes what a clean one makes. So does one that is gone for a
// moment, or a folder in its place.
func TestSourcesThatChangeMeanwhile(t *testing.T) {
	site := map[string]string{
		"index.md": "# Home\n\n![](h.scenario)\n\n[a](a.md)\n\n<!--@include: @/part.md-->\n", "a.md": "# A one\n\n[index](index.md)\n\n" + strings.Repeat("Long enough not to be kept.\n\n", 1000), // so that it is read twice
		"part.md": "Part one.\n", "h.scenario": "server listen\n", "public/x.txt": "one", "glossary.yaml": "- {en: one}\n",
	}
	changes := []func(name string) error{
		func(name string) error {
			text, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			return os.WriteFile(name, []byte(strings.ReplaceAll(string(text), "one", "two")), 0o644)
		},
		os.Remove,
		func(name string) error { return os.Truncate(name, 2) },
	}
	clean := t.TempDir()
	build(t, folderOf(t, site), clean)
	want := tree(t, clean)
	names := []string{"index.md", "a.md", "part.md", "h.scenario", "public/x.txt", "glossary.yaml"}
	for i, name := range names {
		for k := range 60 {
			if k%len(names) != i && !*soak {
				continue
			}
			dir, out := folderOf(t, site), t.TempDir()
			name, change := filepath.Join(dir, name), changes[k%len(changes)]
			text, err := os.ReadFile(name)
			must(t, err)
			_, _, _ = Build(context.Background(), Options{Site: dir, Out: out, Done: func(done, _ int, _ string) {
				switch done {
				case k:
					must(t, change(name))
				case k + 2:
					must(t, os.WriteFile(name, text, 0o644))
				}
			}}) // an error or not: it may have met the change
			must(t, os.WriteFile(name, text, 0o644))
			build(t, dir, out)
			if diff := cmp.Diff(want, tree(t, out)); diff != "" {
				t.Errorf("%s, changed after %d jobs\n-clean +mended:\n%s", name, k, diff)
			}
		}
	}
}
