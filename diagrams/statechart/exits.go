package statechart

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"woshou/diagrams/scene"
	"woshou/diagrams/trace"
)

// Of the grid of exits, in points.
const (
	gridLeft = 194.0 // of the first column
	gridStep = 19.0  // between two columns
	gridRow  = 20.0  // between two rows
	gridDot  = 4.5   // radius
	gridTilt = -62.0 // of the columns' names, in degrees: neighbours stay apart
)

// exits draws the many ways to CLOSED that are no arrows as a grid, a row for
// each event and a column for each state, from height y on. It returns the
// height below.
func (c *chart) exits(y float64) float64 {
	rows := slices.DeleteFunc(slices.Clone(c.table), func(t trace.Transition) bool { return drawn(t) || !isExit(t) })
	if len(rows) == 0 {
		return y
	}
	g := grid{states: statesOf(rows), events: eventsOf(rows)}
	c.text(scene.FrameText, margin, y+lineHeight/2, scene.Start, fmt.Sprintf(c.says.Exits, c.name(closed)))
	// The heading and the key stand beside the names of the columns.
	bottom := c.exitKey(y+lineHeight+4, rows)
	g.top = max(y+c.headHeight(g.states)+8, bottom+gridRow/2)
	c.gridLines(g)
	for i, s := range g.states {
		c.columnName(s, g.x(i), g.top-gridRow/2-2)
	}
	for i, e := range g.events {
		c.text(scene.EdgeText, margin, g.y(i), scene.Start, c.says.event(e))
	}
	for _, t := range rows {
		c.draw(scene.Group{Role: scene.Exit, Alt: c.sentence(t), Items: []scene.Item{dot(t.Emits != "", g.at(t))}})
	}
	for _, t := range rows {
		c.numbers(g.at(t), []trace.Transition{t}) // these may cover the dots beside them
	}
	return g.y(len(g.events)-1) + gridRow
}

// isExit reports whether a row ends a connection. Figure 5 of RFC 9293 leaves
// most of these out; drawn as arrows they would hide all others.
func isExit(t trace.Transition) bool { return t.To == closed }

// grid says which state and event stand where.
type grid struct {
	states []string
	events []string
	top    float64 // of the first row
}

// x and y are the middle of a column and of a row.
func (g grid) x(i int) float64 { return gridLeft + gridStep*float64(i) }
func (g grid) y(i int) float64 { return g.top + gridRow*float64(i) }

// at is where a row of the table has its dot.
func (g grid) at(t trace.Transition) scene.Point {
	return scene.Point{X: g.x(slices.Index(g.states, t.From)), Y: g.y(slices.Index(g.events, t.Event))}
}

// statesOf returns where rows leave from, in the order of the bars.
func statesOf(rows []trace.Transition) (states []string) {
	for _, n := range nodes {
		leaves := slices.ContainsFunc(rows, func(t trace.Transition) bool { return t.From == n.state })
		if leaves && !slices.Contains(states, n.state) {
			states = append(states, n.state)
		}
	}
	for _, t := range rows { // what has no bar
		if !slices.Contains(states, t.From) {
			states = append(states, t.From)
		}
	}
	return states
}

// eventsOf returns the events of rows, those that concern most states first.
func eventsOf(rows []trace.Transition) (events []string) {
	count := map[string]int{}
	for _, t := range rows {
		if count[t.Event]++; count[t.Event] == 1 {
			events = append(events, t.Event)
		}
	}
	slices.SortStableFunc(events, func(a, b string) int { return count[b] - count[a] })
	return events
}

// headHeight is the height of the tilted names above the grid.
func (c *chart) headHeight(states []string) float64 {
	longest := 0.0
	for _, s := range states {
		longest = max(longest, textWidth(c.name(s), true))
	}
	return longest*math.Sin(-gridTilt*math.Pi/180) + gridRow/2
}

// columnName sets a state's name above its column. A tilted name begins beside
// the column, as its foot leans to the left of its place.
func (c *chart) columnName(s string, x, y float64) {
	c.draw(scene.Text{
		Role: scene.StateName.Of(s), At: scene.Point{X: x + 4, Y: y},
		Anchor: scene.Start, Angle: gridTilt, Size: textSize, Bold: true, Text: c.name(s),
	})
}

// gridLines draws the lines that lead the eye from a dot to its state and its
// event. They stay clear of the words.
func (c *chart) gridLines(g grid) {
	left, right := g.x(0)-8, g.x(len(g.states)-1)+8
	top, bottom := g.y(0)-8, g.y(len(g.events)-1)+8
	for i := range g.events {
		c.draw(scene.Line{Role: scene.ExitRule, From: scene.Point{X: left, Y: g.y(i)}, To: scene.Point{X: right, Y: g.y(i)}})
	}
	for i := range g.states {
		c.draw(scene.Line{Role: scene.ExitRule, From: scene.Point{X: g.x(i), Y: top}, To: scene.Point{X: g.x(i), Y: bottom}})
	}
}

// dot is one row of the table: full if something is sent.
func dot(full bool, at scene.Point) scene.Circle {
	role := scene.Exit
	if full {
		role = scene.ExitSends
	}
	return scene.Circle{Role: role, Center: at, Radius: gridDot}
}

// exitKey says what the dots mean, and returns the height below.
func (c *chart) exitKey(y float64, rows []trace.Transition) float64 {
	var sent []string
	for _, t := range rows {
		sent = appendNew(sent, t.Emits)
	}
	line := func(full bool, text string) {
		y += lineHeight
		c.draw(dot(full, scene.Point{X: margin + gridDot + 1, Y: y - lineHeight/2}))
		c.text(scene.EdgeSends, margin+18, y-lineHeight/2, scene.Start, text)
	}
	if len(sent) > 0 {
		line(true, fmt.Sprintf(c.says.Sends, strings.Join(sent, c.says.Comma)))
	}
	line(false, c.says.None)
	return y
}
