package output

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// begun opens a folder and begins to fill it with some files.
func begun(t *testing.T, dir string, files map[string]string) (*Folder, *Stage) {
	t.Helper()
	f, err := Open(dir, ".manifest")
	if err != nil {
		t.Fatal(err)
	}
	s, err := f.Begin()
	if err != nil {
		t.Fatal(err)
	}
	for address, content := range files {
		if err := s.Write(address, Made{Content: []byte(content)}); err != nil {
			t.Fatal(err)
		}
	}
	return f, s
}

// A build that is killed between two renames leaves a manifest that lists what
// it was about to place.
func TestKilledBuildIsFinishedByTheNext(t *testing.T) {
	dir := t.TempDir()
	later := filepath.Join(dir, "later.html")
	publish := func() {
		t.Helper()
		f, s := begun(t, dir, map[string]string{"index.html": "whole"})
		defer f.Close()
		defer s.Discard()
		if err := s.Publish(Manifest{}); err != nil {
			t.Fatal(err)
		}
	}
	publish()

	f, s := begun(t, dir, map[string]string{"later.html": "half"})
	if err := s.journal([]string{"later.html"}); err != nil {
		t.Fatal(err)
	}
	if err := s.place([]string{"later.html"}); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(later); err != nil {
		t.Fatal("the test shows nothing:", err)
	}
	f.root.Close() // killed here

	publish()
	if _, err := os.Stat(later); !os.IsNotExist(err) {
		t.Error("the next build left it there:", err)
	}
}

// One that is killed while it says what it will place has said it of some files,
// and has spoilt nothing that was said before.
func TestKilledWhileAnnouncing(t *testing.T) {
	dir := t.TempDir()
	f, s := begun(t, dir, map[string]string{"index.html": "whole"})
	if err := s.Publish(Manifest{}); err != nil {
		t.Fatal(err)
	}
	f.Close()
	marker := filepath.Join(dir, f.marker)
	whole, err := os.ReadFile(marker)
	if err != nil {
		t.Fatal(err)
	}
	var more bytes.Buffer
	if err := announce(&more, []string{"a.html", "b.html"}); err != nil {
		t.Fatal(err)
	}
	for n := range more.Len() {
		if err := os.WriteFile(marker, append(whole[:len(whole):len(whole)], more.Bytes()[:n]...), 0o644); err != nil {
			t.Fatal(err)
		}
		f, s := begun(t, dir, map[string]string{"c.html": "new"})
		if err := s.journal([]string{"c.html"}); err != nil {
			t.Fatal(err)
		}
		f.Close()
		if f, _ = begun(t, dir, nil); len(f.Before.Files) < 2 || !f.intact()["index.html"] {
			t.Fatalf("after %d octets: %v", n, f.Before.Files)
		}
		if _, known := f.Before.Files["c.html"]; !known {
			t.Fatalf("after %d octets what came later is not known", n)
		}
		f.Close()
	}
}
