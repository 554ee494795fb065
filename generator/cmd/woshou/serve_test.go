package main

import (
	"bytes"
	"regexp"
	"testing"
	"time"

	"woshou/generator/diagnostic"
	"woshou/generator/serve"
)

// TestServeTellsOfAChange reads what a terminal shows when an author saves.
func TestServeTellsOfAChange(t *testing.T) {
	t.Setenv("LC_ALL", "C")
	var out bytes.Buffer
	logChange(&out, serve.Change{
		Names: []string{"zh/tcp.md", "a.scenario"}, Start: time.Now(), Took: 12 * time.Millisecond, Pages: 1, Figures: 2,
		Problems: []diagnostic.Problem{{Place: diagnostic.File("a.scenario"), Severity: diagnostic.Error, Code: "c", Message: "wrong"}},
		Read:     func(string) ([]byte, error) { return nil, nil },
	})
	want := `^\d\d:\d\d:\d\d zh/tcp\.md, a\.scenario: 1 page, 2 figures in 12 ms\nerror\[c\]: wrong\n`
	if !regexp.MustCompile(want).MatchString(out.String()) {
		t.Errorf("a terminal shows\n%s", out.String())
	}
}
