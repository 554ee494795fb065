package statechart

import (
	"fmt"
	"slices"
	"strconv"

	"woshou/diagrams/font"
	"woshou/diagrams/scene"
	"woshou/diagrams/tcp"
	"woshou/diagrams/trace"
)

// Path is the way of one host through the states in one run.
type Path struct {
	Title trace.Text // the run's, by language; nil for a run without one
	Host  trace.Text // the host's name
	Start tcp.State
	Steps []Step // in order
}

// Step is one change of state: a row of the table.
type Step = tcp.Transition

// PathOf returns the way of a host in a run. It fails if the run has no such
// host, or makes a change that is no row of the machine's table.
func PathOf(t *trace.Trace, host string) (Path, error) {
	i := slices.IndexFunc(t.Hosts, func(h trace.Host) bool { return h.Name == host })
	if i < 0 {
		return Path{}, fmt.Errorf("the run has no host %s", host)
	}
	label := t.Hosts[i].Label
	if label.In("en") == "" {
		label = trace.Text{"en": host}
	}
	p := Path{Title: t.Title, Host: label, Start: stateOf(t.Hosts[i].Initial)}
	for _, e := range t.Events {
		if e.Kind != trace.State || e.Host != host {
			continue
		}
		row, ok := rowOf(t, e)
		if !ok {
			return Path{}, fmt.Errorf("event %d, from %s to %s by %s, is no row of the table", e.N, e.From, e.To, e.Rule)
		}
		p.Steps = append(p.Steps, row)
	}
	return p, nil
}

// stateOf is the state of a name; CLOSED for a name that is none.
func stateOf(name string) tcp.State {
	for s := tcp.Closed; s <= tcp.TimeWait; s++ {
		if s.String() == name {
			return s
		}
	}
	return tcp.Closed
}

// Numbers returns the numbers, from 1, of the steps that are one of rows.
func (p Path) Numbers(rows ...tcp.Transition) (numbers []int) {
	for i, s := range p.Steps {
		if slices.Contains(rows, s) {
			numbers = append(numbers, i+1)
		}
	}
	return numbers
}

// letter is how roles call a way.
func letter(path int) string { return [...]string{"a", "b"}[path%2] }

// visited reports whether a way leads through a bar; all are when no way is
// shown.
func (c *chart) visited(n node) bool {
	for _, p := range c.opt.Paths {
		if n == startBar(p.Start) {
			return true
		}
		for _, s := range p.Steps {
			if n == startBar(s.From) || n == endBar(s) {
				return true
			}
		}
	}
	return len(c.opt.Paths) == 0
}

// startBar is the bar that steps leave a state from: the upper CLOSED.
func startBar(s tcp.State) node {
	return nodes[slices.IndexFunc(nodes, func(n node) bool { return n.state == s })]
}

// endBar is the bar that a step ends at: the lower CLOSED, unless its arrow
// leads to the upper one.
func endBar(t Step) node {
	first := startBar(t.To)
	if t.To != tcp.Closed {
		return first
	}
	for _, r := range routes {
		if r.stands(t) && r.line[len(r.line)-1].Y <= first.top+nodeHeight {
			return first
		}
	}
	return nodes[len(nodes)-1]
}

// Of the numbers on an arrow, in points.
const (
	numberHeight = 18.0
	numberGap    = 2.0 // between those of two ways
	mostNumbers  = 3   // that are printed for one way; then an ellipsis
)

// numbers draws, about a point, which steps of the ways are among rows. The
// first way's stand in round fields, the second's in square ones, so that they
// differ without colour.
func (c *chart) numbers(at scene.Point, rows []tcp.Transition) {
	var fields []scene.Rect
	var texts []string
	total := -numberGap
	for i, p := range c.opt.Paths {
		numbers := p.Numbers(rows...)
		if len(numbers) == 0 {
			continue
		}
		f := field(i, listed(numbers))
		fields, texts = append(fields, f), append(texts, listed(numbers))
		total += f.Width + numberGap
	}
	x := min(max(at.X-total/2, 2), width-2-total)
	for i, f := range fields {
		f.X, f.Y = x, at.Y-numberHeight/2
		x += f.Width + numberGap
		c.field(f, texts[i])
	}
}

// field is what the numbers of a way stand on, not yet at its place.
func field(path int, text string) scene.Rect {
	return scene.Rect{
		Role:  scene.Order.Of(letter(path)),
		Width: max(numberHeight, textWidth(text, true)+8), Height: numberHeight,
		Radius: [...]float64{numberHeight / 2, 3}[path%2],
	}
}

func (c *chart) field(f scene.Rect, text string) {
	middle := scene.Point{X: f.X + f.Width/2, Y: f.Y + f.Height/2 + baseline}
	c.draw(f, scene.Text{Role: scene.StepNumber, At: middle, Anchor: scene.Middle, Size: textSize, Bold: true, Text: text})
}

func listed(numbers []int) string {
	text := ""
	for i, n := range numbers {
		if i == mostNumbers {
			return text + "…"
		}
		if i > 0 {
			text += ","
		}
		text += strconv.Itoa(n)
	}
	return text
}

// keyArrow is the length of the sample of a way, in points.
const keyArrow = 46.0

// key says whose ways are shown, from height y on, and returns the height
// below. Two stand side by side if there is room.
func (c *chart) key(y float64) float64 {
	x := margin
	for i, p := range c.opt.Paths {
		name := fmt.Sprintf(c.words.way, p.Host.In(c.opt.Lang))
		if x > margin && x+keyArrow+6+textWidth(name, false) > width-margin {
			x, y = margin, y+numberHeight+4
		}
		middle := y + numberHeight/2
		c.draw(scene.Line{
			Role: scene.EdgePath.Of(letter(i)),
			From: scene.Point{X: x, Y: middle}, To: scene.Point{X: x + keyArrow, Y: middle}, Arrow: true,
		})
		f := field(i, "1")
		f.X, f.Y = x+6, y
		c.field(f, "1")
		x += keyArrow + 6
		for n, line := range font.Wrap(name, textSize, (width-margin-x)/slack, false) {
			y += lineHeight * float64(min(n, 1))
			c.text(scene.EdgeText, x, y+numberHeight/2, scene.Start, line)
		}
		x += textWidth(name, false) + 24
	}
	if len(c.opt.Paths) > 0 {
		y += numberHeight + 10
	}
	return y
}
