package sequence

import (
	"slices"

	"woshou/diagrams/trace"
)

// With three lifelines and more the words of all but the first stand to the
// right of theirs, in the gap before the next one, and messages that pass there
// go between them:
//
//	names of A |        | names of B        | names of C
//	           | label  |                   |
//	           |------->|                   |
//	           |-----   |   ------ label -->|
//
// So each gap is as wide as its names and its labels need, and what is left over
// makes the narrow ones wider first.

// Of three lifelines and more, in points.
const (
	lanesWidth  = 720.0 // of a figure in a page
	lanesNarrow = 430.0 // a figure that is to be no wider than this stands close
	closeGutter = 10.0  // between a ribbon and its texts there
	thread      = 3.0   // width of a lifeline without states
	wordGap     = 8.0   // between the texts of a ribbon and the next ribbon
	discRoom    = 26.0  // the same where a circle may stand before it
	widestGap   = 216.0 // beyond it a figure of a page is made narrower instead
	leastGap    = 46.0
)

// newLanes gives each gap what its names and labels need.
func (c collector) newLanes() columns {
	l := columns{half: c.halves(), gutter: gutter}
	if c.close() {
		l.gutter = closeGutter
	}
	names, gaps := c.gaps(l.gutter)
	last := len(gaps)
	left, right := max(c.wordsOf(0)+l.gutter, c.nameRoom(0)), max(c.wordsOf(last)+l.gutter, c.nameRoom(last))
	if wait := c.widestWait(); c.close() || slices.Max(gaps) < wait+2*clearOfWave { // it may have to stand there
		right = max(right, l.gutter+wait)
	}
	ribbons := 0.0
	for _, h := range l.half {
		ribbons += 2 * h
	}
	spare := c.opt.Width - 2*margin - left - right - ribbons - sum(gaps)
	if c.close() && spare < 0 { // labels may stand in the key
		concede(gaps, names, -spare)
		spare = min(0, c.opt.Width-2*margin-left-right-ribbons-sum(gaps))
	}
	if spare = widen(gaps, spare, c.mostGap()); c.opt.Width == lanesWidth {
		c.opt.Width, spare = c.opt.Width-max(0, spare), min(0, spare)
	}
	c.opt.Width += max(0, -spare)
	left, right = left+max(0, spare)/2, right+max(0, spare)/2
	x := margin + left
	for i, h := range l.half {
		l.axis = append(l.axis, x+h)
		x += 2 * h
		switch {
		case i == 0:
			l.outer = append(l.outer, left-l.gutter)
		case i == last:
			l.outer = append(l.outer, right-l.gutter)
		default:
			l.outer = append(l.outer, max(c.wordsOf(i), gaps[i]-l.gutter-discRoom))
		}
		if i < last {
			x += gaps[i]
		}
	}
	return l
}

// close reports whether the lifelines stand close, as on a phone.
func (c collector) close() bool { return c.opt.Width <= lanesNarrow }

// gaps are the widths that the gaps need for the words beside their lifelines and
// the names above, and those that they need for labels too.
func (c collector) gaps(gutter float64) (names, gaps []float64) {
	for i := range len(c.trace.Hosts) - 1 {
		need := max(leastGap, c.nameRoom(i)+c.nameRoom(i+1))
		if i > 0 {
			need = max(need, c.wordsOf(i)+gutter+wordGap)
		}
		names, gaps = append(names, need), append(gaps, max(need, c.labelGap(i)))
	}
	c.widenForPassing(gaps)
	return names, gaps
}

// concede makes gaps narrower by so much altogether, down to what names need.
func concede(gaps, names []float64, much float64) {
	part := min(1, much/max(0.01, sum(gaps)-sum(names)))
	for i := range gaps {
		gaps[i] -= (gaps[i] - names[i]) * part
	}
}

// waitText is the length of a folded wait.
func (f *figure) waitText(us int64) string {
	if f.columns.last() > 1 && f.columns.gutter < gutter {
		return tersely(us)
	}
	return f.wait(us)
}

