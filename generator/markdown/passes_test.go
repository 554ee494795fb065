package markdown

import (
	"slices"
	"testing"
)

// Each pass finds given what it needs, and nothing is given twice.
func TestPassesHaveWhatTheyNeed(t *testing.T) {
	var given []fact
	for _, p := range passes {
		for _, need := range p.needs {
			if !slices.Contains(given, need) {
				t.Errorf("to %s needs %s, which no pass before it gives", p.name, need)
			}
		}
		for _, gift := range p.gives {
			if slices.Contains(given, gift) {
				t.Errorf("to %s gives %s again", p.name, gift)
			}
		}
		given = append(given, p.gives...)
	}
}
