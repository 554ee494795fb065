package sequence

import (
	"cmp"
	"slices"
	"strings"

	"woshou/diagrams/scene"
	"woshou/diagrams/trace"
)

// bracket is a timer that ran its time, beside the ribbon of the host that
// waited. Timers that were stopped are not drawn: nothing came of them.
type bracket struct {
	host     int
	from, to *item
	depth    int      // how many running brackets stand between it and the ribbon
	lines    []string // its name and length
}

// clock is a timer of a host, or of a connection that waits in its queue.
type clock struct {
	host       int
	name       string
	connection int // as in trace.Event, 0 for the host itself
}

// depthStep is how far brackets that run at the same time stand apart, in
// points. Three of them reach the column of texts.
const depthStep = 3.0

// takeTimers finds the timers that fired. It returns the items of their ends
// by the number of the event.
func (c collector) takeTimers() map[int]*item {
	ends := make(map[int]*item)
	if !c.trace.Show.Timers {
		return ends
	}
	running := make(map[clock]trace.Event)
	for _, e := range c.trace.Events {
		if e.Kind != trace.Timer {
			continue
		}
		key := clock{e.Host, e.Timer, e.Connection}
		begun, known := running[key]
		switch e.Action {
		case trace.Start:
			running[key] = e
		case trace.Stop:
			delete(running, key)
		case trace.Fire:
			if known && e.Host != across {
				c.takeTimer(begun, e, ends)
			}
			delete(running, key)
		}
	}
	return ends
}

// takeTimer adds the bracket of one timer.
func (c collector) takeTimer(begun, fired trace.Event, ends map[int]*item) {
	b := &bracket{
		host:  fired.Host,
		from:  &item{kind: start, host: fired.Host, at: begun.AtUS, cause: begun.Cause},
		to:    &item{kind: fire, host: fired.Host, at: fired.AtUS, cause: fired.N},
		lines: c.timerLines(fired.Host, fired.Timer, fired.AtUS-begun.AtUS),
	}
	for _, o := range c.brackets {
		if o.host == fired.Host && o.to.at > begun.AtUS {
			b.depth = max(b.depth, o.depth+1)
		}
	}
	ends[begun.N], ends[fired.N] = b.from, b.to
	c.brackets = append(c.brackets, b)
}

// timerLines returns the name and the length of a timer, in one line if it fits
// the column: a number is not parted from its unit.
func (c collector) timerLines(host int, name string, us int64) []string {
	text := c.timer(name, us)
	if textWidth(text, textSize, false) <= c.columns.outer[host] {
		return []string{text}
	}
	length := duration(us)
	return append(c.columns.wrapOuter(host, strings.TrimSuffix(text, " "+length)), length)
}

// writeTimers finds a place for the words of each bracket among the texts of
// its column. Where there is none a patient writer demands room and returns
// false.
func (w *writer) writeTimers() bool {
	for i, b := range w.brackets {
		need := float64(len(b.lines)) * lineHeight
		free, size := w.freeBeside(b, i)
		if size < need && w.patient {
			w.push[b.to.index] += need - size + 1
			return false
		}
		w.placed.timers[i] = free
	}
	return true
}

// freeBeside returns the middle and the height of the largest stretch along a
// bracket that no text of its column takes; so many brackets have theirs. Where there
// is none the height is 0, in the middle of the bracket.
func (w *writer) freeBeside(b *bracket, written int) (middle, height float64) {
	var taken [][2]float64
	for _, it := range w.items {
		if it.host == b.host && w.rows(it) > 0 {
			up, down := w.extent(it)
			taken = append(taken, [2]float64{w.textOf(it) - up, w.textOf(it) + down})
		}
	}
	for i, o := range w.brackets[:written] {
		if half := float64(len(o.lines)) * lineHeight / 2; o.host == b.host {
			y := w.placed.timers[i]
			taken = append(taken, [2]float64{y - half, y + half})
		}
	}
	taken = append(taken, w.passingBeside(b)...)
	if b.host == w.columns.last() && b.host > 1 { // lengths of waits may have to stand there
		for _, fd := range w.folds {
			taken = append(taken, [2]float64{fd.y - lineHeight/2, fd.y + lineHeight/2})
		}
	}
	slices.SortFunc(taken, func(a, b [2]float64) int { return cmp.Compare(a[0], b[0]) })
	from, end := w.of(b.from), w.of(b.to)
	middle = (from + end) / 2
	for _, t := range append(taken, [2]float64{end, end}) {
		if to := min(t[0], end); to-from > height {
			middle, height = (from+to)/2, to-from
		}
		from = max(from, t[1])
	}
	return middle, height
}

// drawBracket draws a bracket and its words, whose middle stands at y.
func (d *drawing) drawBracket(b *bracket, y float64) {
	near := d.columns.beside(b.host, 2)
	far := d.columns.beside(b.host, d.bracketAt(b))
	from, to := d.of(b.from), d.of(b.to)
	shapes := []scene.Item{scene.Path{Role: scene.TimerBracket, Commands: polyline(
		scene.Point{X: near, Y: from}, scene.Point{X: far, Y: from}, scene.Point{X: far, Y: to}, scene.Point{X: near, Y: to},
	)}}
	d.showAt(cause, b.host, to, append(shapes, asItems(d.column(b.host, y, b.lines, scene.TimerText, false))...)...)
}

// bracketAt is how far from its ribbon a bracket stands.
func (f *figure) bracketAt(b *bracket) float64 {
	at := bracketGap + float64(b.depth)*depthStep
	if f.columns.last() > 1 {
		return min(at, f.columns.gutter-2)
	}
	return at
}

// polyline returns the commands of an open stroke.
func polyline(points ...scene.Point) []scene.Command {
	var list []scene.Command
	for i, p := range points {
		op := byte('L')
		if i == 0 {
			op = 'M'
		}
		list = append(list, scene.Command{Op: op, Points: [3]scene.Point{p}})
	}
	return list
}
