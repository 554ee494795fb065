package watch

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// patience is how long a test waits for what must come. Only a test that fails
// waits so long.
const patience = 20 * time.Second

// told collects what a watcher tells of a folder.
type told struct {
	dir   string
	mu    sync.Mutex
	names map[string]bool
	calls int
	busy  sync.Mutex // held while whoever is told is to be busy
}

// marker makes a folder one to pass over.
const marker = ".output"

func watched(t *testing.T, files ...string) *told {
	t.Helper()
	return watchedAt(t, t.TempDir(), files...)
}

func watchedAt(t *testing.T, dir string, files ...string) *told {
	t.Helper()
	c := &told{dir: dir, names: map[string]bool{}}
	for _, name := range files {
		c.write(t, name, "x")
	}
	w, err := Folder(c.dir+"/./", func(dir string) bool {
		_, err := os.Stat(filepath.Join(dir, marker))
		return err == nil
	})
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() {
		defer close(done)
		w.Run(ctx, func(names []string) {
			c.busy.Lock()
			defer c.busy.Unlock()
			c.mu.Lock()
			defer c.mu.Unlock()
			c.calls++
			time.Sleep(5 * time.Millisecond) // as if it were work
			for _, name := range names {
				c.names[name] = true
			}
		})
	}()
	t.Cleanup(func() { stop(); <-done; w.Close() })
	return c
}

func (c *told) write(t *testing.T, name, content string) {
	t.Helper()
	name = filepath.Join(c.dir, name)
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

func (c *told) do(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (c *told) rename(t *testing.T, from, to string) {
	t.Helper()
	c.do(t, os.Rename(filepath.Join(c.dir, from), filepath.Join(c.dir, to)))
}

// all waits until everything that happened was told, and returns the names.
func (c *told) all(t *testing.T) []string {
	t.Helper()
	last := fmt.Sprintf("last%d", time.Now().UnixNano())
	for deadline := time.Now().Add(patience); ; time.Sleep(5 * time.Millisecond) {
		c.write(t, last, "x") // more than once: "." may stand for it
		c.mu.Lock()
		if c.names[last] {
			names := slices.DeleteFunc(slices.Sorted(maps.Keys(c.names)), func(name string) bool { return strings.HasPrefix(name, "last") })
			clear(c.names)
			c.mu.Unlock()
			return names
		}
		c.mu.Unlock()
		if time.Now().After(deadline) {
			t.Fatal("the last file was not told")
		}
	}
}

// covered reports whether a name, or a folder above it, was told.
func covered(names []string, name string) bool {
	return slices.ContainsFunc(names, func(n string) bool { return n == name || strings.HasPrefix(name, n+"/") })
}

func TestEventsNameFiles(t *testing.T) {
	for name, c := range map[string]struct {
		do   func(t *testing.T, c *told)
		want []string
	}{
		"written in place": {func(t *testing.T, c *told) { c.write(t, "zh/a.md", "y") }, []string{"zh/a.md"}},
		"cut and written": {func(t *testing.T, c *told) {
			c.do(t, os.Truncate(filepath.Join(c.dir, "zh/a.md"), 0))
			time.Sleep(EmptyFor / 2) // as those do who write slowly
			c.write(t, "zh/a.md", "y")
		}, []string{"zh/a.md"}},
		"renamed over": {func(t *testing.T, c *told) {
			c.write(t, "zh/.a.md.tmp", "y")
			c.rename(t, "zh/.a.md.tmp", "zh/a.md")
		}, []string{"zh/a.md"}},
		"as vim does": {func(t *testing.T, c *told) {
			c.write(t, "zh/.a.md.swp", "y")
			c.rename(t, "zh/a.md", "zh/a.md~")
			c.write(t, "zh/a.md", "y")
			c.do(t, os.Remove(filepath.Join(c.dir, "zh/a.md~")))
		}, []string{"zh/a.md"}},
		"deleted and back": {func(t *testing.T, c *told) {
			c.do(t, os.Remove(filepath.Join(c.dir, "zh/a.md")))
			c.write(t, "zh/a.md", "y")
		}, []string{"zh/a.md"}},
		"deleted": {func(t *testing.T, c *told) { c.do(t, os.Remove(filepath.Join(c.dir, "zh/a.md"))) }, []string{"zh/a.md"}},
		"a hidden folder": {func(t *testing.T, c *told) {
			c.write(t, ".git/index", "y")
			c.write(t, ".git/index", "z")
		}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			told := watched(t, "zh/a.md", "zh/b.md")
			c.do(t, told)
			if got := told.all(t); !slices.Equal(got, c.want) {
				t.Errorf("told %q, want %q", got, c.want)
			}
		})
	}
}

// What lies in a folder that is new here is below a name that was told, and is
// told by its new name when it changes.
func TestFoldersAreFollowed(t *testing.T) {
	c := watched(t, "zh/a/deep/one.md", "zh/b.md")
	c.rename(t, "zh/a", "zh/c")
	c.write(t, "zh/c/two.md", "x")
	if got := c.all(t); !covered(got, "zh/c/deep/one.md") || !covered(got, "zh/c/two.md") || !covered(got, "zh/a/deep/one.md") {
		t.Errorf("told %q", got)
	}
	c.write(t, "zh/c/deep/one.md", "y")
	if got := c.all(t); !slices.Equal(got, []string{"zh/c/deep/one.md"}) {
		t.Errorf("after the folder was renamed, told %q", got)
	}
	c.write(t, "zh/a/deep/one.md", "y") // where the other was
	if got := c.all(t); !covered(got, "zh/a/deep/one.md") {
		t.Errorf("of a folder at the old path, told %q", got)
	}
	c.write(t, "zh/a/deep/one.md", "z")
	if got := c.all(t); !slices.Equal(got, []string{"zh/a/deep/one.md"}) {
		t.Errorf("of a file at the old path, told %q", got)
	}
}

// What is at a path is followed, whatever was there before.
func TestWhatIsOnDiskIsFollowed(t *testing.T) {
	for name, do := range map[string]func(t *testing.T, c *told){
		"renamed and filled at once": func(t *testing.T, c *told) {
			c.rename(t, "zh/a", "zh/b")
			c.do(t, os.Mkdir(filepath.Join(c.dir, "zh/b/new"), 0o755))
			c.write(t, "zh/b/new/p.md", "x")
		},
		"moved out and back": func(t *testing.T, c *told) {
			away := filepath.Join(t.TempDir(), "a")
			c.do(t, os.Rename(filepath.Join(c.dir, "zh/a"), away))
			c.do(t, os.Rename(away, filepath.Join(c.dir, "zh/b")))
			c.write(t, "zh/b/new/p.md", "x")
		},
		"two that change places": func(t *testing.T, c *told) {
			c.write(t, "zh/b/new/p.md", "x")
			c.rename(t, "zh/a", "zh/c")
			c.rename(t, "zh/b", "zh/a")
			c.rename(t, "zh/c", "zh/b")
			c.write(t, "zh/b/new/p.md", "x")
		},
		"deleted and made again": func(t *testing.T, c *told) {
			c.do(t, os.RemoveAll(filepath.Join(c.dir, "zh")))
			c.write(t, "zh/b/new/p.md", "x")
		},
		"the whole deleted and made again": func(t *testing.T, c *told) {
			c.do(t, os.RemoveAll(c.dir))
			c.write(t, "zh/b/new/p.md", "x")
		},
		"the whole moved away, and another in its place": func(t *testing.T, c *told) {
			c.do(t, os.Rename(c.dir, filepath.Join(t.TempDir(), "away")))
			c.write(t, "zh/b/new/p.md", "x")
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := watched(t, "zh/a/one.md", "zh/c.md")
			do(t, c)
			c.covers(t, "zh/b/new/p.md")
			for range 3 { // later edits are told, too
				c.write(t, "zh/b/new/p.md", "y")
				c.covers(t, "zh/b/new/p.md")
			}
		})
	}
}

