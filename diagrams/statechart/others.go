package statechart

import (
	"woshou/diagrams/font"
	"woshou/diagrams/scene"
	"woshou/diagrams/trace"
)

// othersFrom is where a line says what happens, from the left.
const othersFrom = 26.0

// others draws the rows that are neither an arrow nor an exit, each in a line
// of its own, from height y on. It returns the height below.
func (c *chart) others(y float64) float64 {
	for _, t := range c.table {
		if !drawn(t) && !isExit(t) {
			y = c.other(t, y+8)
		}
	}
	return y + 4
}

// other draws one row: both states with an arrow between them, and below it
// what happens. Its number stands at the start of the arrow.
func (c *chart) other(t trace.Transition, y float64) float64 {
	middle := y + lineHeight/2
	x := c.stateName(t.From, margin, middle)
	from, to := scene.Point{X: x + 6, Y: middle}, scene.Point{X: x + 62, Y: middle}
	c.draw(scene.Group{Role: scene.Edge, Alt: c.sentence(t), Items: c.strokes(
		route{line: []scene.Point{from, to}}, []trace.Transition{t})})
	c.numbers(scene.Point{X: from.X + numberAt + 4, Y: middle}, []trace.Transition{t})
	c.stateName(t.To, to.X+6, middle)
	for i, line := range font.Wrap(c.happens(t), textSize, (c.width-othersFrom)/slack, false) {
		c.text(scene.EdgeText, othersFrom, middle+lineHeight*float64(i+1)+2, scene.Start, line)
		y += lineHeight
	}
	return y + lineHeight + 4
}

// stateName sets a state's name and returns where it may end.
func (c *chart) stateName(s string, x, y float64) float64 {
	c.draw(scene.Text{
		Role: scene.StateName.Of(s), At: scene.Point{X: x, Y: y + baseline}, Anchor: scene.Start, Size: textSize, Bold: true, Text: c.name(s),
	})
	return x + textWidth(c.name(s), true)
}
