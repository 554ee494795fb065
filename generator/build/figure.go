package build

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
	"woshou/diagrams/render/svg"
	"woshou/diagrams/scenario"
	"woshou/diagrams/sequence"
	"woshou/diagrams/trace"
	"woshou/generator/diagnostic"
	"woshou/generator/markdown"
	"woshou/generator/site"
	"woshou/themes"
)

// studio runs scenarios and draws them. Each text is run once, each drawing
// made once, however many pages show it.
type studio struct {
	underscore bool // states as SYN_SENT
	runs       memo[string, run]
	drawings   memo[view, drawing]
}

type run struct {
	trace  *trace.Trace
	errors []scenario.Error
}

// view is all that a drawing depends on.
type view struct {
	text    string
	lang    string // "zh"
	tag     string // "zh-Hans"
	numbers string
	id      string // begins the ids inside the drawing
	inline  bool   // for a page, else for a file of its own
}

// drawing is one figure as SVG, and the words that go with it.
type drawing struct {
	svg   []byte
	title string
	trace *trace.Trace
	err   error
}

// run runs a scenario.
func (st *studio) run(text string) run {
	return st.runs.get(text, func() run {
		t, errors := diagrams.Run("", text)
		return run{t, errors}
	})
}

// draw draws a scenario that ran without errors.
func (st *studio) draw(v view) drawing {
	return st.drawings.get(v, func() drawing { return st.drawRun(st.run(v.text).trace, v) })
}

// drawRun draws a run; v says how.
func (st *studio) drawRun(t *trace.Trace, v view) drawing {
	s := sequence.Layout(t, sequence.Options{Lang: v.lang, Underscore: st.underscore, Numbers: v.numbers})
	s.Lang = v.tag
	var out bytes.Buffer
	err := svg.Encode(&out, s, svg.Options{Palette: themes.Default(), ID: v.id, Inline: v.inline})
	return drawing{out.Bytes(), s.Title, t, err}
}

// sketch is one figure of a page with the text behind it.
type sketch struct {
	markdown.Figure
	file string // of the scenario, from the site's folder; "" for an inline one
	text string
}

// sketchOf finds the scenario of a figure. A file that is not there is a
// problem at the image.
func (p *Press) sketchOf(page *site.Page, f markdown.Figure) (sketch, []diagnostic.Problem) {
	if f.Path == "" {
		return sketch{Figure: f, text: f.Source}, nil
	}
	file, found := p.site.Scenario(page, f.Path)
	text, err := p.site.Read(file)
	if !found || err != nil {
		return sketch{Figure: f, file: file}, []diagnostic.Problem{problemAt(page, f.File, f.Line, f.Col, "scenario-missing",
			fmt.Sprintf("there is no scenario `%s`", f.Path), "it is looked for beside the page, then in scenarios/")}
	}
	return sketch{Figure: f, file: file, text: string(text)}, nil
}

// origin is where the scenario stands: in its own file, or in the page.
func (s sketch) origin(page *site.Page) diagnostic.Origin {
	if s.file != "" {
		return diagnostic.Origin{File: s.file, Line: 1}
	}
	return diagnostic.Origin{File: cmp.Or(s.Figure.File, page.Source.Path), Line: s.Line, Indent: s.Indent}
}

// figure is the HTML of a figure on a page.
func (p *Press) figure(page *site.Page, words *vocabulary, f markdown.Figure) ([]byte, []diagnostic.Problem) {
	if f.Chart != "" {
		return p.chart(page, words, f)
	}
	s, problems := p.sketchOf(page, f)
	if len(problems) > 0 {
		return brokenFigure(s, problems), problems
	}
	if errors := p.studio.run(s.text).errors; len(errors) > 0 {
		problems := s.origin(page).Problems(errors)
		return brokenFigure(s, problems), problems
	}
	d := p.studio.draw(view{s.text, page.Lang.Code, page.Lang.Lang, f.Numbers, markdown.FigureIDs + f.ID, true})
	if d.err != nil {
		problems := undrawn(page, f, d.err)
		return brokenFigure(s, problems), problems
	}
	living := fmt.Sprintf(` data-live="%s"`, html.EscapeString(site.Href(page.Address, variantFile(p.figureName(page, f), f, page.Lang))))
	return framed(page, words, f, living, d.svg, d.title, func(w io.Writer) {
		writeTable(w, d.trace, p.tableOf(page, words, f.Numbers))
	}), nil
}

// undrawn is the problem of a figure that cannot be written.
func undrawn(page *site.Page, f markdown.Figure, err error) []diagnostic.Problem {
	return []diagnostic.Problem{problemAt(page, f.File, f.Line, f.Col, "figure", "cannot be drawn: "+err.Error(), "")}
}

// framed is a figure with all that belongs to it: the drawing inside the page,
// its caption, which is the title if the author wrote none, and the same as a
// table. More are further attributes, each with a space before it.
func framed(page *site.Page, words *vocabulary, f markdown.Figure, more string, svg []byte, title string, table func(io.Writer)) []byte {
	caption := cmp.Or(f.Caption, title)
	label := words.word("figure") + " " + strconv.Itoa(numberOf(page, f))
	var b bytes.Buffer
	fmt.Fprintf(&b, "<figure%s data-figure=\"%s\"%s>", anchor(f), html.EscapeString(f.ID), more)
	fmt.Fprintf(&b, "<div role=\"group\" tabindex=\"0\" aria-label=\"%s\">%s</div>\n", html.EscapeString(strings.TrimSpace(label+" "+caption)), svg)
	fmt.Fprintf(&b, "<figcaption><span data-chrome>%s</span> %s</figcaption>\n", html.EscapeString(label), html.EscapeString(caption))
	fmt.Fprintf(&b, "<details data-chrome><summary>%s</summary>\n", html.EscapeString(words.word("figure-table")))
	table(&b)
	b.WriteString("</details></figure>\n")
	return b.Bytes()
}

// numberOf is the number of a figure on its page, from 1. Figures whose
// scenario is broken count too: mending one does not rename the others.
func numberOf(page *site.Page, f markdown.Figure) int {
	return 1 + slices.IndexFunc(page.Figures, func(other markdown.Figure) bool { return other.ID == f.ID })
}

// anchor is the attribute that lets an address end in the figure's id, unless
// another element of the page has that id.
func anchor(f markdown.Figure) string {
	if !f.Anchor {
		return ""
	}
	return ` id="` + html.EscapeString(f.ID) + `"`
}

// brokenFigure stands in a preview where a figure should be.
func brokenFigure(s sketch, problems []diagnostic.Problem) []byte {
	var lines []string
	for _, problem := range problems {
		lines = append(lines, html.EscapeString(problem.Place()+": "+problem.Message))
	}
	return fmt.Appendf(nil, "<figure data-figure=\"%s\"><pre>%s</pre></figure>\n", html.EscapeString(s.ID), strings.Join(lines, "\n"))
}
