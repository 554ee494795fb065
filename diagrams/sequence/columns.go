package sequence

import (
	"woshou/diagrams/font"
	"woshou/diagrams/trace"
)

// columns say where things stand across the page. From a ribbon's edge outward
// come a timer's bracket and the ticks, then the column of texts.
type columns struct {
	axis   []float64 // the middle of each ribbon
	half   []float64 // half of the width of each ribbon
	outer  []float64 // of each host: the width of its column of texts
	gutter float64   // between a ribbon and the texts outside it
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

// newColumns gives the outer columns of two hosts the room of the longest state's
// name, and less of it, down to what the run's own names need, if a label along
// an arrow would otherwise be broken. What a wide picture has left over goes to
// the wire and to the texts in the proportion of 2 to 1.
func (c collector) newColumns() columns {
	if len(c.trace.Hosts) > 2 {
		return c.newLanes()
	}
	outer := max(textWidth(c.name(c.longestState()), textSize, true), c.widestExtra(), c.widestCall(across))
	if c.trace.TCP == nil {
		outer = max(outer, c.wordsOf(0), c.wordsOf(1))
	}
	gutter := gutter
	if c.trace.TCP == nil && c.widestLabel()+labelRoom > c.opt.Width-2*(margin+outer+gutter+ribbon) {
		gutter = closeGutter
	}
	wire := c.opt.Width - 2*(margin+outer+gutter+ribbon)
	if spare := c.opt.Width - pageWidth; spare > 0 {
		outer += spare / 6
		wire -= spare / 3
	}
	give := c.concession(wire, outer-c.ownOuter())
	outer -= give
	if c.trace.TCP == nil {
		wire += 2 * give
		c.opt.Width += max(0, c.leastWire()-wire)
		wire = max(wire, c.leastWire())
		c.opt.Width += min(max(0, c.roomyWire()-wire), max(0, mostWidened-c.opt.Width))
	}
	first := margin + outer + gutter + ribbon/2
	half := c.halves()
	return columns{axis: []float64{first, c.opt.Width - first}, half: half, outer: []float64{outer, outer}, gutter: gutter}
}

// mostWidened is how wide a figure of two hosts becomes at most so that the names of
// messages stand on their arrows: a phone shows it moved sideways a little, and a
// desk has the room.
const mostWidened = 480.0

// shortName is the longest name of a message that a figure is widened for: longer
// ones stand on steeper arrows, or in the key.
const shortName = 60.0

// roomyWire is the wire on which the names of messages have room, if they are short.
func (c collector) roomyWire() (width float64) {
	for _, m := range c.trace.Messages {
		width = max(width, min(textWidth(m.Heading(), textSize, true), shortName)+labelRoom)
	}
	return width
}

// leastWire is what two hosts whose states have long names leave to the wire: room
// for an arrow with its circle, and for the words that stand between the ribbons.
func (c collector) leastWire() float64 {
	least := leastGap
	for _, e := range c.trace.Events {
		switch {
		case e.Kind != trace.Cut && e.Kind != trace.Mend && e.Kind != trace.End:
		case e.Host == across && (e.Kind != trace.End || c.interrupted()):
			least = max(least, textWidth(c.link(e.Kind), textSize, false)+2*wordGap)
		}
	}
	return least
}

// widestLabel is the width of the widest name of a message.
func (c collector) widestLabel() (width float64) {
	for _, fl := range c.flights {
		width = max(width, c.labelOf(fl).flags.room)
	}
	return width
}

// longestState is the name that columns leave room for: of TCP the widest of
// all, of another protocol the widest that a host of this run may have.
func (c collector) longestState() (longest string) {
	if c.trace.TCP != nil || len(c.trace.Roles) == 0 {
		return longestState
	}
	for host := range c.trace.Hosts {
		for _, s := range c.trace.RoleOf(host).States {
			if textWidth(s.Name, textSize, true) > textWidth(longest, textSize, true) {
				longest = s.Name
			}
		}
	}
	return longest
}

// halves are the halves of the ribbons' widths.
func (c collector) halves() (half []float64) {
	for host := range c.trace.Hosts {
		if half = append(half, ribbon/2); c.stateless(host) {
			half[host] = thread / 2
		}
	}
	return half
}

// mostExtra is the widest that a column is made for options or calls, in
// points: the wire needs the rest.
const mostExtra = 116.0

// widestCall is the room of the longest call of a host, of all of them if it is
// across, or 0 if that is to be broken.
func (c collector) widestCall(host int) float64 {
	widest := 0.0
	for _, e := range c.trace.Events {
		if e.Kind == trace.Call && c.trace.Show.Calls && (host == across || host == e.Host) {
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
	need := max(leastOuter, c.widestExtra(), c.widestCall(across))
	for host := range c.trace.Hosts {
		need = max(need, c.widestName(host))
	}
	return need
}

// widestName is the room of the longest name of a state that a host is in.
func (c collector) widestName(host int) float64 {
	if c.stateless(host) {
		return 0
	}
	need := textWidth(c.name(initialState(c.trace.Hosts[host])), textSize, true)
	for _, e := range c.trace.Events {
		if e.ChangesState() && e.Host == host {
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
		return c.axis[host] + (c.half[host] + wireGap)
	}
	return c.axis[host] - (c.half[host] + wireGap)
}

// beside is the place at a distance outside a ribbon.
func (c columns) beside(host int, distance float64) float64 {
	return c.axis[host] + outward(host)*(c.half[host]+distance)
}

// last is the last host.
func (c columns) last() int { return len(c.axis) - 1 }

// gap is the width between the edges of two neighbouring ribbons, by the left
// one.
func (c columns) gap(left int) float64 { return c.edge(left+1, left) - c.edge(left, left+1) }

// widest is the left ribbon of the widest gap, the first of several. What
// belongs to no host stands there.
func (c columns) widest() (left int) {
	for i := range c.last() {
		if c.gap(i) > c.gap(left)+0.01 {
			left = i
		}
	}
	return left
}

// wire is the width of the widest gap.
func (c columns) wire() float64 { return c.gap(c.widest()) }

// middle is the middle of the widest gap.
func (c columns) middle() float64 {
	left := c.widest()
	return (c.axis[left] + c.axis[left+1]) / 2
}

// clearOfWave is what words keep clear of beside an axis, for its folds.
const clearOfWave = waveWidth + near

// between reports whether all from one place to another lies in one gap. Of a
// single gap the caller knows the ends.
func (c columns) between(from, to float64) bool {
	if c.last() == 1 {
		return true
	}
	for i := range c.last() {
		if from > c.axis[i]+clearOfWave && to < c.axis[i+1]-clearOfWave {
			return true
		}
	}
	return false
}

// Texts of a column are broken for the reader's font, which may be wider than
// the measured one: hence the division by slack.

// wrapOuter breaks a text into the lines of a host's column.
func (c columns) wrapOuter(host int, text string) []string {
	return font.Wrap(text, textSize, c.outer[host]/slack, false)
}

// wrapName breaks the name of a state, or of several, into the lines of a host's
// column.
func (c columns) wrapName(host int, text string) []string {
	return font.Wrap(text, textSize, c.outer[host]/slack, true)
}

// wrapWire breaks a text into lines that stand between two ribbons.
func (c columns) wrapWire(text string) []string {
	return font.Wrap(text, textSize, (c.wire()-8)/slack, false)
}
