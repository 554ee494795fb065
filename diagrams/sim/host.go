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
	actor   Actor    // the same machine, nil if it is none
	down    bool     // it has crashed
	cut     bool     // nothing reaches it, or comes from it
	pending []Output // what an actor sends when the last input is done
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
	for i := range outputs {
		if outputs[i].Wrong != nil {
			r.wrong(*outputs[i].Wrong, arrived)
		}
	}
	if h.held > 0 {
		return
	}
	if h.actor == nil {
		r.carryOut(h, h.machine.Flush(r.clock.Now()))
		return
	}
	pending := h.pending
	h.pending = nil
	r.departAll(h, pending)
	r.retake(h)
}

// departAll puts what an actor sends on its way, one flight behind the other.
func (r *run) departAll(h *host, sendings []Output) {
	for i := 0; i < len(sendings) && !h.down; i++ {
		o, first := &sendings[i], len(r.trace.Messages)+1
		joins := func(other int) bool {
			return other >= 0 && other < len(sendings) && sendings[other].Flight == o.Flight && sendings[other].Event.Cause == o.Event.Cause
		}
		switch {
		case o.Flight == 0 || !joins(i-1) && !joins(i+1):
		case joins(i - 1):
			o.Packet.Message.Flight = sendings[i-1].Packet.Message.Flight
		default:
			o.Packet.Message.Flight = first
		}
		r.depart(h, o)
	}
}

// carryOut does what a machine wants done, and records it.
func (r *run) carryOut(h *host, outputs []Output) {
	for i := range outputs {
		o := &outputs[i]
		o.Event.Host, o.Event.Cause = h.index, h.cause
		switch {
		case o.Wrong != nil: // react sees to it
		case o.Event.Kind == trace.Send && h.actor != nil:
			h.pending = append(h.pending, *o)
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
	fires := trace.Event{Timer: o.Event.Timer, Rule: o.Event.Rule, Connection: o.Event.Connection}
	if h.actor != nil {
		fires.Rule = "" // the rule that takes it is another
	}
	h.timers[name] = r.clock.AfterRanked(r.timerRank(h), o.After, o.Pressing, func() { r.timeout(h, name, fires) })
}

// timeout has a timer run out.
func (r *run) timeout(h *host, name string, fires trace.Event) {
	fires.Kind, fires.Host, fires.Action = trace.Timer, h.index, trace.Fire
	n := r.record(fires)
	r.react(h, h.machine.Timeout(r.clock.Now(), name), n, 0)
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
