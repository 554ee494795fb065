package lecture

import (
	"woshou/diagrams/scene"
	"woshou/diagrams/sheet"
)

// Chart are slides of a state diagram, one for each of its parts, or where it has
// none as many as it takes.
func Chart(s *scene.Scene, parts [][2]float64) (list []Slide) {
	a := alone(s)
	c := composer{arrangement: a}
	sheets := sheet.Cut(s, a.picture.height()/a.scale)
	if parts != nil {
		sheets = sheet.At(s, parts)
	}
	for i := range sheets.Len() {
		part := sheets.Of(s, i)
		at := scene.Point{X: a.picture.left, Y: top + max(0, (a.picture.height()-part.Height*a.scale)/2)}
		items := append(c.heading(s.Title, Width-margin), scene.Placed(part.Items, a.scale, at)...)
		list = append(list, Slide{c.slide(items, s.Desc), s.Desc})
	}
	return list
}
