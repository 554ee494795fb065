package sequence

import (
	"slices"

	"woshou/diagrams/scene"
	"woshou/diagrams/trace"
)

// A host that crashes has no state any more: its ribbon is torn, and a dotted
// line goes on to where it is back, or to the end. What it sent before still
// arrives; what is sent to it finds nobody.

// Of a crash, in points.
const (
	crashTail  = 8.0 // of the dotted line below the word, at least
	crashWidth = 9.0 // half the width of the torn edge
	crashTooth = 3.5
)

// down returns the torn edge of a ribbon, the word for it, and the dotted line
// until a height.
func (d *drawing) down(it *item, end float64) []scene.Item {
	x, y := d.columns.axis[it.host], d.of(it)
	half := crashWidth / 2
	shapes := []scene.Item{scene.Path{Role: scene.CrashEdge, Commands: polyline(
		scene.Point{X: x - crashWidth, Y: y + crashTooth}, scene.Point{X: x - half, Y: y - crashTooth}, scene.Point{X: x, Y: y + crashTooth},
		scene.Point{X: x + half, Y: y - crashTooth}, scene.Point{X: x + crashWidth, Y: y + crashTooth},
	)}}
	shapes = append(shapes, asItems(d.outerTexts(it, d.heights))...)
	if from := y + 3*crashTooth; from < end {
		shapes = append(shapes, scene.Line{Role: scene.Down, From: scene.Point{X: x, Y: from}, To: scene.Point{X: x, Y: end}})
	}
	return shapes
}

// unheard reports whether a message found nobody: its receiver was down when it
// would have arrived.
func (f *figure) unheard(fl *flight) bool {
	if fl.message.Fate != trace.Lost {
		return false
	}
	down := false
	for _, e := range f.trace.Events {
		if e.AtUS > fl.arrival {
			break
		}
		if e.Host == fl.to && (e.Kind == trace.Crash || e.Kind == trace.Restart) {
			down = e.Kind == trace.Crash
		}
	}
	return down && !f.struck(fl)
}

// struck reports whether a fault of the network hit a message.
func (f *figure) struck(fl *flight) bool {
	return slices.ContainsFunc(f.trace.Events, func(e trace.Event) bool {
		return e.Kind == trace.Lose && e.Message == fl.message.ID && e.AtUS < fl.arrival
	})
}

// hollowHead is the head of an arrow that nobody takes, or that nobody saw arrive.
func hollowHead(role scene.Role, l scene.Line) scene.Item {
	triangle, _ := l.Head()
	return scene.Path{Role: role, Commands: append(polyline(triangle[:]...), scene.Command{Op: 'Z'})}
}
