package build

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"woshou/generator/diagnostic"
	"woshou/generator/edits"
	"woshou/generator/site"

	"github.com/google/go-cmp/cmp"
)

// Law: same input, same bytes, on every machine, at every path.
func TestBuildsOfOneSourceAreEqual(t *testing.T) {
	var first map[string]string
	for i, zone := range []string{"UTC", "Asia/Shanghai", "America/Los_Angeles"} {
		dir := filepath.Join(t.TempDir(), strings.Repeat("deeper/", i))
		out := t.TempDir()
		twoLanguages(t, dir)
		old := runtime.GOMAXPROCS(1 + 3*i)
		t.Setenv("TZ", zone)
		time.Local = mustLoad(t, zone)
		build(t, dir, out)
		runtime.GOMAXPROCS(old)
		if got := tree(t, out); first == nil {
			first = got
		} else if diff := cmp.Diff(first, got); diff != "" {
			t.Errorf("the build in %s differs:\n%s", zone, diff)
		}
	}
	time.Local = time.UTC
}

func mustLoad(t *testing.T, zone string) *time.Location {
	t.Helper()
	location, err := time.LoadLocation(zone)
	if err != nil {
		t.Skip("no time zones here: ", err)
	}
	return location
}

// Law: after any sequence of edits the incremental result equals a clean build, and
// so does what is said of it. Edits follow each other faster than the clock of the
// file system ticks, and many keep a file's size. What fails a build is taken back
// at once, so that most states are those of sites without errors.
func TestIncrementalBuildEqualsCleanBuild(t *testing.T) {
	steps, seeds := 60, uint64(2)
	switch {
	case testing.Short():
		steps, seeds = 8, 1
	case *soak:
		steps, seeds = 500, 4
	}
	for seed := range seeds {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			opt := Options{Site: t.TempDir(), Out: t.TempDir()}
			e := edits.New(t, opt.Site, seed+uint64(*first))
			_, err := exec.LookPath("git")
			e.Commits = err == nil && seed%2 == 1
			refused := 0
			for n := range steps {
				e.Step(1)
				if n%7 == 3 {
					opt.Drafts = !opt.Drafts
				}
				if buildsAsClean(t, e, opt) {
					continue
				}
				refused++
				if e.Undo(); !buildsAsClean(t, e, opt) {
					t.Fatalf("errors are left after\n%s", e.Say())
				}
			}
			t.Logf("%d edits, %d of them refused: %s", steps, refused, e.Count())
		})
	}
}

// buildsAsClean compares a build after an edit with a clean one, and reports
// whether the site has no errors.
func buildsAsClean(t *testing.T, e *edits.Editor, opt Options) bool {
	t.Helper()
	before := tree(t, opt.Out)
	result, problems, err := Build(context.Background(), opt)
	clean := opt
	clean.Out = t.TempDir()
	cleanResult, cleanProblems, cleanErr := Build(context.Background(), clean)
	if err != nil || cleanErr != nil {
		t.Fatalf("%v, a clean build %v, after\n%s", err, cleanErr, e.Say())
	}
	failed := diagnostic.Count(cleanProblems).Errors > 0
	want := tree(t, clean.Out)
	if failed {
		want = before // nothing is published
	}
	if diff := cmp.Diff(want, tree(t, opt.Out)); diff != "" {
		t.Fatalf("after\n%s\n-clean +incremental:\n%s", e.Say(), diff)
	}
	if diff := cmp.Diff(cleanProblems, problems); diff != "" {
		t.Fatalf("problems after\n%s\n-clean +incremental:\n%s", e.Say(), diff)
	}
	if result.Pages != cleanResult.Pages || result.Figures != cleanResult.Figures || result.Bytes != cleanResult.Bytes {
		t.Fatalf("after\n%s\n%+v, a clean build %+v", e.Say(), result, cleanResult)
	}
	os.RemoveAll(clean.Out)
	return !failed
}

// Law: a build with errors changes nothing.
func TestErrorsLeaveTheOutputWhole(t *testing.T) {
	for name, broken := range map[string]string{
		"zh/new.md":       "```scenario\nserver listen\nclient connect\nexpect client LISTEN\n```\n",
		"site.yaml":       "titel: x\n",
		"en/index.md":     "![](gone.scenario)\n",
		"zh/404.md":       "# clash\n",
		"public/404.html": "clash",
	} {
		dir, out := t.TempDir(), t.TempDir()
		twoLanguages(t, dir)
		build(t, dir, out)
		before := tree(t, out)
		write(t, filepath.Join(dir, name), broken)
		write(t, filepath.Join(dir, "zh/guide/tcp.md"), "# changed\n")
		result, problems := build(t, dir, out)
		if diagnostic.Count(problems).Errors != 1 || result != (Result{}) {
			t.Errorf("%s: %+v, %v", name, result, problems)
		}
		if diff := cmp.Diff(before, tree(t, out)); diff != "" {
			t.Errorf("%s: the output changed:\n%s", name, diff)
		}
	}
}

