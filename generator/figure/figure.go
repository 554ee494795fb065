package figure

import (
	"bytes"
	"cmp"
	"fmt"
	"html"
	"io"
	"slices"
	"strconv"
	"strings"

	"woshou/diagrams"
	"woshou/generator/diagnostic"
	"woshou/generator/page"
	"woshou/generator/twin"
)

// Figure is a figure of a page, with what was found for it.
type Figure struct {
	page.Figure
	Scenario Scenario      // none of a state diagram
	Ways     []Scenario    // of a state diagram, those of the page's Ways
	Protocol diagrams.File // of a check
	// Missing is what was not found.
	Missing []diagnostic.Problem
	Number  int    // on its page, from 1
	Suffix  string // of its ids, where the page holds the figure twice
	Script  string // where the page finds its script
}

// Scenario is a scenario, and where it stands.
type Scenario struct {
	diagrams.Source
	Origin diagnostic.Origin
	Found  bool
}

// Language is one that figures are shown in.
type Language struct {
	Code string        // of what authors say in it
	Look diagrams.Look // how figures look in it, with its words
}

func (l Language) word(key string) string { return l.Look.Words.Pages()[key] }

// HTML is a figure on a page. One that could not be run stands for its
// problems, which is fit for a preview only.
func (st *Studio) HTML(f Figure, lang Language) ([]byte, []diagnostic.Problem) {
	switch {
	case f.Chart != "":
		return st.chart(f, lang)
	case f.Check != "":
		return st.checkHTML(f, lang)
	}
	t, problems := st.trace(f)
	if len(problems) > 0 {
		return broken(f, problems), problems
	}
	d := st.draw(f.Scenario.Source, f.onPage(), lang)
	if d.err != nil {
		problems := undrawn(f, d.err)
		return broken(f, problems), problems
	}
	living := fmt.Sprintf(` data-live="%s"`, html.EscapeString(f.Script))
	if len(f.WhatIf) > 0 {
		living += fmt.Sprintf(` data-faults="%s"`, html.EscapeString(strings.Join(f.WhatIf, " ")))
	}
	if t.TCP != nil {
		living += " data-headers"
	}
	problems = append(problems, st.Warnings(f)...)
	if some := offered(t, f.WhatIf); some < len(t.Messages) {
		problems = append(problems, diagnostic.Problem{
			Place: f.Place, Severity: diagnostic.Warning, Code: diagrams.CodeLong,
			Message: diagnostic.Say("the run has %d messages, so what-ifs are offered of the first %d alone", len(t.Messages), some),
			Hint:    "write what-if=none, or show its parts in figures of their own",
		})
	}
	asked, asks, wrong := exerciseOf(f, t, lang)
	problems = append(problems, wrong...)
	table := func(w io.Writer) { writeTable(w, t.Numbered(f.Numbers), lang) }
	if !asks {
		return framed(f, lang, living, d, table), problems
	}
	before := st.until(f, t, lang)
	if before.err != nil {
		problems := undrawn(f, before.err)
		return broken(f, problems), problems
	}
	living += fmt.Sprintf(` data-predict="%d"`, f.Predict)
	return figured(f, lang, living, d, asked.html(before.svg, shown(f, lang, d, table))), problems
}

// File is a figure as an SVG file of its own, whose ids begin with the figure's.
// One that could not be run is empty, with its problems. The bytes are shared.
func (st *Studio) File(f Figure, lang Language) ([]byte, []diagnostic.Problem, error) {
	if f.Chart != "" {
		c, problems := st.charted(f)
		if len(problems) > 0 {
			return nil, problems, nil
		}
		d := drawStates(c, view{id: f.ID}, lang)
		return d.svg, nil, d.err
	}
	if _, problems := st.trace(f); len(problems) > 0 {
		return nil, problems, nil
	}
	d := st.draw(f.Scenario.Source, view{numbers: f.Numbers, id: f.ID}, lang)
	return d.svg, nil, d.err
}

// Drawing is a figure as it can be encoded in any format. A drawing is not kept: the
// look is asked for once.
func (st *Studio) Drawing(f Figure, lang Language) (diagrams.Drawing, []diagnostic.Problem) {
	look := lang.Look
	look.Numbers, look.ID = f.Numbers, f.ID
	if f.Chart != "" {
		c, problems := st.charted(f)
		if len(problems) > 0 {
			return diagrams.Drawing{}, problems
		}
		return c.Draw(c.ways, look), nil
	}
	t, problems := st.trace(f)
	if len(problems) > 0 {
		return diagrams.Drawing{}, problems
	}
	return diagrams.Draw(t, look), nil
}

