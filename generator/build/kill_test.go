package build

import (
	"context"
	"errors"
	"flag"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"woshou/generator/output"
	"woshou/generator/site"

	"github.com/google/go-cmp/cmp"
)

// before and after are a site before an edit and after it: pages new, changed,
// gone and moved, a folder where a file was and the reverse, a name in other
// letters.
var (
	before = map[string]string{
		"index.md": "# Home\n\n[a](a.md) [b](b/c.md)\n", "a.md": "# A\n\n```scenario\nserver listen\n```\n", "b/c.md": "# C\n", "b/d.md": "# D\n",
		"gone.md": "# Gone\n", "public/CNAME": "a.example.org", "public/thing": "a file", "public/place/x.txt": "x", "public/place/y/z.txt": "z", "public/Name.txt": "n",
	}
	after = map[string]string{
		"index.md": "# Home\n\n[a](a.md) [e](e/f.md)\n", "a.md": "# A\n\n```scenario\nserver listen\nclient connect\n```\n", "b/c.md": "# C\n", "e/f.md": "# F\n", "e/d.md": "# D\n",
		"public/CNAME": "b.example.org", "public/thing/x.txt": "x", "public/thing/y.txt": "y", "public/place": "a file", "public/name.txt": "n",
	}
)

// folderOf writes files into a folder of their own.
func folderOf(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		write(t, filepath.Join(dir, filepath.FromSlash(name)), text)
	}
	return dir
}

// errKilled is what a build meets that is no longer alive.
var errKilled = errors.New("killed")

// killer ends a build at a moment: nothing changes the folder from then on, no
// clean-up either. What the system drops of a process that ends, its locks, is
// dropped as the build returns.
type killer struct {
	mu     sync.Mutex
	left   int    // moments before it
	moment string // it was killed at, "" while it is alive
}

func (k *killer) fault(moment string) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.moment == "" {
		if k.left--; k.left >= 0 {
			return nil
		}
		k.moment = moment
	}
	return errKilled
}

var (
	soak  = flag.Bool("soak", false, "try all moments, and many edits")
	first = flag.Int("first", 0, "the first seed of random edits")
)

// stride is how many moments are passed over between two that are tried.
func stride() int {
	switch {
	case testing.Short():
		return 17
	case *soak:
		return 1
	}
	return 2
}

// Law: a build that is killed, at whatever moment, leaves the old site or the new
// one, and whole files in any case. Between the two it is only while files are
// renamed and deleted, and no new page is then without what it refers to. The
// next build, of whatever site, makes it what a clean build makes, and sweeps.
func TestKilledAtEveryMoment(t *testing.T) {
	oldSite, newSite := folderOf(t, before), folderOf(t, after)
	oldOut, newOut := t.TempDir(), t.TempDir()
	build(t, oldSite, oldOut)
	build(t, newSite, newOut)
	shards := buildShards(t, Options{Site: newSite}, 2)
	building := func(out string, fault output.Fault) error {
		_, _, err := Build(context.Background(), Options{Site: newSite, Out: out, fault: fault})
		return err
	}
	merging := func(out string, fault output.Fault) error {
		_, err := merge(context.Background(), shards, out, fault)
		return err
	}
	total := 0
	for _, c := range []struct {
		name  string
		first string // what lies there, "" for nothing
		run   func(out string, fault output.Fault) error
	}{
		{"a first build", "", building},
		{"an edit", oldOut, building},
		{"a merge", oldOut, merging},
	} {
		count := map[string]int{}
		step := stride()
		for n := 0; ; n += step {
			k := &killer{left: n}
			out := filepath.Join(t.TempDir(), "public")
			old := map[string]string{}
			if c.first != "" {
				copyFolder(t, c.first, out)
				old = tree(t, oldOut)
			}
			err := c.run(out, k.fault)
			if k.moment == "" {
				if err != nil {
					t.Fatal(err)
				}
				break
			}
			state := stateOf(t, out, old, tree(t, newOut))
			if state == "mixed" && !strings.Contains(k.moment, "rename") && !strings.Contains(k.moment, "remove") && !strings.Contains(k.moment, "mkdir") {
				t.Errorf("%s, killed %s: neither the old site nor the new one", c.name, k.moment)
			}
			count[state]++
			again, want := newSite, newOut
			if n/step%2 == 1 {
				again, want = oldSite, oldOut
			}
			if n/step%3 == 2 { // a merge knows nothing of sources
				again, want = "", newOut
			}
			if again == "" {
				err = merging(out, nil)
			} else {
				_, _, err = Build(context.Background(), Options{Site: again, Out: out})
			}
			if diff := cmp.Diff(tree(t, want), tree(t, out)); err != nil || diff != "" {
				t.Fatalf("%s, killed %s: what comes next does not mend it: %v\n-clean +mended:\n%s", c.name, k.moment, err, diff)
			}
			total++
		}
		t.Logf("%s is killed at %d moments, with %v left", c.name, count["old"]+count["mixed"]+count["new"], count)
		if c.first != "" && (count["old"] == 0 || count["mixed"] == 0 || count["new"] == 0) && !testing.Short() {
			t.Errorf("%s: %v", c.name, count)
		}
	}
	if t.Logf("%d moments", total); total < 200 && !testing.Short() {
		t.Errorf("only %d moments", total)
	}
}

