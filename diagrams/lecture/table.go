package lecture

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"woshou/diagrams/font"
	"woshou/diagrams/scene"
)

// Of the table, in points.
const (
	cellLine = 24.0
	cellPad  = 5.0
	cellGap  = 14.0
)

// table is the last slide, or as many as a long run needs: a row for each step
// with the states of all hosts after it.
func (c composer) table() (list []Slide) {
	head, rows := c.cells()
	if !fit(append(rows, head), Width-2*margin) {
		head, rows = stack(head), stacked(rows)
	}
	widths := columns(append(rows, head), Width-2*margin)
	messages := c.Run.Messages
	for _, part := range evenly(rows, widths, bottom+8-top-rowHeight(head, widths)) {
		items := c.heading(c.figure.Title+" · "+c.says.Table, Width-margin)
		y := setRow(&items, head, widths, top)
		var said []string
		for i, row := range part {
			items = append(items, scene.Line{Role: scene.SectionRule, From: scene.Point{X: margin, Y: y}, To: scene.Point{X: Width - margin, Y: y}})
			y = setRow(&items, row, widths, y)
			said = append(said, c.Voice.Step(c.Run, messages[i].ID))
		}
		if messages = messages[len(part):]; len(messages) == 0 {
			said = append(said, c.closing()...)
		}
		list = append(list, Slide{c.slide(items, strings.Join(said, "\n")), strings.Join(said, "\n")})
	}
	return list
}

// evenly parts rows into as few slides as their heights allow, and these into such
// of about one height: a slide with a last row alone tells nothing.
func evenly(rows [][]cell, widths []float64, room float64) [][][]cell {
	best := filled(rows, widths, room)
	for less := room - cellLine/2; less > 0; less -= cellLine / 2 {
		parts := filled(rows, widths, less)
		if len(parts) > len(best) {
			break
		}
		best = parts
	}
	return best
}

// filled parts rows into slides, each as full as it can be.
func filled(rows [][]cell, widths []float64, room float64) (parts [][][]cell) {
	y := room // so that the first row begins a slide
	for _, row := range rows {
		height := rowHeight(row, widths)
		if y+height > room {
			parts, y = append(parts, nil), 0
		}
		last := len(parts) - 1
		parts[last] = append(parts[last], row)
		y += height
	}
	return parts
}

// cell is a text in a role, with another below it, if it has one.
type cell struct {
	role  scene.Role
	text  string
	bold  bool
	below *cell
}

// Some columns of the table. Those of the hosts come last.
const (
	message = 1
	way     = 2
	numbers = 3
)

// stack sets the way of a row below its message, which leaves a column less.
func stack(row []cell) []cell {
	row[message].below = &row[way]
	return slices.Concat(row[:way], row[way+1:])
}

// stacked are all rows so.
func stacked(rows [][]cell) (all [][]cell) {
	for _, row := range rows {
		all = append(all, stack(row))
	}
	return all
}

// fit reports whether rows have room without a word that is broken.
func fit(rows [][]cell, room float64) bool {
	for i := range rows[0] {
		room -= longest(rows, i)
	}
	return room >= cellGap*float64(len(rows[0])-1)
}

// longest is how wide the longest word of a column is.
func longest(rows [][]cell, column int) (width float64) {
	for _, row := range rows {
		width = max(width, row[column].longestWord())
	}
	return width
}

// cells are the head of the table and its rows.
func (c composer) cells() (head []cell, rows [][]cell) {
	for _, name := range []string{c.says.Number, c.says.Message, c.says.Way, c.says.Numbers} {
		head = append(head, cell{role: scene.TimeText, text: name})
	}
	for i := range c.Run.Hosts {
		head = append(head, cell{role: scene.HostName.Of(c.accent(i)), text: c.host(i), bold: true})
	}
	for _, m := range c.Run.Messages {
		var said []string
		for _, f := range c.Run.Detail(m) {
			said = append(said, f.Name+"="+f.Value)
		}
		row := []cell{
			{role: scene.TimeText, text: strconv.Itoa(c.numbers[m.ID-1])}, {role: scene.Flags, text: m.Heading(), bold: true},
			{role: scene.Flags, text: c.host(m.From) + " → " + c.host(m.To)}, {role: scene.NumbersText, text: strings.Join(said, " ")},
		}
		for host, state := range c.Run.Step(m.ID).States {
			row = append(row, cell{role: c.state(host, state), text: c.Voice.Spell(state), bold: true})
		}
		rows = append(rows, row)
	}
	if !slices.ContainsFunc(rows, func(row []cell) bool { return row[numbers].text != "" }) {
		head = slices.Delete(head, numbers, numbers+1)
		for i := range rows {
			rows[i] = slices.Delete(rows[i], numbers, numbers+1)
		}
	}
	return head, rows
}

