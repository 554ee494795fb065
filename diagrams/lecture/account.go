package lecture

import (
	"woshou/diagrams/font"
	"woshou/diagrams/scene"
)

// account is what a slide says of its step: its message, the sentences, a row
// of chips for each host whose state it changes, and the clause.
func (c composer) account(id int) []scene.Item {
	a := c.words
	base := a.bottom
	var items []scene.Item
	if rule := c.Run.RuleOf(id); rule != "" && c.beside() {
		items = append(items, scene.Text{Role: scene.TimeText, At: scene.Point{X: a.left, Y: a.bottom - 4}, Size: Least, Text: rule})
		base -= 34
	}
	message, chips := c.message(id), c.chips(id)
	said := c.Voice.Told(c.Run, id)
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

// below sets the blocks under a figure: the message and the chips side by side,
// the sentences below them.
func (c composer) below(message block, said []string, chips block) []scene.Item {
	a := c.words
	items := scene.Placed(message.items, 1, scene.Point{X: a.left, Y: a.top})
	left := a.left + max(message.width+between, a.width()/2)
	items = append(items, scene.Placed(chips.items, 1, scene.Point{X: left, Y: a.top})...)
	y := a.top + max(message.height, min(chips.height, 44)) + 10
	for size := 24.0; ; size-- {
		text := c.paragraphs(said, size, a.width())
		if y+text.height > a.bottom && size > Least {
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

// message names the message of a step and its way.
func (c composer) message(id int) block {
	const radius, size = 19.0, 22.0
	m := c.Run.Messages[id-1]
	lang := c.Voice.Words.Code
	way := c.Run.Hosts[m.From].In(lang) + " → " + c.Run.Hosts[m.To].In(lang)
	b := block{items: disc(id, scene.Point{X: radius, Y: radius}, radius, size, scene.Now)}
	x := 2*radius + 12
	name := scene.Text{Role: scene.Flags, At: scene.Point{X: x, Y: radius + size*0.36}, Size: size, Bold: true, Text: m.Name}
	b.items = append(b.items, name)
	after := x + font.Width(m.Name, size, true)*slack + 12
	at := scene.Point{X: after, Y: name.At.Y}
	b.width, b.height = after+font.Width(way, Least, false)*slack, 2*radius
	if b.width > c.words.width() {
		at = scene.Point{X: x, Y: name.At.Y + 28}
		b.width, b.height = max(after, x+font.Width(way, Least, false)*slack), b.height+22
	}
	b.items = append(b.items, scene.Text{Role: scene.TimeText, At: at, Size: Least, Text: way})
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