// InWords is a figure as plain text tells it: a run as a diagram of characters,
// with a sentence for each step and for each host's last state; a state diagram as
// its table. What could not be run stands for its problems.
func (st *Studio) InWords(f Figure, lang Language) twin.Figure {
	switch {
	case f.Chart != "":
		return st.chartInWords(f, lang)
	case f.Check != "":
		return st.checkInWords(f, lang)
	}
	t, problems := st.trace(f)
	if len(problems) > 0 {
		return twin.Figure{Diagram: linesOf(problems)}
	}
	untitled := *t.Numbered(f.Numbers) // the caption says the title
	untitled.Title = nil
	return twin.Figure{
		Caption: f.label(lang) + " " + f.caption(st.draw(f.Scenario.Source, f.onPage(), lang)),
		Diagram: encodedText(&untitled, lang.Look), Steps: lang.Look.Voice().Run(&untitled),
	}
}

// Caption is what a page says of a figure, without its number: "" for one that
// its author did not name and that cannot be drawn.
func (st *Studio) Caption(f Figure, lang Language) string {
	if f.Caption != "" {
		return f.Caption
	}
	switch {
	case f.Check != "":
		return lang.word("check") + " " + f.ProtocolName()
	case f.Chart == "":
		if _, problems := st.trace(f); len(problems) > 0 {
			return ""
		}
		return st.draw(f.Scenario.Source, f.onPage(), lang).title
	}
	c, problems := st.charted(f)
	if len(problems) > 0 {
		return ""
	}
	return st.drawChart(f, c, lang).title
}

// onPage is how a figure is drawn in its page.
func (f Figure) onPage() view {
	return view{numbers: f.Numbers, id: page.FigureIDs + f.ID, suffix: f.Suffix, inline: true}
}

// label is what the page calls a figure: its number, or that it is the shortest way
// to what a check found.
func (f Figure) label(lang Language) string {
	if f.Check != "" {
		return lang.word("counterexample")
	}
	return lang.word("figure") + " " + strconv.Itoa(f.Number)
}

// caption is the title if the author wrote none.
func (f Figure) caption(d drawing) string { return cmp.Or(f.Caption, d.title) }

// undrawn is the problem of a figure that cannot be written.
func undrawn(f Figure, err error) []diagnostic.Problem {
	return []diagnostic.Problem{errorAt(f.Place, "figure", diagnostic.Say("cannot be drawn: %s", err.Error()), "")}
}

// errorAt is an error at a place of one character.
func errorAt(at diagnostic.Place, code string, message, hint diagnostic.Message) diagnostic.Problem {
	at.Width = 1
	return diagnostic.Problem{Place: at, Severity: diagnostic.Error, Code: code, Message: message, Hint: hint}
}

// framed is a figure with all that belongs to it: the drawing inside the page,
// its caption, which is the title if the author wrote none, and the same as a
// table. More are further attributes, each with a space before it.
func framed(f Figure, lang Language, more string, d drawing, table func(io.Writer)) []byte {
	return figured(f, lang, more, d, grouped(f, lang, d), tabled(lang, table))
}

// shown is a figure's drawing and table without its frame.
func shown(f Figure, lang Language, d drawing, table func(io.Writer)) []byte {
	return slices.Concat(grouped(f, lang, d), tabled(lang, table))
}

// figured puts the frame of a figure, with its caption, around what it shows
// first, and what comes behind the caption.
func figured(f Figure, lang Language, more string, d drawing, first []byte, behind ...[]byte) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "<figure%s data-figure=\"%s\"%s>%s", anchor(f), html.EscapeString(f.ID), more, first)
	fmt.Fprintf(&b, "<figcaption><span data-chrome>%s</span> %s</figcaption>\n%s</figure>\n",
		html.EscapeString(f.label(lang)), html.EscapeString(f.caption(d)), bytes.Join(behind, nil))
	return b.Bytes()
}

// grouped is the group around a drawing, where keys and buttons will step.
func grouped(f Figure, lang Language, d drawing) []byte {
	name := strings.TrimSpace(f.label(lang) + " " + f.caption(d))
	return fmt.Appendf(nil, "<div role=\"group\" data-drawing tabindex=\"0\" aria-label=\"%s\">%s</div>\n", html.EscapeString(name), d.svg)
}

// tabled is the fold with the same as a table.
func tabled(lang Language, table func(io.Writer)) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "<details data-chrome><summary>%s</summary>\n", html.EscapeString(lang.word("figure-table")))
	table(&b)
	b.WriteString("</details>")
	return b.Bytes()
}

// anchor is the attribute that lets an address end in the figure's id, unless
// another element of the page has that id.
func anchor(f Figure) string {
	if !f.Anchor {
		return ""
	}
	return ` id="` + html.EscapeString(f.ID+f.Suffix) + `"`
}

// broken stands in a preview where a figure should be.
func broken(f Figure, problems []diagnostic.Problem) []byte {
	return fmt.Appendf(nil, "<figure data-figure=\"%s\"><pre>%s</pre></figure>\n", html.EscapeString(f.ID), html.EscapeString(linesOf(problems)))
}

// linesOf are problems, one a line.
func linesOf(problems []diagnostic.Problem) string {
	var lines []string
	for _, problem := range problems {
		lines = append(lines, problem.Place.String()+": "+problem.Message.String())
	}
	return strings.Join(lines, "\n")
}
