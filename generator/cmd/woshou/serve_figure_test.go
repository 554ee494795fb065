package main

import (
	"os"
	"path/filepath"
	"testing"

	"woshou/diagrams/golden"
)

// TestFigureSiteFollowsItsScenario holds that the site of a scenario shows it, with
// the protocol that it uses, and is there no longer than it is asked for.
func TestFigureSiteFollowsItsScenario(t *testing.T) {
	folder := t.TempDir()
	file := filepath.Join(folder, "握手 1.scenario")
	golden.Write(t, file, "client connect\n")
	golden.Write(t, filepath.Join(folder, "own.protocol"), "protocol own\n")
	dir, clean, err := figureSite(t.Context(), file)
	if err != nil {
		t.Fatal(err)
	}
	golden.Write(t, file, "server listen\n")
	if err := follow(file, dir); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"握手 1.scenario": "server listen\n", "own.protocol": "protocol own\n"} {
		if got, err := os.ReadFile(filepath.Join(dir, name)); err != nil || string(got) != want {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
	clean()
	if _, err := os.Stat(dir); err == nil {
		t.Error("the site is left behind")
	}
}
