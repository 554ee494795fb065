package diagrams_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"woshou/diagrams"
	"woshou/diagrams/explore"
	"woshou/diagrams/protocol"
	"woshou/diagrams/sequence"
	"woshou/diagrams/words"
)

// TestCounterexamplesAreLegible holds that no word leaves the picture of a way
// that a check finds, and that on a page nothing meets: of each protocol, and of
// each without one of its rules. Nobody has looked at these, and most end while
// messages are on their way.
func TestCounterexamplesAreLegible(t *testing.T) {
	drawn := 0
	for _, dir := range []string{"protocol/testdata/protocols", "../content/scenarios/protocols"} {
		files, err := filepath.Glob(dir + "/*.protocol")
		if err != nil || len(files) < 13 {
			t.Fatal(files, err)
		}
		for _, file := range files {
			src, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for change, text := range withoutOne(string(src)) {
				if change > 0 && (testing.Short() && change%7 > 0 || strings.Contains(file, "raft-log")) {
					continue
				}
				drawn += legible(t, filepath.Base(file), change, text)
			}
		}
	}
	t.Logf("%d ways drawn", drawn)
}

// legible draws all that a check of a text finds, and returns how much that was.
func legible(t *testing.T, name string, change int, text string) (n int) {
	program, errs := protocol.Load(name, text)
	if len(errs) > 0 {
		return 0
	}
	for _, v := range explore.Check(program, explore.Options{}).Verdicts {
		if v.Path == nil || v.Path.Wrong {
			continue
		}
		way := diagrams.Source{Text: v.Path.Scenario(), Protocol: diagrams.File{Name: name, Text: text}}
		run, errs := way.Run("way.scenario")
		if len(errs) > 0 {
			t.Errorf("%s without line %d: %v", name, change, errs)
			continue
		}
		n++
		for _, lang := range []string{"zh", "en"} {
			look := diagrams.Look{Words: words.Of(lang)}
			for _, problem := range sequence.Overlaps(diagrams.Draw(run, look).Scene) {
				t.Errorf("%s without line %d, %s, on a page: %s\n%s", name, change, lang, problem, way.Text)
			}
			for _, problem := range sequence.Overlaps(diagrams.DrawNarrow(run, look).Scene) {
				if strings.HasSuffix(problem, "leaves the picture") {
					t.Errorf("%s without line %d, %s, on a phone: %s\n%s", name, change, lang, problem, way.Text)
				}
			}
		}
	}
	return n
}