func TestStrictBuildFailsOnWarnings(t *testing.T) {
	dir, out := t.TempDir(), t.TempDir()
	write(t, filepath.Join(dir, "a.md"), "# A\n\n[gone](b.md)\n")
	for _, strict := range []bool{true, false, true} {
		result, problems, err := Build(context.Background(), Options{Site: dir, Out: out, Strict: strict})
		if err != nil || len(problems) != 1 {
			t.Fatal(problems, err)
		}
		if failed := result == (Result{}); failed != strict {
			t.Errorf("strict %t: %+v", strict, result)
		}
	}
}

func TestUnchangedBuildTouchesNothing(t *testing.T) {
	dir, out := t.TempDir(), t.TempDir()
	twoLanguages(t, dir)
	ageSources(t, dir)
	first, _ := build(t, dir, out)
	before := times(t, out)
	second, _ := build(t, dir, out)
	if diff := cmp.Diff(before, times(t, out)); diff != "" {
		t.Error(diff)
	}
	if second.Written != 0 || second.Unchanged != first.Written || second.Pages != first.Pages || second.Bytes != first.Bytes {
		t.Errorf("%+v, then %+v", first, second)
	}
}

func TestEditRewritesOnlyWhatDependsOnIt(t *testing.T) {
	dir, out := t.TempDir(), t.TempDir()
	twoLanguages(t, dir)
	build(t, dir, out)
	before := times(t, out)
	write(t, filepath.Join(dir, "scenarios/handshake.scenario"), strings.Replace(handshake, "client connect", "client connect\nclient send 1", 1))
	result, _ := build(t, dir, out)
	var changed []string
	after := times(t, out)
	for _, name := range names(t, out) {
		if before[name] != after[name] {
			changed = append(changed, name)
		}
	}
	want := []string{
		"both/index.html", "en/index.html", "en/index.md", "figures/scenarios/handshake.en.js", "figures/scenarios/handshake.en.svg",
		"figures/scenarios/handshake.zh.js", "figures/scenarios/handshake.zh.svg", "index.html", "index.md",
	}
	if diff := cmp.Diff(want, changed); diff != "" || result.Written != len(want) {
		t.Errorf("%+v\n%s", result, diff)
	}
}

// A page that links to one of the other language owes it nothing else.
func TestPageIsMadeAgainWhenItsLinkComesAlive(t *testing.T) {
	dir, out := t.TempDir(), t.TempDir()
	twoLanguages(t, dir)
	write(t, filepath.Join(dir, "zh/new.md"), "# 新\n\n[see](@/en/later.md)\n")
	if _, problems := build(t, dir, out); len(problems) != 1 {
		t.Errorf("problems: %v", problems)
	}
	write(t, filepath.Join(dir, "en/later.md"), "# Later\n")
	build(t, dir, out)
	if page := tree(t, out)["new.html"]; !strings.Contains(page, `href="en/later.html"`) {
		t.Error("the link still leads nowhere")
	}
}

// The list of pages stays as it is, but for where it leads from its twin.
func TestListIsMadeAgainWhenAPageGetsItsTwin(t *testing.T) {
	dir, out, clean := t.TempDir(), t.TempDir(), t.TempDir()
	twoLanguages(t, dir)
	if err := os.Remove(filepath.Join(dir, "zh/index.md")); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "en/new.md"), "# New\n")
	build(t, dir, out)
	write(t, filepath.Join(dir, "zh/new.md"), "# New\n")
	build(t, dir, out)
	build(t, dir, clean)
	if diff := cmp.Diff(tree(t, clean), tree(t, out)); diff != "" {
		t.Error(diff)
	}
}

func TestEqualBytesLeaveTheFileAlone(t *testing.T) {
	dir, out := t.TempDir(), t.TempDir()
	twoLanguages(t, dir)
	build(t, dir, out)
	write(t, filepath.Join(dir, "en/guide/udp.md"), "# UDP\n\n\n## Checksum\n\n")
	if result, _ := build(t, dir, out); result.Written != 0 {
		t.Errorf("%+v", result)
	}
}

func TestTamperedOutputIsMadeAgain(t *testing.T) {
	dir, out := t.TempDir(), t.TempDir()
	twoLanguages(t, dir)
	build(t, dir, out)
	want := tree(t, out)
	write(t, filepath.Join(out, "index.html"), "spoilt")
	if err := os.Remove(filepath.Join(out, "guide/tcp.html")); err != nil {
		t.Fatal(err)
	}
	build(t, dir, out)
	if diff := cmp.Diff(want, tree(t, out)); diff != "" {
		t.Error(diff)
	}
}

func TestForeignFolderIsRefused(t *testing.T) {
	dir, out := t.TempDir(), t.TempDir()
	twoLanguages(t, dir)
	write(t, filepath.Join(out, "thesis.tex"), "years of work")
	if _, _, err := Build(context.Background(), Options{Site: dir, Out: out}); !errors.Is(err, ErrNotOurs) {
		t.Errorf("got %v", err)
	}
	if got := names(t, out); len(got) != 1 {
		t.Errorf("the folder now holds %v", got)
	}
}

