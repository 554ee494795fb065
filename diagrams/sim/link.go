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
func (f *fault) hit(from string, m *trace.Message) bool {
	if from != f.From || !matches(f.Segment, m) {
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
	lost, delay, copies := r.strike(h, id)
	if lost {
		r.at(id).Fate = trace.Lost
	} else {
		r.travel(id, delay, trace.Delivered)
	}
	for _, behind := range copies {
		if r.full() {
			return
		}
		c := r.message(o.Packet)
		r.at(c).CopyOf = id
		r.travel(c, delay+behind, trace.Delivered)
	}
}

// strike tells what the cut and the faults do to a message that leaves: whether
// it is lost, by how much it is delayed, and how far behind it copies come.
func (r *run) strike(h *host, id int) (lost bool, delay time.Duration, copies []time.Duration) {
	lost = r.cut
	for _, f := range r.faults {
		if !f.hit(r.file.Hosts[h.index].Name, r.at(id)) || r.full() {
			continue
		}
		r.record(trace.Event{Kind: trace.Kind(f.Kind), Host: h.index, Message: id})
		switch f.Kind {
		case scenario.Lose:
			lost = true
		case scenario.Delay:
			delay += f.By.Of(r.protocol.MSL())
		case scenario.Duplicate:
			copies = append(copies, f.By.Of(r.protocol.MSL()))
		}
	}
	return lost, delay, copies
}

// travel brings a message to its receiver, after the path's latency and a
// delay, where it meets its fate.
func (r *run) travel(id int, delay time.Duration, fate trace.Fate) {
	r.clock.After(r.file.Latency[r.at(id).From]+delay, true, func() {
		m := r.at(id)
		at := r.clock.Now().Microseconds()
		m.ArrivedUS, m.Fate = &at, fate
		to := r.hosts[m.To]
		n := r.record(trace.Event{Kind: trace.Receive, Host: to.index, Message: id})
		r.react(to, to.machine.Receive(r.clock.Now(), r.bodies[id-1]), n, id)
	})
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
	r.travel(id, 0, trace.Forged)
}

// matches reports whether a message is meant by a pattern.
func matches(p scenario.Pattern, m *trace.Message) bool {
	octets := 0
	if m.TCP != nil {
		octets = m.TCP.Len
	}
	return p.Matches(m.Name, octets)
}
