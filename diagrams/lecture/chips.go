package lecture

import (
	"woshou/diagrams/font"
	"woshou/diagrams/scene"
)

// Of chips, in points.
const (
	chipHeight = 30.0
	chipInner  = 8.0
	rowPitch   = 44.0
	arrowRoom  = 34.0
)

// chips are a row for each host whose state a step changes, in the order of
// causes: the old state, pale, and the new one, framed.
func (c composer) chips(step int) (b block) {
	rows := c.rows(step)
	if len(rows) == 0 {
		b.items = []scene.Item{scene.Text{Role: scene.TimeText, At: scene.Point{Y: baseline(chipHeight/2, Least)}, Size: Least, Text: c.says.Unchanged}}
		b.height = chipHeight
		return b
	}
	names := 0.0 // the room of the hosts' names
	for _, r := range rows {
		names = max(names, font.Width(c.host(r.host), Least, true)*slack+12)
	}
	for _, r := range rows {
		if names+c.rowWidth(r) > c.room() {
			names = 0
		}
	}
	if len(rows) > most {
		return c.gathered(rows)
	}
	for _, r := range rows {
		c.row(&b, r, names)
	}
	return b
}

// rows are the changes that are told with a step.
func (c composer) rows(step int) (list []row) {
	told, n := c.entered(), make([]int, len(c.Run.Hosts))
	for _, e := range c.Run.Events {
		if !e.ChangesState() {
			continue
		}
		n[e.Host]++
		if told[change{e.Host, n[e.Host]}] == step {
			list = append(list, row{e.Host, e.From, e.To})
		}
	}
	return list
}

// most is how many rows of chips have room with both states.
const most = 2

// gathered are only the new states, each with the hosts that enter it.
func (c composer) gathered(rows []row) (b block) {
	x := 0.0
	for i := 0; i < len(rows); {
		to, n := rows[i].to, 0
		for ; i+n < len(rows) && rows[i+n].to == to && c.accent(rows[i+n].host) == c.accent(rows[i].host); n++ {
			name := c.host(rows[i+n].host)
			width := font.Width(name, Least, true)*slack + 10
			if x > 0 && x+width > c.room() {
				x, b.height = 0, b.height+26
			}
			b.items = append(b.items, scene.Text{
				Role: scene.HostName.Of(c.accent(rows[i].host)), At: scene.Point{X: x, Y: baseline(b.height+chipHeight/2, Least)}, Size: Least, Bold: true, Text: name,
			})
			x += width
		}
		chip := c.chip(rows[i].host, to)
		if x+chip.width > c.room() {
			x, b.height = 0, b.height+28
		}
		b.items = append(b.items, chip.at(x, b.height, scene.Framed)...)
		x, b.height = 0, b.height+chip.height()+8
		i += n
	}
	return b
}

// row is a change of a host's state.
type row struct {
	host     int
	from, to string
}

// host is a host's name.
func (c composer) host(i int) string { return c.Run.Hosts[i].In(c.Voice.Words.Code) }

// rowWidth is the width of a row beside the host's name.
func (c composer) rowWidth(r row) float64 {
	return c.chip(r.host, r.from).width + arrowRoom + c.chip(r.host, r.to).width
}

// row adds a row, its chips beside the hosts' names, which have so much room, or
// if that is 0, below the name.
func (c composer) row(b *block, r row, names float64) {
	if b.height > 0 {
		b.height += rowPitch - chipHeight
	}
	from, to := c.chip(r.host, r.from), c.chip(r.host, r.to)
	b.items = append(b.items, scene.Text{
		Role: scene.HostName.Of(c.accent(r.host)), At: scene.Point{Y: baseline(b.height+chipHeight/2, Least)}, Size: Least, Bold: true, Text: c.host(r.host),
	})
	x := names
	if names == 0 {
		b.height += chipHeight
	}
	b.items = append(b.items, from.at(x, b.height, scene.Tint)...)
	height := from.height()
	if x += from.width; x+arrowRoom+to.width > c.room() { // the new state below the old one
		x = 0
		b.height += height + 8
		height = 0
	}
	arrow := scene.Point{X: x + arrowRoom/2, Y: baseline(b.height+chipHeight/2, Least)}
	b.items = append(b.items, scene.Text{Role: scene.TimeText, At: arrow, Anchor: scene.Middle, Size: Least, Text: "→"})
	b.items = append(b.items, to.at(x+arrowRoom, b.height, scene.Framed)...)
	b.width = max(b.width, x+arrowRoom+to.width)
	b.height += max(height, to.height())
}

// chip is a state's name on its colour, in several lines where a capture leaves it
// open which of several states it is.
type chip struct {
	role  scene.Role
	lines []string
	width float64
}

func (c composer) chip(host int, state string) chip {
	const inner = 2 * chipInner
	made := chip{role: c.state(host, state)}
	made.lines = font.Wrap(c.Voice.Spell(state), Least, (c.room()-arrowRoom-inner)/slack, true)
	for _, line := range made.lines {
		made.width = max(made.width, font.Width(line, Least, true)*slack+inner)
	}
	return made
}

// height is that of a chip.
func (c chip) height() float64 { return chipHeight + cellLine*float64(len(c.lines)-1) }

// at is a chip with its corner at a place. The old state is pale.
func (c chip) at(x, y float64, weight scene.Weight) []scene.Item {
	text := c.role
	if weight == scene.Tint {
		text = c.role.Weighed(scene.Past)
	}
	items := []scene.Item{scene.Rect{Role: c.role.Weighed(weight), X: x, Y: y, Width: c.width, Height: c.height(), Radius: 5}}
	for i, line := range c.lines {
		at := scene.Point{X: x + c.width/2, Y: baseline(y+chipHeight/2+cellLine*float64(i), Least)}
		items = append(items, scene.Text{Role: text, At: at, Anchor: scene.Middle, Size: Least, Bold: true, Text: line})
	}
	return items
}
