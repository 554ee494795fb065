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
	widths := columns(append(rows, head), Width-2*margin)
	rest := rows
	for len(rest) > 0 {
		items := c.heading(c.figure.Title+" · "+c.says.Table, Width-margin)
		y := setRow(&items, head, widths, top)
		n := 0
		for ; n < len(rest) && (n == 0 || y+rowHeight(rest[n], widths) <= bottom+8); n++ {
			items = append(items, scene.Line{Role: scene.SectionRule, From: scene.Point{X: margin, Y: y}, To: scene.Point{X: Width - margin, Y: y}})
			y = setRow(&items, rest[n], widths, y)
		}
		first := len(rows) - len(rest)
		var said []string
		for _, m := range c.Run.Messages[first : first+n] {
			said = append(said, c.Voice.Step(c.Run, m.ID))
		}
		rest = rest[n:]
		if len(rest) == 0 {
			said = append(said, c.closing()...)
		}
		list = append(list, Slide{c.slide(items, strings.Join(said, "\n")), strings.Join(said, "\n")})
	}
	return list
}

// cell is a text in a role.
type cell struct {
	role scene.Role
	text string
	bold bool
}

// cells are the head of the table and its rows.
func (c composer) cells() (head []cell, rows [][]cell) {
	for _, name := range []string{c.says.Number, c.says.Message, c.says.Way, c.says.Numbers} {
		head = append(head, cell{scene.TimeText, name, false})
	}
	for i := range c.Run.Hosts {
		head = append(head, cell{scene.HostName.Of(c.accent(i)), c.host(i), true})
	}
	for _, m := range c.Run.Messages {
		var numbers []string
		for _, f := range c.Run.Detail(m) {
			numbers = append(numbers, f.Name+"="+f.Value)
		}
		row := []cell{
			{scene.TimeText, strconv.Itoa(c.numbers[m.ID-1]), false}, {scene.Flags, m.Heading(), true},
			{scene.Flags, c.host(m.From) + " → " + c.host(m.To), false}, {scene.NumbersText, strings.Join(numbers, " "), false},
		}
		for host, state := range c.Run.Step(m.ID).States {
			row = append(row, cell{c.state(host, state), c.Voice.Spell(state), true})
		}
		rows = append(rows, row)
	}
	const numbers = 3
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
		for _, row := range rows {
			widths[i] = max(widths[i], font.Width(row[i].text, Least, row[i].bold)*slack)
			words[i] = max(words[i], row[i].longestWord())
		}
		sum += widths[i]
	}
	const way, numbers, least = 2, 3, 84.0
	for _, floors := range [][]float64{words, make([]float64, len(words))} {
		for _, i := range []int{numbers, way, len(widths) - 1} {
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

// longestWord is how wide the longest word of a cell is. Words of Han can be broken.
func (c cell) longestWord() (width float64) {
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
func (c cell) lines(width float64) []string {
	return font.Wrap(c.text, Least, width/slack+.01, c.bold)
}

// setRow adds a row at a height and returns that of the next.
func setRow(items *[]scene.Item, row []cell, widths []float64, y float64) float64 {
	x := margin
	for i, c := range row {
		for n, line := range c.lines(widths[i]) {
			at := scene.Point{X: x, Y: baseline(y+cellPad+cellLine*(float64(n)+.5), Least)}
			*items = append(*items, scene.Text{Role: c.role, At: at, Size: Least, Bold: c.bold, Text: line})
		}
		x += widths[i] + cellGap
	}
	return y + rowHeight(row, widths)
}

// closing says how the run ends.
func (c composer) closing() []string { return c.Voice.Run(c.Run)[len(c.Voice.Steps(c.Run)):] }
