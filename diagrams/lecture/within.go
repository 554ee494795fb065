package lecture

import "woshou/diagrams/scene"

// within are the shapes that lie on a slide. Names and titles of any length may
// be wished for, and what has no room is left out rather than the deck refused.
func within(items []scene.Item) (seen []scene.Item) {
	for _, item := range items {
		switch x := item.(type) {
		case scene.Group:
			if x.Items = within(x.Items); len(x.Items) == 0 {
				continue
			}
			item = x
		case scene.Line:
			x.From, x.To = nearest(x.From), nearest(x.To)
			if x.From == x.To {
				continue
			}
			item = x
		case scene.Text:
			if x.At != nearest(x.At) {
				continue
			}
		case scene.Rect:
			if from, to := (scene.Point{X: x.X, Y: x.Y}), (scene.Point{X: x.X + x.Width, Y: x.Y + x.Height}); from != nearest(from) || to != nearest(to) {
				continue
			}
		case scene.Circle:
			from := scene.Point{X: x.Center.X - x.Radius, Y: x.Center.Y - x.Radius}
			to := scene.Point{X: x.Center.X + x.Radius, Y: x.Center.Y + x.Radius}
			if from != nearest(from) || to != nearest(to) {
				continue
			}
		case scene.Path:
			if !pathWithin(x) {
				continue
			}
		}
		seen = append(seen, item)
	}
	return seen
}

// pathWithin reports whether every point of a path lies on a slide.
func pathWithin(p scene.Path) bool {
	for _, c := range p.Commands {
		for _, q := range c.Used() {
			if q != nearest(q) {
				return false
			}
		}
	}
	return true
}

// nearest is the point of a slide that is nearest to another.
func nearest(p scene.Point) scene.Point {
	return scene.Point{X: min(max(p.X, 0), Width), Y: min(max(p.Y, 0), Height)}
}
