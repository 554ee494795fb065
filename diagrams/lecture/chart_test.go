package lecture_test

import (
	"testing"

	"woshou/diagrams"
	"woshou/diagrams/lecture"
	"woshou/diagrams/scene"
	"woshou/diagrams/statechart"
)

// TestChartsCanBeReadToo holds of the slides of the state diagram what is held
// of those of runs, and that none of its texts is on none of them.
func TestChartsCanBeReadToo(t *testing.T) {
	for _, lang := range []string{"zh", "en"} {
		chart := diagrams.TCP().Draw(nil, diagrams.Look{}.In(lang)).Scene
		seen := map[string]bool{}
		for i, s := range lecture.Chart(chart, statechart.Parts(chart)) {
			if err := scene.Validate(s.Scene); err != nil {
				t.Errorf("%s, slide %d: %v", lang, i+1, err)
			}
			for text := range s.Scene.Texts() {
				seen[text.Text] = true
				if text.Size < lecture.Least || !onSlide(text) {
					t.Errorf("%s, slide %d: %q of %v points at %v", lang, i+1, text.Text, text.Size, text.At)
				}
			}
		}
		for word := range chart.Words() {
			if !seen[word] {
				t.Errorf("%s: no slide says %q", lang, word)
			}
		}
	}
}
