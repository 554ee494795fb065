// Package text writes a trace as a diagram of characters, for terminals and
// for reviews of a changed scenario. It is a table of what happened, in order:
//
//	time      Client                                        Server
//	0 ms                  │                              │  listen()
//	                      │                              │  LISTEN
//	          connect()   │                              │
//	          SYN-SENT    │                              │
//	                      ├─1─ SYN seq=0 ───────────────>│
//	50 ms                 │                              │  SYN-RECEIVED
//	                      │<── SYN,ACK seq=0 ack=1 ───2──┤
//
// A segment is one line when nothing happens between its departure and its
// arrival, else two, and the arrows end in dots where they go on later. Columns
// are counted by display width, so that Chinese lines up.
package text

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"

	"woshou/diagrams/trace"
	"woshou/diagrams/words"
)

// The widths of the columns, in terminal cells.
const (
	timeCells  = 10
	sightCells = 13 // of a capture, whose times are not round
	hostCells  = 16 // at least
	wireCells  = 42
)

// Options say how a diagram is printed.
type Options struct {
	Words *words.Language
	Spell trace.Spelling
}

// Encode writes t to w as a character diagram. The output depends only on t
// and opt. It returns the first error of w.
func Encode(w io.Writer, t *trace.Trace, opt Options) error {
	d := &diagram{trace: t, opt: opt, last: -1, steps: t.StepNumbers(), times: timeCells}
	if t.Capture != nil {
		d.times = sightCells
	}
	if len(t.Hosts) > 2 {
		d.lane = d.laneCells()
	} else {
		d.left = d.leftCells()
	}
	if title := t.Title.In(opt.Words.Code); title != "" {
		fmt.Fprintf(&d.out, "%s\n\n", title)
	}
	d.heading()
	for i := range t.Events {
		d.event(&t.Events[i])
	}
	_, err := w.Write(d.out.Bytes())
	return err
}

// diagram is the state of writing one diagram.
type diagram struct {
	trace *trace.Trace
	opt   Options
	out   bytes.Buffer
	last  int64 // the time printed last, in microseconds
	steps []int // the numbers of the messages
	lane  int   // the width of a lane in cells, 0 between two hosts
	times int   // the width of the column of times
	left  int   // the width of the column of the first of two hosts
}

// lang is the code by which authors' texts are looked up.
func (d *diagram) lang() string { return d.opt.Words.Code }

func (d *diagram) heading() {
	if d.lane > 0 {
		d.laneHeading()
		return
	}
	a, b := d.trace.Hosts[0].In(d.lang()), d.trace.Hosts[1].In(d.lang())
	d.heads(a, b)
	if c := d.trace.Capture; c != nil {
		d.heads(c.Addresses[0], c.Addresses[1])
		tap := map[bool]string{true: d.opt.Words.Sequence().Tap}
		switch {
		case slices.Contains(c.At, true):
			d.heads(tap[c.At[0]], tap[c.At[1]])
		case c.Midway:
			d.across(strings.Repeat(" ", d.left) + d.opt.Words.Sequence().Midway)
		}
	}
}

// heads writes what stands above both lifelines.
func (d *diagram) heads(a, b string) {
	d.out.WriteString(strings.TrimRight(pad("", d.times)+pad(a, d.left)+pad("", wireCells+4)+b, " ") + "\n")
}

func (d *diagram) event(e *trace.Event) {
	if words := d.words(e); words != "" {
		d.beside(e, words)
		return
	}
	switch e.Kind {
	case trace.Send, trace.Forge:
		d.departure(e)
	case trace.Receive:
		d.arrival(e)
	case trace.Note:
		d.across("※ " + d.about(e) + e.Text.In(d.lang()))
	case trace.Section:
		d.across("── " + e.Text.In(d.lang()) + " ──")
	case trace.Cut, trace.Mend, trace.End:
		d.across("── " + string(e.Kind) + " " + trace.FormatTime(e.AtUS) + " ──")
	}
}

