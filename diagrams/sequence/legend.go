package sequence

import (
	"slices"

	"woshou/diagrams/scene"
	"woshou/diagrams/trace"
)

// A figure of a capture ends with what its strokes and hatches mean, as far as
// they occur in it.

// The legend, in points.
const (
	legendGap  = 14.0 // from the ribbons to its rule, and from there to its first row
	legendRow  = 20.0
	legendMark = 30.0 // the width of what is explained
	legendBand = 10.0 // the height of a piece of a ribbon
)

// meaning is an entry of the legend: its words, by their name, and a drawing of
// what is meant, whose left end is at a point.
type meaning struct {
	words string
	mark  func(at scene.Point) []scene.Item
}

// sightMeanings are those of a capture's figure, as far as they occur.
func (f *figure) sightMeanings() []meaning {
	list := []meaning{{"seen", func(at scene.Point) []scene.Item {
		return []scene.Item{scene.Line{Role: scene.Message, From: at, To: right(at, legendMark)}}
	}}}
	if slices.ContainsFunc(f.flights, (*flight).isInferred) {
		list = append(list, meaning{"inferred", func(at scene.Point) []scene.Item {
			return inferredTo(at, right(at, legendMark))
		}})
	}
	if slices.ContainsFunc(f.flights, func(fl *flight) bool { return fl.message.Fate == trace.Unknown }) {
		list = append(list, meaning{"unknown", func(at scene.Point) []scene.Item {
			middle := right(at, legendMark/2)
			return []scene.Item{scene.Line{Role: scene.Message, From: at, To: middle}, scene.Line{Role: scene.Ghost, From: middle, To: right(at, legendMark)}}
		}})
	}
	return append(list, f.openMeanings()...)
}

// openMeanings are those of the hatched stretches.
func (f *figure) openMeanings() (list []meaning) {
	for _, kind := range []struct {
		words string
		holds func(states int) bool
	}{{"either", func(n int) bool { return n == 2 }}, {"unsure", func(n int) bool { return n > 2 }}} {
		i := slices.IndexFunc(f.items, func(it *item) bool {
			return it.kind == state && kind.holds(len(trace.StatesIn(it.state)))
		})
		if i < 0 {
			continue
		}
		set := f.items[i].state
		list = append(list, meaning{kind.words, func(at scene.Point) []scene.Item {
			return openBand(scene.Rect{X: at.X, Y: at.Y - legendBand/2, Width: legendMark, Height: legendBand, Radius: bandRound}, set)
		}})
	}
	return list
}

// isInferred reports whether a part of the way of a message was worked out.
func (fl *flight) isInferred() bool {
	s := fl.message.Sight
	return s != nil && fl.arrives() && (s.EstimatedSent || s.EstimatedArrived)
}

func right(p scene.Point, by float64) scene.Point { return scene.Point{X: p.X + by, Y: p.Y} }

// legend is what stands below a figure of a capture, from a height on, and how far
// down it reaches.
func (d *drawing) legend(top float64) (shapes []scene.Item, bottom float64) {
	if d.trace.Capture == nil {
		return nil, top
	}
	rule := scene.Point{X: margin, Y: top + legendGap}
	shapes = append(shapes, scene.Line{Role: scene.SectionRule, From: rule, To: scene.Point{X: d.opt.Width - margin, Y: rule.Y}})
	at := scene.Point{X: margin, Y: rule.Y + legendGap}
	for _, m := range d.sightMeanings() {
		text := d.says.Legend[m.words]
		width := legendMark + runGap + textWidth(text, textSize, false)
		if at.X > margin && at.X+width > d.opt.Width-margin {
			at = scene.Point{X: margin, Y: at.Y + legendRow}
		}
		shapes = append(append(shapes, m.mark(at)...), scene.Text{
			Role: scene.LegendText, At: scene.Point{X: at.X + legendMark + runGap, Y: at.Y + baseline}, Anchor: scene.Start, Size: textSize, Text: text,
		})
		at.X += width + keyGap
	}
	return shapes, at.Y + legendRow/2
}
