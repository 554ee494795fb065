package figure

import (
	"cmp"
	"fmt"
	"html"
	"io"
	"strconv"
	"strings"

	"woshou/diagrams/trace"
)

// Table is a figure as a table of plain text, its head first: a run with a row for
// each segment, or the transitions of a machine. What could not be run has none.
func (st *Studio) Table(f Figure, lang Language) [][]string {
	if f.Chart != "" {
		ways, _ := st.ways(f)
		return transitions(ways, lang)
	}
	t, problems := st.trace(f)
	if len(problems) > 0 {
		return nil
	}
	t = t.Numbered(f.Numbers)
	head := make([]string, 0, len(columns)+len(t.Hosts))
	for _, key := range columnsOf(t) {
		head = append(head, lang.word(key))
	}
	for _, h := range t.Hosts {
		head = append(head, h.In(lang.Code))
	}
	rows := [][]string{head}
	for _, s := range t.Messages {
		row := cells(t, s, lang)
		if s.Fate == trace.Lost {
			row[flags] += " " + lang.word("lost")
		}
		rows = append(rows, row)
	}
	return rows
}

// columns are the keys of the words over a run's table, but for the hosts, which
// follow; flags is the place of the one that says what became of a segment.
var columns = []string{"step", "time", "from", "to", "flags", "seq", "ack", "len"}

const flags = 4

// columnsOf are the columns of a run: those of another protocol than TCP are its
// messages, with what they carry.
func columnsOf(t *trace.Trace) []string {
	if t.TCP == nil {
		return []string{"step", "time", "from", "to", "message", "fields"}
	}
	return columns
}

// cells are the row of a segment.
func cells(t *trace.Trace, s trace.Message, lang Language) []string {
	row := []string{
		strconv.Itoa(s.ID), trace.FormatTime(s.SentUS), t.Hosts[s.From].In(lang.Code), t.Hosts[s.To].In(lang.Code),
	}
	if s.TCP == nil {
		row = append(row, nameOf(s, lang), fieldsOf(s))
	} else {
		numbers := t.NumbersOf(s.ID)
		row = append(row, s.Name, numbers.Seq, numbers.Ack, strconv.Itoa(s.TCP.Len))
	}
	for _, state := range t.Step(s.ID).States {
		row = append(row, lang.Look.Voice().Spell(state))
	}
	return row
}

// nameOf is what a message is called.
func nameOf(m trace.Message, lang Language) string { return cmp.Or(m.Label.In(lang.Code), m.Name) }

// fieldsOf are the fields of a message.
func fieldsOf(m trace.Message) string {
	var fields []string
	for _, f := range m.Fields {
		fields = append(fields, f.Name+" "+f.Value)
	}
	return strings.Join(fields, ", ")
}

// writeTable writes a run as a table: a row for each segment, and in it each
// host's state when the segment has done its work. Numbers stand to the right.
func writeTable(w io.Writer, t *trace.Trace, lang Language) {
	io.WriteString(w, "<div data-wrap tabindex=\"0\"><table data-trace>\n<thead><tr>")
	for i, key := range columnsOf(t) {
		fmt.Fprintf(w, `<th scope="col"%s>%s</th>`, align(t, i), html.EscapeString(lang.word(key)))
	}
	for _, h := range t.Hosts {
		fmt.Fprintf(w, `<th scope="col">%s</th>`, html.EscapeString(h.In(lang.Code)))
	}
	io.WriteString(w, "</tr></thead>\n<tbody>\n")
	for _, s := range t.Messages {
		writeRow(w, t, s, lang)
	}
	io.WriteString(w, "</tbody></table></div>\n")
}

// align is the attribute of a cell of a column.
func align(t *trace.Trace, column int) string {
	if t.TCP != nil && flags < column && column < len(columns) {
		return ` align="right"`
	}
	return ""
}

func writeRow(w io.Writer, t *trace.Trace, s trace.Message, lang Language) {
	for i, cell := range cells(t, s, lang) {
		cell = html.EscapeString(cell)
		if i == flags && s.Fate == trace.Lost {
			cell += " <small>" + html.EscapeString(lang.word("lost")) + "</small>"
		}
		if i == 0 {
			fmt.Fprintf(w, `<tr><th scope="row">%s</th>`, cell)
			continue
		}
		fmt.Fprintf(w, "<td%s>%s</td>", align(t, i), cell)
	}
	io.WriteString(w, "</tr>\n")
}
