package scenario_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"woshou/diagrams/golden"
	"woshou/diagrams/place"
	"woshou/diagrams/scenario"
	"woshou/diagrams/scenario/lines"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// apartFromPositions compares scenarios that stand at different places.
var apartFromPositions = cmpopts.IgnoreTypes(place.Place{})

// TestCases runs testdata/*.txtar. A case is a run of files: `name`, the
// scenario, then what it gives: `name.canonical` when it is right (left out
// when that is the scenario itself), `name.errors` when it is not.
func TestCases(t *testing.T) {
	golden.Run(t, "testdata", func(t *testing.T, c golden.Case) (parts []golden.Part) {
		for _, p := range c.Parts {
			if filepath.Ext(p.Name) == "" {
				parts = append(append(parts, p), outcomeOf(t, scenario.Parse, p.Name, p.Text)...)
			}
		}
		return parts
	})
}

// reading is how a text is read: scenario.Parse, or with the words of a protocol.
type reading func(name, src string) (*scenario.File, []lines.Error)

// outcomeOf is what a scenario gives, as the parts of a case.
func outcomeOf(t *testing.T, read reading, name, src string) []golden.Part {
	file, errs := read(name, src)
	if len(errs) > 0 {
		var lines strings.Builder
		for _, e := range errs {
			fmt.Fprintf(&lines, "%v ~%d %s\n", e, e.Width, e.Code)
		}
		return []golden.Part{{Name: name + ".errors", Text: lines.String()}}
	}
	canonical := scenario.Format(file)
	checkRoundTrip(t, read, file, canonical)
	if canonical == src {
		return nil
	}
	return []golden.Part{{Name: name + ".canonical", Text: canonical}}
}

// checkRoundTrip holds the law of the formatter.
func checkRoundTrip(t *testing.T, read reading, file *scenario.File, canonical string) {
	t.Helper()
	again, errs := read(file.Name, canonical)
	if len(errs) > 0 {
		t.Fatalf("%s: canonical form has errors: %v\n%s", file.Name, errs, canonical)
	}
	if diff := cmp.Diff(file, again, apartFromPositions); diff != "" {
		t.Errorf("%s: canonical form means something else (-written +formatted):\n%s", file.Name, diff)
	}
	if twice := scenario.Format(again); twice != canonical {
		t.Errorf("%s: not a fixed point:\n%s", file.Name, cmp.Diff(canonical, twice))
	}
}

// FuzzParse holds that no text panics, that every error has a place, and that
// what is right survives formatting.
func FuzzParse(f *testing.F) {
	for _, c := range golden.Cases(f, "testdata") {
		for _, p := range c.Parts {
			f.Add(p.Text)
		}
	}
	f.Fuzz(func(t *testing.T, src string) { holdsOf(t, scenario.Parse, src) })
}

// holdsOf holds of any text what FuzzParse says.
func holdsOf(t *testing.T, read reading, src string) {
	file, errs := read("fuzz", src)
	for _, e := range errs {
		if e.Line < 1 || e.Col < 1 || e.Width < 1 || e.Message == "" || e.Code == "" {
			t.Errorf("incomplete error: %#v", e)
		}
	}
	canonical := scenario.Format(file)
	if len(errs) == 0 {
		checkRoundTrip(t, read, file, canonical)
	}
}
