package statechart

import (
	"fmt"
	"strconv"

	"woshou/diagrams/font"
	"woshou/diagrams/scene"
	"woshou/diagrams/trace"
)

// Of the numbers on an arrow, in points.
const (
	numberHeight = 18.0
	numberGap    = 2.0 // between those of two ways
	mostNumbers  = 3   // that are printed for one way; then an ellipsis
)

// numbers draws, about a point, which steps of the ways are among rows: for
// each way a field of its own, side by side and within the picture. Those of
// one side are round, of the other square, so that they differ without colour.
func (c *chart) numbers(at scene.Point, rows []trace.Transition) {
	fields, texts, total := c.fields(rows)
	x := min(max(at.X-total/2, 2), c.width-2-total)
	for i, f := range fields {
		f.X, f.Y = x, at.Y-numberHeight/2
		x += f.Width + numberGap
		c.field(f, texts[i])
	}
}

// fields are what the numbers of each way stand on, not yet at their place, and how
// wide they are together.
func (c *chart) fields(rows []trace.Transition) (fields []scene.Rect, texts []string, total float64) {
	total = -numberGap
	for i, p := range c.opt.Paths {
		numbers := p.Numbers(rows...)
		if len(numbers) == 0 {
			continue
		}
		f := field(c.side(i), listed(numbers))
		fields, texts = append(fields, f), append(texts, listed(numbers))
		total += f.Width + numberGap
	}
	return fields, texts, total
}

// field is what the numbers of a way stand on, as wide as they need and not yet
// at its place.
func field(side int, text string) scene.Rect {
	return scene.Rect{
		Role:  scene.Order.Of(letter(side)),
		Width: max(numberHeight, textWidth(text, true)+8), Height: numberHeight,
		Radius: [...]float64{numberHeight / 2, 3}[side%2],
	}
}

// field draws a field with its numbers. They have the role of a segment's
// number, which stands on a disc in the same manner.
func (c *chart) field(f scene.Rect, text string) {
	middle := scene.Point{X: f.X + f.Width/2, Y: f.Y + f.Height/2 + baseline}
	c.draw(f, scene.Text{Role: scene.StepNumber, At: middle, Anchor: scene.Middle, Size: textSize, Bold: true, Text: text})
}

// listed prints numbers as "1,5,9…".
func listed(numbers []int) string {
	text := ""
	for i, n := range numbers {
		if i == mostNumbers {
			return text + "…"
		}
		if i > 0 {
			text += ","
		}
		text += strconv.Itoa(n)
	}
	return text
}

// keyArrow is the length of the sample of a way, in points.
const keyArrow = 46.0

// key says whose ways are shown, from height y on, and returns the height
// below. Two stand side by side if there is room.
func (c *chart) key(y float64) float64 {
	x := margin
	for i, p := range c.opt.Paths {
		name := fmt.Sprintf(c.says.Way, p.Host.In(c.lang()))
		if x > margin && x+keyArrow+6+textWidth(name, false) > c.width-margin {
			x, y = margin, y+numberHeight+4
		}
		middle := y + numberHeight/2
		c.draw(scene.Line{
			Role: scene.EdgePath.Of(letter(c.side(i))),
			From: scene.Point{X: x, Y: middle}, To: scene.Point{X: x + keyArrow, Y: middle}, Arrow: true,
		})
		f := field(c.side(i), "1")
		f.X, f.Y = x+6, y
		c.field(f, "1")
		x += keyArrow + 6
		for n, line := range font.Wrap(name, textSize, (c.width-margin-x)/slack, false) {
			y += lineHeight * float64(min(n, 1))
			c.text(scene.EdgeText, x, y+numberHeight/2, scene.Start, line)
		}
		x += textWidth(name, false) + 24
	}
	if len(c.opt.Paths) > 0 {
		y += numberHeight + 10
	}
	return y
}
