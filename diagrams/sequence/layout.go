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
// segment between the two, so the two kinds of label never meet. Hosts between
// the first and the last have their words on the right, where messages may pass:
// see lanes.go, passing.go and behind.go.
//
// Layout works in stages; each takes values and returns one:
//
//	collect   trace            → figure      items.go flights.go bursts.go timers.go columns.go
//	space     figure, demands  → heights     space.go spacer.go
//	write     heights, demands → placements  write.go room.go obstacles.go traffic.go track.go
//	draw      all of these     → scene       draw.go ribbons.go across.go message.go growth.go
//
// collect turns the trace into items, one for each thing that has a place on a
// ribbon. space gives each item its height: y grows with time and is shared by
// all hosts, a long wait is folded, and what happens at one instant is set a
// few units apart in causal order. write finds a place for each label along its
// arrow. Where there is none it demands room at an item, and space is run
// again; what the wire still has no place for moves out, beside the departure.
//
// What is said: labels.go numbers.go wording.go. What no figure
// may have: overlaps.go.
//
// It is a large package because a picture is settled as a whole: a label without
// a place moves what stands above and below it, so that the stages, which each
// stand alone, speak of one figure.
package sequence

import (
	"woshou/diagrams/scene"
	"woshou/diagrams/trace"
	"woshou/diagrams/words"
)

// Options are what the place of a figure asks of it. The zero value is an
// English figure for a page.
type Options struct {
	Words      *words.Language // what the figure says itself; nil means English
	Tag        string          // the language of the figure, BCP 47; "" means that of the words
	Width      float64         // in points; 0 means 420, or what suits more than two hosts, up to 720; where words need more it is wider
	Underscore bool            // print states as SYN_SENT instead of SYN-SENT
	// Desc is the whole run in words, and Steps what each message does, in
	// order: for those who do not see the figure.
	Desc  string
	Steps []string
}

// The sizes everything is built from, in points. A page shows 420 points on
// 328 pixels of a phone, where 13 points are still 10.2 pixels.
const (
	pageWidth  = 420.0
	mostPage   = 426.0 // where names may be longer than TCP's: they are 10 pixels high still
	leastWidth = 360.0
	textSize   = 13.0
	hostSize   = 16.0
	lineHeight = 16.0
	slack      = 1.10 // some programs set text in other fonts, and not as wide as it was measured
)

// attempts bound how often the layout makes room and starts again, and
// lanesAttempts among three lifelines and more.
const (
	attempts      = 200
	lanesAttempts = 1000
)

// Layout lays t out. The scene depends only on its arguments, and t is not
// modified. A trace must have two hosts or more.
func Layout(t *trace.Trace, opt Options) *scene.Scene {
	f := newFigure(t, opt)
	spacer := newSpacer(f)
	last := attempt{more: f.firstDemands()}
	for range f.attempts() - 1 {
		h := spacer.space(last.more)
		last = f.write(h, last.more, last.kept, patient)
		if last.done {
			return f.draw(h, last.placed)
		}
	}
	h := spacer.space(last.more)
	return f.draw(h, f.write(h, last.more, kept{}, impatient).placed)
}

// attempts is the bound for a figure: an attempt takes the longer, the more
// messages there are, and where they end labels go to the key.
func (f *figure) attempts() int {
	if f.columns.last() > 1 {
		return min(lanesAttempts, max(60, 30*lanesAttempts/(len(f.flights)+1)))
	}
	return attempts
}
