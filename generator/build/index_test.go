package build

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A search index that cannot be patched is merged anew, and fails no build.
func TestDamagedIndexIsMadeAnew(t *testing.T) {
	dir, out := t.TempDir(), t.TempDir()
	twoLanguages(t, dir)
	page := filepath.Join(dir, "zh/search.md")
	if err := os.WriteFile(page, []byte("# 搜索\n\n三次握手。\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	build(t, dir, out)
	about := filepath.Join(out, "assets/search/zh/about.js")
	before, err := os.Stat(about)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(about, []byte(strings.Repeat("(", int(before.Size()))), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(about, before.ModTime(), before.ModTime()); err != nil { // so that nobody notices
		t.Fatal(err)
	}
	if err := os.WriteFile(page, []byte("# 搜索\n\n四次挥手。\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	build(t, dir, out)
	anew := t.TempDir()
	build(t, dir, anew)
	want, got := tree(t, anew), tree(t, out)
	delete(want, "assets/search/zh/about.js") // taken for what it was
	delete(got, "assets/search/zh/about.js")
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
