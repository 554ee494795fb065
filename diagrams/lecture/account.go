package lecture

import (
	"strings"

	"woshou/diagrams/font"
	"woshou/diagrams/scene"
)

// account is what a slide says of its step: its message, the sentences, a row
// of chips for each host whose state it changes, and the clause.
func (c composer) account(step int) []scene.Item {
	a := c.words
	base := a.bottom
	var items []scene.Item
	if rule := c.rule(step); rule != "" && c.beside() && font.Width(rule, Least, false)*slack <= a.width() {
		items = append(items, scene.Text{Role: scene.TimeText, At: scene.Point{X: a.left, Y: a.bottom - 4}, Size: Least, Text: rule})
		base -= 34
	}
	message, chips := c.message(step), c.chips(step)
	said := c.Voice.Told(c.Run, c.steps[step-1])
	if !c.beside() {
		return append(items, c.below(message, said, chips)...)
	}
	for size := 28.0; ; size-- {
		text := c.paragraphs(said, size, a.width())
		blocks := []block{message, text, chips}
		height := blocks[0].height + blocks[1].height + blocks[2].height + 2*between
		if size > Least+1 && (height > base-a.top || size > 22 && !c.unbroken(said, size, a.width())) {
			continue
		}
		y := a.top + max(0, (base-a.top-height)/2)
		for _, b := range blocks {
			items = append(items, scene.Placed(b.items, 1, scene.Point{X: a.left, Y: y})...)
			y += b.height + between
		}
		return items
	}
}

// between is the air between two blocks of words.
const between = 26.0

// below sets the blocks under a figure: the message and the sentences at the
// left, the chips beside them.
func (c composer) below(message block, said []string, chips block) []scene.Item {
	a := c.words
	items := scene.Placed(message.items, 1, scene.Point{X: a.left, Y: a.top})
	items = append(items, scene.Placed(chips.items, 1, scene.Point{X: a.right - half, Y: a.top})...)
	y := a.top + message.height + 6
	for size := 24.0; ; size-- {
		text := c.paragraphs(said, size, a.width()-half-between)
		if y+text.height > a.bottom+10 && size > Least {
			continue
		}
		return append(items, scene.Placed(text.items, 1, scene.Point{X: a.left, Y: y})...)
	}
}

// block is shapes from the origin on, with how much room they take.
type block struct {
	items         []scene.Item
	width, height float64
}

// message names the message of a step and its way, or its ways.
func (c composer) message(step int) block {
	const radius, size = 19.0, 22.0
	m := c.Run.Messages[c.steps[step-1][0]-1]
	var to []string
	for _, id := range c.steps[step-1] {
		to = append(to, c.host(c.Run.Messages[id-1].To))
	}
	way := c.host(m.From) + " → " + strings.Join(to, c.Voice.Words.About().Comma)
	b := block{items: disc(step, scene.Point{X: radius, Y: radius}, radius, size, scene.Now)}
	x, after := 2*radius+12, 0.0
	b.height = 2 * radius
	if wide := font.Width(m.Heading(), size, true) * slack; wide <= c.room()-x {
		b.items = append(b.items, scene.Text{Role: scene.Flags, At: scene.Point{X: x, Y: baseline(radius, size)}, Size: size, Bold: true, Text: m.Heading()})
		after = x + wide + 12
	} else { // below its number
		b.items = append(b.items, scene.Text{Role: scene.Flags, At: scene.Point{Y: b.height + 22}, Size: Least, Bold: true, Text: m.Heading()})
		b.height, x, after = b.height+30, 0, c.room()
	}
	b.width = after + font.Width(way, Least, false)*slack
	if b.width <= c.room() {
		b.items = append(b.items, scene.Text{Role: scene.TimeText, At: scene.Point{X: after, Y: baseline(radius, size)}, Size: Least, Text: way})
		return b
	}
	for _, line := range font.Wrap(way, Least, (c.room()-x)/slack, false) {
		b.items = append(b.items, scene.Text{Role: scene.TimeText, At: scene.Point{X: x, Y: b.height + Least*0.8}, Size: Least, Text: line})
		b.height += 24
	}
	return b
}

// paragraphs sets sentences, each in lines of its own.
func (c composer) paragraphs(said []string, size, width float64) (b block) {
	pitch, part := size*1.36, size*0.5
	for i, s := range said {
		if i > 0 {
			b.height += part
		}
		for _, line := range lines(s, size, width) {
			b.height += pitch
			b.items = append(b.items, scene.Text{Role: scene.Flags, At: scene.Point{Y: b.height - pitch*0.28}, Size: size, Text: line})
		}
	}
	b.width = width
	return b
}
