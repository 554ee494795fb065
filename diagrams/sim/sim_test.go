package sim_test

import (
	"fmt"
	"strings"
	"testing"

	"woshou/diagrams"
	"woshou/diagrams/golden"
)

// TestRuns runs every testdata/*.txtar: a part "scenario", then what becomes
// of it in "run" and "errors".
func TestRuns(t *testing.T) {
	golden.Run(t, "testdata", func(t *testing.T, c golden.Case) []golden.Part {
		run, errs := play(t, c.Parts[0].Text)
		parts := append(c.Parts[:1:1], golden.Part{Name: "run", Text: run})
		if errs != "" {
			parts = append(parts, golden.Part{Name: "errors", Text: errs})
		}
		return parts
	})
}

// play runs a scenario and returns the trace and the errors as text.
func play(t *testing.T, src string) (run, errs string) {
	t.Helper()
	tr, problems := diagrams.Run("test.scenario", src)
	if tr == nil {
		t.Fatal(problems)
	}
	var b strings.Builder
	for _, e := range problems {
		fmt.Fprintf(&b, "%d:%d: %s: %s\n", e.Line, e.Col, e.Code, e.Message)
	}
	return tr.String(), b.String()
}
