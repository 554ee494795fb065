package sequence

import (
	"cmp"
	"slices"

	"woshou/diagrams/scene"
)

// gapsOf are the gaps that a message is seen in, by their left lifelines, in the
// order in which its label is tried there: where the fewest others are on their
// way at the same height, and of these beside the host that has the most to do
// with others, where the words of a conversation stack.
func (w *writer) gapsOf(s *stroke) (gaps []int) {
	left, right := min(s.start.X, s.end.X), max(s.start.X, s.end.X)
	for i := range w.columns.last() {
		if from, to := w.columns.edge(i, i+1), w.columns.edge(i+1, i); left < to && right > from {
			gaps = append(gaps, i)
		}
	}
	if w.busier(s.from, s.to) == max(s.from, s.to) {
		slices.Reverse(gaps)
	}
	if len(gaps) > 1 {
		crowd := map[int]int{}
		for _, gap := range gaps {
			crowd[gap] = w.crowd(s, gap)
		}
		slices.SortStableFunc(gaps, func(a, b int) int { return cmp.Compare(crowd[a], crowd[b]) })
	}
	return gaps
}

// crowd counts the other messages that are in a gap at the height of a message's
// label.
func (w *writer) crowd(s *stroke, gap int) (n int) {
	top, bottom, _ := w.heightsIn(s, gap)
	for _, o := range w.strokes {
		if from, to, ok := w.heightsIn(o, gap); o != s && ok && from < bottom && to > top-rowHeight {
			n++
		}
	}
	return n
}

// heightsIn is the extent down the page of what is seen of a message in a gap,
// if anything is.
func (w *writer) heightsIn(s *stroke, gap int) (top, bottom float64, ok bool) {
	from, to := w.columns.edge(gap, gap+1), w.columns.edge(gap+1, gap)
	if max(s.start.X, s.end.X) <= from || min(s.start.X, s.end.X) >= to {
		return 0, 0, false
	}
	y1, y2 := heightOn([2]scene.Point{s.start, s.end}, from), heightOn([2]scene.Point{s.start, s.end}, to)
	return min(y1, y2), max(y1, y2), true
}

// busier is the one of two hosts that has more messages.
func (f *figure) busier(a, b int) int {
	count := func(host int) (n int) {
		for _, fl := range f.flights {
			if fl.from == host || fl.to == host {
				n++
			}
		}
		return n
	}
	if count(b) > count(a) {
		return b
	}
	return a
}

// A word beside a lifeline between the first and the last stands where messages
// pass. Each line and each circle that meets one asks for room: whichever is
// later on its way down moves.

// inner is a text beside a ribbon, and the item that it belongs to.
type inner struct {
	item *item
	box  box
}

// inners are the texts beside the ribbons between the first and the last.
func (f *figure) inners(h heights) (list []inner) {
	for _, it := range f.items {
		if it.host > 0 && it.host < f.columns.last() {
			list = append(list, f.textsOf(it, h)...)
		}
	}
	return list
}

// textsOf are the texts of an item beside its ribbon.
func (f *figure) textsOf(it *item, h heights) (list []inner) {
	for _, t := range f.outerTexts(it, h) {
		list = append(list, inner{it, boxOf(t)})
	}
	return list
}

// besideRibbons are the words and the brackets beside all ribbons, of which
// labels keep clear.
func (w *writer) besideRibbons() (list []obstacle) {
	for i, b := range w.brackets {
		x := w.columns.beside(b.host, w.bracketAt(b))
		list = append(list, strokeInTheWay(nil, b.to, scene.Point{X: x, Y: w.of(b.from)}, scene.Point{X: x, Y: w.of(b.to)}))
		for _, t := range w.column(b.host, w.placed.timers[i], b.lines, scene.TimerText, false) {
			list = append(list, inTheWay(nil, b.to, boxOf(t)))
		}
	}
	for _, it := range w.items {
		if it.host == across {
			continue
		}
		for _, t := range w.textsOf(it, w.heights) {
			list = append(list, inTheWay(nil, it, t.box))
		}
	}
	return list
}

// partWords demands room wherever a line or a circle meets a text beside a
// ribbon, or a circle lies on another message's line. It returns false if it
// demanded any.
func (w *writer) partWords() bool {
	if w.columns.last() < 2 {
		return true
	}
	var all []conflict
	for _, t := range w.inners(w.heights) {
		for _, s := range w.strokes {
			all = w.meetsText(all, s, t)
		}
	}
	for _, s := range w.strokes {
		if s.joins() {
			continue
		}
		for _, o := range w.strokes {
			if o.step != s.step && o.origin == nil && s.origin == nil {
				all = w.meetsCircle(w.meetsDisc(all, o, s), o, s)
			}
		}
	}
	return w.settle(all)
}

// mostPush is how far conflicts push an item: if that does not help, more will
// not, and the line goes behind the word.
const mostPush = 120.0

// conflict is what asks for room above an item.
type conflict struct {
	item *item
	need float64
}

