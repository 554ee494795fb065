package lecture

import (
	"fmt"

	"woshou/diagrams/font"
	"woshou/diagrams/scene"
)

// cover is the first slide: the title, between whom, and in how many steps.
func (c composer) cover() Slide {
	const size, left = 44.0, 96.0
	list := balanced(c.figure.Title, size, Width-2*left, true)
	y := 230 - float64(len(list)-1)*size*0.6
	var items []scene.Item
	for _, line := range list {
		items = append(items, scene.Text{Role: scene.SlideTitle, At: scene.Point{X: left, Y: y}, Size: size, Bold: true, Text: line})
		y += size * 1.2
	}
	y += 8
	x := left
	for i := range c.Run.Hosts {
		name := c.host(i)
		width := font.Width(name, 26, true) * slack
		items = append(items,
			scene.Text{Role: scene.HostName.Of(c.accent(i)), At: scene.Point{X: x, Y: y}, Size: 26, Bold: true, Text: name},
			scene.Line{Role: scene.HostRule.Of(c.accent(i)), From: scene.Point{X: x, Y: y + 12}, To: scene.Point{X: x + width, Y: y + 12}})
		x += width + 32
	}
	length := fmt.Sprintf(c.says.Length, len(c.steps))
	items = append(items, scene.Text{Role: scene.TimeText, At: scene.Point{X: left, Y: y + 60}, Size: 22, Text: length})
	return Slide{c.slide(items, c.figure.Title), c.figure.Title + "\n" + length}
}
