package statechart

import (
	"fmt"
	"slices"
	"strings"

	"woshou/diagrams/font"
	"woshou/diagrams/scene"
	"woshou/diagrams/trace"
)

// beside is the distance of a text from an upright arrow, in points.
const beside = 7.0

// labelBeside sets the text to the right of an upright arrow. It is always the
// right, so that no reader wonders which of two arrows a text belongs to.
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
	last := r.level()
	from, to := r.line[last-1], r.line[last]
	x, near := (from.X+to.X)/2, 0.7
	if c.wide {
		near = 1.1 // above and below a number
	} else if last == 1 {
		x += numberAt / 2 * sign(to.X-from.X)
	}
	for i, line := range events {
		c.text(scene.EdgeText, x, from.Y-lineHeight*(float64(len(events)-1-i)+near), scene.Middle, line)
	}
	for i, line := range sends {
		c.text(scene.EdgeSends, x, from.Y+lineHeight*(float64(i)+near), scene.Middle, line)
	}
}

// label returns the lines of text for rows that share an arrow: their events,
// each condition that they share once, then what is sent.
func (s subject) label(rows []trace.Transition, room float64) (events, sends []string) {
	var names, conditions, sent []string
	for _, t := range rows {
		event, condition := s.says.of(t.Event).parts()
		names = append(names, event)
		conditions = appendNew(conditions, condition)
		if t.Emits != "" {
			sent = appendNew(sent, fmt.Sprintf(s.says.Sends, t.Emits))
		}
	}
	separator := strings.TrimSpace(s.says.Comma) + "\n"
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