// widestWait is the room of the widest that the length of a folded wait may be.
func (c collector) widestWait() (width float64) {
	say := c.wait
	if c.close() {
		say = tersely
	}
	at, unit := int64(0), c.usualLatency()
	for _, e := range c.trace.Events {
		if wait := e.AtUS - at; float64(wait) > foldAfter*unit {
			width = max(width, textWidth(say(wait), textSize, false))
		}
		at = e.AtUS
	}
	return width
}

// tersely is a rounded length of time where there is little room.
func tersely(us int64) string {
	if round := rounded(us); round != us {
		return "≈ " + duration(round)
	}
	return duration(us)
}

// mostGap is how wide a gap is made that does not need it.
func (c collector) mostGap() float64 {
	if c.opt.Width == lanesWidth {
		return widestGap
	}
	return c.opt.Width
}

// wordsOf is the room of the words beside a host that are not broken, and so much
// that notes still read well.
func (c collector) wordsOf(host int) float64 {
	need := max(c.widestName(host), c.widestCall(host))
	for _, e := range c.trace.Events {
		switch {
		case c.trace.Show.Time && host == 0 && (e.Kind == trace.Send || e.Kind == trace.Receive):
			need = max(need, textWidth(duration(e.AtUS), textSize, false))
		case e.Host != host:
		case e.Kind == trace.Timer && e.Action == trace.Fire && c.trace.Show.Timers:
			need = max(need, c.timerRoom(e))
		case e.Kind == trace.Note:
			need = max(need, leastOuter)
		}
	}
	return need
}

// timerRoom is what the words of a timer that fires need, if they are broken
// wherever they may be.
func (c collector) timerRoom(e trace.Event) float64 {
	ran := c.trace.RanFor(e.N)
	return max(longestWord(c.timer(e.Timer, ran), textSize, false), textWidth(duration(ran), textSize, false))
}

// nameRoom is what the longest word of a host's name needs beside its axis.
func (c collector) nameRoom(host int) float64 {
	return max(leastRule, longestWord(c.trace.Hosts[host].In(c.lang()), hostSize, true))/2 + 4
}

// labelGap is what the messages between two neighbours need so that no label is
// broken within a word.
func (c collector) labelGap(left int) float64 {
	need := 0.0
	for _, fl := range c.flights {
		if min(fl.from, fl.to) == left && max(fl.from, fl.to) == left+1 {
			need = max(need, c.leastLabel(fl))
		}
	}
	return need
}

// leastLabel is the length of a stroke that holds the label of a message.
func (c collector) leastLabel(fl *flight) float64 {
	l := c.labelOf(fl)
	return max(widest(l.stacked()), widest(l.wrapped(0))) + numberPlace + fl.radius + headRoom + 6
}

// widenForPassing has each message that passes behind a lifeline find one gap on
// its way that holds its label.
func (c collector) widenForPassing(gaps []float64) {
	for _, fl := range c.flights {
		from, to := min(fl.from, fl.to), max(fl.from, fl.to)
		if to == from+1 || fl.echoes {
			continue
		}
		best := from
		for i := from; i < to; i++ {
			if gaps[i] > gaps[best] {
				best = i
			}
		}
		gaps[best] = max(gaps[best], c.leastLabel(fl))
	}
}

// widen makes the narrowest gaps wider, all to the same width, until nothing is
// left of spare or all are as wide as most. It returns what is left.
func widen(gaps []float64, spare, most float64) float64 {
	for spare > 0.01 {
		narrow, next, count := gaps[0], most, 0
		for _, g := range gaps {
			narrow = min(narrow, g)
		}
		for _, g := range gaps {
			if g == narrow {
				count++
			} else {
				next = min(next, g)
			}
		}
		if narrow >= most {
			break
		}
		to := min(next, most, narrow+spare/float64(count))
		for i, g := range gaps {
			if g == narrow {
				gaps[i] = to
			}
		}
		spare -= (to - narrow) * float64(count)
	}
	return spare
}

func sum(list []float64) (total float64) {
	for _, x := range list {
		total += x
	}
	return total
}
