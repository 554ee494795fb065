package output

import (
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
	if err := s.writeManifest(f.journal([]string{"later.html"})); err != nil {
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
