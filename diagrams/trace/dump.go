package trace

import (
	"fmt"
	"strconv"
	"strings"
)

// String is the trace in lines, one an event, for tests and for reading: time,
// host, what happened.
func (t *Trace) String() string {
	var b strings.Builder
	for _, e := range t.Events {
		fmt.Fprintf(&b, "%s %s\n", FormatTime(e.AtUS), t.line(e))
	}
	for _, h := range t.Hosts {
		fmt.Fprintf(&b, "end %s %s\n", h.Name, h.Final)
	}
	return b.String()
}

func (t *Trace) line(e Event) string {
	host := t.nameOf(e.Host)
	if e.Connection > 0 {
		host += fmt.Sprintf(" (port %d)", e.Connection)
	}
	switch e.Kind {
	case Call:
		if e.Len > 0 {
			return fmt.Sprintf("%s calls %s %d", host, e.Call, e.Len)
		}
		return host + " calls " + e.Call
	case State:
		return fmt.Sprintf("%s %s > %s", host, e.From, e.To)
	case Send, Forge, Receive, Lose, Delay, Duplicate, Leak:
		return fmt.Sprintf("%s %ss %d %s", host, e.Kind, e.Message, t.Messages[e.Message-1])
	case Timer:
		return fmt.Sprintf("%s timer %s %s", host, e.Timer, e.Action)
	case Deliver:
		return fmt.Sprintf("%s delivers %d", host, e.Len)
	case Accept:
		return host + " accepts"
	case Congestion:
		return fmt.Sprintf("%s cwnd %d ssthresh %d flight %d", host, e.Window, e.Threshold, e.Flight)
	case Urgent:
		return fmt.Sprintf("%s is told of urgent data to octet %d", host, e.Len)
	case Advice:
		return host + " advises that repeating does not help"
	case Error:
		return fmt.Sprintf("%s is told %s", host, e.Error)
	case Set:
		name := e.Variable
		if e.Of != "" {
			name += " of " + e.Of
		}
		return fmt.Sprintf("%s sets %s to %s", host, name, e.Value)
	case Crash:
		return host + " crashes"
	case Restart:
		return host + " restarts"
	case Cut, Mend:
		return strings.TrimSpace(string(e.Kind) + " " + host)
	case Note, Section:
		return fmt.Sprintf("%s %s %q", e.Kind, host, e.Text.In("en"))
	}
	return string(e.Kind)
}

// String is a segment in the notation of RFC 9293 §3.5, another message by its
// name and what it carries.
func (m Message) String() string {
	var b strings.Builder
	if m.TCP != nil {
		b.WriteString(m.notation())
	} else {
		b.WriteString(m.Name)
		for _, f := range m.Fields {
			fmt.Fprintf(&b, " %s=%s", f.Name, f.Value)
		}
	}
	switch {
	case m.RepeatOf > 0:
		fmt.Fprintf(&b, " again %d", m.RepeatOf)
	case m.CopyOf > 0:
		fmt.Fprintf(&b, " copy of %d", m.CopyOf)
	}
	return b.String()
}

// FormatTime prints a time of the run, given in microseconds: "50 ms",
// "1.2 s", "240 s". At most three digits follow the point.
func FormatTime(us int64) string {
	if us >= 1_000_000 {
		return decimal(us/1000) + " s"
	}
	return decimal(us) + " ms"
}

// decimal prints thousandths without trailing zeros.
func decimal(thousandths int64) string {
	return strconv.FormatFloat(float64(thousandths)/1000, 'f', -1, 64)
}

// RanFor is how long the timer ran that fires at event n, in microseconds.
func (t *Trace) RanFor(n int) int64 {
	fired := t.Events[n-1]
	for i := n - 2; i >= 0; i-- {
		e := t.Events[i]
		if e.Kind == Timer && e.Host == fired.Host && e.Connection == fired.Connection && e.Timer == fired.Timer && e.Action == Start {
			return fired.AtUS - e.AtUS
		}
	}
	return 0
}