// settle demands the room of conflicts from above, as long as they do not depend
// on each other: what moves down takes all below it along.
func (w *writer) settle(all []conflict) (settled bool) {
	slices.SortStableFunc(all, func(a, b conflict) int { return cmp.Compare(a.item.index, b.item.index) })
	all = slices.DeleteFunc(all, func(c conflict) bool { return w.push[c.item.index] > mostPush })
	pushed := 0
	for i, c := range all {
		if i > 0 && all[i-1].item == c.item {
			continue
		}
		need := c.need
		for _, o := range all[i:] {
			if o.item == c.item {
				need = max(need, o.need)
			}
		}
		w.push[c.item.index] += min(max(need, 1), 40)
		pushed++
		if pushed > 3 {
			break
		}
	}
	return len(all) == 0
}

// clearOfLine is the least distance of a text beside a ribbon from a line.
const clearOfLine = 2.5

// meetsText adds a conflict if a message's line or its circle meets a text.
func (w *writer) meetsText(all []conflict, s *stroke, t inner) []conflict {
	b := t.box.grown(clearOfLine)
	top, bottom := b.mid.Y-b.h, b.mid.Y+b.h
	if !s.joins() && b.distanceTo(s.circle) < s.radius {
		if t.item.index < s.dep.index {
			return append(all, conflict{s.leader.dep, bottom + s.radius - s.circle.Y})
		}
		return append(all, conflict{t.item, s.circle.Y + s.radius - top})
	}
	if s.lost() && b.distanceTo(s.end) < crossArm {
		return append(all, w.part(s, t.item, [2]scene.Point{s.start, s.finish}, b.grown(crossArm)))
	}
	for _, p := range w.columns.pieces(s.start, s.finish) {
		if b.crosses(p[0], p[1]) {
			return append(all, w.part(s, t.item, p, b))
		}
	}
	return all
}

// part is the conflict of a message's line with a box that belongs to an item.
func (w *writer) part(s *stroke, it *item, p [2]scene.Point, b box) conflict {
	high, low := b.mid.X-b.w, b.mid.X+b.w // where the line is above the box, and where below
	if s.from > s.to {
		high, low = low, high
	}
	above := heightOn(p, low) - (b.mid.Y - b.h) // by how much the box must move down to stand under the line
	below := b.mid.Y + b.h - heightOn(p, high)  // by how much the line must
	switch {
	case it.index < s.dep.index:
		return conflict{s.leader.dep, below}
	case it.index > s.arr.index || it.at == s.arr.at: // one instant moves as one
		return conflict{it, above}
	}
	// What moves the box down moves the line's end as well, and its middle half as much.
	// What was pushed far already is not pushed further while there is another way.
	above, below = above/(1-s.partAt(low)), below/s.partAt(high)
	if above+w.push[it.index]/2 < below+w.push[s.arr.index]/2 {
		return conflict{it, above}
	}
	return conflict{s.arr, below}
}

// partAt is the part of its way after which a message is at x, away from its ends.
func (s *stroke) partAt(x float64) float64 {
	return min(max((x-s.begin.X)/(s.finish.X-s.begin.X), 0.02), 0.98)
}

// heightOn is how far down a line is at x, or at its nearer end.
func heightOn(p [2]scene.Point, x float64) float64 {
	part := (x - p[0].X) / (p[1].X - p[0].X)
	return between(p[0], p[1], min(max(part, 0), 1)).Y
}

// meetsDisc adds a conflict if a message's line goes under the circle of another
// one, where that one leaves from a lifeline behind which it passes, or arrives.
func (w *writer) meetsDisc(all []conflict, s, other *stroke) []conflict {
	if s.from == other.from || !s.arrives() && s.to == other.from {
		return all
	}
	disc := box{mid: other.circle, ux: 1, w: other.radius, h: other.radius}.grown(1)
	for _, p := range w.columns.pieces(s.start, s.end) {
		if disc.crosses(p[0], p[1]) {
			return append(all, w.part(s, other.leader.dep, p, disc))
		}
	}
	return all
}

// meetsCircle adds a conflict if the circles of two messages meet.
func (w *writer) meetsCircle(all []conflict, s, other *stroke) []conflict {
	apart := s.radius + other.radius
	if s.dep.index > other.dep.index || s.joins() || distance(s.circle, other.circle) >= apart {
		return all
	}
	return append(all, conflict{other.leader.dep, s.circle.Y + apart - other.circle.Y})
}

// passingBeside are the heights that lines and circles take beside a ribbon, as
// far as the words of a bracket reach. Beside the first and the last there are none.
func (w *writer) passingBeside(b *bracket) (taken [][2]float64) {
	if b.host == 0 || b.host == w.columns.last() {
		return nil
	}
	width := 0.0
	for _, line := range b.lines {
		width = max(width, textWidth(line, textSize, false))
	}
	from := w.columns.axis[b.host]
	to := from + w.columns.half[b.host] + w.columns.gutter + width + clearOfLine
	for _, s := range w.strokes {
		if s.circle.X-s.radius < to && s.circle.X+s.radius > from {
			taken = append(taken, [2]float64{s.circle.Y - s.radius, s.circle.Y + s.radius})
		}
		for _, p := range w.columns.pieces(s.start, s.finish) {
			if max(p[0].X, p[1].X) > from && min(p[0].X, p[1].X) < to {
				y1, y2 := heightOn(p, from), heightOn(p, to)
				taken = append(taken, [2]float64{min(y1, y2) - clearOfLine, max(y1, y2) + clearOfLine})
			}
		}
	}
	return taken
}
