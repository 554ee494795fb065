package sim

import (
	"fmt"

	"woshou/diagrams/scenario"
	"woshou/diagrams/sim/clock"
	"woshou/diagrams/trace"
)

// host is one host: its machine, and what the run keeps about it.
type host struct {
	index   int
	machine Machine
	timers  map[string]*clock.Task
	// held counts the inputs under way: nothing is sent before the last of
	// them is done.
	held int
	// cause is the event that the machine's last outputs follow from.
	cause int
	sent  []int // the ids of what it has sent, in order
}

// react carries out what a host's machine wants done about an input, and sends
// what follows, but not before the blocks that wait for this very change have
// run: their calls come first, so that an ACK can ride on what they send. Cause
// is the event of the input, arrived the message if the input is one, or 0.
func (r *run) react(h *host, outputs []Output, cause, arrived int) {
	h.held++
	h.cause = cause
	r.carryOut(h, outputs)
	r.fireWhens(h, outputs, arrived)
	h.held--
	if h.held == 0 {
		r.carryOut(h, h.machine.Flush(r.clock.Now()))
	}
}

// carryOut does what a machine wants done, and records it.
func (r *run) carryOut(h *host, outputs []Output) {
	for i := range outputs {
		o := &outputs[i]
		o.Event.Host, o.Event.Cause = h.index, h.cause
		switch {
		case o.Event.Kind == "":
			cause := h.cause
			r.clock.After(o.After, true, func() { r.react(h, nil, cause, 0) })
		case o.Event.Kind == trace.Send:
			r.depart(h, o)
		case o.Event.Kind == trace.Timer:
			r.timer(h, o)
		default:
			r.record(o.Event)
		}
	}
}

// timer starts a timer, anew if it runs, or stops it.
func (r *run) timer(h *host, o *Output) {
	name := o.Event.Timer
	if o.Event.Connection > 0 {
		name = fmt.Sprintf("%s %d", name, o.Event.Connection)
	}
	r.clock.Cancel(h.timers[name])
	r.record(o.Event)
	if o.Event.Action != trace.Start {
		return
	}
	rule := o.Event.Rule
	h.timers[name] = r.clock.After(o.After, o.Pressing, func() {
		n := r.record(trace.Event{Kind: trace.Timer, Host: h.index, Timer: o.Event.Timer, Action: trace.Fire, Rule: rule, Connection: o.Event.Connection})
		r.react(h, h.machine.Timeout(r.clock.Now(), name), n, 0)
	})
}

// record adds an event to the trace and returns its number.
func (r *run) record(e trace.Event) int {
	e.N = len(r.trace.Events) + 1
	e.AtUS = r.clock.Now().Microseconds()
	r.trace.Events = append(r.trace.Events, e)
	return e.N
}

// when is a block that waits for a change of state or an arrival.
type when struct {
	scenario.When
	fired bool
}

// fireWhens runs the blocks that waited for what has just happened to h.
func (r *run) fireWhens(h *host, outputs []Output, arrived int) {
	for _, w := range r.whens {
		if !w.fired && r.host(w.Host) == h && r.happened(w, outputs, arrived) {
			w.fired = true
			r.block(w.Body)
		}
	}
}

func (r *run) happened(w *when, outputs []Output, arrived int) bool {
	if w.Receives != nil {
		return arrived > 0 && matches(*w.Receives, r.at(arrived))
	}
	for _, o := range outputs {
		if o.Event.ChangesState() && o.Event.To == string(w.State) {
			return true
		}
	}
	return false
}
