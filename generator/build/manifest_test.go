package build

import (
	"bytes"
	"testing"
	"time"

	"woshou/diagrams/place"
	"woshou/generator/diagnostic"
	"woshou/generator/site"

	"github.com/google/go-cmp/cmp"
)

func sampleManifest() *manifest {
	return &manifest{
		began: 12, program: site.Hash{1}, config: site.Hash{2},
		history: history{stamp: site.Hash{7}, dates: map[string]time.Time{
			"a b.md": time.Date(2026, 11, 22, 9, 30, 0, 0, time.UTC), "new\n.md": {},
		}},
		result:   Result{Pages: 3, Bytes: 400},
		problems: []diagnostic.Problem{{Place: place.Place{File: "a b.md", Line: 1, Col: 2, Width: 3}, Severity: diagnostic.Warning, Code: "dead-link", Message: "新\n行"}},
		sources: map[string]sourceEntry{
			"a b.md": {Source: site.Source{Path: "a b.md", Size: 7, Mtime: -5}, hash: site.Hash{3}, facts: []byte(`{"Meta":{}}`)},
			"x\ny":   {Source: site.Source{Path: "x\ny"}, hash: site.Hash{4}},
		},
		outputs: map[string]outputEntry{
			"握手.html": {size: 9, mtime: 10, hash: site.Hash{5}, recipe: site.Hash{6}, problems: []byte(`[]`)},
		},
	}
}

func encoded(t testing.TB, m *manifest) []byte {
	t.Helper()
	var text bytes.Buffer
	if err := m.encode(&text); err != nil {
		t.Fatal(err)
	}
	return text.Bytes()
}

func TestManifestSurvivesItsText(t *testing.T) {
	want := sampleManifest()
	got, err := decodeManifest(encoded(t, want))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(manifest{}, history{}, sourceEntry{}, outputEntry{})); diff != "" {
		t.Error(diff)
	}
}

func TestTimesAreTrustedOnlyWhenOld(t *testing.T) {
	m := &manifest{began: int64(10 * racy), sources: map[string]sourceEntry{}}
	for mtime, want := range map[int64]bool{
		int64(8*racy) + 1: true,
		int64(9 * racy):   false,
		int64(10 * racy):  false,
	} {
		source := site.Source{Path: "a.md", Size: 1, Mtime: mtime}
		m.sources["a.md"] = sourceEntry{Source: source}
		if got := m.trusts(source); got != want {
			t.Errorf("a change %d before the build: trusted %t", m.began-mtime, got)
		}
		if source.Size++; m.trusts(source) {
			t.Error("another size is trusted")
		}
	}
}

func FuzzManifest(f *testing.F) {
	f.Add(encoded(f, sampleManifest()))
	f.Add([]byte(header + "\nsource 1 2 \"x"))
	f.Fuzz(func(t *testing.T, text []byte) {
		m, err := decodeManifest(text)
		if err != nil {
			return
		}
		first := encoded(t, m)
		again, err := decodeManifest(first)
		if err != nil {
			t.Fatalf("%v in\n%s", err, first)
		}
		if second := encoded(t, again); !bytes.Equal(first, second) {
			t.Errorf("not stable:\n%s\n%s", first, second)
		}
	})
}
