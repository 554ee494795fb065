package site

import (
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// git runs Git in a folder, as an author whose clock shows a date.
func git(t *testing.T, dir, date string, args ...string) {
	t.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1",
		"GIT_AUTHOR_NAME=a", "GIT_AUTHOR_EMAIL=a@example.org", "GIT_AUTHOR_DATE="+date,
		"GIT_COMMITTER_NAME=c", "GIT_COMMITTER_EMAIL=c@example.org", "GIT_COMMITTER_DATE=2030-01-01T00:00:00Z")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, out)
	}
}

// repository is a repository with a site in docs/: b.md was changed by the
// last commit, a.md by the first.
func repository(t *testing.T) string {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("no Git here: ", err)
	}
	dir := t.TempDir()
	git(t, dir, "", "init", "-q")
	write(t, filepath.Join(dir, "docs/a.md"), "# A")
	write(t, filepath.Join(dir, "docs/b.md"), "# B")
	commit(t, dir, "2026-01-02T03:04:05+08:00")
	write(t, filepath.Join(dir, "docs/b.md"), "# B, again")
	write(t, filepath.Join(dir, "docs/握 手.md"), "# 握手")
	write(t, filepath.Join(dir, "a.md"), "# not of the site")
	commit(t, dir, "2026-02-03T00:30:00+08:00")
	return dir
}

func commit(t *testing.T, dir, date string) {
	t.Helper()
	git(t, dir, date, "add", "-A")
	git(t, dir, date, "commit", "-q", "-m", "x")
}

// days are the dates of the pages of a folder.
func days(t *testing.T, dir string) map[string]string {
	t.Helper()
	f, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	s, _ := f.Load(Options{Dates: func(files []string) map[string]time.Time {
		dates, err := f.History().Dates(files)
		if err != nil {
			t.Error(err)
		}
		return dates
	}})
	all := map[string]string{}
	for _, p := range s.Pages {
		if !p.Listing {
			all[p.Source.Path] = p.Day()
		}
	}
	return all
}

func TestPagesHaveTheDateOfTheirLastCommit(t *testing.T) {
	dir := repository(t)
	write(t, filepath.Join(dir, "docs/new.md"), "# not committed")
	write(t, filepath.Join(dir, "docs/a.md"), "# A, not committed")
	want := map[string]string{"a.md": "2026-01-02", "b.md": "2026-02-03", "握 手.md": "2026-02-03", "new.md": ""}
	if diff := cmp.Diff(want, days(t, filepath.Join(dir, "docs"))); diff != "" {
		t.Error(diff)
	}
}

// A hook, and some editors, name their repository to what they run.
func TestRepositoryIsThatOfTheSite(t *testing.T) {
	other, dir := repository(t), repository(t)
	write(t, filepath.Join(dir, "docs/b.md"), "# B, once more")
	commit(t, dir, "2026-03-04T00:00:00Z")
	t.Setenv("GIT_DIR", filepath.Join(other, ".git"))
	t.Setenv("GIT_WORK_TREE", other)
	if got := days(t, filepath.Join(dir, "docs"))["b.md"]; got != "2026-03-04" {
		t.Errorf("b.md is of %q", got)
	}
}

func TestDateInFrontMatterComesFirst(t *testing.T) {
	dir := repository(t)
	write(t, filepath.Join(dir, "docs/a.md"), "---\ndate: 2025-05-05T23:00:00-08:00\n---\n# A")
	write(t, filepath.Join(dir, "docs/b.md"), "---\ndate: some day\n---\n# B")
	got := days(t, filepath.Join(dir, "docs"))
	if got["a.md"] != "2025-05-05" || got["b.md"] != "2026-02-03" {
		t.Errorf("%v", got)
	}
}

// The commit at which a shallow clone ends looks as if it had made every file.
func TestBorderOfAShallowCloneDatesNothing(t *testing.T) {
	dir, clone := repository(t), filepath.Join(t.TempDir(), "clone")
	write(t, filepath.Join(dir, "docs/a.md"), "# A, again")
	commit(t, dir, "2026-03-04T00:00:00Z")
	git(t, dir, "", "clone", "-q", "--depth", "2", "file://"+dir, clone)
	want := map[string]string{"a.md": "2026-03-04", "b.md": "", "握 手.md": ""}
	if diff := cmp.Diff(want, days(t, filepath.Join(clone, "docs"))); diff != "" {
		t.Error(diff)
	}
	f, err := Open(filepath.Join(clone, "docs"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	before := f.History().Stamp
	git(t, clone, "", "fetch", "-q", "--unshallow")
	if f.History().Stamp == before {
		t.Error("the whole history has the stamp of its end")
	}
	if got := days(t, filepath.Join(clone, "docs"))["b.md"]; got != "2026-02-03" {
		t.Errorf("b.md is of %q", got)
	}
}

func TestFolderWithoutCommitsHasNoDates(t *testing.T) {
	plain, empty := t.TempDir(), t.TempDir()
	write(t, filepath.Join(plain, "a.md"), "# A")
	write(t, filepath.Join(empty, "a.md"), "# A")
	repository(t) // skips without Git
	git(t, empty, "", "init", "-q")
	broken := t.TempDir()
	write(t, filepath.Join(broken, "a.md"), "# A")
	write(t, filepath.Join(broken, ".git"), "no repository")
	for _, dir := range []string{plain, empty, broken} {
		if got := slices.Collect(maps.Values(days(t, dir))); !slices.Equal(got, []string{""}) {
			t.Errorf("%v", got)
		}
	}
}

func TestDatesDoNotNeedGit(t *testing.T) {
	dir := repository(t)
	t.Setenv("PATH", t.TempDir())
	if got := days(t, filepath.Join(dir, "docs"))["a.md"]; got != "" {
		t.Errorf("a.md is of %q", got)
	}
}
