package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// The floor is measured in a process of its own, which is this very program.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == "floor" {
		if err := run(os.Args[1:]); err != nil {
			panic(err)
		}
		return
	}
	os.Exit(m.Run())
}

// A small site goes through everything that is measured of sites, and each row
// that is promised is there.
func TestMeasure(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the program")
	}
	var out bytes.Buffer
	b := &bench{dir: t.TempDir(), sizes: []int{20, 40}, runs: 1, table: table{out: &out}}
	if err := b.program("../.."); err != nil {
		t.Fatal(err)
	}
	for _, measure := range []func() error{b.builds, b.serving} {
		if err := measure(); err != nil {
			t.Fatal(err)
		}
	}
	for _, row := range []string{
		"everything: on the clock", "everything: memory", "without side by side", "nothing changed", "one page changed",
		"output: search", "everything to goldmark and chroma alone", "memory grows by", "to the first page", "from an edit to the new page",
	} {
		if !strings.Contains(out.String(), row) {
			t.Errorf("there is no row %q in\n%s", row, out.String())
		}
	}
}

func TestCorpusIsTheSameAtEveryCall(t *testing.T) {
	a, b := t.TempDir(), t.TempDir()
	for _, dir := range []string{a, b} {
		if err := writeCorpus(dir, 6); err != nil {
			t.Fatal(err)
		}
	}
	if err := equal(a, b); err != nil {
		t.Error(err)
	}
	pages, err := filepath.Glob(filepath.Join(a, "*/part00/*.md"))
	if err != nil || len(pages) != 6 {
		t.Error(pages, err)
	}
	for _, page := range pages {
		if info, err := os.Stat(page); err != nil || info.Size() < pageSize || info.Size() > 2*pageSize {
			t.Error(page, info.Size(), err)
		}
	}
}

func TestEqualSeesWhatDiffers(t *testing.T) {
	for name, other := range map[string]map[string]string{
		"a file less": {"a": "1"},
		"a file more": {"a": "1", "b/c": "2", "d": "3"},
		"another":     {"a": "1", "b/c": "3"},
	} {
		one, two := t.TempDir(), t.TempDir()
		w := writer{dir: one}
		w.write("a", "1")
		w.write("b/c", "2")
		x := writer{dir: two}
		for name, content := range other {
			x.write(name, content)
		}
		if w.err != nil || x.err != nil {
			t.Fatal(w.err, x.err)
		}
		if equal(one, two) == nil {
			t.Errorf("%s is not seen", name)
		}
	}
}

func TestMedianAndExponent(t *testing.T) {
	got := median([]usage{{wall: 3 * time.Second, cpu: time.Second, peak: 9}, {wall: time.Second, cpu: 2 * time.Second, peak: 7}, {wall: 2 * time.Second, cpu: 9 * time.Second, peak: 8}})
	if want := (usage{wall: 2 * time.Second, cpu: 2 * time.Second, peak: 8}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	if got := exponent(3, 300, 1000, 10000); got < 1.999 || got > 2.001 {
		t.Error(got)
	}
}
