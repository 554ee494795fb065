package sequence

import "math"

// Where messages pass beside a lifeline, its words need not stand exactly where
// they belong: a few points further down they are as well understood.

// mostSlide is how far a text slides, in points; a note may slide further.
const (
	mostSlide = 14.0
	noteSlide = 90.0
	slideStep = 2.0
)

// slides are how far the texts of the items stand below where they belong, so
// that they meet no line and no circle: 0 beside the first and the last lifeline,
// and where there is no such place.
func (w *writer) slides() []float64 {
	slide := make([]float64, len(w.items))
	for host := 1; host < w.columns.last(); host++ {
		low := w.top
		for i, it := range w.items {
			if it.host != host || w.rows(it) == 0 {
				continue
			}
			slide[i] = w.slideOf(it, low, w.endOf(i))
			_, down := w.extent(it)
			low = w.of(it) + slide[i] + down
		}
	}
	return slide
}

// endOf is where what stands beside item i must end at the latest: where the next
// state of its host begins, if there is one.
func (w *writer) endOf(i int) float64 {
	for _, it := range w.items[i+1:] {
		if it.host == w.items[i].host && it.kind == state {
			return w.of(it)
		}
	}
	return math.Inf(1)
}

// slideOf is the least slide of an item that has it below low, above end and out
// of the way of everything, or 0.
func (w *writer) slideOf(it *item, low, end float64) float64 {
	up, down := w.extent(it)
	most := mostSlide
	if it.kind == remark {
		most = noteSlide
	}
	first := max(0, low-(w.of(it)-up))
	for slide := first; slide <= first+most && w.of(it)+slide+down <= end; slide += slideStep {
		if !w.anyPasses(it, slide) {
			return slide
		}
	}
	return first
}

// anyPasses reports whether a line or a circle meets the texts of an item that
// slid so far.
func (w *writer) anyPasses(it *item, slide float64) bool {
	for _, t := range w.textsOf(it, w.heights) {
		t.box.mid.Y += slide
		for _, s := range w.strokes {
			if len(w.meetsText(nil, s, t)) > 0 {
				return true
			}
		}
	}
	return false
}
