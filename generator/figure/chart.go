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
	"woshou/generator/page"
)

// chart is the HTML of a state diagram on a page.
func (st *Studio) chart(f Figure, lang Language) ([]byte, []diagnostic.Problem) {
	ways, problems := st.ways(f)
	if len(problems) > 0 {
		return broken(f, problems), problems
	}
	d := drawStates(ways, view{id: page.FigureIDs + f.ID, suffix: f.Suffix, inline: true}, lang)
	if d.err != nil {
		problems := undrawn(f, d.err)
		return broken(f, problems), problems
	}
	return framed(f, lang, "", d, func(w io.Writer) {
		writeTransitions(w, ways, lang)
	}), nil
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
		run := st.run(f.Ways[i].Text)
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

// writeTransitions writes the table of the machine: a row for each change of
// state, and in it the numbers of the steps of each way that make it.
func writeTransitions(w io.Writer, ways []diagrams.Way, lang Language) {
	io.WriteString(w, "<div data-wrap tabindex=\"0\"><table data-transitions>\n<thead><tr>")
	for _, key := range []string{"state-from", "event", "state-to", "emits", "rule"} {
		fmt.Fprintf(w, `<th scope="col">%s</th>`, html.EscapeString(lang.word(key)))
	}
	for _, way := range ways {
		fmt.Fprintf(w, `<th scope="col">%s</th>`, html.EscapeString(way.Host.In(lang.Code)))
	}
	io.WriteString(w, "</tr></thead>\n<tbody>\n")
	for _, t := range diagrams.Transitions() {
		fmt.Fprintf(w, `<tr><th scope="row">%s</th>`, html.EscapeString(lang.Look.Voice().Spell(t.From)))
		cells := []string{lang.Look.Event(t.Event), lang.Look.Voice().Spell(t.To), t.Emits, t.Rule}
		for _, way := range ways {
			cells = append(cells, joined(way.Numbers(t)))
		}
		for _, cell := range cells {
			fmt.Fprintf(w, "<td>%s</td>", html.EscapeString(cell))
		}
		io.WriteString(w, "</tr>\n")
	}
	io.WriteString(w, "</tbody></table></div>\n")
}

func joined(numbers []int) string {
	var texts []string
	for _, n := range numbers {
		texts = append(texts, strconv.Itoa(n))
	}
	return strings.Join(texts, ", ")
}
