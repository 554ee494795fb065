package trace

import (
	"fmt"
	"strings"
)

// String is the trace in lines, one an event, for tests and for reading: time,
// host, what happened. Segments are in the notation of RFC 9293 §3.5.
func (t *Trace) String() string {
	var b strings.Builder
	for _, e := range t.Events {
		if line := t.line(e); line != "" {
			fmt.Fprintf(&b, "%s %s\n", FormatTime(e.TUS), line)
		}
	}
	for _, h := range t.Hosts {
		fmt.Fprintf(&b, "end %s %s\n", h.Name, t.Final[h.Name])
	}
	return b.String()
}

func (t *Trace) line(e Event) string {
	switch e.Kind {
	case Call:
		if e.Len > 0 {
			return fmt.Sprintf("%s calls %s %d", e.Host, e.Call, e.Len)
		}
		return e.Host + " calls " + e.Call
	case State:
		return fmt.Sprintf("%s %s > %s", e.Host, e.From, e.To)
	case Send, Forge, Receive, Lose, Delay, Duplicate:
		return fmt.Sprintf("%s %ss %d %s", e.Host, e.Kind, e.Segment, t.Segments[e.Segment-1].notation())
	case Timer:
		return fmt.Sprintf("%s timer %s %s", e.Host, e.Timer, e.Action)
	case Deliver:
		return fmt.Sprintf("%s delivers %d", e.Host, e.Len)
	case Error:
		return fmt.Sprintf("%s is told %s", e.Host, e.Error)
	case Note, Section:
		return fmt.Sprintf("%s %s %q", e.Kind, e.Host, e.Text.In("en"))
	}
	return string(e.Kind)
}

// notation is a segment as the RFC's figures write it.
func (s Segment) notation() string {
	var b strings.Builder
	fmt.Fprintf(&b, "<SEQ=%d>", s.Seq)
	if s.Ack != nil {
		fmt.Fprintf(&b, "<ACK=%d>", *s.Ack)
	}
	if s.Len > 0 {
		fmt.Fprintf(&b, "<DATA=%d>", s.Len)
	}
	fmt.Fprintf(&b, "<CTL=%s>", s.Flags)
	switch {
	case s.RetransmissionOf != nil:
		fmt.Fprintf(&b, " again %d", *s.RetransmissionOf)
	case s.CopyOf != nil:
		fmt.Fprintf(&b, " copy of %d", *s.CopyOf)
	}
	return b.String()
}
