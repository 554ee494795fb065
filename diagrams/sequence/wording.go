package sequence

import (
	"cmp"
	"fmt"
	"regexp"
	"strings"

	"woshou/diagrams/trace"
	"woshou/diagrams/words"
)

// wording is how a run is put into words.
type wording struct {
	trace      *trace.Trace
	words      *words.Language
	says       *words.Sequence // what the figure says itself
	underscore bool            // states as SYN_SENT
}

// lang is the code by which authors' texts are looked up.
func (w wording) lang() string { return w.words.Code }

// title is what the picture is.
func (w wording) title() string {
	if t := w.spelled(w.trace.Title); t != "" {
		return t
	}
	if w.trace.TCP == nil {
		return w.trace.Protocol
	}
	first, last := w.trace.Hosts[0], w.trace.Hosts[len(w.trace.Hosts)-1]
	return fmt.Sprintf(w.says.Title, first.In(w.lang()), last.In(w.lang()))
}

// name prints a state as the figure's reader expects it.
func (w wording) name(state string) string {
	if !trace.Certain(state) {
		return w.either(state)
	}
	if w.underscore {
		return trace.Underscores(state)
	}
	return trace.Hyphens(state)
}

// hyphenated matches the names of states that are spelled in two ways.
var hyphenated = regexp.MustCompile(`\b(?:(?:SYN|FIN|CLOSE|LAST|TIME)[-_])(?:SENT|RECEIVED|WAIT|ACK)(?:[-_][12])?\b`)

// spelled is an author's text with the names of states as the figure's reader
// expects them.
func (w wording) spelled(t trace.Text) string {
	return hyphenated.ReplaceAllStringFunc(t.In(w.lang()), func(name string) string {
		return w.name(strings.ReplaceAll(name, "_", "-"))
	})
}

// profile says by whose reading of the RFC the hosts act, when it is not the
// usual one, and that they send without congestion control, when they do.
func (w wording) profile() string {
	if w.trace.TCP == nil {
		return ""
	}
	text := w.says.Profiles[w.trace.TCP.Profile]
	switch {
	case !w.trace.TCP.Uncontrolled:
		return text
	case text == "":
		return w.says.Uncontrolled
	}
	return text + w.words.About().Comma + w.says.Uncontrolled
}

// link returns the words for the moment at which the network begins or ends to
// lose everything, or the clock stops.
func (w wording) link(k trace.Kind) string {
	switch k {
	case trace.Cut:
		return w.says.Cut
	case trace.Mend:
		return w.says.Mend
	}
	return w.says.End
}

// timer returns a timer's name with its length.
func (w wording) timer(name string, us int64) string {
	format, ok := w.says.Timers[name]
	if !ok {
		format = name + " %s"
	}
	return fmt.Sprintf(format, duration(us))
}

// wait returns the length of a folded wait, rounded where the exact length is
// no round number: what a reader takes from it is the order of magnitude.
func (w wording) wait(us int64) string {
	if round := rounded(us); round != us {
		return fmt.Sprintf(w.says.About, duration(round))
	}
	return duration(us)
}

// errorText is an error as a user is told of it.
func (w wording) errorText(name string) string {
	return cmp.Or(w.words.Errors()[name], name)
}

// call prints a user call as programs write it.
func (w wording) call(e trace.Event) string {
	switch {
	case e.Call == "crash":
		return w.says.Crash
	case e.Call == "close both":
		return "close(both)"
	case e.Urgent:
		return fmt.Sprintf("%s(%d, urgent)", e.Call, e.Len)
	case e.Len > 0:
		return fmt.Sprintf("%s(%d)", e.Call, e.Len)
	}
	return e.Call + "()"
}
