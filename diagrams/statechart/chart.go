// Package statechart lays the transition table of a machine out as a state
// diagram, with the ways that runs took through it.
//
// States are bars and the transitions between them straight arrows, so that
// the whole is read downward as a life is: open, established, close.
//
//	[            CLOSED            ]
//	  |     |                |   ^
//	[ LISTEN  ] --------> [ SYN-SENT ]
//	  |     ^               |     |
//	[ SYN-RECEIVED ] <------+     |
//	  |         |                 |
//	  |     [     ESTABLISHED        ]
//	  |         |             |
//	[ active close      ] [ passive close ]
//	[            CLOSED            ]
//
// Where a state stands and which way an arrow takes is data (place.go). What
// is drawn comes from the table: a way without a row is left out, and a row
// without a way of its own is drawn below the diagram, as a dot in the grid of
// exits if it leads to CLOSED (exits.go), else as a line (others.go). So the
// picture holds each row once and nothing else.
package statechart

import (
	"cmp"

	"woshou/diagrams/scene"
	"woshou/diagrams/trace"
	"woshou/diagrams/words"
)

// Options are what the place of a chart asks of it. The zero value is an
// English chart without a way.
type Options struct {
	Words      *words.Language // what the chart says; nil means English
	Tag        string          // the language of the chart, BCP 47; "" means that of the words
	Underscore bool            // print states as SYN_SENT instead of SYN-SENT
	Paths      []Path          // the ways to be shown, two at most
}

// The sizes everything is built from, in points. A page shows 420 points on
// 328 pixels of a phone, where 13 points are still 10.2 pixels.
const (
	width      = 420.0
	margin     = 10.0
	textSize   = 13.0
	lineHeight = 16.0
	slack      = 1.10 // some programs set text in other fonts, and not as wide as it was measured
)

// baseline is how far a text's baseline stands below the middle of its line.
const baseline = 0.36 * textSize

// Layout lays a table out. The scene depends only on its arguments, which are
// not modified.
func Layout(table []trace.Transition, opt Options) *scene.Scene {
	c := newChart(table, opt, width)
	c.plan(onPage)
	y := c.key(nodesBottom + 14)
	y = c.exits(y)
	y = c.others(y)
	return c.scene(y)
}

// subject is what is drawn: a table with the ways through it, put into words.
type subject struct {
	table []trace.Transition
	opt   Options
	says  phrases
}

// chart is a layout at work.
type chart struct {
	subject
	width float64
	// wide, on slides, has texts clear of the numbers at the start of level arrows, and
	// what is sent beside what happens, where both have room.
	wide  bool
	items []scene.Item
}

func newChart(table []trace.Transition, opt Options, width float64) *chart {
	opt.Words = cmp.Or(opt.Words, words.Of(words.English))
	opt.Tag = cmp.Or(opt.Tag, opt.Words.About().Tag)
	return &chart{subject: subject{table, opt, phrases{opt.Words.Chart()}}, width: width}
}

// scene is what was drawn, as a picture of a height.
func (c *chart) scene(height float64) *scene.Scene {
	return &scene.Scene{Width: c.width, Height: height, Lang: c.opt.Tag, Title: c.title(), Desc: c.describe(), Items: c.items}
}

// plan draws states and arrows where a plan has them.
func (c *chart) plan(p plan) {
	for _, f := range p.frames {
		c.frame(f)
	}
	for _, r := range p.routes {
		c.route(r)
	}
	for _, n := range p.nodes {
		c.node(n, false)
	}
	if p.end.state != "" {
		c.node(p.end, true)
	}
}

// lang is the code by which authors' texts are looked up.
func (s subject) lang() string { return s.opt.Words.Code }

// draw adds shapes above those there are.
func (c *chart) draw(items ...scene.Item) { c.items = append(c.items, items...) }

// text adds a line of text whose middle is at height y.
func (c *chart) text(role scene.Role, x, y float64, anchor scene.Anchor, text string) {
	c.draw(scene.Text{Role: role, At: scene.Point{X: x, Y: y + baseline}, Anchor: anchor, Size: textSize, Text: text})
}
