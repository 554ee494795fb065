package build

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"woshou/generator/site"

	"github.com/google/go-cmp/cmp"
)

// What others put in the way is found before the first file is replaced, said by
// name, and left alone.
func TestWhatIsInTheWayIsFoundFirst(t *testing.T) {
	link := func(to string) func(t *testing.T, name string) {
		return func(t *testing.T, name string) {
			if err := errors.Join(os.RemoveAll(name), os.Symlink(to, name)); err != nil {
				t.Skip("no symbolic links here: ", err)
			}
		}
	}
	file := func(below string) func(t *testing.T, name string) {
		return func(t *testing.T, name string) {
			if err := os.RemoveAll(name); err != nil {
				t.Fatal(err)
			}
			write(t, filepath.Join(name, below), "mine")
		}
	}
	oldSite, newSite := folderOf(t, before), folderOf(t, after)
	for name, c := range map[string]struct {
		at   string
		put  func(t *testing.T, name string)
		want string
	}{
		"a folder of others where a page will be": {"index.html", file("mine.txt"), "index.html in the output"},
		"an empty one": {"e/f.html", func(t *testing.T, name string) { must(t, os.MkdirAll(name, 0o755)) }, "e/f.html"},
		"a file of others where a folder will be":      {"e", file(""), "e in the output"},
		"a file of others beside one that goes":        {"place", func(t *testing.T, name string) { write(t, filepath.Join(name, "mine.txt"), "mine") }, "place/mine.txt"},
		"a link to a folder of the output":             {"e", link("b"), "e in the output folder"},
		"a link to a folder elsewhere":                 {"e", link(os.TempDir()), "is a link"},
		"a link to nothing":                            {"e", link("nothing"), "is a link"},
		"a folder of the build before that is a link":  {"b", link("place"), "is a link"},
		"a lock that is a link":                        {".woshou-lock", link("index.html"), ".woshou-lock"},
		"a lock that is a folder":                      {".woshou-lock", file("x"), ".woshou-lock"},
		"a manifest that is a link":                    {".woshou-manifest", link("index.html"), ".woshou-manifest"},
		"a manifest that is a link to another one":     {".woshou-manifest", link("b/other"), ".woshou-manifest"},
		"a manifest that is a folder":                  {".woshou-manifest", file("x"), ".woshou-manifest"},
		"a manifest that is none, and files beside it": {".woshou-manifest", file(""), "cannot be read"},
	} {
		t.Run(name, func(t *testing.T) {
			out := filepath.Join(t.TempDir(), "public")
			build(t, oldSite, out)
			c.put(t, filepath.Join(out, filepath.FromSlash(c.at)))
			want := tree(t, out)
			_, _, err := Build(context.Background(), Options{Site: newSite, Out: out})
			if !errors.Is(err, ErrNotOurs) || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), out) {
				t.Errorf("%v", err)
			}
			if diff := cmp.Diff(want, tree(t, out)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// A page that others changed is made again, one that they put in its place, be it
// a link, is replaced, and where it leads nothing is written.
func TestFilesThatOthersChanged(t *testing.T) {
	dir, out, elsewhere := folderOf(t, before), t.TempDir(), t.TempDir()
	write(t, filepath.Join(elsewhere, "precious"), "mine")
	build(t, dir, out)
	want := tree(t, out)
	for name, change := range map[string]func(name string) error{
		"index.html": func(name string) error { return os.WriteFile(name, []byte("spoilt"), 0o644) },
		"a.html":     func(name string) error { return os.Truncate(name, 3) },
		"b/c.html": func(name string) error {
			return errors.Join(os.Remove(name), os.Symlink(filepath.Join(elsewhere, "precious"), name))
		},
		"gone.html": os.Remove,
		"b/d.html":  func(name string) error { return errors.Join(os.Remove(name), os.Mkdir(name, 0o755), os.Remove(name)) },
		"place":     os.RemoveAll,
	} {
		if err := change(filepath.Join(out, filepath.FromSlash(name))); err != nil {
			t.Skip("no symbolic links here: ", err)
		}
	}
	build(t, dir, out)
	if diff := cmp.Diff(want, tree(t, out)); diff != "" {
		t.Error(diff)
	}
	if got := tree(t, elsewhere)["precious"]; got != "mine" {
		t.Errorf("what a link led to is %q", got)
	}
}

// What an older version has built is known for ours, and made anew: the site is that
// of a clean build, and what is no longer made goes.
func TestOutputOfAnOlderVersionIsBuiltAnew(t *testing.T) {
	out, clean := filepath.Join(t.TempDir(), "public"), filepath.Join(t.TempDir(), "clean")
	build(t, folderOf(t, before), out)
	marker := filepath.Join(out, site.Marker)
	text, err := os.ReadFile(marker)
	must(t, err)
	older := regexp.MustCompile(`^(woshou-manifest )\d+`).ReplaceAll(text, []byte("${1}01")) // as long as it was
	if bytes.Equal(text, older) {
		t.Fatalf("where is the version of %.40q?", text)
	}
	must(t, os.WriteFile(marker, older, 0o644))
	build(t, folderOf(t, after), out)
	build(t, folderOf(t, after), clean)
	was, is := tree(t, clean), tree(t, out)
	if diff := cmp.Diff(was, is); diff != "" {
		t.Errorf("-clean +over an older one:\n%s", diff)
	}
	spoilt := append(slices.Clone(older[:len(older)-2]), "\"\n"...)
	must(t, os.WriteFile(marker, spoilt, 0o644))
	if _, _, err := Build(context.Background(), Options{Site: folderOf(t, after), Out: out}); !errors.Is(err, ErrNotOurs) {
		t.Errorf("of a manifest that is spoilt, too: %v", err)
	}
}
