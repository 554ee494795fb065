package lecture

import "woshou/diagrams/scene"

// Chart are slides of a state diagram, one for each of its pictures, which are laid
// out for slides: whole, and wide.
func Chart(pictures []*scene.Scene) (list []Slide) {
	for _, s := range pictures {
		a := alone(s)
		c := composer{arrangement: a}
		at := scene.Point{X: a.picture.left, Y: top + max(0, (a.picture.height()-s.Height*a.scale)/2)}
		items := append(c.heading(s.Title, Width-margin), scene.Placed(s.Items, a.scale, at)...)
		list = append(list, Slide{c.slide(items, s.Desc), s.Desc})
	}
	return list
}
