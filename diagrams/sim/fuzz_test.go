package sim_test

import (
	"bytes"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"woshou/diagrams"
	"woshou/diagrams/golden"
	"woshou/diagrams/scenario"
	"woshou/diagrams/scenario/lines"
	"woshou/diagrams/sim"
	"woshou/diagrams/trace"

	"github.com/google/go-cmp/cmp"
)

// samples are the scenarios of testdata, and those that the site shows.
func samples(t testing.TB) map[string]string {
	all := map[string]string{}
	for _, c := range golden.Cases(t, "testdata") {
		all[c.Name] = c.Parts[0].Text
	}
	for _, c := range golden.Scenarios(t, golden.Shipped, "diagrams/sequence/testdata") {
		all[c.Name] = c.Text
	}
	if len(all) < 30 {
		t.Fatalf("only %d scenarios found", len(all))
	}
	return all
}

// TestEverySampleObeysTheLaws checks the laws of every run on all scenarios
// there are.
func TestEverySampleObeysTheLaws(t *testing.T) {
	for name, src := range samples(t) {
		t.Run(filepath.Base(name), func(t *testing.T) { checkLaws(t, src) })
	}
}

// TestOneInstantHasItsLimits has a single call send, or a single segment be
// copied, more often than any run may.
func TestOneInstantHasItsLimits(t *testing.T) {
	if testing.Short() {
		t.Skip("fills runs to their limits")
	}
	wide := "begin established\nclient set congestion off\nclient set window-scale on\nserver set window-scale on\n" +
		"server set window 1000000000\nserver set mss 8\n"
	for name, src := range map[string]string{
		"a window of a hundred million segments": wide + "client send 1000000000",
		"the same again and again":               wide + "together {\n" + strings.Repeat("client send 1000000000\n", 500) + "}",
		"a thousand million copies": wide + strings.Repeat("duplicate any from client times 1000000000\n", 500) +
			"client send 1000000000",
		"lost for many reasons": wide + strings.Repeat("lose any from client times 1000000000\n", 500) +
			"client send 1000000000",
	} {
		t.Run(name, func(t *testing.T) {
			file, _ := scenario.Parse("test.scenario", src)
			if _, errs := diagrams.RunFile(file); !slices.ContainsFunc(errs, func(e lines.Error) bool { return e.Code == sim.CodeLimit }) {
				t.Errorf("got the errors %v", errs)
			}
			checkLaws(t, src)
		})
	}
}

// FuzzRun holds the laws for whatever parses. Nothing panics, and nothing
// hangs: a run has its limits.
func FuzzRun(f *testing.F) {
	for _, src := range samples(f) {
		f.Add(src)
	}
	f.Fuzz(checkLaws)
}

// checkLaws runs a scenario, if it is one. Its trace must be valid; the same
// text gives the same trace, to the byte; and so does the formatted text.
func checkLaws(t *testing.T, src string) {
	file, bad := scenario.Parse("test.scenario", src)
	if len(bad) > 0 {
		return
	}
	first, errs := diagrams.RunFile(file)
	if err := first.Validate(); err != nil {
		t.Fatal(err)
	}
	// The input that reaches the limit, 10,000 events, is carried out, short of sending.
	if n := max(len(first.Events), len(first.Messages)); n > 10_100 {
		t.Errorf("%d events, %d segments", len(first.Events), len(first.Messages))
	}
	for _, e := range errs {
		if e.Line < 1 || e.Col < 1 || e.Width < 1 || e.Message == "" {
			t.Errorf("incomplete error: %#v", e)
		}
	}
	canonical := scenario.Format(file)
	again, bad := scenario.Parse("test.scenario", canonical)
	if len(bad) > 0 {
		t.Fatalf("the formatted text is wrong: %v\n%s", bad, canonical)
	}
	for what, f := range map[string]*scenario.File{"run again": file, "formatted": again} {
		second, moreErrs := diagrams.RunFile(f)
		if a, b := encode(t, first), encode(t, second); !bytes.Equal(a, b) {
			t.Fatalf("%s, the trace differs:\n%s", what, cmp.Diff(string(a), string(b)))
		}
		if len(moreErrs) != len(errs) {
			t.Errorf("%s, there are %d errors instead of %d", what, len(moreErrs), len(errs))
		}
	}
}

func encode(t *testing.T, tr *trace.Trace) []byte {
	var out bytes.Buffer
	if err := tr.Encode(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
