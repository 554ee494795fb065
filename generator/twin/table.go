package twin

import (
	"bytes"
	"strings"
)

// Cell is what there is to be said about a cell of a table.
type Cell struct {
	Align         string // "left", "center", "right", or ""
	Columns, Rows int    // how many it spans; 0 is 1
}

// table gathers the cells of a table. The first row is its head, as plain
// Markdown wants it.
type table struct {
	rows  [][]string
	align []string
	below map[[2]int]bool // places of later rows that a cell takes as well
}

// mostSpanned bounds how many columns or rows a cell takes, mostBelow how many
// places of later rows all cells of a table do.
const (
	mostSpanned = 100
	mostBelow   = 10_000
)

func (t *table) row() {
	t.rows = append(t.rows, nil)
	t.fill()
}

// fill leaves the places empty that cells of rows above take.
func (t *table) fill() {
	y := len(t.rows) - 1
	for t.below[[2]int{y, len(t.rows[y])}] {
		t.rows[y] = append(t.rows[y], "")
	}
}

func (t *table) add(text string, c Cell) {
	y := len(t.rows) - 1
	x := len(t.rows[y])
	if y == 0 {
		t.align = append(t.align, c.Align)
	}
	t.rows[y] = append(t.rows[y], text)
	for range min(c.Columns, mostSpanned) - 1 {
		t.rows[y] = append(t.rows[y], "")
	}
	for dy := 1; dy < min(c.Rows, mostSpanned); dy++ {
		for dx := range max(1, min(c.Columns, mostSpanned)) {
			if t.below == nil {
				t.below = map[[2]int]bool{}
			}
			if len(t.below) < mostBelow {
				t.below[[2]int{y + dy, x + dx}] = true
			}
		}
	}
	t.fill()
}

// Cell begins a cell of a row.
func (w *Writer) Cell(c Cell) int { return w.block(element{kind: cell, cell: c}) }

// endCell takes the text of a cell for its table. It is one line, and in it,
// even in code, a bar needs a backslash.
func (w *Writer) endCell(e *element) {
	var lines []string
	for line := range bytes.Lines(w.out[e.start:]) {
		if line = bytes.TrimSpace(line); len(line) > 0 {
			lines = append(lines, string(line))
		}
	}
	w.out = w.out[:e.at]
	w.table.add(strings.ReplaceAll(strings.Join(lines, "<br>"), "|", `\|`), e.cell)
}

// endTable writes a table below what stood between its cells. The cells that a row
// lacks are left out: a reader adds them.
func (w *Writer) endTable(e *element) {
	t := w.table
	w.table = nil
	columns := 0
	for _, row := range t.rows {
		columns = max(columns, len(row))
	}
	if columns == 0 {
		return
	}
	if len(w.out) > e.start {
		w.out = append(w.out, '\n')
	}
	for y, row := range t.rows {
		if y == 0 {
			row = append(row, make([]string, columns-len(row))...)
		}
		w.out = append(w.out, '|')
		for _, text := range row {
			w.out = append(append(append(w.out, ' '), text...), " |"...)
		}
		w.out = append(w.out, '\n')
		if y == 0 {
			w.rule(t.align, columns)
		}
	}
}

// rule writes the line below the head of a table.
func (w *Writer) rule(align []string, columns int) {
	w.out = append(w.out, '|')
	for x := range columns {
		mark := "---|"
		if x < len(align) {
			switch align[x] {
			case "left":
				mark = ":--|"
			case "center":
				mark = ":-:|"
			case "right":
				mark = "--:|"
			}
		}
		w.out = append(w.out, mark...)
	}
	w.out = append(w.out, '\n')
}
