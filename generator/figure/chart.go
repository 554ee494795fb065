package figure

import (
	"fmt"
	"html"
	"io"
	"slices"
	"strconv"
	"strings"

	"woshou/diagrams"
	"woshou/diagrams/trace"
	"woshou/generator/diagnostic"
	"woshou/generator/twin"
)

// chart is the HTML of a state diagram on a page.
func (st *Studio) chart(f Figure, lang Language) ([]byte, []diagnostic.Problem) {
	ways, problems := st.ways(f)
	if len(problems) > 0 {
		return broken(f, problems), problems
	}
	d := st.drawChart(f, ways, lang)
	if d.err != nil {
		problems := undrawn(f, d.err)
		return broken(f, problems), problems
	}
	return framed(f, lang, "", d, func(w io.Writer) {
		writeTransitions(w, ways, lang)
	}), nil
}

// chartInWords is a state diagram as its table.
func (st *Studio) chartInWords(f Figure, lang Language) twin.Figure {
	ways, problems := st.ways(f)
	if len(problems) > 0 {
		return twin.Figure{Diagram: linesOf(problems)}
	}
	return twin.Figure{Caption: f.label(lang) + " " + f.caption(st.drawChart(f, ways, lang)), Table: transitions(ways, lang)}
}

// drawChart draws a state diagram in its page.
func (st *Studio) drawChart(f Figure, ways []diagrams.Way, lang Language) drawing {
	v := f.onPage()
	v.of, v.lang, v.tag, v.underscore = f.Chart, lang.Code, lang.Look.Tag, lang.Look.Underscore
	for i, w := range f.Figure.Ways {
		v.of += fmt.Sprintf("\x00%s\x00%q", w.Host, f.Ways[i].Source)
	}
	return st.drawings.Get(v, func() drawing { return drawStates(ways, v, lang) })
}

// ways runs the scenarios that a state diagram names. What is wrong with one
// is reported at its own place, a host that it lacks where the page names it.
func (st *Studio) ways(f Figure) (ways []diagrams.Way, problems []diagnostic.Problem) {
	if !slices.Contains(diagrams.Machines, f.Chart) {
		return nil, []diagnostic.Problem{errorAt(f.Place, "unknown-machine",
			diagnostic.Say("there is no machine `%s`", f.Chart), diagnostic.Say("the machine there is: %s", strings.Join(diagrams.Machines, ", ")))}
	}
	problems = f.Missing
	for i, w := range f.Figure.Ways {
		if !f.Ways[i].Found {
			continue
		}
		run := st.run(f.Ways[i].Source)
		wrong := run.problems(f.Ways[i])
		if problems = append(problems, wrong...); len(wrong) > 0 {
			continue
		}
		way, err := diagrams.WayOf(run.trace, w.Host)
		if err != nil {
			problems = append(problems, errorAt(w.Place, "unknown-host", diagnostic.Message(err.Error()), diagnostic.Say("the hosts are: %s", hostNames(run.trace))))
		}
		ways = append(ways, way)
	}
	return ways, problems
}

func hostNames(t *trace.Trace) string {
	var names []string
	for _, h := range t.Hosts {
		names = append(names, h.Name)
	}
	return strings.Join(names, ", ")
}

// writeTransitions writes the table of the machine.
func writeTransitions(w io.Writer, ways []diagrams.Way, lang Language) {
	rows := transitions(ways, lang)
	io.WriteString(w, "<div data-wrap tabindex=\"0\"><table data-transitions>\n<thead><tr>")
	for _, cell := range rows[0] {
		fmt.Fprintf(w, `<th scope="col">%s</th>`, html.EscapeString(cell))
	}
	io.WriteString(w, "</tr></thead>\n<tbody>\n")
	for _, row := range rows[1:] {
		fmt.Fprintf(w, `<tr><th scope="row">%s</th>`, html.EscapeString(row[0]))
		for _, cell := range row[1:] {
			fmt.Fprintf(w, "<td>%s</td>", html.EscapeString(cell))
		}
		io.WriteString(w, "</tr>\n")
	}
	io.WriteString(w, "</tbody></table></div>\n")
}

// transitions are the table of the machine: a head, then a row for each change of
// state, and in it the numbers of the steps of each way that make it.
func transitions(ways []diagrams.Way, lang Language) [][]string {
	var head []string
	for _, key := range []string{"state-from", "event", "state-to", "emits", "rule"} {
		head = append(head, lang.word(key))
	}
	for _, way := range ways {
		head = append(head, way.Host.In(lang.Code))
	}
	rows := [][]string{head}
	for _, t := range diagrams.Transitions() {
		row := []string{lang.Look.Voice().Spell(t.From), lang.Look.Event(t.Event), lang.Look.Voice().Spell(t.To), t.Emits, t.Rule}
		for _, way := range ways {
			row = append(row, joined(way.Numbers(t)))
		}
		rows = append(rows, row)
	}
	return rows
}

func joined(numbers []int) string {
	var texts []string
	for _, n := range numbers {
		texts = append(texts, strconv.Itoa(n))
	}
	return strings.Join(texts, ", ")
}
