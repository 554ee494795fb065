package diagrams

import (
	"strconv"

	"woshou/diagrams/scene"
)

// The frame in the place of what is hidden, in points: how far below what is
// shown it begins and ends, and how far it stays from the lifelines.
const (
	frameTop, frameHeight, frameEnd = 14.0, 52.0, 12.0
	frameSide                       = 24.0
)

// Until is the drawing of a run up to what comes before a step, at least the
// second. A frame with the step's number stands where that would be, and the
// lifelines go on as outlines.
func (d Drawing) Until(step int) Drawing {
	stage := *scene.Steps(d.Scene)[step-2]
	y := d.Scene.Growth.Cuts[step-2]
	var lifelines []scene.Rect
	stage.Items, lifelines = unnumbered(stage.Items)
	left, right := stage.Width, 0.0
	for _, band := range lifelines {
		left, right = min(left, band.X+band.Width), max(right, band.X)
		stage.Items = append(stage.Items, outline(band.X, y, band.Width, frameTop+frameHeight))
	}
	left, right = left+frameSide, right-frameSide
	stage.Items = append(stage.Items, outline(left, y+frameTop, right-left, frameHeight-frameTop))
	middle := scene.Point{X: (left + right) / 2, Y: y + (frameTop+frameHeight)/2}
	stage.Items = append(stage.Items,
		scene.Circle{Role: scene.StepDisc, Center: middle, Radius: 9},
		scene.Text{Role: scene.StepNumber, At: scene.Point{X: middle.X, Y: middle.Y + 4.7}, Anchor: scene.Middle, Size: 13, Bold: true, Text: strconv.Itoa(step)})
	stage.Height = y + frameTop + frameHeight + frameEnd
	return Drawing{Scene: &stage, run: d.run, look: d.look}
}

// unnumbered are items without the numbers that addresses and scripts find
// segments by, and the last band of each lifeline.
func unnumbered(items []scene.Item) (list []scene.Item, lifelines []scene.Rect) {
	last := map[string]scene.Rect{}
	var hosts []string
	for _, item := range items {
		g, ok := item.(scene.Group)
		if !ok {
			list = append(list, item)
			continue
		}
		g.Segment = 0
		list = append(list, g)
		for _, part := range g.Items {
			if band, isBand := part.(scene.Rect); isBand && g.Host != "" {
				if _, met := last[g.Host]; !met {
					hosts = append(hosts, g.Host)
				}
				last[g.Host] = band
			}
		}
	}
	for _, host := range hosts {
		lifelines = append(lifelines, last[host])
	}
	return list, lifelines
}

// outline is a dashed rectangle.
func outline(x, y, width, height float64) scene.Path {
	at := func(op byte, x, y float64) scene.Command {
		return scene.Command{Op: op, Points: [3]scene.Point{{X: x, Y: y}}}
	}
	return scene.Path{Role: scene.Ghost, Commands: []scene.Command{
		at('M', x, y), at('L', x+width, y), at('L', x+width, y+height), at('L', x, y+height), {Op: 'Z'},
	}}
}
