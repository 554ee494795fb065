package lecture

import "woshou/diagrams/scene"

// Frames are the stages of a figure that grows as a moving picture shows them:
// what each stage brings is thick in it. The last is the figure as it is.
func Frames(s *scene.Scene) (frames []*scene.Scene) {
	for i, stage := range scene.Steps(s) {
		f := *stage
		f.Items = nil
		for _, item := range stage.Items {
			if g, ok := item.(scene.Group); ok && g.Segment == i+1 {
				f.Items = append(f.Items, heavier(scene.Weighed([]scene.Item{g}, scene.Now))...)
			} else {
				f.Items = append(f.Items, item)
			}
		}
		frames = append(frames, &f)
	}
	return append(frames, s)
}
