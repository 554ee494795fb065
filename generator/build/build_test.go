package build

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"woshou/diagrams/golden"
	"woshou/generator/diagnostic"
	"woshou/generator/site"
)

// Each file of testdata is a site; `want` is what building it says and which
// files it leaves.
func TestBuild(t *testing.T) {
	golden.Run(t, "testdata", func(t *testing.T, c golden.Case) []golden.Part {
		out := t.TempDir()
		result, problems := build(t, c.Folder(t), out)
		var got strings.Builder
		fmt.Fprintf(&got, "%d pages, %d figures\n", result.Pages, result.Figures)
		written := names(t, out)
		for i, name := range written {
			written[i] = withoutHash(name)
		}
		slices.Sort(written) // by what is left of the names: hashes come in any order
		for _, name := range written {
			fmt.Fprintf(&got, "%s\n", name)
		}
		if err := diagnostic.Print(&got, problems, c.Read, false); err != nil {
			t.Fatal(err)
		}
		return c.With(golden.Want, got.String())
	})
}

// withoutHash hides the hash in the name of an asset, which changes with the
// theme.
func withoutHash(name string) string {
	if !strings.HasPrefix(name, "assets/") {
		return name
	}
	parts := strings.Split(name, ".")
	return parts[0] + ".*." + parts[len(parts)-1]
}

var write = golden.Write

func build(t testing.TB, dir, out string) (Result, []diagnostic.Problem) {
	t.Helper()
	result, problems, err := Build(context.Background(), Options{Site: dir, Out: out})
	if err != nil {
		t.Fatal(err)
	}
	return result, problems
}

// tree reads all files below a folder but the manifest and links, by path.
func tree(t testing.TB, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() || name == site.Marker {
			return err
		}
		content, err := os.ReadFile(filepath.Join(dir, name))
		files[name] = string(content)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func names(t testing.TB, dir string) []string {
	t.Helper()
	var all []string
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && name != site.Marker {
			all = append(all, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// handshake is a scenario that runs to its end.
const handshake = `title zh "三次握手" en "Three-way handshake"
server listen
client connect
expect client ESTABLISHED, server ESTABLISHED
`

// twoLanguages writes a small site in two languages.
func twoLanguages(t testing.TB, dir string) {
	t.Helper()
	for _, part := range golden.Read(t, "../press/testdata/two-languages.txtar").Parts {
		write(t, filepath.Join(dir, part.Name), part.Text)
	}
}

func TestProgressCountsEveryJobOnce(t *testing.T) {
	dir := t.TempDir()
	twoLanguages(t, dir)
	told, last := 0, 0
	_, _, err := Build(context.Background(), Options{Site: dir, Out: t.TempDir(), Done: func(done, total int, address string) {
		told++
		if done != told || done > total || address == "" {
			t.Errorf("call %d: %d of %d, %q", told, done, total, address)
		}
		last = total
	}})
	if err != nil || told == 0 || told != last {
		t.Errorf("%d calls for %d jobs, %v", told, last, err)
	}
}
