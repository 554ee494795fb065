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
	f, err := Open(dir, ".manifest", nil)
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

// die leaves a stage as one is left by a process that ends: what the system drops
// by itself is gone.
func die(f *Folder, s *Stage) {
	s.lock.Close()
	f.root.Close()
}

// A build that is killed while it says what it will place has said it of some files,
// and has spoilt nothing that was said before.
func TestKilledWhileAnnouncing(t *testing.T) {
	dir := t.TempDir()
	f, s := begun(t, dir, map[string]string{"index.html": "whole"})
	if err := s.Publish(&Manifest{}); err != nil {
		t.Fatal(err)
	}
	s.Discard()
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
		die(f, s)
		if f, s = begun(t, dir, nil); len(f.Before.Files) < 2 || !f.intact()[f.Before.place("index.html")] {
			t.Fatalf("after %d octets: %v", n, f.Before.Files)
		}
		if f.Before.place("c.html") < 0 {
			t.Fatalf("after %d octets what came later is not known", n)
		}
		die(f, s)
	}
}
