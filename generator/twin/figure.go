package twin

// Figure is a figure in words: its caption, and a run as a diagram of characters
// with what happens at each step; or, of what is no run, a table, the first row
// its head.
type Figure struct {
	Caption string
	Diagram string
	Steps   []string
	Tables  [][][]string
}

// Figure writes a figure.
func (w *Writer) Figure(f Figure) {
	w.Title(f.Caption)
	if f.Diagram != "" {
		w.Fenced("text", f.Diagram)
	}
	list := w.List(List{})
	for _, step := range f.Steps {
		item := w.Begin(Item)
		w.Text(step)
		w.End(item)
	}
	w.End(list)
	for _, rows := range f.Tables {
		w.texts(rows)
	}
}

// texts writes a table of texts, its head first; none for no rows.
func (w *Writer) texts(rows [][]string) {
	if len(rows) == 0 {
		return
	}
	table := w.Begin(Table)
	for _, cells := range rows {
		row := w.Begin(Row)
		for _, text := range cells {
			cell := w.Cell(Cell{})
			w.Text(text)
			w.End(cell)
		}
		w.End(row)
	}
	w.End(table)
}

// Title writes the title of what stands below it, as a paragraph of its own.
func (w *Writer) Title(s string) {
	title := w.Begin(Paragraph)
	w.Begin(Strong)
	w.Text(s)
	w.End(title)
}
