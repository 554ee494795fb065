package export

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the README's picture")

// TestPictureOfReadme holds that the picture in the README is what comes of
// the scenario printed below it.
func TestPictureOfReadme(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(readme), "```\n")
	text, _, found := strings.Cut(rest, "```\n")
	if !found {
		t.Fatal("the README has no scenario")
	}
	const picture = "testdata/three-way-handshake.en.svg"
	if !strings.Contains(string(readme), picture) {
		t.Errorf("the README does not show %s", picture)
	}
	figure := Figure{Name: "three-way-handshake", Text: text, Langs: []string{"en"}, File: "README.md"}
	out := t.TempDir()
	if problems, err := Export([]Figure{figure}, Options{Out: out, Formats: []string{"svg"}}); err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	got, err := os.ReadFile(filepath.Join(out, "three-way-handshake.en.svg"))
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(picture, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(picture)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("the picture is not that of the scenario: run `go test ./generator/export -update` and look at it")
	}
}

// TestProblemsLeaveNothing holds that a wrong scenario is reported at its
// place in the page, and that nothing is written then.
func TestProblemsLeaveNothing(t *testing.T) {
	good := Figure{Name: "a", Text: "server listen\nclient connect\n", Langs: []string{"zh"}, File: "a.md", Line: 1}
	wrong := Figure{Name: "b", Text: "server listen\nexpect server CLOSED\n", Langs: []string{"zh"}, File: "b.md", Line: 10, Indent: 2}
	out := filepath.Join(t.TempDir(), "slides")
	problems, err := Export([]Figure{good, wrong}, Options{Out: out, Formats: []string{"svg"}})
	if err != nil {
		t.Fatal(err)
	}
	if len(problems) != 1 || problems[0].Place() != "b.md:11:10" {
		t.Errorf("problems %+v", problems)
	}
	if _, err := os.Stat(out); !os.IsNotExist(err) {
		t.Error("something was written")
	}
}
