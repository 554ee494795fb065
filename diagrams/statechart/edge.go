package statechart

import (
	"fmt"
	"slices"
	"strings"

	"woshou/diagrams/font"
	"woshou/diagrams/scene"
	"woshou/diagrams/tcp"
)

// Of an arrow, in points.
const (
	corner   = 7.0  // radius where it turns
	beside   = 7.0  // from an upright arrow to its text
	numberAt = 12.0 // from its start to the middle of its number
)

// rows returns the rows of the table that a route stands for.
func (c *chart) rows(r route) []tcp.Transition {
	var rows []tcp.Transition
	for _, t := range c.table {
		if r.stands(t) {
			rows = append(rows, t)
		}
	}
	return rows
}

func (r route) stands(t tcp.Transition) bool {
	return r.from == t.From && r.to == t.To && slices.Contains(r.events, t.Event)
}

// drawn reports whether some arrow stands for a row.
func drawn(t tcp.Transition) bool {
	return slices.ContainsFunc(routes, func(r route) bool { return r.stands(t) })
}

// route draws an arrow with its text and the numbers of the ways along it.
func (c *chart) route(r route) {
	rows := c.rows(r)
	if len(rows) == 0 {
		return
	}
	c.draw(scene.Group{Role: scene.Edge, Alt: c.sentences(rows), Items: c.strokes(r, rows)})
	events, sends := c.label(rows, r.room)
	if r.across() {
		c.labelAcross(r, events, sends)
	} else {
		c.labelBeside(r, events, sends)
	}
	c.numbers(r.start(), rows)
}

// start is where the number of a route stands: near its start, but clear of the
// lower edge of a frame.
func (r route) start() scene.Point {
	from, next := r.line[0], r.line[1]
	p := scene.Point{X: from.X + numberAt*sign(next.X-from.X), Y: from.Y + numberAt*sign(next.Y-from.Y)}
	if from.Y < framesBottom && p.Y+numberAt > framesBottom {
		p.Y = framesBottom + numberAt
	}
	return p
}

// strokes returns the arrow, once for each way along it. Where two share it,
// the second is dashed above the first, so that both show.
func (c *chart) strokes(r route, rows []tcp.Transition) []scene.Item {
	items := r.arrow(scene.Edge)
	over := false
	for i, p := range c.opt.Paths {
		if len(p.Numbers(rows...)) == 0 {
			continue
		}
		role := scene.EdgePath
		if over {
			role = scene.EdgeOver
		}
		items, over = append(items, r.arrow(role.Of(letter(i)))...), true
	}
	return items
}

// arrow returns the line of a route, with round corners.
func (r route) arrow(role scene.Role) []scene.Item {
	from, items := r.line[0], []scene.Item(nil)
	for i, p := range r.line[1 : len(r.line)-1] {
		before, after := toward(p, from), toward(p, r.line[i+2])
		items = append(items, scene.Path{Role: role, Commands: []scene.Command{
			{Op: 'M', Points: [3]scene.Point{from}},
			{Op: 'L', Points: [3]scene.Point{before}},
			{Op: 'C', Points: [3]scene.Point{between(before, p), between(after, p), after}},
		}})
		from = after
	}
	return append(items, scene.Line{Role: role, From: from, To: r.line[len(r.line)-1], Arrow: true})
}

// toward is the point where the arrow begins to turn at p, on the side of q.
func toward(p, q scene.Point) scene.Point {
	return scene.Point{X: p.X + corner*sign(q.X-p.X), Y: p.Y + corner*sign(q.Y-p.Y)}
}

func between(p, q scene.Point) scene.Point {
	return scene.Point{X: (p.X + q.X) / 2, Y: (p.Y + q.Y) / 2}
}

func sign(n float64) float64 {
	switch {
	case n < 0:
		return -1
	case n > 0:
		return 1
	}
	return 0
}

// across reports whether the last part of a route is level.
func (r route) across() bool {
	last := len(r.line) - 1
	return r.line[last-1].Y == r.line[last].Y
}

// labelBeside sets the text to the right of an upright arrow.
func (c *chart) labelBeside(r route, events, sends []string) {
	x, y := r.line[0].X+beside, r.labelTop+lineHeight/2
	for _, line := range events {
		c.text(scene.EdgeText, x, y, scene.Start, line)
		y += lineHeight
	}
	for _, line := range sends {
		c.text(scene.EdgeSends, x, y, scene.Start, line)
		y += lineHeight
	}
}

// labelAcross sets the events above a level arrow and what is sent below it.
// A number may stand at the start of the arrow.
func (c *chart) labelAcross(r route, events, sends []string) {
	last := len(r.line) - 1
	from, to := r.line[last-1], r.line[last]
	x := (from.X + to.X) / 2
	if last == 1 {
		x += numberAt / 2 * sign(to.X-from.X)
	}
	for i, line := range events {
		c.text(scene.EdgeText, x, from.Y-lineHeight*(float64(len(events)-i)-0.3), scene.Middle, line)
	}
	for i, line := range sends {
		c.text(scene.EdgeSends, x, from.Y+lineHeight*(float64(i)+0.7), scene.Middle, line)
	}
}

// label returns the lines of text for rows that share an arrow: their events,
// each condition that they share once, then what is sent.
func (c *chart) label(rows []tcp.Transition, room float64) (events, sends []string) {
	var names, conditions, sent []string
	for _, t := range rows {
		event, condition := c.words.phrase(t.Event).parts()
		names = append(names, event)
		conditions = appendNew(conditions, condition)
		if t.Emits != "" {
			sent = appendNew(sent, fmt.Sprintf(c.words.sends, t.Emits))
		}
	}
	separator := strings.TrimSpace(c.words.comma) + "\n"
	events = broken(strings.Join(names, separator), room)
	for _, condition := range conditions {
		events = append(events, broken(condition, room)...)
	}
	return events, broken(strings.Join(sent, separator), room)
}

// broken sets a phrase in one line if there is room, else as it is best broken.
func broken(p string, room float64) (lines []string) {
	if whole := line(p); textWidth(whole, false) <= room {
		p = whole
	}
	for part := range strings.SplitSeq(p, "\n") {
		lines = append(lines, font.Wrap(part, textSize, room/slack, false)...)
	}
	return lines
}

// appendNew appends a text that is neither "" nor there already.
func appendNew(list []string, s string) []string {
	if s == "" || slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}

// textWidth is how much room a text may take in the reader's fonts.
func textWidth(text string, bold bool) float64 { return font.Width(text, textSize, bold) * slack }
