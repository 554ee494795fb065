package build

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// gitIn runs Git in a folder, as an author whose clock shows a date.
func gitIn(t *testing.T, dir, date string, args ...string) {
	t.Helper()
	cmd := exec.Command("git", append([]string{"-c", "user.name=a", "-c", "user.email=a@example.org"}, args...)...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GIT_AUTHOR_DATE="+date, "GIT_COMMITTER_DATE="+date)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("git %v: %v\n%s", args, err, out)
	}
}

// Law: a commit that changes no file changes dates, and the incremental build
// sees it.
func TestCommitsChangeDates(t *testing.T) {
	if testing.Short() {
		t.Skip("starts git many times")
	}
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("no Git here: ", err)
	}
	dir, out := t.TempDir(), t.TempDir()
	twoLanguages(t, dir)
	gitIn(t, dir, "", "init", "-q")
	steps := []struct {
		edit  string // changed before
		date  string // of a commit, or ""
		dates []string
	}{
		{"", "", nil},
		{"", "2026-01-02T00:30:00+08:00", []string{"2026-01-02"}},
		{"zh/guide/tcp.md", "", []string{"2026-01-02"}},
		{"", "2026-02-03T23:00:00-08:00", []string{"2026-02-03"}},
		{"zh/other.md", "2026-03-04T00:00:00Z", []string{"2026-02-03"}},
	}
	for i, step := range steps {
		if step.edit != "" {
			write(t, filepath.Join(dir, step.edit), fmt.Sprintf("# %d\n", i))
		}
		if step.date != "" {
			gitIn(t, dir, step.date, "add", "-A")
			gitIn(t, dir, step.date, "commit", "-q", "-m", "x")
		}
		ageSources(t, dir)
		build(t, dir, out)
		clean := t.TempDir()
		build(t, dir, clean)
		if diff := cmp.Diff(tree(t, clean), tree(t, out)); diff != "" {
			t.Fatalf("step %d -clean +incremental:\n%s", i, diff)
		}
		for _, date := range step.dates {
			if !strings.Contains(tree(t, out)["guide/tcp.html"], `<time datetime="`+date+`">`) {
				t.Errorf("step %d: the page is not of %s", i, date)
			}
		}
		if again, _ := build(t, dir, out); again.Written != 0 {
			t.Errorf("step %d: %+v without a change", i, again)
		}
	}
}
