package trace

import (
	"errors"
	"fmt"
)

// Validate checks what holds of every record of a run: numbers count from 1,
// times never go back, each host's states form a chain, each message leaves
// once and arrives at most once, and whatever points back points at something
// that can be meant. It returns all that is wrong, or nil.
func (t *Trace) Validate() error {
	v := &validation{Trace: t, running: map[timerOf]bool{}, down: make([]bool, len(t.Hosts))}
	for i, h := range t.Hosts {
		v.must(t.Host(h.Name) == i, "two hosts are called %q", h.Name)
		v.state = append(v.state, h.Initial)
	}
	v.must(len(t.Hosts) > 1, "there must be two hosts")
	v.must(t.TCP == nil || len(t.TCP.ISS) == len(t.Hosts), "each host must have initial numbers")
	for i := range t.Messages {
		v.message(i)
	}
	v.sent, v.arrived = make([]int, len(t.Messages)), make([]int, len(t.Messages))
	for i := range t.Events {
		v.event(i)
	}
	v.end()
	return errors.Join(v.errs...)
}

// validation is a trace on its way through Validate.
type validation struct {
	*Trace
	errs          []error
	state         []string // each host's present state
	down          []bool   // whether it has crashed
	running       map[timerOf]bool
	sent, arrived []int // how often each message was
}

// timerOf is a timer of a host.
type timerOf struct {
	host int
	name string
	of   int // the connection
}

// must notes an error unless the condition holds.
func (v *validation) must(holds bool, format string, a ...any) {
	if !holds {
		v.errs = append(v.errs, fmt.Errorf("trace: "+format, a...))
	}
}

// message checks Messages[i] by itself and against those before it.
func (v *validation) message(i int) {
	m := v.Messages[i]
	v.must(m.ID == i+1, "message %d has the id %d", i+1, m.ID)
	v.must(v.isHost(m.From) && v.isHost(m.To) && m.From != m.To, "message %d goes from host %d to host %d", m.ID, m.From, m.To)
	v.must(i == 0 || v.Messages[i-1].SentUS <= m.SentUS, "message %d left before the one before it", m.ID)
	v.must(m.Name != "" || m.TCP != nil, "message %d has no name", m.ID)
	switch m.Fate {
	case Delivered, Forged:
		v.must(m.ArrivedUS != nil && *m.ArrivedUS >= m.SentUS, "message %d is %s, but did not arrive in time", m.ID, m.Fate)
	case Lost, Flying, Unknown:
		v.must(m.ArrivedUS == nil, "message %d is %s, and arrived", m.ID, m.Fate)
	default:
		v.must(false, "message %d has the fate %q", m.ID, m.Fate)
	}
	v.backward(m)
	v.must(m.Flight >= 0 && m.Flight <= m.ID, "message %d leaves with message %d", m.ID, m.Flight)
	v.must((m.TCP != nil) == (v.TCP != nil), "message %d is, or is not, of TCP", m.ID)
	if m.TCP != nil {
		v.segment(m)
	}
}

func (v *validation) isHost(i int) bool { return i >= 0 && i < len(v.Hosts) }

// backward checks what a message repeats.
func (v *validation) backward(m Message) {
	for _, ref := range []int{m.RepeatOf, m.CopyOf} {
		switch {
		case ref == 0:
		case ref < 1 || ref >= m.ID:
			v.must(false, "message %d repeats message %d", m.ID, ref)
		default:
			v.must(v.Messages[ref-1].From == m.From, "message %d repeats message %d of another host", m.ID, ref)
			v.must(ref != m.CopyOf || v.Messages[ref-1].Name == m.Name, "message %d is no copy of %d", m.ID, ref)
		}
	}
}

