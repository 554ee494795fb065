// Package sequence lays a trace out as a sequence diagram.
//
// The page is read downward as time and across as place:
//
//	names, calls,  ribbon          ribbon  names, calls,
//	timers of A      of     wire     of    timers of B
//	                 A                B
//
//	    connect() >  |  (1) SYN       |
//	     SYN-SENT  - |-------         |
//	                 |       ------->  |
//	                 |                 | -  SYN-RECEIVED
//
// Everything about a host stands outside its ribbon, everything about a
// segment between the two, so the two kinds of label never meet.
//
// Layout works in four steps. collect turns the trace into items, one for each
// thing that has a place on a ribbon. space gives each item its height: y grows
// with time and is shared by both hosts, a long wait is folded, and what
// happens at one instant is set a few units apart in causal order. write finds
// a place for each label along its arrow; where there is none, it asks for room
// at an item, and space is run again. What the wire still has no place for
// stands outside, beside the departure. Last, draw writes the shapes.
//
//	collect   items.go flights.go bursts.go     what there is
//	space     space.go columns.go               where it stands
//	write     write.go labels.go aside.go numbers.go words.go
//	draw      draw.go ribbons.go timers.go across.go
//	words     sentences.go                      title and description
//	law       overlaps.go                       what no figure may have
package sequence

import (
	"cmp"

	"woshou/diagrams/scene"
	"woshou/diagrams/trace"
	"woshou/diagrams/words"
)

// Options are what the place of a figure asks of it. The zero value is an
// English figure for a page.
type Options struct {
	Words      *words.Language // what the figure says itself; nil means English
	Tag        string          // the language of the figure, BCP 47; "" means that of the words
	Width      float64         // in points; 0 means 420, the least that is used is 360
	Underscore bool            // print states as SYN_SENT instead of SYN-SENT
	Numbers    string          // "relative", "absolute", "symbolic"; "" means the trace's own
}

// The sizes everything is built from, in points. A page shows 420 points on
// 328 pixels of a phone, where 13 points are still 10.2 pixels.
const (
	pageWidth  = 420.0
	leastWidth = 360.0
	textSize   = 13.0
	hostSize   = 16.0
	lineHeight = 16.0
	slack      = 1.10 // pages use the reader's fonts, not the measured one
)

// attempts bounds how often the layout makes room and starts again.
const attempts = 200

// Layout lays t out. The scene depends only on its arguments, and t is not
// modified. A trace must have two hosts.
func Layout(t *trace.Trace, opt Options) *scene.Scene {
	f := newFigure(t, opt)
	for i := range attempts {
		f.space()
		if f.write(i < attempts-1) {
			break
		}
	}
	f.settle()
	return f.draw()
}

// settle moves the end of the ribbons below the last label.
func (f *figure) settle() {
	for _, fl := range f.flights {
		for _, t := range fl.label {
			b := boxOf(t)
			f.bottom = max(f.bottom, b.mid.Y+b.reach(0, 1))
		}
	}
}

// figure is a layout at work.
type figure struct {
	run     *trace.Trace
	opt     Options
	says    phrases
	col     columns
	items   []*item   // in the order they are drawn down the page
	flights []*flight // by departure, as the trace's segments
	folds   []fold
	timers  []*bracket
	bottom  float64 // where they end
}

func newFigure(t *trace.Trace, opt Options) *figure {
	if opt.Width == 0 {
		opt.Width = pageWidth
	}
	opt.Width = max(opt.Width, leastWidth)
	opt.Words = cmp.Or(opt.Words, words.Of(words.English))
	opt.Tag = cmp.Or(opt.Tag, opt.Words.About().Tag)
	f := &figure{run: t.Numbered(opt.Numbers), opt: opt, says: phrases{opt.Words.Sequence()}}
	f.takeFlights()
	f.col = f.columns()
	f.collect()
	return f
}

// lang is the code by which authors' texts are looked up.
func (f *figure) lang() string { return f.opt.Words.Code }

// side is which ribbon something belongs to.
type side int

const (
	left side = iota
	right
	both // a section or a note across
)

// sideOf returns the side of a host, and both for nobody.
func sideOf(host int) side {
	if host == trace.Nobody {
		return both
	}
	return side(host)
}

// letter is how roles call a host.
func (s side) letter() string { return [...]string{"a", "b", ""}[s] }

// out is the direction away from the wire.
func (s side) out() float64 { return [...]float64{-1, 1, 0}[s] }
