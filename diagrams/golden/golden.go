// Package golden runs the cases of tests: files that a newcomer can read and
// add. A case is a txtar archive, testdata/NAME.txtar: what is given, and what
// is to come of it, in parts.
//
//	Why this case is here.
//
//	-- scenario --
//	server listen
//	client connect
//	-- run --
//	what comes of it
//
// A test hands a folder and a function to Run, which returns the parts as they
// are now:
//
//	func TestRuns(t *testing.T) {
//		golden.Run(t, "testdata", func(t *testing.T, c golden.Case) []golden.Part {
//			return c.With("run", play(t, c.Part("scenario")))
//		})
//	}
//
// To add a case, write what is given and run the test with -update; then read
// the difference. It is for tests alone.
package golden

import (
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "write what is now the case into testdata")

// Updating reports whether the user asked to have testdata rewritten.
func Updating() bool { return *update }

// Part is one part of a case.
type Part struct{ Name, Text string }

// Case is one file of testdata.
type Case struct {
	Name    string // of the file, without folder and ending
	Comment string // before the first part
	Parts   []Part
}

// Want is the name of the part with what is to come of a case, where one part
// is enough.
const Want = "want"

// Part is the text of the part of that name, "" if there is none.
func (c Case) Part(name string) string {
	text, _ := c.Read(name)
	return string(text)
}

// Read is the text of the part of that name, for what reads files by name.
func (c Case) Read(name string) ([]byte, error) {
	for _, p := range c.Parts {
		if p.Name == name {
			return []byte(p.Text), nil
		}
	}
	return nil, fs.ErrNotExist
}

// With returns the parts with another text in that of a name, which is added
// at the end if it is not there and the text is not empty.
func (c Case) With(name, text string) []Part {
	parts := slices.Clone(c.Parts)
	for i := range parts {
		if parts[i].Name == name {
			parts[i].Text = text
			return parts
		}
	}
	if text != "" {
		parts = append(parts, Part{name, text})
	}
	return parts
}

// Folder writes the parts that are given, all but Want, as files into a folder,
// which goes with the test.
func (c Case) Folder(t testing.TB) string {
	t.Helper()
	dir := t.TempDir()
	for _, p := range c.Parts {
		if p.Name == Want {
			continue
		}
		Write(t, filepath.Join(dir, filepath.FromSlash(p.Name)), p.Text)
	}
	return dir
}

// Write writes a file, and the folders above it.
func Write(t testing.TB, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// Cases reads the cases of a folder, in the order of their names. There must be
// one.
func Cases(t testing.TB, dir string) []Case {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "*.txtar"))
	if err != nil || len(names) == 0 {
		t.Fatal("no cases in ", dir, err)
	}
	var all []Case
	for _, name := range names {
		all = append(all, Read(t, name))
	}
	return all
}

// Read reads one case.
func Read(t testing.TB, name string) Case {
	t.Helper()
	archive, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	c := Case{Name: strings.TrimSuffix(filepath.Base(name), filepath.Ext(name)), Comment: string(archive.Comment)}
	for _, f := range archive.Files {
		c.Parts = append(c.Parts, Part{f.Name, string(f.Data)})
	}
	return c
}

func (c Case) format() string {
	archive := txtar.Archive{Comment: []byte(c.Comment)}
	for _, p := range c.Parts {
		archive.Files = append(archive.Files, txtar.File{Name: p.Name, Data: []byte(p.Text)})
	}
	return string(txtar.Format(&archive))
}

// Run holds that each case of a folder is as it is now: now returns all of its
// parts, those that are given too.
func Run(t *testing.T, dir string, now func(*testing.T, Case) []Part) {
	t.Helper()
	for _, c := range Cases(t, dir) {
		t.Run(c.Name, func(t *testing.T) {
			is := Case{c.Name, c.Comment, now(t, c)}
			File(t, filepath.Join(dir, c.Name+".txtar"), is.format())
		})
	}
}

// File holds that a file is as it is now.
func File(t testing.TB, name, now string) {
	t.Helper()
	if diff := cmp.Diff(string(Bytes(t, name, []byte(now))), now); diff != "" {
		t.Errorf("%s (-want +got; -update writes it anew)\n%s", name, diff)
	}
}

// Bytes returns what a file of testdata holds, for a test that compares in its
// own way. With -update that is what it is handed.
func Bytes(t testing.TB, name string, now []byte) []byte {
	t.Helper()
	if *update && !t.Failed() {
		if err := os.WriteFile(name, now, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return want
}
