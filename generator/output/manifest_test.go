package output

import (
	"bytes"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func sampleManifest() *Manifest {
	return &Manifest{
		Began: 12, Program: "p", Config: "<c>",
		History: History{Stamp: "7", Dates: map[string]time.Time{
			"a b.md": time.Date(2026, 11, 22, 9, 30, 0, 0, time.UTC), "new\n.md": {},
		}},
		Said: []byte(`{"pages":3,"message":"新\n行"}`),
		Sources: map[string]FoundSource{
			"a\tb.md": {Source: Source{Path: "a\tb.md", Size: 7, Mtime: -5, Node: 1 << 63}, Hash: "3", Facts: []byte(`{"Meta":{}}`), Outline: Blob{headSize, 5}},
			"x\ny":    {Source: Source{Path: "x\ny"}, Hash: "4"},
		},
		Files: map[string]File{
			"握手.html": {Size: 9, Mtime: 10, Hash: "5", Label: Label{Recipe: "6", Stamp: "7", Problems: []byte(`[]`)}},
		},
	}
}

func encoded(t testing.TB, m *Manifest) []byte {
	t.Helper()
	var text bytes.Buffer
	if err := m.encode(&text); err != nil {
		t.Fatal(err)
	}
	return text.Bytes()
}

func TestManifestSurvivesItsText(t *testing.T) {
	want := sampleManifest()
	got, err := decode(encoded(t, want), headSize+12)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestTimesAreTrustedOnlyWhenOld(t *testing.T) {
	m := &Manifest{Began: int64(10 * racy), Sources: map[string]FoundSource{}}
	for mtime, want := range map[int64]bool{
		int64(8*racy) + 1: true,
		int64(9 * racy):   false,
		int64(10 * racy):  false,
	} {
		source := Source{Path: "a.md", Size: 1, Mtime: mtime}
		m.Sources["a.md"] = FoundSource{Source: source}
		if got := m.Trusts(source); got != want {
			t.Errorf("a change %d before the build: trusted %t", m.Began-mtime, got)
		}
		if source.Size++; m.Trusts(source) {
			t.Error("another size is trusted")
		}
	}
}

func FuzzManifest(f *testing.F) {
	f.Add(encoded(f, sampleManifest()))
	f.Add([]byte("{}\nsource\t\"x"))
	f.Fuzz(func(t *testing.T, text []byte) {
		m, err := decode(text, headSize+12)
		if err != nil {
			return
		}
		first := encoded(t, m)
		again, err := decode(first, headSize+12)
		if err != nil {
			t.Fatalf("%v in\n%s", err, first)
		}
		if second := encoded(t, again); !bytes.Equal(first, second) {
			t.Errorf("not stable:\n%s\n%s", first, second)
		}
	})
}
