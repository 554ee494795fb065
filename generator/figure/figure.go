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

	"woshou/generator/diagnostic"
	"woshou/generator/page"
	"woshou/generator/site"
	"woshou/themes"
)

// HTML is a figure on a page. One that could not be run stands for its
// problems, which is fit for a preview only.
func (st *Studio) HTML(on *site.Page, words *themes.Vocabulary, f page.Figure) ([]byte, []diagnostic.Problem) {
	if f.Chart != "" {
		return st.chart(on, words, f)
	}
	s, problems := st.sketchOf(on, f)
	if len(problems) > 0 {
		return brokenFigure(s, problems), problems
	}
	if errors := st.run(s.text).errors; len(errors) > 0 {
		problems := diagnostic.Of(s.origin(), errors)
		return brokenFigure(s, problems), problems
	}
	d := st.draw(view{text: s.text, lang: on.Lang.Code, tag: on.Lang.Lang, numbers: f.Numbers, id: page.FigureIDs + f.ID, inline: true}, on.Lang.Words)
	if d.err != nil {
		problems := undrawn(on, f, d.err)
		return brokenFigure(s, problems), problems
	}
	living := fmt.Sprintf(` data-live="%s"`, html.EscapeString(site.Href(on.Address, st.ScriptAddress(on, f))))
	if len(f.WhatIf) > 0 {
		living += fmt.Sprintf(` data-faults="%s"`, html.EscapeString(strings.Join(f.WhatIf, " ")))
	}
	return framed(on, words, f, living, d.svg, d.title, func(w io.Writer) {
		writeTable(w, d.trace, st.tableOf(on, words, f.Numbers))
	}), nil
}

// undrawn is the problem of a figure that cannot be written.
func undrawn(on *site.Page, f page.Figure, err error) []diagnostic.Problem {
	return []diagnostic.Problem{errorAt(f.Place, "figure", "cannot be drawn: "+err.Error(), "")}
}

// framed is a figure with all that belongs to it: the drawing inside the page,
// its caption, which is the title if the author wrote none, and the same as a
// table. More are further attributes, each with a space before it.
func framed(page *site.Page, words *themes.Vocabulary, f page.Figure, more string, svg []byte, title string, table func(io.Writer)) []byte {
	caption := cmp.Or(f.Caption, title)
	label := words.Word("figure") + " " + strconv.Itoa(numberOf(page, f))
	var b bytes.Buffer
	fmt.Fprintf(&b, "<figure%s data-figure=\"%s\"%s>", anchor(f), html.EscapeString(f.ID), more)
	fmt.Fprintf(&b, "<div role=\"group\" tabindex=\"0\" aria-label=\"%s\">%s</div>\n", html.EscapeString(strings.TrimSpace(label+" "+caption)), svg)
	fmt.Fprintf(&b, "<figcaption><span data-chrome>%s</span> %s</figcaption>\n", html.EscapeString(label), html.EscapeString(caption))
	fmt.Fprintf(&b, "<details data-chrome><summary>%s</summary>\n", html.EscapeString(words.Word("figure-table")))
	table(&b)
	b.WriteString("</details></figure>\n")
	return b.Bytes()
}

// numberOf is the number of a figure on its page, from 1. Figures whose
// scenario is broken count too: mending one does not rename the others.
func numberOf(on *site.Page, f page.Figure) int {
	return 1 + slices.IndexFunc(on.Figures, func(other page.Figure) bool { return other.ID == f.ID })
}

// anchor is the attribute that lets an address end in the figure's id, unless
// another element of the page has that id.
func anchor(f page.Figure) string {
	if !f.Anchor {
		return ""
	}
	return ` id="` + html.EscapeString(f.ID) + `"`
}

// brokenFigure stands in a preview where a figure should be.
func brokenFigure(s sketch, problems []diagnostic.Problem) []byte {
	var lines []string
	for _, problem := range problems {
		lines = append(lines, html.EscapeString(problem.Place.String()+": "+problem.Message))
	}
	return fmt.Appendf(nil, "<figure data-figure=\"%s\"><pre>%s</pre></figure>\n", html.EscapeString(s.ID), strings.Join(lines, "\n"))
}
