package scene

import (
	"slices"
)

// Steps returns the stages of a sequence diagram, one for each segment, all of
// one size with everything at its place: the n-th lacks the segments after the
// n-th. The last is s itself; a picture without segments has no other. The
// stages share what they have in common with s.
func Steps(s *Scene) []*Scene {
	var ids []int
	for _, item := range s.Items {
		if g, ok := item.(Group); ok && g.Segment > 0 {
			ids = append(ids, g.Segment)
		}
	}
	slices.Sort(ids)
	var list []*Scene
	for n := 1; n < len(ids); n++ {
		stage := *s
		stage.Items = slices.DeleteFunc(slices.Clone(s.Items), func(item Item) bool {
			g, ok := item.(Group)
			return ok && g.Segment > ids[n-1]
		})
		list = append(list, &stage)
	}
	return append(list, s)
}