// event checks Events[i] in its turn.
func (v *validation) event(i int) {
	e := v.Events[i]
	v.must(e.N == i+1, "event %d has the number %d", i+1, e.N)
	v.must(i == 0 || v.Events[i-1].AtUS <= e.AtUS, "event %d happens before the one before it", e.N)
	if e.Host != Nobody && !v.isHost(e.Host) {
		v.must(false, "event %d is of host %d", e.N, e.Host)
		return
	}
	v.cause(e)
	v.awake(e)
	switch e.Kind {
	case State:
		if e.ChangesState() {
			v.change(e)
		}
	case Send, Forge, Receive, Lose, Delay, Duplicate, Leak:
		v.crossing(e)
	case Timer:
		v.timer(e)
	case Congestion:
		v.must(e.Window > 0 && e.Threshold > 0 && e.Flight >= 0, "event %d has a window of %d, %d in flight", e.N, e.Window, e.Flight)
	case Set:
		v.must(e.Host != Nobody && e.Variable != "" && e.Value != "" && v.TCP == nil, "event %d sets %q of %q to %q", e.N, e.Variable, v.nameOf(e.Host), e.Value)
	case Crash, Restart:
		v.must(e.Host != Nobody && v.down[e.Host] == (e.Kind == Restart), "event %d: %s of %q", e.N, e.Kind, v.nameOf(e.Host))
		if e.Host != Nobody {
			v.down[e.Host] = e.Kind == Crash
		}
	case Call, Accept, Cut, Mend, Deliver, Error, Urgent, Advice, Note, Section, End:
	default:
		v.must(false, "event %d is of the kind %q", e.N, e.Kind)
	}
}

// change checks that a host leaves the state that it is in.
func (v *validation) change(e Event) {
	if e.Host == Nobody {
		v.must(false, "event %d is of no host", e.N)
		return
	}
	v.must(v.state[e.Host] == e.From, "event %d leaves %s, but %s is in %s", e.N, e.From, v.nameOf(e.Host), v.state[e.Host])
	v.state[e.Host] = e.To
}

// cause checks that an event follows from a call, an arrival, a timeout, a crash
// or a restart of its own host.
func (v *validation) cause(e Event) {
	if e.Cause == 0 {
		return
	}
	if e.Cause < 0 || e.Cause >= e.N {
		v.must(false, "event %d follows from event %d", e.N, e.Cause)
		return
	}
	c := v.Events[e.Cause-1]
	able := c.Kind == Call || c.Kind == Receive || c.Kind == Timer && c.Action == Fire || c.Kind == Crash || c.Kind == Restart
	v.must(able && c.Host == e.Host, "event %d cannot follow from event %d: %s of %q", e.N, e.Cause, c.Kind, v.nameOf(c.Host))
}

// awake checks that a host which has crashed does nothing.
func (v *validation) awake(e Event) {
	if e.Host == Nobody || !v.down[e.Host] {
		return
	}
	switch e.Kind {
	case Call, State, Send, Receive, Set, Deliver:
		v.must(false, "event %d: %s of %q, which has crashed", e.N, e.Kind, v.nameOf(e.Host))
	case Timer:
		v.must(e.Action == Stop, "event %d: a timer of %q, which has crashed", e.N, v.nameOf(e.Host))
	}
}

// crossing checks an event that concerns a message.
func (v *validation) crossing(e Event) {
	if e.Message < 1 || e.Message > len(v.Messages) {
		v.must(false, "event %d is of message %d", e.N, e.Message)
		return
	}
	m := v.Messages[e.Message-1]
	host, at := m.From, m.SentUS
	switch e.Kind {
	case Send, Forge:
		v.sent[m.ID-1]++
	case Receive:
		v.arrived[m.ID-1]++
		host = m.To
		v.must(m.ArrivedUS != nil, "event %d receives message %d, which did not arrive", e.N, m.ID)
		if m.ArrivedUS != nil {
			at = *m.ArrivedUS
		}
	}
	v.must(e.Host == host && e.AtUS == at, "event %d is of message %d, but at another place or time", e.N, m.ID)
}

// timer checks that a timer stops or fires only while it runs.
func (v *validation) timer(e Event) {
	key := timerOf{e.Host, e.Timer, e.Connection}
	v.must(e.Action == Start || v.running[key], "event %d: timer %s of %q does not run", e.N, e.Timer, v.nameOf(e.Host))
	v.running[key] = e.Action == Start
}

// end checks what the events leave behind.
func (v *validation) end() {
	for i, m := range v.Messages {
		v.must(v.sent[i] == 1 || v.sent[i] == 0 && m.CopyOf > 0, "message %d left %d times", m.ID, v.sent[i])
		arrives := m.ArrivedUS != nil
		v.must(v.arrived[i] == 1 && arrives || v.arrived[i] == 0 && !arrives, "message %d was received %d times", m.ID, v.arrived[i])
	}
	for i, h := range v.Hosts {
		v.must(h.Final == v.state[i], "%s ends in %s, but the record says %s", h.Name, v.state[i], h.Final)
	}
	n := len(v.Events)
	v.must(n == 0 || v.Events[n-1].AtUS <= v.EndUS, "the end comes too early")
}
