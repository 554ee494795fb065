package diagrams_test

import (
	"os"
	"path/filepath"
	"testing"

	"woshou/diagrams"
)

// TestNarrowFiguresFitAPhone holds that three lifelines are seen at once there,
// and that two are drawn as everywhere.
func TestNarrowFiguresFitAPhone(t *testing.T) {
	const dir = "../content/scenarios/protocols"
	for name, narrower := range map[string]bool{"raft-election": true, "mqtt-once": false} {
		src, err := os.ReadFile(filepath.Join(dir, name+".scenario"))
		if err != nil {
			t.Fatal(err)
		}
		run, errs := diagrams.Open(string(src), func(file string) (string, string, bool) {
			protocol, err := os.ReadFile(filepath.Join(dir, file))
			return file, string(protocol), err == nil
		}).Run(name)
		if len(errs) > 0 {
			t.Fatal(errs)
		}
		page, phone := diagrams.Draw(run, diagrams.Look{}).Scene.Width, diagrams.DrawNarrow(run, diagrams.Look{}).Scene.Width
		if phone > 426 || (phone < page) != narrower && page > 426 {
			t.Errorf("%s: %.0f points on a page, %.0f on a phone", name, page, phone)
		}
	}
}