// columns are the widths of the columns: what their cells need in one line. If
// that is too much, those that can be broken give way, the numbers first, each down
// to its longest word; and only when that is not enough are words broken too.
func columns(rows [][]cell, room float64) []float64 {
	widths, words := make([]float64, len(rows[0])), make([]float64, len(rows[0]))
	sum := cellGap * float64(len(widths)-1)
	for i := range widths {
		words[i] = longest(rows, i)
		for _, row := range rows {
			widths[i] = max(widths[i], row[i].width())
		}
		sum += widths[i]
	}
	const least = 84.0
	for _, floors := range [][]float64{words, make([]float64, len(words))} {
		for _, i := range breakable(len(widths)) {
			if over := sum - room; over > 0 {
				given := min(over, max(0, widths[i]-max(least, floors[i])))
				widths[i] -= given
				sum -= given
			}
		}
	}
	if spare := room - sum; spare > 0 { // not more than the eye follows
		for i := range len(widths) - 1 {
			widths[i] += min(24, spare/float64(len(widths)-1))
		}
	}
	return widths
}

// breakable are the columns that can be broken, in the order in which they give way:
// the numbers, the way, the states, whose hosts may have long names, and last what may
// have a way below it.
func breakable(columns int) (all []int) {
	all = []int{numbers, way}
	for i := columns - 1; i > numbers; i-- {
		all = append(all, i)
	}
	return append(all, message)
}

// width is that of a cell in as few lines as it can have.
func (c cell) width() float64 {
	width := font.Width(c.text, Least, c.bold) * slack
	if c.below != nil {
		width = max(width, c.below.width())
	}
	return width
}

// longestWord is how wide the longest word of a cell is. Words of Han can be broken.
func (c cell) longestWord() (width float64) {
	if c.below != nil {
		width = c.below.longestWord()
	}
	for _, word := range strings.Fields(c.text) {
		if !strings.ContainsFunc(word, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
			width = max(width, font.Width(word, Least, c.bold)*slack)
		}
	}
	return width
}

// rowHeight is the height of a row.
func rowHeight(row []cell, widths []float64) float64 {
	lines := 1
	for i, c := range row {
		lines = max(lines, len(c.lines(widths[i])))
	}
	return float64(lines)*cellLine + 2*cellPad
}

// lines breaks what a cell says.
func (c cell) lines(width float64) (all []cell) {
	for _, line := range font.Wrap(c.text, Least, width/slack+.01, c.bold) {
		all = append(all, cell{role: c.role, text: line, bold: c.bold})
	}
	if c.below != nil {
		all = append(all, c.below.lines(width)...)
	}
	return all
}

// setRow adds a row at a height and returns that of the next.
func setRow(items *[]scene.Item, row []cell, widths []float64, y float64) float64 {
	x := margin
	for i, c := range row {
		for n, line := range c.lines(widths[i]) {
			at := scene.Point{X: x, Y: baseline(y+cellPad+cellLine*(float64(n)+.5), Least)}
			*items = append(*items, scene.Text{Role: line.role, At: at, Size: Least, Bold: line.bold, Text: line.text})
		}
		x += widths[i] + cellGap
	}
	return y + rowHeight(row, widths)
}

// closing says how the run ends.
func (c composer) closing() []string { return c.Voice.Run(c.Run)[len(c.Voice.Steps(c.Run)):] }
