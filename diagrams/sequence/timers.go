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
	side     side
	from, to *item
	depth    int      // how many running brackets stand between it and the ribbon
	lines    []string // its name and length
	y        float64  // the middle of its lines, once write has run
}

// clock is a timer of a host.
type clock struct {
	host int
	name string
}

// depthStep is how far brackets that run at the same time stand apart, in
// points. Three of them reach the column of texts.
const depthStep = 3.0

// takeTimers finds the timers that fired. It returns the items of their ends
// by the number of the event.
func (f *figure) takeTimers() map[int]*item {
	ends := make(map[int]*item)
	if !f.run.Show.Timers {
		return ends
	}
	running := make(map[clock]trace.Event)
	for _, e := range f.run.Events {
		if e.Kind != trace.Timer {
			continue
		}
		key := clock{e.Host, e.Timer}
		begun, known := running[key]
		switch e.Action {
		case trace.Start:
			running[key] = e
		case trace.Stop:
			delete(running, key)
		case trace.Fire:
			if known && sideOf(e.Host) != both {
				f.takeTimer(begun, e, ends)
			}
			delete(running, key)
		}
	}
	return ends
}

// takeTimer adds the bracket of one timer.
func (f *figure) takeTimer(begun, fired trace.Event, ends map[int]*item) {
	s := sideOf(fired.Host)
	b := &bracket{
		side:  s,
		from:  &item{kind: start, side: s, at: begun.AtUS, cause: begun.Cause},
		to:    &item{kind: fire, side: s, at: fired.AtUS, cause: fired.N},
		lines: f.timerLines(fired.Timer, fired.AtUS-begun.AtUS),
	}
	for _, o := range f.timers {
		if o.side == s && o.to.at > begun.AtUS {
			b.depth = max(b.depth, o.depth+1)
		}
	}
	ends[begun.N], ends[fired.N] = b.from, b.to
	f.timers = append(f.timers, b)
}

// timerLines returns the name and the length of a timer, in one line if it fits
// the column: a number is not parted from its unit.
func (f *figure) timerLines(name string, us int64) []string {
	text := f.says.timer(name, us)
	if textWidth(text, textSize, false) <= f.col.outer {
		return []string{text}
	}
	length := duration(us)
	return append(f.wrapOuter(strings.TrimSuffix(text, " "+length), false), length)
}

// writeTimers finds a place for the words of each bracket among the texts of
// its column. Where there is none it asks for room and returns false.
func (f *figure) writeTimers() bool {
	for i, b := range f.timers {
		need := float64(len(b.lines)) * lineHeight
		free, size := f.freeBeside(b, f.timers[:i])
		if size < need {
			b.to.push += need - size + 1
			return false
		}
		b.y = free
	}
	return true
}

// freeBeside returns the middle and the height of the largest stretch along a
// bracket that no text of its column takes.
func (f *figure) freeBeside(b *bracket, written []*bracket) (middle, height float64) {
	var taken [][2]float64
	for _, it := range f.items {
		if it.side == b.side && it.rows() > 0 {
			up, down := it.extent()
			taken = append(taken, [2]float64{it.y - up, it.y + down})
		}
	}
	for _, w := range written {
		if half := float64(len(w.lines)) * lineHeight / 2; w.side == b.side {
			taken = append(taken, [2]float64{w.y - half, w.y + half})
		}
	}
	slices.SortFunc(taken, func(a, b [2]float64) int { return cmp.Compare(a[0], b[0]) })
	from := b.from.y
	for _, t := range append(taken, [2]float64{b.to.y, b.to.y}) {
		if to := min(t[0], b.to.y); to-from > height {
			middle, height = (from+to)/2, to-from
		}
		from = max(from, t[1])
	}
	return middle, height
}

// draw returns the bracket and its words.
func (b *bracket) draw(f *figure) []scene.Item {
	near := f.col.beside(b.side, 2)
	far := f.col.beside(b.side, bracketGap+float64(b.depth)*depthStep)
	shapes := []scene.Item{scene.Path{Role: scene.TimerBracket, Commands: polyline(
		scene.Point{X: near, Y: b.from.y}, scene.Point{X: far, Y: b.from.y},
		scene.Point{X: far, Y: b.to.y}, scene.Point{X: near, Y: b.to.y},
	)}}
	return append(shapes, f.column(b.side, b.y, b.lines, scene.TimerText, false)...)
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
