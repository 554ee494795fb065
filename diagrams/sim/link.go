package sim

import (
	"time"

	"woshou/diagrams/scenario"
	"woshou/diagrams/trace"
	"woshou/diagrams/words"
)

// fault is something armed for segments that leave from now on.
type fault struct {
	scenario.Fault
	matched int // matching segments so far
	hits    int // of which it hit
}

// hit counts a departing segment and reports whether the fault strikes it.
func (f *fault) hit(from, to string, m *trace.Message) bool {
	if from != f.From || f.Kind != scenario.Leak && f.To != "" && f.To != to || !matches(f.Segment, m) {
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
func (f *fault) seen() words.Message {
	if f.Segment.Message != "" && f.matched == 0 {
		return words.Say("no such message left %s after it", f.From)
	}
	if f.Segment.Message != "" {
		return words.Say("the number of such messages that left %s after it was %d", f.From, f.matched)
	}
	if f.matched == 0 {
		return words.Say("no such segment left %s after it", f.From)
	}
	return words.Say("the number of such segments that left %s after it was %d", f.From, f.matched)
}

// depart puts a packet that h sends on the path, faults and all.
func (r *run) depart(h *host, o *Output) {
	if r.full() {
		return // the run is about to be stopped
	}
	id := r.message(o.Packet)
	if n := o.Packet.Repeats; n > 0 {
		r.at(id).RepeatOf = h.sent[n-1]
	}
	h.sent = append(h.sent, id)
	o.Event.Message = id
	r.record(o.Event)
	struck := r.strike(h, id)
	defer func() {
		if struck.crash && h.actor != nil {
			r.takeDown(h)
		}
	}()
	if struck.lost {
		r.at(id).Fate = trace.Lost
	} else {
		r.travel(id, struck.delay, trace.Delivered, struck.overtaken)
	}
	for _, c := range struck.copies {
		if r.full() {
			return
		}
		made := r.message(o.Packet)
		r.at(made).CopyOf, r.at(made).Flight = id, 0
		if c.to != "" {
			r.at(made).To = r.file.Host(c.to)
		} else {
			c.behind += struck.delay
		}
		if r.hosts[r.at(made).To].cut {
			r.at(made).Fate = trace.Lost
			continue
		}
		r.travel(made, c.behind, trace.Delivered, struck.overtaken)
	}
}

// blow is what the cut and the faults do to a message that leaves.
type blow struct {
	lost      bool
	delay     time.Duration
	overtaken bool // others pass it
	crash     bool // its sender crashes
	copies    []copied
}

// copied is a copy of a message: how far behind it, and for whom, if for another
// host.
type copied struct {
	behind time.Duration
	to     string
}

// strike tells what the cut and the faults do to a message that leaves.
func (r *run) strike(h *host, id int) (b blow) {
	b.lost = r.cut || h.cut || r.hosts[r.at(id).To].cut
	for _, f := range r.faults {
		if !f.hit(r.file.Hosts[h.index].Name, r.file.Hosts[r.at(id).To].Name, r.at(id)) || r.full() {
			continue
		}
		if f.Kind == scenario.CrashAfter {
			b.crash = true
			continue
		}
		r.record(trace.Event{Kind: trace.Kind(f.Kind), Host: h.index, Message: id})
		by := f.By.Of(r.protocol.MSL())
		switch f.Kind {
		case scenario.Lose:
			b.lost = true
		case scenario.Delay:
			b.delay += by
			b.overtaken = b.overtaken || f.Overtaken
		case scenario.Duplicate:
			b.copies = append(b.copies, copied{behind: by})
		case scenario.Leak:
			b.copies = append(b.copies, copied{behind: by, to: f.To})
		}
	}
	return b
}

// travel brings a message to its receiver, after the path's latency and a
// delay, where it meets its fate. Overtaken matters where messages keep their
// order: others pass this one.
func (r *run) travel(id int, delay time.Duration, fate trace.Fate, overtaken bool) {
	wait := r.file.Latency[r.at(id).From][r.at(id).To] + delay
	if r.inOrder {
		r.enqueue(id, wait, fate, overtaken)
		return
	}
	r.clock.After(wait, true, func() { r.arrive(id, fate) })
}

// arrive hands a message to its receiver.
func (r *run) arrive(id int, fate trace.Fate) {
	m := r.at(id)
	at := r.clock.Now().Microseconds()
	m.ArrivedUS, m.Fate = &at, fate
	to := r.hosts[m.To]
	n := r.record(trace.Event{Kind: trace.Receive, Host: to.index, Message: id})
	r.react(to, to.machine.Receive(r.clock.Now(), r.bodies[id-1]), n, id)
}

// message adds a packet to the trace and returns the id of its message.
func (r *run) message(p *Packet) int {
	m := p.Message
	m.ID, m.SentUS, m.Fate = len(r.trace.Messages)+1, r.clock.Now().Microseconds(), trace.Flying
	r.trace.Messages = append(r.trace.Messages, m)
	r.bodies = append(r.bodies, p.Body)
	return m.ID
}

func (r *run) at(id int) *trace.Message { return &r.trace.Messages[id-1] }

// forge puts a packet on the path that no machine has sent. Faults do not touch
// it.
func (r *run) forge(f scenario.Forge) {
	p, missing := r.protocol.Forge(f)
	if missing != nil {
		message := words.Say("%s.%s has no value: %s has no connection", missing.Host, missing.Var, missing.Host)
		r.fail(missing, CodeForge, message, "write the number itself")
		return
	}
	id := r.message(p)
	r.record(trace.Event{Kind: trace.Forge, Host: p.Message.From, Message: id})
	if r.hosts[p.Message.From].cut || r.hosts[p.Message.To].cut {
		r.at(id).Fate = trace.Lost
		return
	}
	r.travel(id, 0, trace.Forged, false)
}

// matches reports whether a message is meant by a pattern.
func matches(p scenario.Pattern, m *trace.Message) bool {
	octets := 0
	if m.TCP != nil {
		octets = m.TCP.Len
	}
	return p.Matches(m.Name, octets)
}
