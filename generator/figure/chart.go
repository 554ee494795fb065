package figure

import (
	"fmt"
	"html"
	"io"
	"strconv"
	"strings"

	"woshou/diagrams"
	"woshou/diagrams/statechart"
	"woshou/diagrams/trace"
	"woshou/generator/diagnostic"
	"woshou/generator/page"
	"woshou/generator/site"
	"woshou/themes"
)

// chart is the HTML of a state diagram on a page.
func (st *Studio) chart(on *site.Page, words *themes.Vocabulary, f page.Figure) ([]byte, []diagnostic.Problem) {
	paths, problems := st.ways(on, f)
	if len(problems) > 0 {
		return brokenFigure(sketch{Figure: f}, problems), problems
	}
	d := st.drawChart(on.Lang, paths, page.FigureIDs+f.ID, true)
	if d.err != nil {
		problems := undrawn(on, f, d.err)
		return brokenFigure(sketch{Figure: f}, problems), problems
	}
	return framed(on, words, f, "", d.svg, d.title, func(w io.Writer) {
		writeTransitions(w, paths, st.tableOf(on, words, ""))
	}), nil
}

func (st *Studio) drawChart(lang *site.Language, paths []statechart.Path, id string, inline bool) drawing {
	s := statechart.Layout(diagrams.Transitions(), statechart.Options{Words: lang.Words, Tag: lang.Lang, Underscore: st.underscore(), Paths: paths})
	return st.encoded(s, nil, view{id: id, inline: inline})
}

// ways runs the scenarios that a state diagram names. What is wrong with one
// is reported at its own place, a host that it lacks where the page names it.
func (st *Studio) ways(on *site.Page, f page.Figure) (paths []statechart.Path, problems []diagnostic.Problem) {
	if f.Chart != "tcp" {
		return nil, []diagnostic.Problem{errorAt(f.Place, "unknown-machine",
			fmt.Sprintf("there is no machine `%s`", f.Chart), "the machine there is: tcp")}
	}
	for _, w := range f.Ways {
		s, missing := st.sketchOf(on, page.Figure{ID: f.ID, Path: w.Path, Place: w.PathAt})
		if problems = append(problems, missing...); len(missing) > 0 {
			continue
		}
		run := st.run(s.text)
		if problems = append(problems, diagnostic.Of(s.origin(), run.errors)...); len(run.errors) > 0 {
			continue
		}
		path, err := statechart.PathOf(diagrams.Transitions(), run.trace, w.Host)
		if err != nil {
			problems = append(problems, errorAt(w.Place, "unknown-host", err.Error(), "the hosts are: "+hostNames(run.trace)))
		}
		paths = append(paths, path)
	}
	return paths, problems
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
func writeTransitions(w io.Writer, paths []statechart.Path, as table) {
	io.WriteString(w, "<div data-wrap tabindex=\"0\"><table data-transitions>\n<thead><tr>")
	for _, key := range []string{"state-from", "event", "state-to", "emits", "rule"} {
		fmt.Fprintf(w, `<th scope="col">%s</th>`, html.EscapeString(as.words.Word(key)))
	}
	for _, path := range paths {
		fmt.Fprintf(w, `<th scope="col">%s</th>`, html.EscapeString(path.Host.In(as.lang.Code)))
	}
	io.WriteString(w, "</tr></thead>\n<tbody>\n")
	for _, t := range diagrams.Transitions() {
		fmt.Fprintf(w, `<tr><th scope="row">%s</th>`, html.EscapeString(as.spell(t.From)))
		cells := []string{statechart.EventIn(as.lang.Words, t.Event), as.spell(t.To), t.Emits, t.Rule}
		for _, path := range paths {
			cells = append(cells, joined(path.Numbers(t)))
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
