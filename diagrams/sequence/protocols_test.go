package sequence_test

import (
	"os"
	"path/filepath"
	"testing"

	"woshou/diagrams"
	"woshou/diagrams/scene"
	"woshou/diagrams/sequence"
	"woshou/diagrams/trace"
	"woshou/diagrams/words"
)

// runsOfProtocols runs the scenarios of protocols that are shipped, by name.
func runsOfProtocols(t *testing.T) map[string]*trace.Trace {
	dir := filepath.Join(content, "scenarios/protocols")
	paths, err := filepath.Glob(filepath.Join(dir, "*.scenario"))
	if err != nil || len(paths) < 20 {
		t.Fatalf("%d scenarios of protocols found: %v", len(paths), err)
	}
	runs := map[string]*trace.Trace{}
	for _, path := range paths {
		src, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		run, errs := diagrams.Open(string(src), func(name string) (file, text string, found bool) {
			protocol, err := os.ReadFile(filepath.Join(dir, name))
			return name, string(protocol), err == nil
		}).Run(path)
		if len(errs) > 0 {
			t.Fatalf("%s: %v", path, errs)
		}
		runs[filepath.Base(path)] = run
	}
	return runs
}

// TestFiguresOfProtocolsAreLegible holds that nothing meets and nothing leaves
// the picture, in each language, on a page, on a phone and on a slide.
func TestFiguresOfProtocolsAreLegible(t *testing.T) {
	for name, run := range runsOfProtocols(t) {
		for _, lang := range []string{"zh", "en"} {
			for _, width := range []float64{0, 360, 420, 960} {
				s := sequence.Layout(run, sequence.Options{Words: words.Of(lang), Width: width})
				for _, problem := range sequence.Overlaps(s) {
					t.Errorf("%s, %s, %g: %s", name, lang, width, problem)
				}
				if err := scene.Validate(s); err != nil {
					t.Errorf("%s, %s, %g: %v", name, lang, width, err)
				}
				if width == 420 && s.Width > mostOnAPhone {
					t.Errorf("%s, %s: %.0f points wide on a phone", name, lang, s.Width)
				}
			}
		}
	}
}

// mostOnAPhone is the width, in points, of the widest figure that is shipped for
// a phone: it is moved sideways there, 426 points being what letters of 10 pixels
// let one see at once.
const mostOnAPhone = 480.0
