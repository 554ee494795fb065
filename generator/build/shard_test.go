package build

import (
	"context"
	"errors"
	"fmt"
	"hash/crc32"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"woshou/diagrams/golden"
	"woshou/generator/output"
	"woshou/generator/press"
	"woshou/generator/site"

	"github.com/google/go-cmp/cmp"
)

// buildShards builds all shards of a site, and returns their folders.
func buildShards(t *testing.T, opt Options, n int) (dirs []string) {
	t.Helper()
	for i := range n {
		opt.Out, opt.Shard = filepath.Join(t.TempDir(), fmt.Sprintf("%d-of-%d", i+1, n)), Shard{i + 1, n}
		if _, _, err := Build(context.Background(), opt); err != nil {
			t.Fatal(err)
		}
		dirs = append(dirs, opt.Out)
	}
	return dirs
}

// shardSite is the folder of testdata/shards.txtar.
func shardSite(t *testing.T) string {
	t.Helper()
	return golden.Read(t, "testdata/shards.txtar").Folder(t)
}

// Law: the parts of a build are the whole, file by file.
func TestMergedShardsEqualTheWhole(t *testing.T) {
	dir := shardSite(t)
	for _, drafts := range []bool{false, true} {
		opt := Options{Site: dir, Out: t.TempDir(), Drafts: drafts}
		whole, _, err := Build(context.Background(), opt)
		if err != nil || whole.Figures == 0 {
			t.Fatal(whole, err)
		}
		want := tree(t, opt.Out)
		for _, name := range []string{"assets/search/zh/about.js", "feed.xml", "sitemap.xml", "llms.txt"} {
			if want[name] == "" {
				t.Errorf("the sample has no %s", name)
			}
		}
		for _, n := range []int{1, 2, 4, 7} {
			dirs := buildShards(t, opt, n)
			slices.Reverse(dirs) // they come in any order
			out := filepath.Join(t.TempDir(), "public")
			merged, err := Merge(context.Background(), dirs, out)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, tree(t, out)); diff != "" {
				t.Fatalf("drafts %t, %d shards, -whole +merged:\n%s", drafts, n, diff)
			}
			whole.Work = merged.Work // it was done in the parts
			if merged != whole {
				t.Errorf("%d shards: %+v, the whole %+v", n, merged, whole)
			}
			again, _ := build(t, dir, out)
			if !drafts && again.Written+again.Deleted > 0 {
				t.Errorf("a build after the merge changed files: %+v", again)
			}
		}
	}
}

// Each of four shards makes at most 0.4 of a site's jobs, and what shares a
// page is made together.
func TestJobsAreDealtEvenly(t *testing.T) {
	for _, dir := range []string{shardSite(t), "../../content"} {
		total, most := 0, 0
		for i := range 4 {
			done := 0
			opt := Options{Site: dir, Out: t.TempDir(), Shard: Shard{i + 1, 4}, Done: func(int, int, string) { done++ }}
			if testing.Short() && dir == "../../content" {
				continue
			}
			if _, _, err := Build(context.Background(), opt); err != nil {
				t.Fatal(err)
			}
			total, most = total+done, max(most, done)
			files := tree(t, opt.Out)
			for _, page := range []string{"guide/tcp.html", "guide/close.html"} {
				if (files[page] == "") != (files["en/"+page] == "") || (files[page] == "") != (files["both/"+page] == "") {
					t.Errorf("%s and its translation are in different shards", page)
				}
			}
		}
		if float64(most) > 0.4*float64(total) {
			t.Errorf("%s: one of four shards makes %d of %d", dir, most, total)
		}
	}
}

// A shard is built again like a whole: nothing is made twice, and another shard
// takes its place.
func TestShardIsBuiltAgain(t *testing.T) {
	opt := Options{Site: shardSite(t), Out: t.TempDir(), Shard: Shard{1, 2}}
	ageSources(t, opt.Site)
	first, _, err := Build(context.Background(), opt)
	if err != nil {
		t.Fatal(err)
	}
	again, _, err := Build(context.Background(), opt)
	if err != nil || again.Written+again.Deleted > 0 || again.Unchanged != first.Written {
		t.Error(first, again, err)
	}
	opt.Shard.Number = 2
	if other, _, err := Build(context.Background(), opt); err != nil || other.Deleted != first.Written {
		t.Error(first, other, err)
	}
}

