package judge

import (
	"testing"

	"woshou/diagrams/scenario"
)

// TestRandomScenariosCanBeRead: whatever the generator writes can be judged.
func TestRandomScenariosCanBeRead(t *testing.T) {
	for seed := range uint64(200) {
		text := Random(seed)
		f, errs := scenario.Parse("random", text)
		if len(errs) > 0 {
			t.Fatalf("seed %d: %v\n%s", seed, errs, text)
		}
		if _, unable := Prepare(f); unable != "" {
			t.Errorf("seed %d: %s", seed, unable)
		}
		if Random(seed) != text {
			t.Errorf("seed %d does not say it twice", seed)
		}
	}
}
