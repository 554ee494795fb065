package scene_test

import (
	"fmt"
	"path"
	"reflect"
	"slices"
	"strings"
	"testing"

	"woshou/diagrams"
	"woshou/diagrams/golden"
	"woshou/diagrams/scene"
)

// TestStages runs every testdata/steps/*.txtar: a scenario, and the texts that
// each stage adds to the one before, besides its segment.
func TestStages(t *testing.T) {
	golden.Run(t, "testdata/steps", func(t *testing.T, c golden.Case) []golden.Part {
		run, errs := diagrams.Run(c.Name, c.Parts[0].Text)
		if len(errs) > 0 {
			t.Fatal(errs)
		}
		s := diagrams.Draw(run, diagrams.Look{}).Scene
		return c.With("stages", stages(s))
	})
}

// stages lists the texts that each stage adds.
func stages(s *scene.Scene) string {
	var out strings.Builder
	var before []scene.Text
	for i, stage := range scene.Steps(s) {
		fmt.Fprintf(&out, "%d:", i+1)
		now := texts(stage.Items)
		for _, t := range now {
			if !slices.Contains(before, t) {
				fmt.Fprintf(&out, " [%s]", t.Text)
			}
		}
		out.WriteString("\n")
		before = now
	}
	return out.String()
}

func texts(items []scene.Item) (list []scene.Text) {
	for _, item := range items {
		switch x := item.(type) {
		case scene.Group:
			if x.Segment == 0 { // how labels are broken is a matter of layout
				list = append(list, texts(x.Items)...)
			}
		case scene.Text:
			list = append(list, x)
		}
	}
	return list
}

// TestStagesOfShippedScenariosGrow asks of every scenario of the documentation
// what the doc comment of Steps says.
func TestStagesOfShippedScenariosGrow(t *testing.T) {
	forShipped(t, func(t *testing.T, s *scene.Scene) {
		list := scene.Steps(s)
		if got, want := len(list), max(1, len(segments(s))); got != want {
			t.Fatalf("%d stages of %d segments", got, want)
		}
		if !reflect.DeepEqual(list[len(list)-1], s) {
			t.Error("the last stage is not the whole")
		}
		for i, stage := range list {
			if err := scene.Validate(stage); err != nil {
				t.Errorf("stage %d: %v", i+1, err)
			}
			if stage.Width != s.Width || stage.Height != s.Height || stage.Title != s.Title || stage.Lang != s.Lang {
				t.Errorf("stage %d is of another size or name", i+1)
			}
			if ids := segments(stage); len(ids) > 0 && (len(ids) != i+1 || slices.Max(ids) != i+1) {
				t.Errorf("stage %d shows segments %v", i+1, ids)
			}
			if i+1 < len(list) {
				if missing := without(stage.Items, list[i+1].Items); missing != nil {
					t.Errorf("stage %d lacks of the stage before:\n%v", i+2, missing)
				}
			}
		}
	})
}

// forShipped lays out every scenario of the documentation.
func forShipped(t *testing.T, check func(*testing.T, *scene.Scene)) {
	for _, c := range golden.OfTCP(t, golden.Shipped) {
		run, errs := diagrams.Run(c.Name, c.Text)
		if len(errs) > 0 {
			t.Fatal(errs)
		}
		for _, lang := range []string{"zh", "en"} {
			s := diagrams.Draw(run, diagrams.Look{}.In(lang)).Scene
			t.Run(path.Base(c.Name)+"."+lang, func(t *testing.T) { check(t, s) })
		}
	}
}

func segments(s *scene.Scene) (ids []int) {
	for _, item := range s.Items {
		if g, ok := item.(scene.Group); ok && g.Segment > 0 {
			ids = append(ids, g.Segment)
		}
	}
	return ids
}

// without returns the first item that does not stand in all, in the same order
// and as it is or longer; nil if all do.
func without(items, all []scene.Item) scene.Item {
	for _, item := range items {
		i := slices.IndexFunc(all, func(o scene.Item) bool { return cutOf(item, o) })
		if i < 0 {
			return item
		}
		all = all[i+1:]
	}
	return nil
}

// cutOf reports whether an item is the whole, or the upper end of the whole
// band or hatch.
func cutOf(item, whole scene.Item) bool {
	if reflect.DeepEqual(item, whole) {
		return true
	}
	switch x := item.(type) {
	case scene.Group:
		w, ok := whole.(scene.Group)
		return ok && x.State != "" && x.State == w.State && x.Host == w.Host && without(x.Items, w.Items) == nil
	case scene.Rect:
		w, ok := whole.(scene.Rect)
		return ok && x.Role == w.Role && x.X == w.X && x.Y == w.Y && x.Width == w.Width && x.Height <= w.Height
	case scene.Path:
		w, ok := whole.(scene.Path)
		return ok && x.Role == w.Role && len(x.Commands) <= len(w.Commands)
	}
	return false
}

func TestPictureWithoutSegmentsHasOneStage(t *testing.T) {
	s := &scene.Scene{Items: []scene.Item{scene.Group{Items: []scene.Item{scene.Circle{Role: scene.Exit, Radius: 1}}}}}
	if list := scene.Steps(s); len(list) != 1 || list[0] != s {
		t.Errorf("got %v", list)
	}
}