// stateOf tells whether a folder is the old site or the new one, and fails if it
// is mixed in another way than it may be.
func stateOf(t *testing.T, out string, old, now map[string]string) string {
	t.Helper()
	got := map[string]string{}
	if _, err := os.Stat(out); err == nil {
		got = tree(t, out)
	}
	maps.DeleteFunc(got, func(name, _ string) bool { return strings.HasPrefix(name, ".woshou-") })
	switch {
	case maps.Equal(got, old):
		return "old"
	case maps.Equal(got, now):
		return "new"
	}
	var pages, owed []string // new pages that are there, and what they may refer to that is not
	for name, text := range got {
		if text != old[name] && text != now[name] {
			t.Errorf("%s is neither the old file nor the new one", name)
		}
		if strings.HasSuffix(name, ".html") && text == now[name] && text != old[name] {
			pages = append(pages, name)
		}
	}
	for name, text := range now {
		if !strings.HasSuffix(name, ".html") && got[name] != text {
			owed = append(owed, name)
		}
	}
	if len(pages) > 0 && len(owed) > 0 {
		t.Errorf("%v came before %v", pages, owed)
	}
	return "mixed"
}

// copyFolder copies a folder with the times of its files.
func copyFolder(t *testing.T, from, to string) {
	t.Helper()
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
	for _, name := range append(names(t, from), site.Marker) {
		info, err := os.Stat(filepath.Join(from, name))
		if err == nil {
			err = os.Chtimes(filepath.Join(to, name), info.ModTime(), info.ModTime())
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

// Whatever the disk refuses, be it full or read only, and whenever: an error says
// so, the old site stays as long as nothing was renamed, and the next build makes
// the new one.
func TestDiskThatRefuses(t *testing.T) {
	oldSite, newSite := folderOf(t, before), folderOf(t, after)
	oldOut, newOut := t.TempDir(), t.TempDir()
	build(t, oldSite, oldOut)
	build(t, newSite, newOut)
	refused := map[string]bool{}
	for n := 0; ; n += stride() {
		out := filepath.Join(t.TempDir(), "public")
		copyFolder(t, oldOut, out)
		d := &refusal{left: n, seen: refused}
		_, _, err := Build(context.Background(), Options{Site: newSite, Out: out, fault: d.fault})
		if d.moment == "" {
			break
		}
		state := stateOf(t, out, tree(t, oldOut), tree(t, newOut))
		switch forgiven := strings.Contains(d.moment, "remove"); {
		case err == nil && (!forgiven || state == "old"):
			t.Errorf("%s was refused, and no error says so: %s", d.moment, state)
		case err != nil && !(forgiven || errors.Is(err, errRefused)) || err != nil && !strings.Contains(err.Error(), out):
			t.Errorf("%s was refused: %v", d.moment, err)
		}
		if state == "mixed" && !strings.Contains(d.moment, "rename") && !strings.Contains(d.moment, "remove") && !strings.Contains(d.moment, "mkdir") {
			t.Errorf("%s was refused: neither the old site nor the new one", d.moment)
		}
		build(t, newSite, out)
		if diff := cmp.Diff(tree(t, newOut), tree(t, out)); diff != "" {
			t.Fatalf("%s was refused\n-clean +mended:\n%s", d.moment, diff)
		}
	}
	t.Logf("%d kinds of changes refused: %v", len(refused), slices.Sorted(maps.Keys(refused)))
}

var errRefused = &fs.PathError{Op: "test", Path: "disk", Err: errors.New("no space left")}

// refusal has the disk refuse one change.
type refusal struct {
	mu     sync.Mutex
	left   int
	seen   map[string]bool
	moment string
}

func (r *refusal) fault(moment string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if !strings.HasPrefix(moment, "before ") || r.moment != "" {
		return nil
	}
	if r.left--; r.left >= 0 {
		return nil
	}
	r.moment = moment
	r.seen[strings.Join(strings.Fields(moment)[:2], " ")] = true
	return errRefused
}
