package diagnostic

import (
	"bytes"
	"errors"
	"os"
	"testing"

	"woshou/diagrams/place"

	"github.com/google/go-cmp/cmp"
)

// TestSARIF writes problems of every severity, at places of every precision.
func TestSARIF(t *testing.T) {
	log := Log{
		Root: "docs",
		Problems: []Problem{
			{Severity: Error, Code: "unreadable", Place: place.Place{File: "a b.md"}, Message: "permission denied"},
			{Place: place.Place{File: "握手.md", Line: 2, Col: 3, Width: 2}, Severity: Warning, Code: "dead-link", Message: "no page", Hint: "look again"},
			{Place: place.Place{File: "握手.md", Line: 3}, Severity: Hint, Code: "dead-link", Message: "no page"},
			{Place: place.Place{File: "握手.md", Line: 4}, Severity: Hint, Code: "dead-link", Message: "no page"},
		},
		About: func(code string) Rule { return Rule{Code: code, About: "about " + code, Help: "help\n"} },
		Read: func(file string) ([]byte, error) {
			if file == "握手.md" {
				return []byte("一\n二二二\n三\n三\n"), nil
			}
			return nil, errors.New("not there")
		},
	}
	var out bytes.Buffer
	if err := WriteSARIF(&out, log); err != nil {
		t.Fatal(err)
	}
	const file = "testdata/problems.sarif"
	if *update {
		if err := os.WriteFile(file, out.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), out.String()); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