// covers waits until a file was told.
func (c *told) covers(t *testing.T, name string) {
	t.Helper()
	for deadline := time.Now().Add(patience); ; time.Sleep(time.Millisecond) {
		c.mu.Lock()
		is := covered(slices.Collect(maps.Keys(c.names)), name) || c.names["."]
		clear(c.names)
		c.mu.Unlock()
		if is {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("%s was not told", name)
		}
	}
}

// A link to a folder may be made to lead to another.
func TestLinkToTheFolder(t *testing.T) {
	one, other, link := t.TempDir(), t.TempDir(), filepath.Join(t.TempDir(), "site")
	if err := os.Symlink(one, link); err != nil {
		t.Skip("no symbolic links here: ", err)
	}
	c := watchedAt(t, link)
	c.write(t, "zh/a.md", "x")
	c.covers(t, "zh/a.md")
	c.do(t, os.Remove(link))
	c.do(t, os.Symlink(other, link))
	c.covers(t, "zh/a.md")
	c.write(t, "zh/a.md", "y")
	c.covers(t, "zh/a.md")
}

// An empty file is told when it stays so, and other files meanwhile.
func TestEmptyFileWaits(t *testing.T) {
	c := watched(t, "a.md", "b.md")
	c.do(t, os.Truncate(filepath.Join(c.dir, "a.md"), 0))
	c.write(t, "b.md", "y")
	if got := c.all(t); !slices.Equal(got, []string{"b.md"}) {
		t.Errorf("told %q", got)
	}
	c.covers(t, "a.md")
}

// A folder that becomes an output is told of once, and is then left alone.
func TestOutputIsLeftAlone(t *testing.T) {
	c := watched(t, "a.md")
	c.write(t, "out/a.html", "x")
	c.all(t)
	c.write(t, "out/"+marker, "x")
	if got := c.all(t); !slices.Equal(got, []string{"out"}) {
		t.Errorf("told %q", got)
	}
	c.write(t, "out/b.html", "x")
	if got := c.all(t); len(got) > 0 {
		t.Errorf("told %q", got)
	}
}

// Thousands of files at once, as git checkout writes them, are told of in few
// calls, and none is left out. What is told of the first of them takes until all are
// written.
func TestManyAtOnce(t *testing.T) {
	c := watched(t, "zh/a.md")
	const many = 3000
	c.busy.Lock()
	for i := range many {
		c.write(t, fmt.Sprintf("zh/d%02d/p%04d.md", i%50, i), "x")
	}
	c.busy.Unlock()
	names := c.all(t)
	for i := range many {
		if name := fmt.Sprintf("zh/d%02d/p%04d.md", i%50, i); !covered(names, name) && !slices.Contains(names, ".") {
			t.Fatalf("%s was not told", name)
		}
	}
	t.Logf("%d calls for %d files", c.calls, many)
	if c.calls > many/50 {
		t.Errorf("%d calls for %d files", c.calls, many)
	}
}
