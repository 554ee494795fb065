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
	slide   []float64       // of the items: how far their texts have slid down
	inKey   []bool          // of the flights: whether the label stands in the key
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

// attempt is what came of writing: the placements if it is done, else what is
// demanded so that there be a place for what had none.
type attempt struct {
	done   bool
	placed placements
	more   demands
	kept   kept
}

// write finds a place for every label and every timer's words. If it is patient
// it demands room where there is none. From the last attempt it takes over what
// still holds.
func (f *figure) write(h heights, d demands, last kept, patient bool) attempt {
	w := &writer{figure: f, heights: h, demands: d.clone(), strokes: f.strokesAt(h, d), patient: patient}
	w.placed = placements{
		strokes: w.strokes, labels: make([][]scene.Text, len(f.flights)),
		timers: make([]float64, len(f.brackets)), waits: make([]float64, len(h.folds)), links: map[int]float64{}, inKey: make([]bool, len(f.flights)),
	}
	if f.columns.last() > 1 {
		w.heights.slide = nil
		w.placed.slide = w.slides()
		w.heights.slide = w.placed.slide
	}
	if patient && !w.partWords() || !w.writeTimers() {
		return attempt{more: w.demands, kept: last}
	}
	now := kept{demands: d, fixed: w.fixed()}
	done := w.writeLabels(&now, newAgain(last, now.fixed, d))
	return attempt{done, w.placed, w.demands, now}
}

// writeLabels finds a place for every label, or demands room and returns false.
// What it writes it keeps.
func (w *writer) writeLabels(now *kept, again *again) bool {
	obstacles := now.fixed
	for _, s := range w.shortFirst() {
		l, ok := again.label(s.flight)
		if !ok {
			if l, ok = w.writeLabel(s, obstacles); !ok {
				return false
			}
		}
		again.took(l)
		w.placed.inKey[s.index] = w.moved[s.index] == labelKeyed
		now.labels = append(now.labels, l)
		w.placed.labels[s.index] = l.texts
		obstacles = append(obstacles, l.boxes...)
	}
	return true
}

// steep is the slope beyond which the labels of a burst move out, where they
// are level, in degrees; longer names than TCP has bear a little more.
const (
	steep    = 35.0
	steepest = 46.0
)

// bears reports whether the label of a burst's message may stand at an angle.
func (w *writer) bears(angle float64) bool {
	if w.trace.TCP == nil {
		return math.Abs(angle) <= steepest
	}
	return math.Abs(angle) <= steep
}

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

// writeLabel finds a place for a label. If it is patient and there is none it
// demands room and returns false.
func (w *writer) writeLabel(s *stroke, obstacles []obstacle) (l written, ok bool) {
	traffic := w.trafficAt(s)
	var t *track
	var texts []scene.Text
	var blocker *obstacle
	for i, gap := range w.gapsOf(s) {
		track := w.newTrack(s, traffic, gap)
		in, by := w.placeLabel(s, track, traffic, nearby(track, obstacles))
		if i == 0 || by == nil {
			t, texts, blocker = track, in, by
		}
		if by == nil {
			break
		}
	}
	if w.patient {
		if blocker != nil && w.makeRoom(s, *blocker) {
			return l, false
		}
		if s.burst != nil && len(texts) > 0 && !w.bears(texts[0].Angle) && w.moveOut(s.flight) {
			return l, false
		}
	}
	if blocker != nil && w.columns.last() > 1 {
		texts, w.moved[s.index] = nil, labelKeyed
	}
	l = written{flight: s.flight, texts: texts}
	_, l.lowest = t.heights()
	for _, t := range texts {
		l.boxes = append(l.boxes, inTheWay(s.flight, nil, boxOf(t)))
	}
	return l, true
}

// placeLabel returns the texts of a label in the first plan that fits, or those
// of the best plan together with what is in their way.
func (w *writer) placeLabel(s *stroke, t *track, traffic traffic, around []*obstacle) ([]scene.Text, *obstacle) {
	asked := w.asked[s.index]
	if !w.patient {
		asked = patience
	}
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