func TestFolderWithDotFilesIsTaken(t *testing.T) {
	dir, out := t.TempDir(), t.TempDir()
	twoLanguages(t, dir)
	write(t, filepath.Join(out, ".gitignore"), "*")
	build(t, dir, out)
	write(t, filepath.Join(out, ".git", "config"), "x")
	build(t, dir, out)
	if got := tree(t, out); got[".gitignore"] != "*" || got[".git/config"] != "x" {
		t.Error("dot files did not survive")
	}
}

func TestForeignFileIsNeverReplacedNorDeleted(t *testing.T) {
	dir, out := t.TempDir(), t.TempDir()
	twoLanguages(t, dir)
	build(t, dir, out)
	before := tree(t, out)
	write(t, filepath.Join(out, "zz.html"), "mine")
	write(t, filepath.Join(out, "guide", "notes.txt"), "mine")
	if err := os.RemoveAll(filepath.Join(dir, "zh/guide")); err != nil {
		t.Fatal(err)
	}
	build(t, dir, out)
	if got := tree(t, out); got["zz.html"] != "mine" || got["guide/notes.txt"] != "mine" || !strings.Contains(got["guide/tcp.html"], "data-untranslated") {
		t.Error("a foreign file was touched, or ours was left")
	}
	write(t, filepath.Join(dir, "zh/zz.md"), "# Z")
	if _, _, err := Build(context.Background(), Options{Site: dir, Out: out}); !errors.Is(err, ErrNotOurs) {
		t.Errorf("got %v", err)
	}
	if got := tree(t, out); got["zz.html"] != "mine" || got["index.html"] == "" || len(got) > len(before)+2 {
		t.Error("the refused build changed something")
	}
}

func TestNothingIsWrittenThroughALink(t *testing.T) {
	dir, out, outside := t.TempDir(), t.TempDir(), t.TempDir()
	twoLanguages(t, dir)
	build(t, dir, out)
	if err := os.RemoveAll(filepath.Join(out, "guide")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(outside, filepath.Join(out, "guide")); err != nil {
		t.Skip("no symbolic links here: ", err)
	}
	if _, _, err := Build(context.Background(), Options{Site: dir, Out: out}); err == nil {
		t.Error("the build did not notice the link")
	}
	if got := names(t, outside); len(got) > 0 {
		t.Errorf("written outside: %v", got)
	}
}

// `woshou build .` in a folder of Markdown puts the output among the sources.
func TestOutputInsideTheSiteIsNoSource(t *testing.T) {
	dir := t.TempDir()
	out := filepath.Join(dir, "public")
	write(t, filepath.Join(dir, "tcp.md"), "# TCP\n")
	first, _ := build(t, dir, out)
	want := tree(t, out)
	write(t, filepath.Join(dir, "udp.md"), "# UDP\n")
	if second, _ := build(t, dir, out); second.Pages != first.Pages+1 {
		t.Errorf("%+v, then %+v", first, second)
	}
	if err := os.Remove(filepath.Join(dir, "udp.md")); err != nil {
		t.Fatal(err)
	}
	build(t, dir, out)
	if diff := cmp.Diff(want, tree(t, out)); diff != "" {
		t.Error(diff)
	}
}

// ageSources makes sources old enough for their times to be trusted.
func ageSources(t testing.TB, dir string) {
	t.Helper()
	old := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	for _, name := range names(t, dir) {
		if err := os.Chtimes(filepath.Join(dir, name), old, old); err != nil {
			t.Fatal(err)
		}
	}
}

// times are the modification times of all files, the manifest's too.
func times(t *testing.T, dir string) map[string]time.Time {
	t.Helper()
	all := map[string]time.Time{}
	for _, name := range append(names(t, dir), site.Marker) {
		info, err := os.Stat(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		all[name] = info.ModTime()
	}
	return all
}

// What earlier builds kept is let go of: many builds leave a manifest that is not
// much longer than that of one.
func TestManifestStaysBounded(t *testing.T) {
	dir, out := t.TempDir(), t.TempDir()
	twoLanguages(t, dir)
	size := func() int64 {
		info, err := os.Stat(filepath.Join(out, site.Marker))
		if err != nil {
			t.Fatal(err)
		}
		return info.Size()
	}
	longest, once := int64(0), int64(0)
	for i := range 50 {
		write(t, filepath.Join(dir, "en/guide/udp.md"), fmt.Sprintf("# UDP %02d\n\n", i)+strings.Repeat("## Section\n\n[a](tcp.md)\n\n", 200))
		build(t, dir, out)
		if longest = max(longest, size()); i == 0 {
			once = size()
		}
	}
	if longest > 2*once {
		t.Errorf("%d octets after one build, up to %d after more", once, longest)
	}
}
