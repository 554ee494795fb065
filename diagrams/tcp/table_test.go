package tcp

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestTableIsAFunction holds that an event leads from a state to one state
// only, and that every state can be entered and left.
func TestTableIsAFunction(t *testing.T) {
	seen := map[cause]bool{}
	entered, left := map[State]bool{}, map[State]bool{}
	for _, r := range Table {
		c := cause{r.From, r.Event}
		if seen[c] {
			t.Errorf("two rows for %v on %q", r.From, r.Event)
		}
		seen[c] = true
		entered[r.To], left[r.From] = true, true
	}
	for s := Closed; s <= TimeWait; s++ {
		if !entered[s] || !left[s] {
			t.Errorf("%v: entered %v, left %v", s, entered[s], left[s])
		}
	}
}

// TestClausesExist holds that every section of the RFC that this package cites
// is one of its headings, which testdata/rfc9293-headings.txt lists.
func TestClausesExist(t *testing.T) {
	list, err := os.ReadFile("testdata/rfc9293-headings.txt")
	if err != nil {
		t.Fatal(err)
	}
	var headings []string
	for line := range strings.Lines(string(list)) {
		number, _, _ := strings.Cut(line, " ")
		headings = append(headings, strings.TrimSuffix(number, "."))
	}
	files, _ := filepath.Glob("*.go")
	cited := regexp.MustCompile(`§([0-9]+(?:\.[0-9]+)*)`)
	n := 0
	for _, f := range files {
		src, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range cited.FindAllStringSubmatch(string(src), -1) {
			if n++; !slices.Contains(headings, m[1]) {
				t.Errorf("%s cites §%s, which is no heading", f, m[1])
			}
		}
	}
	if n < 50 {
		t.Errorf("only %d citations found: is the pattern right?", n)
	}
}

// TestSequenceNumbersWrap compares numbers on both sides of 2^32.
func TestSequenceNumbersWrap(t *testing.T) {
	last := Seq(1<<32 - 1)
	next := last.Add(2)
	if next != 1 || !last.Less(next) || next.Less(last) || next.Sub(last) != 2 || last.Sub(next) != -2 {
		t.Errorf("%d and %d: Less %v, Sub %d", last, next, last.Less(next), next.Sub(last))
	}
	if !next.In(last, 3) || next.In(last, 2) || last.In(next, 3) {
		t.Error("In does not wrap")
	}
}