// Folders that are not the shards of one build are refused by name, and the old
// site stays.
func TestMergeRefusesByName(t *testing.T) {
	dir := shardSite(t)
	opt := Options{Site: dir}
	out := t.TempDir()
	build(t, dir, out)
	before := tree(t, out)
	four := buildShards(t, opt, 4)
	seven := buildShards(t, opt, 7)
	drafts := buildShards(t, Options{Site: dir, Drafts: true}, 4)
	otherVersion, altered, gone := buildShards(t, opt, 4), buildShards(t, opt, 4), buildShards(t, opt, 4)
	forge(t, filepath.Join(otherVersion[1], site.Marker), func(text string) string { return strings.Replace(text, `"Program":"`, `"Program":"0`, 1) })
	rewrite(t, filepath.Join(altered[2], names(t, altered[2])[0]), "", "x")
	if err := os.Remove(filepath.Join(gone[3], names(t, gone[3])[0])); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "zh/guide/b.md"), "# 乙\n\n改了。\n")
	edited := buildShards(t, opt, 4)
	rewrite(t, filepath.Join(dir, "site.yaml"), "both: true", "both: false")
	configured := buildShards(t, opt, 4)
	stranger := t.TempDir()
	write(t, filepath.Join(stranger, "diary.txt"), "dear diary")

	for _, c := range []struct {
		name string
		dirs []string
		want string
	}{
		{"missing", four[:2], "missing shards: 3/4, 4/4"},
		{"many missing", buildShards(t, opt, 12)[:1], "missing shards: 2/12, 3/12, 4/12, 5/12, 6/12, 7/12, 8/12, 9/12, 10/12, 11/12, …"},
		{"twice", append(slices.Clone(four), four[1]), four[1] + " and " + four[1] + " are both shard 2/4"},
		{"of another number", append(slices.Clone(four), seven[4]), four[0] + " is shard 1/4, but " + seven[4] + " is 5/7: all must be of as many"},
		{"other version", with(four, 1, otherVersion), four[0] + " and " + otherVersion[1] + " were built by two versions of woshou"},
		{"drafts", with(four, 2, drafts), "one of " + four[0] + " and " + drafts[2] + " was built with --drafts, the other was not"},
		{"source", with(four, 3, edited), "zh/guide/b.md changed between " + four[0] + " and " + edited[3]},
		{"configuration", with(edited, 1, configured), "the configuration changed between " + edited[0] + " and " + configured[1]},
		{"a whole site", with(four, 1, []string{out, out}), out + " is no shard: woshou build --shard 1/4 makes one"},
		{"a stranger", with(four, 1, []string{out, stranger}), stranger + " is no shard: woshou build --shard 1/4 makes one"},
		{"nothing", with(four, 1, []string{out, "nowhere"}), "there is no folder nowhere"},
		{"altered", altered, names(t, altered[2])[0] + " in " + altered[2] + " is not as the build left it"},
		{"gone", gone, "in " + gone[3] + " is not as the build left it"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := Merge(context.Background(), c.dirs, out)
			var unfit *Unfit
			if !errors.As(err, &unfit) || !strings.HasSuffix(err.Error(), c.want) {
				t.Errorf("%v\nwant %s", err, c.want)
			}
			if diff := cmp.Diff(before, tree(t, out)); diff != "" {
				t.Error("the old site changed:", diff)
			}
		})
	}
}

// with are shards of which one is taken from others.
func with(shards []string, i int, others []string) []string {
	mixed := slices.Clone(shards)
	mixed[i] = others[i]
	return mixed
}

// forge changes the text of a manifest as one would who knows its checksum.
func forge(t *testing.T, name string, change func(text string) string) {
	t.Helper()
	const head = "woshou-manifest %d %016x %016x %08x\n"
	whole, err := os.ReadFile(name)
	must(t, err)
	var version, begins, ends, sum int
	_, err = fmt.Sscanf(string(whole), head, &version, &begins, &ends, &sum)
	must(t, err)
	text := change(string(whole[begins:ends]))
	first := fmt.Sprintf(head, version, begins, begins+len(text), crc32.Checksum([]byte(text), crc32.MakeTable(crc32.Castagnoli)))
	write(t, name, first+string(whole[len(first):begins])+text)
}

func rewrite(t *testing.T, name, old, now string) {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil || !strings.Contains(string(text), old) {
		t.Fatal(name, err)
	}
	write(t, name, strings.Replace(string(text), old, now, 1))
}

// A merge into a folder that is not ours leaves it alone, as does one that
// would make a folder.
func TestMergeIntoOtherFolders(t *testing.T) {
	dirs := buildShards(t, Options{Site: shardSite(t)}, 2)
	precious := t.TempDir()
	write(t, filepath.Join(precious, "diary.txt"), "dear diary")
	if _, err := Merge(context.Background(), dirs, precious); !errors.Is(err, ErrNotOurs) {
		t.Error(err)
	}
	if got := names(t, precious); len(got) != 1 {
		t.Error(got)
	}
	none := filepath.Join(t.TempDir(), "public")
	if _, err := Merge(context.Background(), dirs[:1], none); err == nil {
		t.Error("one shard of two was put together")
	}
	if _, err := os.Stat(none); !errors.Is(err, os.ErrNotExist) {
		t.Error("a refused merge made a folder")
	}
}

func TestParseShard(t *testing.T) {
	for _, text := range []string{"1/1", "1/4", "4/4", "12/40"} {
		if s, ok := ParseShard(text); !ok || s.String() != text {
			t.Errorf("%s: %v, %t", text, s, ok)
		}
	}
	for _, text := range []string{"", "0/4", "5/4", "x", "1/0", "0/0", "-1/4", "1/-4", "1", "1/", "/4", "1/4/4", "01/4", "+1/4", " 1/4", "1/4 ", "1/99999999999999999999"} {
		if s, ok := ParseShard(text); ok {
			t.Errorf("%q was taken for %v", text, s)
		}
	}
}

// What a manifest says is not believed: a shard that lacks an index, or whose
// number there is not, is refused, not read.
func TestShardsThatWereTamperedWithAreRefused(t *testing.T) {
	with := func(dir string, s Shard, indexes int) *shard {
		return &shard{dir: dir, folder: &output.Folder{Before: &output.Manifest{}}, part: part{Shard: s, Indexes: make([]press.Index, indexes)}}
	}
	if err := fit([]*shard{with("a", Shard{1, 2}, 1), with("b", Shard{2, 2}, 1)}); err != nil {
		t.Error("shards that fit:", err)
	}
	var refused *Unfit
	if err := fit([]*shard{with("a", Shard{1, 2}, 1), with("b", Shard{2, 2}, 0)}); !errors.As(err, &refused) {
		t.Error("a shard without its index:", err)
	}
	for _, s := range []Shard{{0, 2}, {3, 2}, {-1, -1}, {1, 0}, {}} {
		if s.exists() {
			t.Errorf("there is a shard %d of %d", s.Number, s.Of)
		}
	}
}
