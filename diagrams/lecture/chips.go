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
		name := c.Voice.Spell(to)
		if x+chipWidth(name) > c.room() {
			x, b.height = 0, b.height+28
		}
		b.items = append(b.items, chip(c.state(rows[i].host, to), name, x, b.height+chipHeight/2, scene.Framed)...)
		x, b.height = 0, b.height+chipHeight+8
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
	return chipWidth(c.Voice.Spell(r.from)) + arrowRoom + chipWidth(c.Voice.Spell(r.to))
}

// row adds a row, its chips beside the hosts' names, which have so much room, or
// if that is 0, below the name.
func (c composer) row(b *block, r row, names float64) {
	if b.height > 0 {
		b.height += rowPitch - chipHeight
	}
	from, to := c.Voice.Spell(r.from), c.Voice.Spell(r.to)
	middle := b.height + chipHeight/2
	b.items = append(b.items, scene.Text{
		Role: scene.HostName.Of(c.accent(r.host)), At: scene.Point{Y: baseline(middle, Least)}, Size: Least, Bold: true, Text: c.host(r.host),
	})
	x := names
	if names == 0 {
		middle += chipHeight
		b.height += chipHeight
	}
	b.items = append(b.items, chip(c.state(r.host, r.from), from, x, middle, scene.Tint)...)
	if x += chipWidth(from); x+arrowRoom+chipWidth(to) > c.room() { // the new state below the old one
		x = 0
		middle += chipHeight + 8
		b.height += chipHeight + 8
	}
	b.items = append(b.items, scene.Text{Role: scene.TimeText, At: scene.Point{X: x + arrowRoom/2, Y: baseline(middle, Least)}, Anchor: scene.Middle, Size: Least, Text: "→"})
	b.items = append(b.items, chip(c.state(r.host, r.to), to, x+arrowRoom, middle, scene.Framed)...)
	b.width = max(b.width, x+arrowRoom+chipWidth(to))
	b.height += chipHeight
}

func chipWidth(name string) float64 { return font.Width(name, Least, true)*slack + 2*chipInner }

// chip is a state's name on its colour. The old one is pale.
func chip(role scene.Role, name string, x, middle float64, weight scene.Weight) []scene.Item {
	text := role
	if weight == scene.Tint {
		text = role.Weighed(scene.Past)
	}
	return []scene.Item{
		scene.Rect{Role: role.Weighed(weight), X: x, Y: middle - chipHeight/2, Width: chipWidth(name), Height: chipHeight, Radius: 5},
		scene.Text{Role: text, At: scene.Point{X: x + chipWidth(name)/2, Y: baseline(middle, Least)}, Anchor: scene.Middle, Size: Least, Bold: true, Text: name},
	}
}