// words are what stands beside a host's lifeline for an event, "" for nothing.
func (d *diagram) words(e *trace.Event) string {
	switch {
	case e.Kind == trace.Call:
		return callText(e)
	case e.Kind == trace.State && e.ChangesState():
		return d.state(e.To)
	case e.Kind == trace.Error:
		return "! " + e.Error
	case e.Kind == trace.Timer && e.Action == trace.Fire && e.Connection == 0:
		return timerText(e, d.trace.RanFor(e.N))
	case e.Kind == trace.Duplicate:
		return fmt.Sprintf("× %d", e.Message)
	case e.Kind == trace.Crash:
		return "✕ " + d.opt.Words.Sequence().Crash
	case e.Kind == trace.Restart:
		return d.opt.Words.Sequence().Restart
	case e.Host != trace.Nobody && e.Kind == trace.Cut:
		return d.opt.Words.Sequence().CutOff
	case e.Host != trace.Nobody && e.Kind == trace.Mend:
		return d.opt.Words.Sequence().Back
	}
	return ""
}

// state is the name of a state; of many, that it cannot be told.
func (d *diagram) state(name string) string {
	if len(trace.StatesIn(name)) > mostNamed {
		return d.opt.Words.Sequence().Unsure
	}
	return d.opt.Spell(name)
}

// mostNamed is how many states that a host may be in a line of text has room for.
const mostNamed = 3

// leftCells is the width of the column of the first of two hosts: that of all
// figures, unless something there is longer.
func (d *diagram) leftCells() int {
	width := max(hostCells, words.Columns(d.trace.Hosts[0].In(d.lang())))
	if c := d.trace.Capture; c != nil {
		width = max(width, words.Columns(c.Addresses[0])+2)
	}
	for i := range d.trace.Events {
		if e := &d.trace.Events[i]; e.Host == 0 {
			width = max(width, words.Columns(d.words(e))+2)
		}
	}
	return width
}

func callText(e *trace.Event) string {
	name, both, _ := strings.Cut(e.Call, " ")
	if e.Len > 0 {
		both = fmt.Sprint(e.Len)
	}
	return name + "(" + both + ")"
}

func timerText(e *trace.Event, ran int64) string {
	name, ok := map[string]string{trace.Retransmission: "RTO", trace.TimeWait: "2 MSL", trace.DelayedACK: "ACK"}[e.Timer]
	if !ok {
		name = e.Timer
	}
	return name + " " + trace.FormatTime(ran)
}

// beside writes words beside one host's lifeline.
func (d *diagram) beside(e *trace.Event, words string) {
	if d.lane > 0 {
		d.besideLane(e, words)
		return
	}
	if e.Host == 0 {
		d.line(e.AtUS, words, "│"+pad("", wireCells)+"│", "")
	} else {
		d.line(e.AtUS, "", "│"+pad("", wireCells)+"│", words)
	}
}

// about names the host that a note is about, if it is about one.
func (d *diagram) about(e *trace.Event) string {
	if e.Host == trace.Nobody {
		return ""
	}
	return d.trace.Hosts[e.Host].In(d.lang()) + ": "
}

// across writes words over the whole width.
func (d *diagram) across(words string) {
	d.out.WriteString(pad("", d.times) + words + "\n")
}

// line writes one row; the time stands only where it has changed.
func (d *diagram) line(at int64, left, wire, right string) {
	stamp := ""
	if at != d.last {
		stamp, d.last = trace.FormatTime(at-d.trace.FirstSeen()), at
	}
	row := pad(stamp, d.times) + pad(left, d.left-2) + "  " + wire + "  " + right
	d.out.WriteString(strings.TrimRight(row, " ") + "\n")
}

// pad fills s with spaces up to n cells.
func pad(s string, n int) string { return s + strings.Repeat(" ", max(0, n-words.Columns(s))) }
