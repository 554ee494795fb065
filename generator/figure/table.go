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

// column is one column of a run's table: the word at its head by its key, or what
// it says itself, and what stands there of each message.
type column struct {
	key, head string
	isRight   bool // numbers stand to the right
	isFate    bool // it also says that a message was lost
	cell      func(trace.Message) string
}

// columnsOf are the columns of a run: when, from whom, to whom and what, and each
// host's state when the message has done its work. What a segment is, its flags,
// numbers and length tell; what another message is, its name and what it carries.
func columnsOf(t *trace.Trace, lang Language) []column {
	steps := t.StepNumbers()
	columns := []column{
		{key: "step", cell: func(m trace.Message) string { return strconv.Itoa(steps[m.ID-1]) }},
		{key: "time", cell: func(m trace.Message) string { return trace.FormatTime(m.SentUS) }},
		{key: "from", cell: func(m trace.Message) string { return t.Hosts[m.From].In(lang.Code) }},
		{key: "to", cell: func(m trace.Message) string { return t.Hosts[m.To].In(lang.Code) }},
	}
	if t.TCP == nil {
		name := func(m trace.Message) string { return cmp.Or(m.Label.In(lang.Code), m.Name) }
		columns = append(columns, column{key: "message", isFate: true, cell: name}, column{key: "fields", cell: fieldsOf})
	} else {
		columns = append(columns,
			column{key: "flags", isFate: true, cell: func(m trace.Message) string { return m.Name }},
			column{key: "seq", isRight: true, cell: func(m trace.Message) string { return t.NumbersOf(m.ID).Seq }},
			column{key: "ack", isRight: true, cell: func(m trace.Message) string { return t.NumbersOf(m.ID).Ack }},
			column{key: "len", isRight: true, cell: func(m trace.Message) string { return strconv.Itoa(m.TCP.Len) }})
	}
	for i, h := range t.Hosts {
		columns = append(columns, column{head: h.In(lang.Code), cell: func(m trace.Message) string {
			return lang.Look.Voice().Spell(t.Step(m.ID).States[i])
		}})
	}
	for i, c := range columns {
		if c.key != "" {
			columns[i].head = lang.word(c.key)
		}
	}
	return columns
}

// fieldsOf is what a message carries, as in "term 1, log 0".
func fieldsOf(m trace.Message) string {
	var fields []string
	for _, f := range m.Fields {
		fields = append(fields, f.Name+" "+f.Value)
	}
	return strings.Join(fields, ", ")
}

// Table is a figure as a table of plain text, its head first: a run with a row for
// each message, or the transitions of a machine. What could not be run has none.
func (st *Studio) Table(f Figure, lang Language) [][]string {
	if f.Chart != "" {
		c, _ := st.charted(f)
		return transitions(c, lang)
	}
	t := st.shown(f)
	if t == nil {
		return nil
	}
	t = t.Numbered(f.Numbers)
	columns := columnsOf(t, lang)
	rows := [][]string{{}}
	for _, c := range columns {
		rows[0] = append(rows[0], c.head)
	}
	for _, m := range t.Messages {
		var row []string
		for _, c := range columns {
			cell := c.cell(m)
			if c.isFate && m.Fate == trace.Lost {
				cell += " " + lang.word("lost")
			}
			row = append(row, cell)
		}
		rows = append(rows, row)
	}
	return rows
}

// writeTable writes a run as a table.
func writeTable(w io.Writer, t *trace.Trace, lang Language) {
	columns := columnsOf(t, lang)
	io.WriteString(w, "<div data-wrap tabindex=\"0\"><table data-trace>\n<thead><tr>")
	for _, c := range columns {
		fmt.Fprintf(w, `<th scope="col"%s>%s</th>`, c.align(), html.EscapeString(c.head))
	}
	io.WriteString(w, "</tr></thead>\n<tbody>\n")
	for _, m := range t.Messages {
		writeRow(w, m, columns, lang)
	}
	io.WriteString(w, "</tbody></table></div>\n")
}

func writeRow(w io.Writer, m trace.Message, columns []column, lang Language) {
	fmt.Fprintf(w, `<tr><th scope="row">%s</th>`, html.EscapeString(columns[0].cell(m)))
	for _, c := range columns[1:] {
		cell := html.EscapeString(c.cell(m))
		if c.isFate && m.Fate == trace.Lost {
			cell += " <small>" + html.EscapeString(lang.word("lost")) + "</small>"
		}
		fmt.Fprintf(w, "<td%s>%s</td>", c.align(), cell)
	}
	io.WriteString(w, "</tr>\n")
}

// align is the attribute of a column's cells.
func (c column) align() string {
	if c.isRight {
		return ` align="right"`
	}
	return ""
}
