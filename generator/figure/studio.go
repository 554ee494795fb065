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
)

// Studio makes the figures of one site. Each text is run once, each drawing
// made once, however many pages show it. It is safe for concurrent use.
type Studio struct {
	look     diagrams.Look // the colours and the spelling
	runs     *memo.Memo[string, run]
	drawings *memo.Memo[view, drawing]
}

// run is a run by its text; what is wrong with it is placed as if it stood in a
// file of its own.
type run struct {
	trace    *trace.Trace
	problems func(Scenario) []diagnostic.Problem
}

// view is all that a drawing depends on but the colours and the words.
type view struct {
	text       string
	lang       string // "zh"
	tag        string // "zh-Hans"
	numbers    string
	id         string // begins the ids inside the drawing
	inline     bool   // for a page, else for a file of its own
	underscore bool   // states as SYN_SENT
}

// drawing is one figure as SVG, with its title.
type drawing struct {
	svg   []byte
	title string
	err   error
}

// New returns a studio whose figures have a look.
func New(look diagrams.Look) *Studio {
	return &Studio{look: look, runs: &memo.Memo[string, run]{}, drawings: &memo.Memo[view, drawing]{}}
}

// With returns the studio of another look. The two share their runs, and their
// drawings too if colours and words are the same.
func (st *Studio) With(look diagrams.Look, same bool) *Studio {
	n := New(look)
	n.runs = st.runs
	if same {
		n.drawings = st.drawings
	}
	return n
}

// Spelling is how the figures spell states.
func (st *Studio) Spelling() trace.Spelling { return st.look.Voice().Spell }

// run runs a scenario.
func (st *Studio) run(text string) run {
	return st.runs.Get(text, func() run {
		t, errs := diagrams.Run("", text)
		return run{t, func(s Scenario) []diagnostic.Problem { return diagnostic.Of(s.Origin, errs) }}
	})
}

// trace is the run of a figure, or what is wrong with it.
func (st *Studio) trace(f Figure) (*trace.Trace, []diagnostic.Problem) {
	if len(f.Missing) > 0 || !f.Scenario.Found {
		return nil, f.Missing
	}
	r := st.run(f.Scenario.Text)
	return r.trace, r.problems(f.Scenario)
}

// lookFor is how a drawing is to look.
func (st *Studio) lookFor(v view, lang Language) diagrams.Look {
	look := st.look
	look.Words, look.Tag, look.Numbers, look.ID, look.Inline = lang.Words, lang.Tag, v.numbers, v.id, v.inline
	return look
}

// draw draws a scenario that ran without errors.
func (st *Studio) draw(text string, v view, lang Language) drawing {
	v.text, v.underscore = text, st.look.Underscore
	return st.drawings.Get(v, func() drawing { return st.drawRun(st.run(text).trace, v, lang) })
}

// drawRun draws a run.
func (st *Studio) drawRun(t *trace.Trace, v view, lang Language) drawing {
	return encoded(diagrams.Draw(t, st.lookFor(v, lang)))
}

// drawStates draws a state diagram.
func (st *Studio) drawStates(ways []diagrams.Way, v view, lang Language) drawing {
	return encoded(diagrams.DrawStates(ways, st.lookFor(v, lang)))
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
