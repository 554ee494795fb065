package diagrams

import (
	"woshou/diagrams/sequence"
	"woshou/diagrams/trace"
)

// phoneWidth is the width in points at which a phone of 360 pixels, which has
// 328 for a figure, shows letters of ten pixels.
const phoneWidth = 420

// DrawNarrow lays a run out for a phone. Between two hosts that is how Draw does
// it; more lifelines stand close there, and labels that find no place between
// them stand in a key under the figure. Where the names of states need more, the
// figure is wider than 420 points, and is to be moved sideways.
func DrawNarrow(t *trace.Trace, look Look) Drawing {
	t = t.Numbered(look.Numbers)
	opt := look.layout(t)
	opt.Width = phoneWidth
	return Drawing{Scene: sequence.Layout(t, opt), run: t, look: look}
}
