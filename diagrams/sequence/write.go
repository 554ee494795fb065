package sequence

import (
	"math"
	"slices"

	"woshou/diagrams/scene"
)

// placements are where the words stand that have no place of their own.
type placements struct {
	strokes []*stroke
	labels  [][]scene.Text  // of the flights: what stands on the wire
	timers  []float64       // of the brackets: the middle of their lines
	waits   []float64       // of the folds: the middle of their words across
	links   map[int]float64 // of the items that are links, by index: the same
}

// write is patient if it demands room where there is none, and impatient if it
// writes the label all the same.
const (
	patient   = true
	impatient = false
)

// writer is the stage at work.
type writer struct {
	*figure
	heights
	demands // the writer's own
	strokes []*stroke
	patient bool
	placed  placements
}

// write finds a place for every label and every timer's words. If it is patient
// and there is none for one of them, it returns what is demanded so that there
// be one, and is not done.
func (f *figure) write(h heights, d demands, patient bool) (p placements, more demands, done bool) {
	w := &writer{figure: f, heights: h, demands: d.clone(), strokes: f.strokesAt(h, d), patient: patient}
	w.placed = placements{
		strokes: w.strokes, labels: make([][]scene.Text, len(f.flights)),
		timers: make([]float64, len(f.brackets)), waits: make([]float64, len(h.folds)), links: map[int]float64{},
	}
	done = w.writeTimers() && w.writeLabels()
	return w.placed, w.demands, done
}

// writeLabels finds a place for every label, or demands room and returns false.
func (w *writer) writeLabels() bool {
	obstacles := w.fixed()
	for _, s := range w.shortFirst() {
		texts, blocker := w.writeLabel(s, obstacles)
		if w.patient {
			if blocker != nil && w.makeRoom(s, *blocker) {
				return false
			}
			if s.burst != nil && len(texts) > 0 && math.Abs(texts[0].Angle) > steep && w.moveOut(s.flight) {
				return false
			}
		}
		w.placed.labels[s.index] = texts
		for _, t := range texts {
			obstacles = append(obstacles, inTheWay(s.flight, nil, boxOf(t)))
		}
	}
	return true
}

// steep is the slope beyond which the labels of a burst move out, where they
// are level, in degrees.
const steep = 35.0

// shortFirst returns the messages in the order in which their labels are
// written: those that are on their way while others come and go have the most
// places to choose from, and wait.
func (w *writer) shortFirst() []*stroke {
	var short, long []*stroke
	for _, s := range w.strokes {
		if slices.ContainsFunc(w.strokes, s.spans) {
			long = append(long, s)
		} else {
			short = append(short, s)
		}
	}
	return append(short, long...)
}

// torn is how far the rows above and below the stroke of a burst's message may
// stand apart, in points: beyond it they seem to belong to two of its strokes.
const torn = 60.0

// writeLabel returns the texts of a label in the first plan that fits, or those
// of the best plan together with what is in their way.
func (w *writer) writeLabel(s *stroke, obstacles []obstacle) ([]scene.Text, *obstacle) {
	traffic, asked := w.trafficAt(s), w.asked[s.index]
	if !w.patient {
		asked = patience
	}
	t := w.newTrack(s, traffic)
	around := nearby(t, obstacles)
	var best []scene.Text
	var blocker *obstacle
	for _, p := range traffic.plans(w.alongWire(s.flight, w.moved[s.index]), t.high-t.low, asked) {
		above, b1 := t.find(p.above, true, around)
		below, b2 := t.find(p.below, false, around)
		texts := append(above, below...)
		if traffic.burst != nil && len(above) > 0 && len(below) > 0 && distance(boxOf(above[0]).mid, boxOf(below[0]).mid) > torn {
			b2 = &obstacle{owner: s.flight}
		}
		if b1 == nil && b2 == nil {
			return texts, nil
		}
		if b1 == nil {
			b1 = b2
		}
		if blocker == nil || blocker.owner == s.flight && b1.owner != s.flight {
			best, blocker = texts, b1
		}
	}
	return best, blocker
}
