package lecture_test

import (
	"iter"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"woshou/diagrams"
	"woshou/diagrams/lecture"
	"woshou/diagrams/scene"
	"woshou/diagrams/sequence"
)

// charts are the machines with their ways in no run: TCP, and those of every
// protocol that the project ships.
func charts(t *testing.T) (all []diagrams.Machine) {
	all = append(all, diagrams.TCP())
	names, err := filepath.Glob("../../content/scenarios/protocols/*.protocol")
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		whole, errs := diagrams.ProtocolOf(diagrams.File{Name: filepath.Base(name), Text: string(text)})
		if len(errs) > 0 {
			t.Fatal(errs)
		}
		all = append(all, whole)
		if len(whole.Roles()) > 1 {
			all = append(all, whole.Roles()...)
		}
	}
	return all
}

// TestChartsCanBeReadToo holds of the slides of state diagrams what is held of those
// of runs: 16 to 9, no text under 18 points, none that leaves the slide or meets
// another; and that each row of the table is told on a slide.
func TestChartsCanBeReadToo(t *testing.T) {
	for _, m := range charts(t) {
		for _, lang := range []string{"zh", "en"} {
			t.Run(m.Name+" "+lang, func(t *testing.T) {
				chart := m.Draw(nil, diagrams.Look{}.In(lang))
				told := map[string]int{}
				for i, s := range chart.Slides(true) {
					readable(t, i+1, s.Scene)
					for _, problem := range sequence.Overlaps(bare(s.Scene)) {
						t.Errorf("slide %d: %s", i+1, problem)
					}
					for alt := range alts(s.Scene.Items) {
						told[alt]++
					}
				}
				for alt := range alts(chart.Scene.Items) {
					told[alt]--
				}
				for alt, n := range told {
					if n != 0 {
						t.Errorf("slides tell %q %+d times too often", alt, n)
					}
				}
			})
		}
	}
}

// bare is a slide without the names in the bars, which stand on a shape by intent.
func bare(s *scene.Scene) *scene.Scene {
	b := *s
	b.Items = nil
	for _, item := range s.Items {
		if g, ok := item.(scene.Group); ok && strings.HasPrefix(string(g.Role), string(scene.Node)) {
			item = g.Items[0]
		}
		b.Items = append(b.Items, item)
	}
	return &b
}

// readable holds of a slide what must hold of every one.
func readable(t *testing.T, n int, s *scene.Scene) {
	t.Helper()
	if err := scene.Validate(s); err != nil {
		t.Errorf("slide %d: %v", n, err)
	}
	if s.Width*9 != s.Height*16 {
		t.Errorf("slide %d: %v by %v", n, s.Width, s.Height)
	}
	for text := range s.Texts() {
		if text.Size < lecture.Least || !onSlide(text) {
			t.Errorf("slide %d: %q of %v points at %v", n, text.Text, text.Size, text.At)
		}
	}
}

// alts are what the arrows, dots and lines of a state diagram stand for, row by row.
func alts(items []scene.Item) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, item := range items {
			if g, ok := item.(scene.Group); ok && (g.Role == scene.Edge || g.Role == scene.Exit) {
				for row := range strings.SplitSeq(strings.ReplaceAll(g.Alt, "；", "; "), "; ") {
					if !yield(row) {
						return
					}
				}
			}
		}
	}
}
