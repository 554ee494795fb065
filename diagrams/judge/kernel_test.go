package judge

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"woshou/diagrams"
	"woshou/diagrams/scenario"
	"woshou/diagrams/sim"

	"github.com/rogpeppe/go-internal/txtar"
)

// TestRecordings compares each recording of a real kernel in testdata/kernel
// with the machine's run of the scenario of the same name. To add one, add
// both files; divergences are named in testdata/kernel/known.txtar.
func TestRecordings(t *testing.T) {
	files, err := filepath.Glob("testdata/kernel/*.scenario")
	if err != nil || len(files) == 0 {
		t.Fatal("no recordings", err)
	}
	known := readKnown(t, "testdata/kernel/known.txtar")
	equal, divergent := 0, 0
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".scenario")
		text, err := os.ReadFile(strings.TrimSuffix(file, ".scenario") + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		recorded, err := ReadRecording(string(text))
		if err != nil {
			t.Fatal(name, err)
		}
		machine := play(t, readScenario(t, file))
		lines := Compare(recorded, machine, Exact)
		_, unnamed, absent := known.Split(name, lines)
		for _, line := range unnamed {
			t.Errorf("%s: not named: %s", name, line)
		}
		for _, n := range absent {
			t.Errorf("%s: named, but not so: %s", name, n.Line)
		}
		if len(lines) == 0 {
			equal++
		} else {
			divergent++
		}
	}
	t.Logf("%d recordings: %d equal, %d with divergences", len(files), equal, divergent)
}

func readKnown(t *testing.T, file string) Known {
	t.Helper()
	a, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	known, err := ReadKnown(a)
	if err != nil {
		t.Fatal(file, err)
	}
	return known
}

func readScenario(t *testing.T, file string) *scenario.File {
	t.Helper()
	src, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	f, errs := scenario.Parse(file, string(src))
	if len(errs) > 0 {
		t.Fatal(file, errs)
	}
	return f
}

// play is the machine's run. What a scenario expects does not matter here,
// but a fault that hits nothing is a mistake in it.
func play(t *testing.T, f *scenario.File) Record {
	t.Helper()
	tr, errs := diagrams.RunFile(f)
	for _, e := range errs {
		if e.Code != sim.CodeExpect {
			t.Log(f.Name, e.Message)
		}
	}
	return FromTrace(tr)
}
