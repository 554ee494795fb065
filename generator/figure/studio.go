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
// touch asks for, and Verify the steps and states that the prose got wrong.
package figure

import (
	"bytes"
	"maps"
	"slices"

	"woshou/diagrams"
	"woshou/diagrams/render/svg"
	"woshou/diagrams/scenario"
	"woshou/diagrams/scene"
	"woshou/diagrams/sequence"
	"woshou/diagrams/trace"
	"woshou/diagrams/words"
	"woshou/generator/memo"
	"woshou/generator/site"
	"woshou/themes"
)

// Studio makes the figures of one site. Each text is run once, each drawing
// made once, however many pages show it. It is safe for concurrent use.
type Studio struct {
	site  *site.Site
	theme *themes.Theme
	// What outlives a site that is read again, the drawings as long as their
	// colours and words stay.
	runs     *memo.Memo[string, run]
	drawings *memo.Memo[view, drawing]
}

type run struct {
	trace  *trace.Trace
	errors []scenario.Error
}

// view is all that a drawing depends on but the colours.
type view struct {
	text       string
	lang       string // "zh"
	tag        string // "zh-Hans"
	numbers    string
	id         string // begins the ids inside the drawing
	inline     bool   // for a page, else for a file of its own
	underscore bool   // states as SYN_SENT; draw fills it in
}

// drawing is one figure as SVG, and the words that go with it.
type drawing struct {
	svg   []byte
	title string
	trace *trace.Trace
	err   error
}

// New returns the studio of a site, in the words and colours of a theme.
func New(s *site.Site, theme *themes.Theme) *Studio {
	return &Studio{site: s, theme: theme, runs: &memo.Memo[string, run]{}, drawings: &memo.Memo[view, drawing]{}}
}

// For returns the studio of another reading of the site. The two share what
// they made.
func (st *Studio) For(s *site.Site, theme *themes.Theme) *Studio {
	n := New(s, theme)
	n.runs = st.runs
	if maps.Equal(theme.Colours(), st.theme.Colours()) && slices.EqualFunc(s.Config.Words, st.site.Config.Words, sayTheSame) {
		n.drawings = st.drawings
	}
	return n
}

// sayTheSame reports whether two files of a site's own words do.
func sayTheSame(a, b site.Words) bool { return a.Code == b.Code && slices.Equal(a.Entries, b.Entries) }

// Spelling is how the site spells states.
func (st *Studio) Spelling() trace.Spelling {
	if st.underscore() {
		return trace.Underscores
	}
	return trace.Hyphens
}

func (st *Studio) underscore() bool { return st.site.Config.States == "underscore" }

func (st *Studio) vocabulary(lang *site.Language) *themes.Vocabulary {
	return st.theme.Vocabulary(lang.Code)
}

// run runs a scenario.
func (st *Studio) run(text string) run {
	return st.runs.Get(text, func() run {
		t, errors := diagrams.Run("", text)
		return run{t, errors}
	})
}

// draw draws a scenario that ran without errors, in the words of its language.
func (st *Studio) draw(v view, in *words.Language) drawing {
	v.underscore = st.underscore()
	return st.drawings.Get(v, func() drawing { return st.drawRun(st.run(v.text).trace, v, in) })
}

// drawRun draws a run; v says how.
func (st *Studio) drawRun(t *trace.Trace, v view, in *words.Language) drawing {
	return st.encoded(sequence.Layout(t, sequence.Options{Words: in, Tag: v.tag, Underscore: st.underscore(), Numbers: v.numbers}), t, v)
}

// encoded is a scene as SVG.
func (st *Studio) encoded(s *scene.Scene, t *trace.Trace, v view) drawing {
	var out bytes.Buffer
	err := svg.Encode(&out, s, svg.Options{Palette: st.theme.Palette(), ID: v.id, Inline: v.inline})
	return drawing{out.Bytes(), s.Title, t, err}
}
