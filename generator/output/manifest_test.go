package output

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
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
			"a\tb.md": {Source: Source{Path: "a\tb.md", Size: 7, Mtime: -5, Node: 1 << 63}, Hash: "3", Facts: []byte("\x00\n\t\\n\\\xff"), Outline: Blob{headSize, 5}},
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

// fileOf is the file of a manifest: its blobs, its text with a checksum that is
// right, and what was announced after it.
func fileOf(t testing.TB, blobs, text, more []byte) *os.File {
	t.Helper()
	begins := headSize + int64(len(blobs))
	whole := fmt.Appendf(nil, headFormat, version, begins, begins+int64(len(text)), checksum(text))
	whole = slices.Concat(whole, blobs, text, more)
	name := filepath.Join(t.TempDir(), "manifest")
	if err := os.WriteFile(name, whole, 0o644); err != nil {
		t.Fatal(err)
	}
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { file.Close() })
	return file
}

// FuzzManifestFile reads any file of a manifest; one that can be read is the same
// after the next build has taken it over.
func FuzzManifestFile(f *testing.F) {
	text := encoded(f, sampleManifest())
	var more bytes.Buffer
	if err := announce(&more, []string{"a.html", "握手.html"}); err != nil {
		f.Fatal(err)
	}
	f.Add([]byte("blobs and more blobs"), text, more.Bytes())
	f.Add([]byte("blobs and more blobs"), text, more.Bytes()[:10])
	f.Add([]byte{}, []byte("{}\nfile\t\"/tmp/x\"\t0\t0\t\t\t\t\t\n"), []byte("\n"))
	f.Fuzz(func(t *testing.T, blobs, text, more []byte) {
		file := fileOf(t, blobs, text, more)
		m, begins, ends, err := readManifest(file)
		if err != nil {
			return
		}
		if ends < begins || ends > headSize+int64(len(blobs)+len(text)+len(more)) {
			t.Errorf("the text is from %d to %d", begins, ends)
		}
		for _, e := range m.Sources {
			_, _ = readBlob(file, e.Outline)
		}
		next, err := os.Create(filepath.Join(t.TempDir(), "next"))
		if err != nil {
			t.Fatal(err)
		}
		a := newArchive(next, file, begins, m.used())
		for path, e := range m.Sources {
			if e.Outline, err = a.carry(e.Outline); err != nil {
				t.Fatal(err)
			}
			m.Sources[path] = e
		}
		if err := a.finish(m); err != nil {
			t.Fatal(err)
		}
		if next, err = os.Open(next.Name()); err != nil {
			t.Fatal(err)
		}
		defer next.Close()
		again, _, _, err := readManifest(next)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(encoded(t, m), encoded(t, again)); diff != "" {
			t.Error(diff)
		}
	})
}
