package markdown

import (
	"slices"
	"testing"
)

// Each pass finds given what it needs, and nothing is given twice.
func TestPassesHaveWhatTheyNeed(t *testing.T) {
	var given []fact
	for i, p := range passes {
		for _, need := range p.needs {
			if !slices.Contains(given, need) {
				t.Errorf("pass %d needs %s, which no pass before it gives", i, need)
			}
		}
		for _, gift := range p.gives {
			if slices.Contains(given, gift) {
				t.Errorf("pass %d gives %s again", i, gift)
			}
		}
		given = append(given, p.gives...)
	}
}
