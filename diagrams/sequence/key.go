package sequence

import (
	"strconv"

	"woshou/diagrams/scene"
)

// A label that has no place in any gap stands under the figure, behind its
// number: among many lifelines that stand close there may be no other way.

// The key, in points.
const (
	keyRow = 24.0 // from one row of it to the next
	keyGap = 18.0 // between two labels in a row
)

// keyed places the labels that stand in the key, one after the other and row by
// row, below a height. It returns the shapes of each by its flight, and how far
// down they reach.
func (d *drawing) keyed(top float64) (shapes map[*flight][]scene.Item, bottom float64) {
	shapes = map[*flight][]scene.Item{}
	x, y := margin, top+keyRow/2
	for _, fl := range d.flights {
		if !d.inKey[fl.index] {
			continue
		}
		label := d.labelOf(fl).single()[0]
		width := 2*fl.radius + runGap + label.width()
		if x > margin && x+width > d.opt.Width-margin {
			x, y = margin, y+keyRow
		}
		shapes[fl] = d.keyLabel(fl, label, x, y)
		x += width + keyGap
		bottom = y + keyRow/2
	}
	return shapes, max(bottom, top)
}

// keyLabel is a number with its label, from x on.
func (d *drawing) keyLabel(fl *flight, label row, x, y float64) []scene.Item {
	middle := scene.Point{X: x + fl.radius, Y: y}
	shapes := []scene.Item{
		scene.Circle{Role: scene.StepDisc, Center: middle, Radius: fl.radius},
		scene.Text{
			Role: scene.StepNumber, At: scene.Point{X: middle.X, Y: y + textSize*0.36},
			Anchor: scene.Middle, Size: textSize, Bold: true, Text: strconv.Itoa(fl.step),
		},
	}
	x += 2*fl.radius + runGap
	for _, p := range label {
		shapes = append(shapes, scene.Text{Role: p.role, At: scene.Point{X: x, Y: y + baseline}, Anchor: scene.Start, Size: textSize, Bold: p.bold, Text: p.text})
		x += p.room + runGap
	}
	return shapes
}
