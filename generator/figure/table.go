package figure

import (
	"fmt"
	"html"
	"io"
	"strconv"

	"woshou/diagrams/trace"
)

// writeTable writes a run as a table: a row for each segment, and in it each
// host's state when the segment has done its work.
func writeTable(w io.Writer, t *trace.Trace, lang Language) {
	io.WriteString(w, "<div data-wrap tabindex=\"0\"><table data-trace>\n<thead><tr>")
	for _, key := range []string{"step", "time", "from", "to", "flags"} {
		fmt.Fprintf(w, `<th scope="col">%s</th>`, html.EscapeString(lang.word(key)))
	}
	for _, key := range []string{"seq", "ack", "len"} {
		fmt.Fprintf(w, `<th scope="col" align="right">%s</th>`, html.EscapeString(lang.word(key)))
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

func writeRow(w io.Writer, t *trace.Trace, s trace.Message, lang Language) {
	numbers := t.NumbersOf(s.ID)
	lost := ""
	if s.Fate == trace.Lost {
		lost = " <small>" + html.EscapeString(lang.word("lost")) + "</small>"
	}
	fmt.Fprintf(w, `<tr><th scope="row">%d</th>`, s.ID)
	for _, cell := range []string{trace.FormatTime(s.SentUS), t.Hosts[s.From].In(lang.Code), t.Hosts[s.To].In(lang.Code)} {
		fmt.Fprintf(w, "<td>%s</td>", html.EscapeString(cell))
	}
	fmt.Fprintf(w, "<td>%s%s</td>", html.EscapeString(s.Name), lost)
	for _, cell := range []string{numbers.Seq, numbers.Ack, strconv.Itoa(s.TCP.Len)} {
		fmt.Fprintf(w, `<td align="right">%s</td>`, html.EscapeString(cell))
	}
	for _, state := range t.Step(s.ID).States {
		fmt.Fprintf(w, "<td>%s</td>", html.EscapeString(lang.Look.Voice().Spell(state)))
	}
	io.WriteString(w, "</tr>\n")
}
