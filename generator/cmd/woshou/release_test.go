package main

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// A release is the same bytes from two checkouts, whatever they are called, and
// its bill of materials has what the program is made of.
func TestReleaseIsReproducible(t *testing.T) {
	if testing.Short() || runtime.GOOS == "windows" {
		t.Skip("builds the program twice, with a shell")
	}
	var releases []map[string][]byte
	for _, name := range []string{"one", "another/deeper down"} {
		checkout, out := filepath.Join(t.TempDir(), name), t.TempDir()
		copySource(t, checkout)
		release := exec.Command(filepath.Join(checkout, ".ci", "release"), out, runtime.GOOS+"/"+runtime.GOARCH)
		if said, err := release.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, said)
		}
		files := map[string][]byte{}
		made, err := filepath.Glob(filepath.Join(out, "*"))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range made {
			files[filepath.Base(file)] = []byte(read(t, file))
		}
		releases = append(releases, files)
	}
	if len(releases[0]) != 3 || len(releases[1]) != 3 {
		t.Fatalf("%d and %d files, want a binary, its bill and the checksums", len(releases[0]), len(releases[1]))
	}
	for name, content := range releases[0] {
		if !bytes.Equal(content, releases[1][name]) {
			t.Errorf("%s differs", name)
		}
		if strings.HasSuffix(name, ".cdx.json") {
			holdBill(t, content)
		}
	}
}

// copySource copies what a checkout has, but for its history.
func copySource(t *testing.T, to string) {
	t.Helper()
	for _, name := range []string{"go.mod", "go.sum", ".ci", "generator", "diagrams", "themes"} {
		from := filepath.Join(ourSource, name)
		info, err := os.Stat(from)
		if err != nil {
			t.Fatal(err)
		}
		var files fs.FS = os.DirFS(from)
		if !info.IsDir() {
			if err := os.MkdirAll(to, 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(to, name), []byte(read(t, from)), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if err := os.CopyFS(filepath.Join(to, name), files); err != nil {
			t.Fatal(err)
		}
	}
}

// holdBill holds a bill of materials: it names each direct dependency of programs
// that is compiled in on every system.
func holdBill(t *testing.T, content []byte) {
	t.Helper()
	var bill struct {
		BOMFormat  string
		Components []struct{ Name, Version, Purl string }
	}
	if err := json.Unmarshal(content, &bill); err != nil || bill.BOMFormat != "CycloneDX" {
		t.Fatalf("%v in %s", err, content)
	}
	versions := map[string]string{}
	for _, c := range bill.Components {
		versions[c.Name] = c.Version
		if c.Version == "" || c.Purl != "pkg:golang/"+c.Name+"@"+c.Version {
			t.Errorf("%+v", c)
		}
	}
	required := read(t, ourSource+"/go.mod")
	for _, name := range []string{"std", "github.com/yuin/goldmark", "github.com/goccy/go-yaml", "codeberg.org/go-pdf/fpdf"} {
		if versions[name] == "" || name != "std" && !strings.Contains(required, name+" "+versions[name]) {
			t.Errorf("%s is %q in the bill", name, versions[name])
		}
	}
}
