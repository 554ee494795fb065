package build

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"woshou/generator/site"

	"github.com/google/go-cmp/cmp"
)

// A manifest may say what it likes, and be spoilt in whatever place: what comes of
// it is an error that names it, with the old site as it was, or what a clean build
// makes. Nothing elsewhere is touched, nothing takes memory out of proportion.
func TestManifestFromHell(t *testing.T) {
	oldSite, newSite := folderOf(t, before), folderOf(t, after)
	oldOut, clean := t.TempDir(), t.TempDir()
	build(t, oldSite, oldOut)
	build(t, newSite, clean)
	whole, err := os.ReadFile(filepath.Join(oldOut, site.Marker))
	must(t, err)
	texts := map[string]func(text string) string{ // with a checksum that is right
		"a line of zeros":         func(text string) string { return text + strings.Repeat("\x00", 1000) + "\n" },
		"no line but the first":   func(text string) string { return text[:strings.Index(text, "\n")+1] },
		"JSON of great depth":     func(string) string { return strings.Repeat("[", 1<<20) + "\n" },
		"huge numbers":            func(text string) string { return strings.ReplaceAll(text, "\t1", "\t99999999999999999999") },
		"negative numbers":        func(text string) string { return strings.ReplaceAll(text, "\t1", "\t-1") },
		"a million files":         func(text string) string { return text + many("file\t\"f%d\"\t1\t1\t\t\t\t\t\n", 1_000_000/8) },
		"blobs that overlap":      func(text string) string { return text + many("source\t\"f%d\"\t1\t1\t1\t\t\t{}\t70+200\n", 1000) },
		"a blob of a gigabyte":    func(text string) string { return text + "source\t\"f\"\t1\t1\t1\t\t\t{}\t70+1000000000\n" },
		"a blob of negative size": func(text string) string { return text + "source\t\"f\"\t1\t1\t1\t\t\t{}\t70+-5\n" },
		"a blob at a huge place":  func(text string) string { return text + "source\t\"f\"\t1\t1\t1\t\t\t{}\t9223372036854775807+5\n" },
		"all files once more": func(text string) string {
			return text + strings.ReplaceAll(text[strings.Index(text, "\n")+1:], "\t1", "\t2")
		},
		"another version's facts":   func(text string) string { return strings.ReplaceAll(text, `{"`, `{"X`) },
		"problems that are no JSON": func(text string) string { return strings.ReplaceAll(text, "\t\n", "\t{\n") },
	}
	for _, name := range []string{"/etc/passwd", "../precious", "a/../../precious", ".", "", "a//b", "a/./b", "/", strings.Repeat("a/", 1<<19) + "b", "\x00", strings.Repeat("x", 300)} {
		line := fmt.Sprintf("file\t%q\t4\t0\t\t\t\t\t\n", name)
		texts[fmt.Sprintf("the file %.20q", name)] = func(text string) string { return text + line }
	}
	run := func(name string, spoil func(marker string)) {
		dir := t.TempDir()
		out := filepath.Join(dir, "public")
		write(t, filepath.Join(dir, "precious"), "mine")
		copyFolder(t, oldOut, out)
		marker := filepath.Join(out, site.Marker)
		spoil(marker)
		size := int64(0)
		if info, err := os.Stat(marker); err == nil {
			size = info.Size()
		}
		var memory runtime.MemStats
		runtime.ReadMemStats(&memory)
		allocated := memory.TotalAlloc
		_, problems, err := Build(context.Background(), Options{Site: newSite, Out: out})
		runtime.ReadMemStats(&memory)
		if used := int64(memory.TotalAlloc - allocated); used > 40*size+200<<20 {
			t.Errorf("%s: %d MiB for a manifest of %d octets", name, used>>20, size)
		}
		want := tree(t, oldOut)
		if err == nil {
			want = tree(t, clean)
		} else if !errors.Is(err, ErrNotOurs) || !strings.Contains(err.Error(), out) {
			t.Errorf("%s: %v", name, err)
		}
		if diff := cmp.Diff(want, tree(t, out)); diff != "" || len(problems) > 0 {
			t.Errorf("%s: %v, %v\n%s", name, err, problems, diff)
		}
		if got, _ := os.ReadFile(filepath.Join(dir, "precious")); string(got) != "mine" {
			t.Errorf("%s: something elsewhere is %q", name, got)
		}
	}
	for name, change := range texts {
		run(name, func(marker string) { forge(t, marker, change) })
	}
	for _, head := range []string{"", "\n", "woshou", "woshou-manifest 7 0000000000000040\n", "woshou-manifest 8 7fffffffffffffff 7fffffffffffffff 00000000\n",
		"woshou-manifest 8 0000000000000000 0000000000000001 00000000\n", "woshou-manifest 8 -000000000000001 0000000000000100 00000000\n", "woshou-manifest 8 0000000000000100 0000000000000050 00000000\n"} {
		run(fmt.Sprintf("a head %q", head), func(marker string) { write(t, marker, head+string(whole[min(len(head), len(whole)):])) })
	}
	run("16 MiB of nothing", func(marker string) { must(t, os.Truncate(marker, int64(len(whole))+1<<24)) })
	r := rand.New(rand.NewPCG(1, 1))
	rounds := 40
	if *soak {
		rounds = 2000
	}
	for i := range rounds {
		spoilt := []byte(string(whole))
		for range 1 + r.IntN(3) {
			switch at := r.IntN(len(spoilt)); r.IntN(3) {
			case 0:
				spoilt[at] ^= 1 << r.IntN(8)
			case 1:
				spoilt = spoilt[:at+1]
			default:
				spoilt = append(spoilt[:at:at], spoilt[min(len(spoilt), at+r.IntN(50)):]...)
			}
			if len(spoilt) == 0 {
				break
			}
		}
		run(fmt.Sprintf("spoilt at random, %d", i), func(marker string) { write(t, marker, string(spoilt)) })
	}
}

// many is a line with each number.
func many(line string, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, line, i)
	}
	return b.String()
}
