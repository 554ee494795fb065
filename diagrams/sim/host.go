package sim

import (
	"woshou/diagrams/scenario"
	"woshou/diagrams/tcp"
	"woshou/diagrams/trace"
)

// input gives a machine one input and sends what follows, but not before the
// blocks that wait for this very change have run: their calls come first, so
// that an ACK can ride on what they send.
func (r *run) input(h *host, in tcp.Input, cause int) {
	h.held++
	h.cause = cause
	outputs := h.endpoint.Step(r.clock.now, in)
	r.outputs(h, outputs)
	r.fireWhens(h, in, outputs)
	h.held--
	if h.held == 0 {
		r.outputs(h, h.endpoint.Flush(r.clock.now))
	}
}

// outputs carries out what a machine wants done, and records it.
func (r *run) outputs(h *host, outputs []tcp.Output) {
	for _, o := range outputs {
		switch o := o.(type) {
		case tcp.Emit:
			r.depart(h, o)
		case tcp.Enter:
			r.record(trace.Event{Kind: trace.State, Host: h.index, From: o.From.String(), To: o.To.String(), Cause: h.cause, Rule: o.Rule})
		case tcp.Choose:
			iss := &r.trace.TCP.ISS[h.index]
			*iss = append(*iss, uint32(o.ISS))
			h.first = len(r.trace.Messages) + 1
		case tcp.StartTimer:
			r.startTimer(h, o)
		case tcp.StopTimer:
			r.clock.cancel(h.timers[o.Timer])
			r.recordTimer(h, o.Timer, trace.Stop, o.Rule)
		case tcp.Deliver:
			r.record(trace.Event{Kind: trace.Deliver, Host: h.index, Len: o.Octets, Cause: h.cause, Rule: o.Rule})
		case tcp.Report:
			r.record(trace.Event{Kind: trace.Error, Host: h.index, Error: string(o.Error), Cause: h.cause, Rule: o.Rule})
		}
	}
}

func (r *run) startTimer(h *host, s tcp.StartTimer) {
	r.clock.cancel(h.timers[s.Timer])
	r.recordTimer(h, s.Timer, trace.Start, s.Rule)
	busy := s.Timer == tcp.RetransmissionTimer || s.Timer == tcp.DelayedAckTimer
	h.timers[s.Timer] = r.clock.after(s.After, busy, func() {
		n := r.recordTimer(h, s.Timer, trace.Fire, s.Rule)
		r.input(h, tcp.Timeout{Timer: s.Timer}, n)
	})
}

func (r *run) recordTimer(h *host, t tcp.Timer, action, rule string) int {
	e := trace.Event{Kind: trace.Timer, Host: h.index, Timer: string(t), Action: action, Rule: rule}
	if action != trace.Fire {
		e.Cause = h.cause
	}
	return r.record(e)
}

// record adds an event to the trace and returns its number.
func (r *run) record(e trace.Event) int {
	e.N = len(r.trace.Events) + 1
	e.AtUS = r.clock.now.Microseconds()
	r.trace.Events = append(r.trace.Events, e)
	return e.N
}

// when is a block that waits for a change of state or an arrival.
type when struct {
	scenario.When
	fired bool
}

// fireWhens runs the blocks that waited for what has just happened to h.
func (r *run) fireWhens(h *host, in tcp.Input, outputs []tcp.Output) {
	for _, w := range r.whens {
		if !w.fired && w.Host == h.name && w.happened(in, outputs) {
			w.fired = true
			r.block(w.Body)
		}
	}
}

func (w *when) happened(in tcp.Input, outputs []tcp.Output) bool {
	if w.Receives != nil {
		a, ok := in.(tcp.Arrival)
		return ok && matches(*w.Receives, a.Segment)
	}
	for _, o := range outputs {
		if e, ok := o.(tcp.Enter); ok && e.To.String() == string(w.State) {
			return true
		}
	}
	return false
}
