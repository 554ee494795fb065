package figure

import (
	"cmp"
	"fmt"
	"html"
	"io"
	"strconv"
	"strings"

	"woshou/diagrams"
	"woshou/diagrams/trace"
	"woshou/generator/diagnostic"
	"woshou/generator/twin"
)

// chart is the HTML of a state diagram on a page.
func (st *Studio) chart(f Figure, lang Language) ([]byte, []diagnostic.Problem) {
	c, problems := st.charted(f)
	if len(problems) > 0 {
		return broken(f, problems), problems
	}
	d := st.drawChart(f, c, lang)
	if d.err != nil {
		problems := undrawn(f, d.err)
		return broken(f, problems), problems
	}
	return framed(f, lang, "", d, func(w io.Writer) {
		writeRows(w, "data-transitions", transitions(c, lang))
		writeRows(w, "data-messages", messages(c, lang))
	}), nil
}

// chartInWords is a state diagram as its table.
func (st *Studio) chartInWords(f Figure, lang Language) twin.Figure {
	c, problems := st.charted(f)
	if len(problems) > 0 {
		return twin.Figure{Diagram: linesOf(problems)}
	}
	return twin.Figure{
		Caption: f.label(lang) + " " + f.caption(st.drawChart(f, c, lang)), Tables: [][][]string{transitions(c, lang), messages(c, lang)},
	}
}

// drawChart draws a state diagram in its page.
func (st *Studio) drawChart(f Figure, c charted, lang Language) drawing {
	v := f.onPage()
	v.of, v.lang, v.tag, v.underscore = f.Chart+"\x00"+f.Role+"\x00"+f.Protocol.Text, lang.Code, lang.Look.Tag, lang.Look.Underscore
	for i, w := range f.Figure.Ways {
		v.of += fmt.Sprintf("\x00%s\x00%q", w.Host, f.Ways[i].Source)
	}
	return st.drawings.Get(v, func() drawing { return drawStates(c, v, lang) })
}

// charted is a state diagram with what is shown in it.
type charted struct {
	diagrams.Machine
	ways []diagrams.Way
}

// charted finds the machine of a state diagram and runs the scenarios that it names.
// What is wrong with one is reported at its own place, a host that it lacks where the
// page names it.
func (st *Studio) charted(f Figure) (c charted, problems []diagnostic.Problem) {
	if c.Machine, problems = MachineOf(f); len(problems) > 0 {
		return c, problems
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
		way, err := c.WayOf(run.trace, w.Host, i)
		if err != nil {
			problems = append(problems, errorAt(w.Place, "unknown-host", diagnostic.Message(err.Error()), diagnostic.Say("the hosts are: %s", hostNames(run.trace))))
		}
		c.ways = append(c.ways, way)
	}
	return c, problems
}

// MachineOf is the machine that a state diagram is of.
func MachineOf(f Figure) (diagrams.Machine, []diagnostic.Problem) {
	switch {
	case f.Chart == diagrams.TCP().Name:
		return diagrams.TCP(), nil
	case f.ProtocolPath() == "":
		return diagrams.Machine{}, []diagnostic.Problem{errorAt(f.Place, "unknown-machine",
			diagnostic.Say("there is no machine `%s`", f.Chart), diagnostic.Say("the machine there is: %s", strings.Join(diagrams.Machines, ", ")))}
	case f.Protocol.Name == "":
		return diagrams.Machine{}, f.Missing
	}
	whole, errs := diagrams.ProtocolOf(f.Protocol)
	if len(errs) > 0 {
		return diagrams.Machine{}, diagnostic.OfFile(f.Protocol.Name, errs)
	}
	if f.Role == "" && len(whole.Roles()) > 0 {
		return whole, nil
	}
	var names []string
	for _, m := range whole.Roles() {
		if m.Name == f.Role {
			return m, nil
		}
		names = append(names, m.Name)
	}
	if len(names) == 0 {
		return diagrams.Machine{}, []diagnostic.Problem{errorAt(f.Place, "unknown-machine", diagnostic.Say("no role of `%s` changes its state", f.Chart), "")}
	}
	return diagrams.Machine{}, []diagnostic.Problem{errorAt(f.Place, "unknown-machine",
		diagnostic.Say("`%s` has no role `%s` with states", f.Chart, f.Role),
		cmp.Or(diagnostic.DidYouMean(f.Role, names), diagnostic.Say("write one of them behind it: %s", strings.Join(names, ", "))))}
}

func hostNames(t *trace.Trace) string {
	var names []string
	for _, h := range t.Hosts {
		names = append(names, h.Name)
	}
	return strings.Join(names, ", ")
}

// writeRows writes a table with a head under a hook, if it has rows.
func writeRows(w io.Writer, hook string, rows [][]string) {
	if len(rows) == 0 {
		return
	}
	fmt.Fprintf(w, "<div data-wrap tabindex=\"0\"><table %s>\n<thead><tr>", hook)
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
// state, and in it the numbers of the steps of each way that make it. Of several
// roles each row says the role.
func transitions(c charted, lang Language) [][]string {
	var head []string
	roles := c.Roles()
	if len(roles) > 1 {
		head = append(head, lang.word("role"))
	}
	for _, key := range []string{"state-from", "event", "state-to", "emits", "rule"} {
		head = append(head, lang.word(key))
	}
	for _, way := range c.ways {
		head = append(head, way.Host.In(lang.Code))
	}
	rows := [][]string{head}
	for _, role := range roles {
		for _, t := range role.Rows {
			var row []string
			if len(roles) > 1 {
				row = append(row, role.Label().In(lang.Code))
			}
			row = append(row, c.spell(t.From, lang), c.event(t, lang), c.spell(t.To, lang), t.Emits, t.Rule)
			for _, way := range c.ways {
				var numbers []int
				if way.Of(role) {
					numbers = way.Numbers(t)
				}
				row = append(row, joined(numbers))
			}
			rows = append(rows, row)
		}
	}
	return rows
}

// messages are the kinds of messages of a protocol as a table: who sends each, who
// takes it, and what it carries. A role alone has none.
func messages(c charted, lang Language) [][]string {
	if len(c.Messages) == 0 {
		return nil
	}
	rows := [][]string{{lang.word("message"), lang.word("from"), lang.word("to"), lang.word("fields")}}
	for _, m := range c.Messages {
		name := m.Name
		if label := m.Label.In(lang.Code); label != "" && label != name {
			name += lang.Look.Words.About().Colon + label
		}
		rows = append(rows, []string{name, listed(m.SentBy, lang), listed(m.ReadBy, lang), strings.Join(m.Fields, ", ")})
	}
	return rows
}

func listed(names []trace.Text, lang Language) string {
	var texts []string
	for _, n := range names {
		texts = append(texts, n.In(lang.Code))
	}
	return strings.Join(texts, ", ")
}

// spell is the name of a state as a page has it.
func (c charted) spell(state string, lang Language) string {
	if c.IsTCP() {
		return lang.Look.Voice().Spell(state)
	}
	return state
}

// event is what a row is about: an event of TCP in the page's language, of another
// protocol as its file has it.
func (c charted) event(t trace.Transition, lang Language) string {
	if c.IsTCP() {
		return lang.Look.Event(t.Event)
	}
	return strings.Replace(t.Event, "|", " ", 1)
}

func joined(numbers []int) string {
	var texts []string
	for _, n := range numbers {
		texts = append(texts, strconv.Itoa(n))
	}
	return strings.Join(texts, ", ")
}
