// Package figure shows the runs of a page: it runs the scenarios that stand in
// it or that it names, and makes of each run the drawing, the table, the state
// diagram's way, the what-if variants. It also holds what the page says
// against the runs.
//
// For one figure of a page
//
//	![Handshake](handshake.scenario)
//
// HTML gives the <figure> with the drawing inside and the table below, File
// the drawing as a file of its own, Scripts the script that a reader's first
// touch asks for, InWords the run for those who see no drawing, and Verify the
// steps and states that the prose got wrong. Nothing here knows a site: texts,
// places and addresses come in with a Figure.
package figure

import (
	"bytes"
	"strings"

	"woshou/diagrams"
	"woshou/diagrams/trace"
	"woshou/generator/diagnostic"
	"woshou/generator/memo"
	"woshou/generator/page"
)

// Studio makes figures. Each text is run once, each drawing made once, however
// many pages show it. It is safe for concurrent use.
type Studio struct {
	runs     *memo.Memo[diagrams.Source, result]
	drawings *memo.Memo[view, drawing]
	checks   *memo.Memo[diagrams.File, checked]
}

// run is the run of a text, and what is wrong with it where it stands, and what of
// one without errors deserves a warning.
type result struct {
	trace              *trace.Trace
	problems, warnings func(Scenario) []diagnostic.Problem
}

// view is all that a drawing depends on but the colours and the words.
type view struct {
	source     diagrams.Source
	of         string // what else a state diagram is of
	lang, tag  string // "zh", "zh-Hans"
	underscore bool   // states as SYN_SENT
	numbers    string
	id, suffix string // begin and end the ids inside the drawing
	inline     bool   // for a page, else for a file of its own
	until      int    // the step in whose place an empty frame stands, 0 for a whole drawing
}

// drawing is one figure as SVG, with its title.
type drawing struct {
	svg   []byte
	title string
	err   error
}

// New returns a studio that has made nothing yet. Languages of one code and
// spelling must have the same words and colours in it.
func New() *Studio {
	return &Studio{runs: &memo.Memo[diagrams.Source, result]{}, drawings: &memo.Memo[view, drawing]{}, checks: &memo.Memo[diagrams.File, checked]{}}
}

// Afresh returns a studio for other colours and words. The two share their runs
// and checks.
func (st *Studio) Afresh() *Studio {
	return &Studio{runs: st.runs, drawings: &memo.Memo[view, drawing]{}, checks: st.checks}
}

// run runs a scenario.
func (st *Studio) run(source diagrams.Source) result {
	return st.runs.Get(source, func() result {
		t, errs := diagrams.RunToDraw("", source)
		return result{
			t,
			func(s Scenario) []diagnostic.Problem { return diagnostic.Of(s.Origin, errs) },
			func(s Scenario) []diagnostic.Problem { return Warnings(s.Origin, source, t, errs) },
		}
	})
}

// trace is the run of a figure, or what is wrong with it.
func (st *Studio) trace(f Figure) (*trace.Trace, []diagnostic.Problem) {
	if len(f.Missing) > 0 || !f.Scenario.Found {
		return nil, f.Missing
	}
	r := st.run(f.Scenario.Source)
	problems := r.problems(f.Scenario)
	if f.Unclosed != nil && len(problems) > 0 { // one cause, one message
		problems = []diagnostic.Problem{{
			Place: *f.Unclosed, Severity: diagnostic.Error, Code: page.CodeUnclosed, Message: page.Unclosed, Hint: page.UnclosedHint,
		}}
	}
	return r.trace, problems
}

// look is how a drawing is to look.
func (v view) look(lang Language) diagrams.Look {
	look := lang.Look
	look.Numbers, look.ID, look.Suffix, look.Inline = v.numbers, v.id, v.suffix, v.inline
	return look
}

// draw draws a scenario that ran without errors.
func (st *Studio) draw(source diagrams.Source, v view, lang Language) drawing {
	v.source, v.lang, v.tag, v.underscore = source, lang.Code, lang.Look.Tag, lang.Look.Underscore
	return st.drawings.Get(v, func() drawing { return drawRun(st.run(source).trace, v, lang) })
}

// drawRun draws a run.
func drawRun(t *trace.Trace, v view, lang Language) drawing {
	draw := diagrams.Draw
	if v.inline {
		draw = diagrams.DrawNarrow // a page is also read on a phone
	}
	d := draw(t, v.look(lang))
	if v.until > 0 {
		d = d.Until(v.until)
	}
	return encoded(d)
}

// drawStates draws a state diagram.
func drawStates(c charted, v view, lang Language) drawing {
	return encoded(c.Draw(c.ways, v.look(lang)))
}

// encoded is a drawing as SVG.
func encoded(d diagrams.Drawing) drawing {
	var out bytes.Buffer
	err := d.Encode(&out, "svg")
	return drawing{out.Bytes(), d.Scene.Title, err}
}

// encodedText is a run as a diagram of characters.
func encodedText(t *trace.Trace, look diagrams.Look) string {
	var out strings.Builder
	_ = diagrams.EncodeText(&out, t, look) // a builder takes everything
	return out.String()
}
