package sequence

import (
	"cmp"

	"woshou/diagrams/scene"
	"woshou/diagrams/trace"
	"woshou/diagrams/words"
)

// figure is what is to be drawn: all that is known before anything has its
// place. Later stages do not modify it.
type figure struct {
	wording
	opt      Options
	columns  columns
	items    []*item   // in the order they are drawn down the page
	flights  []*flight // by departure, as the trace's messages
	steps    [][]*flight
	bursts   []*burst
	brackets []*bracket
	strip    *strip  // nil without one
	top      float64 // where the ribbons may begin
}

// newFigure collects what a trace has to show.
func newFigure(t *trace.Trace, opt Options) *figure {
	t = arranged(t)
	opt.Width = opt.widthFor(t)
	opt.Words = cmp.Or(opt.Words, words.Of(words.English))
	opt.Tag = cmp.Or(opt.Tag, opt.Words.About().Tag)
	c := collector{&figure{wording: wording{t, opt.Words, opt.Words.Sequence(), opt.Underscore}, opt: opt}}
	c.takeFlights()
	c.columns = c.newColumns()
	c.takeStrip()
	c.collect()
	c.strip.follow(c.figure)
	c.top = c.headerHeight()
	return c.figure
}

// widthFor is the width to begin with.
func (o Options) widthFor(t *trace.Trace) float64 {
	if len(t.Hosts) > 2 {
		return cmp.Or(o.Width, lanesWidth)
	}
	width := cmp.Or(o.Width, pageWidth)
	if t.TCP == nil {
		width = cmp.Or(o.Width, mostPage)
	}
	if showsStrip(t) {
		width -= stripWidth
	}
	return max(width, leastWidth)
}

// Hosts are named by their index; across stands for none of them: a heading or
// a note that belongs to the whole figure.
const across = trace.Nobody

// outward is the direction in which a host's words stand: away from the wire
// for the first and the last.
func outward(host int) float64 {
	if host == 0 {
		return -1
	}
	return 1
}

// anchor is how a text in the column outside a ribbon is set: towards it.
func anchor(host int) scene.Anchor {
	if host == 0 {
		return scene.End
	}
	return scene.Start
}
