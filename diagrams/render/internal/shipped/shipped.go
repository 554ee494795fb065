// Package shipped draws the figures that the project ships, for tests of the
// renderers.
package shipped

import (
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"

	"woshou/diagrams"
	"woshou/diagrams/golden"
	"woshou/diagrams/scene"
)

// Figures are every scenario that the project ships, and the state diagram, in
// both languages, but with -short one in eight. The names tell scenario and language, and are sorted. They
// are drawn once; callers must not change them.
func Figures(t testing.TB) (names []string, scenes []*scene.Scene) {
	t.Helper()
	once.Do(func() { draw(t) })
	for i, name := range slices.Sorted(maps.Keys(drawn)) {
		if i%8 == 0 || !testing.Short() {
			names = append(names, name)
		}
	}
	for _, name := range names {
		scenes = append(scenes, drawn[name])
	}
	return names, scenes
}

var (
	once  sync.Once
	drawn = map[string]*scene.Scene{}
)

func draw(t testing.TB) {
	t.Helper()
	for _, c := range golden.Scenarios(t, golden.Shipped) {
		source := diagrams.Open(c.Text, func(name string) (file, text string, found bool) { return golden.Protocol(t, c.Name, name) })
		run, errs := source.Run(c.Name)
		if len(errs) > 0 {
			t.Fatal(errs)
		}
		for _, lang := range []string{"zh", "en"} {
			name := strings.TrimPrefix(c.Name, golden.Shipped+"/")
			drawn[name+" "+lang] = diagrams.Draw(run, diagrams.Look{}.In(lang)).Scene
		}
	}
	for _, lang := range []string{"zh", "en"} {
		drawn["states "+lang] = diagrams.TCP().Draw(nil, diagrams.Look{}.In(lang)).Scene
	}
}
