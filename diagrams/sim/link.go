package sim

import (
	"fmt"
	"time"

	"woshou/diagrams/scenario"
	"woshou/diagrams/tcp"
	"woshou/diagrams/trace"
)

// fault is something armed for segments that leave from now on.
type fault struct {
	scenario.Fault
	matched int // matching segments so far
	hits    int // of which it hit
}

// hit counts a departing segment and reports whether the fault strikes it.
func (f *fault) hit(from string, seg tcp.Segment) bool {
	if from != f.From || !matches(f.Segment, seg) {
		return false
	}
	f.matched++
	if f.matched < f.Nth || f.matched >= f.Nth+f.Times {
		return false
	}
	f.hits++
	return true
}

// seen says in words what a fault that hit nothing has seen.
func (f *fault) seen() string {
	if f.matched == 0 {
		return "no such segment left " + f.From + " after it"
	}
	return fmt.Sprintf("the number of such segments that left %s after it was %d", f.From, f.matched)
}

// depart puts a segment that h sends on the path, faults and all.
func (r *run) depart(h *host, m tcp.Emit) {
	if r.full() {
		return // the run is about to be stopped
	}
	id := r.segment(h, m.Segment)
	if m.Repeats {
		r.at(id).RepeatOf = r.original(h, m.Segment)
	}
	r.record(trace.Event{Kind: trace.Send, Host: h.index, Message: id, Cause: h.cause, Rule: m.Rule})
	lost, delay := r.cut, time.Duration(0)
	var copies []time.Duration
	for _, f := range r.faults {
		if !f.hit(h.name, m.Segment) || r.full() {
			continue
		}
		r.record(trace.Event{Kind: trace.Kind(f.Kind), Host: h.index, Message: id})
		switch f.Kind {
		case scenario.Lose:
			lost = true
		case scenario.Delay:
			delay += f.By.Of(r.profile.MSL)
		case scenario.Duplicate:
			copies = append(copies, f.By.Of(r.profile.MSL))
		}
	}
	if lost {
		r.at(id).Fate = trace.Lost
	} else {
		r.travel(h, id, delay, trace.Delivered)
	}
	for _, behind := range copies {
		if r.full() {
			return
		}
		c := r.segment(h, m.Segment)
		r.at(c).CopyOf = id
		r.travel(h, c, delay+behind, trace.Delivered)
	}
}

// travel brings a segment from h to its peer, after the path's latency and a
// delay, where it meets its fate.
func (r *run) travel(h *host, id int, delay time.Duration, fate trace.Fate) {
	r.clock.after(r.file.Latency[h.index]+delay, true, func() {
		to, s := r.peer(h), r.at(id)
		at := r.clock.now.Microseconds()
		s.ArrivedUS, s.Fate = &at, fate
		n := r.record(trace.Event{Kind: trace.Receive, Host: to.index, Message: id})
		r.input(to, tcp.Arrival{Segment: r.wire[id-1]}, n)
	})
}

// segment adds a segment to the trace and returns its id.
func (r *run) segment(h *host, seg tcp.Segment) int {
	m := trace.Message{
		ID: len(r.trace.Messages) + 1, From: h.index, To: r.peer(h).index, Name: seg.Flags.String(),
		SentUS: r.clock.now.Microseconds(), Fate: trace.Flying,
		TCP: &trace.Segment{Seq: uint32(seg.Seq), Len: seg.Len, Window: seg.Window, Options: options(seg), Urgent: seg.Urgent},
	}
	if seg.Has(tcp.ACK) {
		ack := uint32(seg.Ack)
		m.TCP.Ack = &ack
	}
	r.trace.Messages = append(r.trace.Messages, m)
	r.wire = append(r.wire, seg)
	return m.ID
}

func (r *run) at(id int) *trace.Message { return &r.trace.Messages[id-1] }

// original finds the segment of the present connection whose first octet a
// retransmission repeats.
func (r *run) original(h *host, seg tcp.Segment) int {
	for id := h.first; id < len(r.wire); id++ {
		s := r.wire[id-1]
		if r.at(id).From == h.index && !r.forgery[id] && seg.Seq.In(s.Seq, s.Space()) {
			return id
		}
	}
	return 0
}
