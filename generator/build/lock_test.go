package build

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"woshou/generator/output"

	"github.com/google/go-cmp/cmp"
)

// While a build is at work in a folder another is told so, with the number of the
// process, whichever of the two ways to fill it either takes.
func TestTwoBuildsIntoOneFolder(t *testing.T) {
	dir := folderOf(t, before)
	shards := buildShards(t, Options{Site: dir}, 2)
	run := map[string]func(out string, fault output.Fault) error{
		"build": func(out string, fault output.Fault) error {
			_, _, err := Build(context.Background(), Options{Site: dir, Out: out, fault: fault})
			return err
		},
		"merge": func(out string, fault output.Fault) error {
			_, err := merge(context.Background(), shards, out, fault)
			return err
		},
	}
	for one, first := range run {
		for other, second := range run {
			for _, meets := range []string{"before write", "after rename"} {
				out, met := filepath.Join(t.TempDir(), "public"), false
				err := first(out, func(moment string) error {
					if met || !strings.HasPrefix(moment, meets) {
						return nil
					}
					met = true
					var busy *Busy
					if err := second(out, nil); !errors.As(err, &busy) || busy.Process != os.Getpid() || busy.Dir != out {
						t.Errorf("a %s meets a %s: %v", other, one, err)
					}
					return nil
				})
				if err != nil || !met {
					t.Errorf("a %s that met a %s: %v", one, other, err)
				}
				if err := second(out, nil); err != nil {
					t.Errorf("a %s after a %s: %v", other, one, err)
				}
				if left, _ := filepath.Glob(filepath.Join(out, ".woshou-[^m]*")); left != nil {
					t.Errorf("left: %v", left)
				}
			}
		}
	}
}

// The lock of a process that is dead keeps nobody out, whatever it says, and goes
// with the next build, though it has nothing else to do.
func TestLockOfTheDead(t *testing.T) {
	dir, out := folderOf(t, before), t.TempDir()
	ageSources(t, dir)
	for _, said := range []string{"", "1\n", "999999999\n", "-1", "\x00\xff", strings.Repeat("9", 1<<20)} {
		build(t, dir, out)
		want := times(t, out)
		write(t, filepath.Join(out, ".woshou-lock"), said)
		write(t, filepath.Join(out, ".woshou-tmp-1", "0"), "half a page")
		write(t, filepath.Join(out, ".woshou-tmp-999999999", "deep", "0"), "half a page")
		result, _ := build(t, dir, out)
		if left, _ := filepath.Glob(filepath.Join(out, ".woshou-[^m]*")); left != nil || result.Written > 0 {
			t.Errorf("%q: left %v, %+v", said, left, result)
		}
		delete(want, ".woshou-manifest")
		got := times(t, out)
		delete(got, ".woshou-manifest")
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	}
}

// A build that ended while another was waiting for its sources leaves that one
// what it made: the second knows of it, and of nothing older.
func TestBuildAfterABuildMeanwhile(t *testing.T) {
	oldSite, newSite := folderOf(t, before), folderOf(t, after)
	out, clean := t.TempDir(), t.TempDir()
	build(t, oldSite, out)
	build(t, newSite, clean)
	met := false
	_, _, err := Build(context.Background(), Options{Site: newSite, Out: out, fault: func(moment string) error {
		if !met && strings.HasPrefix(moment, "before lock") {
			met = true
			build(t, folderOf(t, map[string]string{"third.md": "# Third\n"}), out)
		}
		return nil
	}})
	if err != nil || !met {
		t.Fatal(met, err)
	}
	if diff := cmp.Diff(tree(t, clean), tree(t, out)); diff != "" {
		t.Error(diff)
	}
}
