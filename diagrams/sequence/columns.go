package sequence

import (
	"woshou/diagrams/font"
	"woshou/diagrams/trace"
)

// columns say where things stand across the page. From a ribbon's edge outward
// come a timer's bracket and the ticks, then the column of texts.
type columns struct {
	axis  []float64 // the middle of each ribbon
	outer float64   // width of a column of texts
}

// Across a figure, in points.
const (
	margin     = 3.0  // between a text and the border of the picture
	ribbon     = 11.0 // width of a band
	gutter     = 14.0 // between a ribbon and the texts outside it
	bracketGap = 7.0  // between a ribbon and a timer's bracket
	tickFrom   = 3.0  // where the hairline of a state's name begins
	tickTo     = 11.0 // and ends
	wireGap    = 1.5  // between a ribbon and an arrow's end
)

// leastOuter is the narrowest column in which notes still read well: five Han
// to a line.
const leastOuter = 5 * textSize * slack

// longestState is the widest of TCP's eleven names; columns leave room for it
// even where it does not occur, so that figures of one page stand alike.
const longestState = "SYN-RECEIVED"

// newColumns gives the outer columns the room of the longest state's name, and
// less of it, down to what the run's own names need, if a label along an arrow
// would otherwise be broken. What a wide picture has left over goes to the wire
// and to the texts in the proportion of 2 to 1.
func (f *figure) newColumns() columns {
	outer := max(textWidth(f.name(longestState), textSize, true), f.widestExtra(), f.widestCall())
	wire := f.opt.Width - 2*(margin+outer+gutter+ribbon)
	if spare := f.opt.Width - pageWidth; spare > 0 {
		outer += spare / 6
		wire -= spare / 3
	}
	wires := float64(len(f.trace.Hosts) - 1)
	outer -= f.concession(wire/wires, outer-f.ownOuter())
	first := margin + outer + gutter + ribbon/2
	last := f.opt.Width - first
	c := columns{outer: outer, axis: []float64{first}}
	for i := 1.0; i < wires; i++ {
		c.axis = append(c.axis, first+(last-first)*i/wires)
	}
	c.axis = append(c.axis, last)
	return c
}

// mostExtra is the widest that a column is made for options or calls, in
// points: the wire needs the rest.
const mostExtra = 116.0

// widestCall is the room of the longest call, or 0 if that is to be broken.
func (f *figure) widestCall() float64 {
	widest := 0.0
	for _, e := range f.trace.Events {
		if e.Kind == trace.Call && f.trace.Show.Calls {
			widest = max(widest, textWidth(f.says.call(e), textSize, false))
		}
	}
	if widest > mostExtra {
		return 0
	}
	return widest
}

// widestExtra is the room that the longest option in a burst takes, which may
// have to stand outside.
func (f *figure) widestExtra() float64 {
	widest := 0.0
	for _, fl := range f.flights {
		for _, n := range fl.numbers {
			if fl.burst != nil && n.extra {
				widest = max(widest, textWidth(n.text, textSize, false))
			}
		}
	}
	if widest > mostExtra {
		return 0
	}
	return widest
}

// ownOuter is the room that the names and calls of this run need outside.
func (f *figure) ownOuter() float64 {
	need := max(leastOuter, f.widestExtra(), f.widestCall())
	for _, h := range f.trace.Hosts {
		need = max(need, textWidth(f.name(initialState(h)), textSize, true))
	}
	for _, e := range f.trace.Events {
		if e.Kind == trace.State {
			need = max(need, textWidth(f.name(e.To), textSize, true))
		}
	}
	return need
}

// initialState is the state a host starts in.
func initialState(h trace.Host) string {
	if h.Initial == "" {
		return "CLOSED"
	}
	return h.Initial
}

// concession is how much each column gives to the wire so that labels stay
// unbroken that would otherwise not be. Spare is the most it can give; a label
// that would not fit even then is broken and asks for nothing.
func (f *figure) concession(wire, spare float64) float64 {
	give := 0.0
	for _, fl := range f.flights {
		for _, r := range f.labelOf(fl).rows() {
			if need := (r.width() + labelRoom - wire) / 2; need <= spare {
				give = max(give, need)
			}
		}
	}
	return give
}

// edge is the side of a ribbon that faces another one.
func (c columns) edge(host, other int) float64 {
	if host < other {
		return c.axis[host] + (ribbon/2 + wireGap)
	}
	return c.axis[host] - (ribbon/2 + wireGap)
}

// beside is the place at a distance outside a ribbon.
func (c columns) beside(host int, distance float64) float64 {
	return c.axis[host] + outward(host)*(ribbon/2+distance)
}

// last is the last host.
func (c columns) last() int { return len(c.axis) - 1 }

// wire is the width between the edges of two neighbouring ribbons.
func (c columns) wire() float64 { return c.edge(1, 0) - c.edge(0, 1) }

// middle is half-way between the outermost ribbons.
func (c columns) middle() float64 { return (c.axis[0] + c.axis[c.last()]) / 2 }

// Texts of a column are broken for the reader's font, which may be wider than
// the measured one: hence the division by slack.

// wrapOuter breaks a text into the lines of an outer column.
func (f *figure) wrapOuter(text string) []string {
	return font.Wrap(text, textSize, f.columns.outer/slack, false)
}

// wrapWire breaks a text into lines that stand between the ribbons.
func (f *figure) wrapWire(text string) []string {
	return font.Wrap(text, textSize, (f.columns.wire()-8)/slack, false)
}
