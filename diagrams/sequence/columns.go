package sequence

import (
	"woshou/diagrams/font"
	"woshou/diagrams/scene"
	"woshou/diagrams/trace"
)

// columns say where things stand across the page. From a ribbon's edge outward
// come a timer's bracket and the ticks, then the column of texts.
type columns struct {
	axis  [2]float64 // the middle of each ribbon
	outer float64    // width of a column of texts
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

// longestState is the widest of the eleven names; columns leave room for it
// even where it does not occur, so that figures of one page stand alike.
const longestState = "SYN-RECEIVED"

// columns gives both sides the room of the longest state's name, and less of
// it, down to what the run's own names need, if a label along an arrow would
// otherwise be broken. What a wide picture has left over goes to the wire and
// to the texts in the proportion of 2 to 1.
func (f *figure) columns() columns {
	outer := max(textWidth(f.name(longestState), textSize, true), f.widestExtra(), f.widestCall())
	wire := f.opt.Width - 2*(margin+outer+gutter+ribbon)
	if spare := f.opt.Width - pageWidth; spare > 0 {
		outer += spare / 6
		wire -= spare / 3
	}
	outer -= f.concession(wire, outer-f.ownOuter())
	edge := margin + outer + gutter + ribbon/2
	return columns{outer: outer, axis: [2]float64{edge, f.opt.Width - edge}}
}

// mostExtra is the widest that a column is made for options or calls, in
// points: the wire needs the rest.
const mostExtra = 116.0

// widestCall is the room of the longest call, or 0 if that is to be broken.
func (f *figure) widestCall() float64 {
	widest := 0.0
	for _, e := range f.run.Events {
		if e.Kind == trace.Call && f.run.Show.Calls {
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
		for _, t := range fl.numbers {
			if fl.burst != nil && isExtra(t) {
				widest = max(widest, textWidth(t, textSize, false))
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
	for _, h := range f.run.Hosts {
		need = max(need, textWidth(f.name(initialState(h)), textSize, true))
	}
	for _, e := range f.run.Events {
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
		for _, r := range fl.words(f).rows() {
			if need := (r.width() + labelRoom - wire) / 2; need <= spare {
				give = max(give, need)
			}
		}
	}
	return give
}

// edge is the side of a ribbon that faces the wire.
func (c columns) edge(s side) float64 { return c.axis[s] - s.out()*(ribbon/2+wireGap) }

// beside is the place at a distance outside a ribbon.
func (c columns) beside(s side, distance float64) float64 {
	return c.axis[s] + s.out()*(ribbon/2+distance)
}

// wire is the width between the two ribbons' edges.
func (c columns) wire() float64 { return c.edge(right) - c.edge(left) }

// middle is half-way between the ribbons.
func (c columns) middle() float64 { return (c.axis[left] + c.axis[right]) / 2 }

// anchor is how a text in the column outside a ribbon is set: towards it.
func (s side) anchor() scene.Anchor {
	if s == left {
		return scene.End
	}
	return scene.Start
}

// Texts of a column are broken for the reader's font, which may be wider than
// the measured one: hence the division by slack.

// wrapOuter breaks a text into the lines of an outer column.
func (f *figure) wrapOuter(text string, bold bool) []string {
	return font.Wrap(text, textSize, f.col.outer/slack, bold)
}
