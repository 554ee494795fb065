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
func (c collector) newColumns() columns {
	outer := max(textWidth(c.name(longestState), textSize, true), c.widestExtra(), c.widestCall())
	wire := c.opt.Width - 2*(margin+outer+gutter+ribbon)
	if spare := c.opt.Width - pageWidth; spare > 0 {
		outer += spare / 6
		wire -= spare / 3
	}
	wires := float64(len(c.trace.Hosts) - 1)
	outer -= c.concession(wire/wires, outer-c.ownOuter())
	first := margin + outer + gutter + ribbon/2
	last := c.opt.Width - first
	axis := []float64{first}
	for i := 1.0; i < wires; i++ {
		axis = append(axis, first+(last-first)*i/wires)
	}
	return columns{axis: append(axis, last), outer: outer}
}

// mostExtra is the widest that a column is made for options or calls, in
// points: the wire needs the rest.
const mostExtra = 116.0

// widestCall is the room of the longest call, or 0 if that is to be broken.
func (c collector) widestCall() float64 {
	widest := 0.0
	for _, e := range c.trace.Events {
		if e.Kind == trace.Call && c.trace.Show.Calls {
			widest = max(widest, textWidth(c.call(e), textSize, false))
		}
	}
	if widest > mostExtra {
		return 0
	}
	return widest
}

// widestExtra is the room that the longest option in a burst takes, which may
// have to stand outside.
func (c collector) widestExtra() float64 {
	widest := 0.0
	for _, fl := range c.flights {
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
func (c collector) ownOuter() float64 {
	need := max(leastOuter, c.widestExtra(), c.widestCall())
	for _, h := range c.trace.Hosts {
		need = max(need, textWidth(c.name(initialState(h)), textSize, true))
	}
	for _, e := range c.trace.Events {
		if e.ChangesState() {
			need = max(need, textWidth(c.name(e.To), textSize, true))
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
func (c collector) concession(wire, spare float64) float64 {
	give := 0.0
	for _, fl := range c.flights {
		for _, r := range c.labelOf(fl).rows() {
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
func (c columns) wrapOuter(text string) []string {
	return font.Wrap(text, textSize, c.outer/slack, false)
}

// wrapWire breaks a text into lines that stand between the ribbons.
func (c columns) wrapWire(text string) []string {
	return font.Wrap(text, textSize, (c.wire()-8)/slack, false)
}
