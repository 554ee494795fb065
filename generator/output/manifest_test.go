package output

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func sampleManifest() *Manifest {
	return &Manifest{
		Began: 12, Program: "p", Config: "<c>", History: "7",
		Said: []byte(`{"pages":3,"message":"新\n行"}`),
		Sources: []FoundSource{
			FoundSource{Source: Source{Path: "a\tb.md", Size: 7, Mtime: -5, Node: 1 << 63}, Hash: "3", Date: "2026-11-22T09:30:00Z"}.With([]byte("\x00\n\t\\n\\\xff"), Blob{headSize, 5}),
			{Source: Source{Path: "x\ny"}, Hash: "4", Date: Undated},
		},
		Files: []File{
			{Address: "握手.html", Size: 9, Mtime: 10, Hash: "5", Label: Label{Recipe: "6", Stamp: "7", Problems: `[]`}},
		},
	}
}

// told is what a manifest says, in whichever way it came to say it.
func told(m *Manifest) any {
	var all []any
	for _, e := range m.Sources {
		e.line = ""
		all = append(all, fmt.Sprintf("%+v", e), e.Facts())
	}
	for _, e := range m.Files {
		e.line = ""
		all = append(all, fmt.Sprintf("%+v", e))
	}
	return append(all, m.Began, m.Program, m.Config, m.History, string(m.Said), string(m.Part))
}

func encoded(t testing.TB, m *Manifest) string {
	t.Helper()
	var text bytes.Buffer
	if err := m.encode(&text); err != nil {
		t.Fatal(err)
	}
	return text.String()
}

func TestManifestSurvivesItsText(t *testing.T) {
	want := sampleManifest()
	got, err := decode(encoded(t, want), headSize+12)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(told(want), told(got)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(encoded(t, want), encoded(t, got)); diff != "" {
		t.Error("as it was read it is written otherwise:", diff)
	}
}

// Of two lines with one name the later counts, and what is read is sorted, in
// whatever order it stands there.
func TestTheLaterLineCounts(t *testing.T) {
	lines := encoded(t, sampleManifest())
	for _, more := range []string{"b.html", "握手.html", "a.html"} {
		lines += fmt.Sprintf("file\t%q\t1\t2\t\t\t\t\t\n", more)
	}
	m, err := decode(lines, headSize+12)
	if err != nil {
		t.Fatal(err)
	}
	var files []string
	for _, e := range m.Files {
		files = append(files, fmt.Sprint(e.Address, e.Size))
	}
	if diff := cmp.Diff([]string{"a.html1", "b.html1", "握手.html1"}, files); diff != "" {
		t.Error(diff)
	}
}

func TestTimesAreTrustedOnlyWhenOld(t *testing.T) {
	m := &Manifest{Began: int64(10 * racy)}
	trusted := func(sources ...Source) int { return len(slices.Collect(m.Trusted(sources))) }
	for mtime, want := range map[int64]bool{
		int64(8*racy) + 1: true,
		int64(9 * racy):   false,
		int64(10 * racy):  false,
	} {
		source := Source{Path: "b.md", Size: 1, Mtime: mtime}
		m.Sources = []FoundSource{{Source: Source{Path: "a.md"}}, {Source: source}, {Source: Source{Path: "c.md"}}}
		if got := trusted(source) == 1; got != want {
			t.Errorf("a change %d before the build: trusted %t", m.Began-mtime, got)
		}
		if source.Size++; trusted(source) > 0 {
			t.Error("another size is trusted")
		}
	}
	if trusted(Source{Path: "0"}, Source{Path: "aa"}, Source{Path: "d"}) > 0 {
		t.Error("what nobody found is trusted")
	}
}

func FuzzManifest(f *testing.F) {
	f.Add(encoded(f, sampleManifest()))
	f.Add("{}\nsource\t\"x")
	f.Fuzz(func(t *testing.T, text string) {
		m, err := decode(text, headSize+12)
		if err != nil {
			return
		}
		first := encoded(t, m)
		again, err := decode(first, headSize+12)
		if err != nil {
			t.Fatalf("%v in\n%s", err, first)
		}
		if second := encoded(t, again); first != second {
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
	text := []byte(encoded(f, sampleManifest()))
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
		for i, e := range m.Sources {
			blob, err := a.carry(e.Outline)
			if err != nil {
				t.Fatal(err)
			}
			if blob != e.Outline {
				m.Sources[i] = e.With(e.Facts(), blob)
			}
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
