package diagrams

import (
	"woshou/diagrams/sequence"
	"woshou/diagrams/trace"
)

// narrowWidth is the width in points that a run is laid out at for a phone. One
// of 360 pixels has 328 for a figure, and shows 13 points in 10.2 of them; up to
// svg's widestOnPhone it is ten still, for names that need more.
const narrowWidth = 420

// DrawNarrow lays a run out for a phone. Between two hosts that is how Draw does
// it; more lifelines stand close there, and labels that find no place between
// them stand in a key under the figure. Where the names of states need more, the
// figure is wider than that, and is to be moved sideways.
func DrawNarrow(t *trace.Trace, look Look) Drawing {
	t = t.Numbered(look.Numbers)
	opt := look.layout(t)
	opt.Width = narrowWidth
	return Drawing{Scene: sequence.Layout(t, opt), run: t, look: look}
}
