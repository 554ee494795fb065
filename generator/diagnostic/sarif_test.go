package diagnostic

import (
	"bytes"
	"errors"
	"testing"

	"woshou/diagrams/golden"
	"woshou/diagrams/place"
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
	golden.File(t, "testdata/problems.sarif", out.String())
}
