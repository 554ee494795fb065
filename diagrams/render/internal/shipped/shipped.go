// Package shipped draws the figures that the project ships, for tests of the
// renderers.
package shipped

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"sync"

	"woshou/diagrams"
	"woshou/diagrams/scene"
)

// Figures are every scenario that the project ships, and the state diagram, in
// both languages, for tests that run in a folder beside this one's parent. The
// names tell scenario and language, and are sorted. They are drawn once; callers
// must not change them.
func Figures() (names []string, scenes []*scene.Scene, err error) {
	drawn, err := draw()
	names = slices.Sorted(maps.Keys(drawn))
	for _, name := range names {
		scenes = append(scenes, drawn[name])
	}
	return names, scenes, err
}

var draw = sync.OnceValues(func() (map[string]*scene.Scene, error) {
	drawn := map[string]*scene.Scene{}
	root := os.DirFS("../../../content/scenarios")
	err := fs.WalkDir(root, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || path.Ext(name) != ".scenario" {
			return err
		}
		text, err := fs.ReadFile(root, name)
		if err != nil {
			return err
		}
		run, errs := diagrams.Run(name, string(text))
		if len(errs) > 0 {
			return errs[0]
		}
		for _, lang := range []string{"zh", "en"} {
			drawn[name+" "+lang] = diagrams.Draw(run, diagrams.Look{}.In(lang)).Scene
		}
		return nil
	})
	if len(drawn) == 0 {
		err = errors.Join(err, errors.New("no scenarios"))
	}
	for _, lang := range []string{"zh", "en"} {
		drawn["states "+lang] = diagrams.DrawStates(nil, diagrams.Look{}.In(lang)).Scene
	}
	return drawn, err
})
