package explore

import (
	"fmt"
	"slices"

	"woshou/diagrams/protocol"
)

// Scenario is the path as a scenario: run, it ends in the same world. One move
// happens each tick; whatever flies is held until its own, and what the path
// leaves flying is held beyond its end.
func (p *Path) Scenario() string {
	r := newReplay(p)
	for i, t := range p.Moves {
		r.move(i+1, t)
	}
	return r.text()
}

// replay carries a path out again, to learn which messages left when.
type replay struct {
	*Path
	machine  *protocol.Machine
	memories []protocol.Memory
	queues   [][]*parcel
	parcels  []*parcel
	forged   []*parcel
	steps    []timed // statements
	down     uint
	cutOff   uint
	idle     bool // nothing happened on begin that the first statement would wait for
}

// timed is a statement that is carried out with a move.
type timed struct {
	at   int // the number of the move, from 1
	text string
}

// parcel is a message on its way.
type parcel struct {
	kind, from, to int
	nth, any       int // how manieth of its kind it is on its way, and from its sender
	sent, arrived  int // the moves that do so, the first 1; sent 0 on begin, arrived 0 for never
	lost           bool
	args           []protocol.Value
	copyOf         *parcel // that the network made it of
	leaked         bool
}

func newReplay(p *Path) *replay {
	n := len(p.Program.Hosts)
	r := &replay{Path: p, machine: protocol.NewMachine(p.Program), queues: make([][]*parcel, n*n)}
	copy(r.machine.Globals, p.Choices)
	for h, host := range p.Program.Hosts {
		m := p.Program.Begin(h)
		for _, v := range p.Program.Roles[host.Role].Variables {
			if v.Tried != nil {
				m[v.Slot] = p.Own[h][v.Slot]
			}
		}
		r.memories = append(r.memories, m)
	}
	for h := range r.memories {
		r.take(0, protocol.Step{Host: h, Event: protocol.Event{Kind: protocol.Begins}}, nil)
	}
	r.idle = len(r.parcels) == 0 && !slices.ContainsFunc(r.memories, func(m protocol.Memory) bool { return m.Timers() != 0 })
	return r
}

// move makes a move of the path.
func (r *replay) move(at int, t Taken) {
	host := r.Program.Hosts[t.Host].Name
	queue := t.From*len(r.Program.Hosts) + t.Host
	switch t.Kind {
	case Call:
		r.say(at, "%s %s", host, r.Program.Calls[t.ID])
		r.take(at, protocol.Step{Host: t.Host, Event: protocol.Event{Kind: protocol.IsCalled, ID: t.ID}}, t.Left)
	case Fire:
		r.say(at, "fire %s of %s", r.Program.Roles[r.Program.Hosts[t.Host].Role].Timers[t.ID].Name, host)
		r.take(at, protocol.Step{Host: t.Host, Event: protocol.Event{Kind: protocol.Fires, ID: t.ID}}, t.Left)
	case Deliver:
		m := r.remove(queue, t.At)
		m.arrived = at
		if r.down>>t.Host&1 == 0 {
			r.take(at, protocol.Step{Host: t.Host, Event: protocol.Event{Kind: protocol.Receives, ID: m.kind}, Sender: t.From, Args: m.args}, t.Left)
		}
	case Lose:
		r.lose(r.remove(queue, t.At))
	case Duplicate:
		twin := *r.queues[queue][t.At]
		twin.copyOf = r.queues[queue][t.At].original()
		r.queues[queue] = slices.Insert(r.queues[queue], t.At+1, &twin)
		r.parcels = append(r.parcels, &twin)
	case Leak:
		m := *r.queues[queue][t.At]
		m.copyOf, m.leaked, m.to = r.queues[queue][t.At].original(), true, r.Program.Faults[t.Fault-1].To
		r.parcels = append(r.parcels, &m)
		r.push(&m)
	case Forge:
		m := &parcel{kind: t.Message, from: t.From, to: t.Host, sent: at, args: t.Args}
		r.forged = append(r.forged, m)
		r.push(m)
	case Crash:
		r.crash(at, t.Host)
	case Restart:
		r.say(at, "%s restart", host)
		r.down &^= 1 << t.Host
		r.take(at, protocol.Step{Host: t.Host, Event: protocol.Event{Kind: protocol.Restarts}}, nil)
	case Cut:
		r.say(at, "cut %s", host)
		r.cutOff |= 1 << t.Host
		r.clear(func(from, to int) bool { return from == t.Host || to == t.Host })
	case Heal:
		r.say(at, "mend %s", host)
		r.cutOff &^= 1 << t.Host
	}
}

// take has a host take an event, and puts what it sends on the way. With left, the
// host crashes meanwhile, and only so many of the messages to each host leave.
func (r *replay) take(at int, s protocol.Step, left []int) {
	out := r.machine.Take(s, r.memories[s.Host])
	sends := make([]int, len(r.memories))
	for _, e := range out.Effects {
		if e.Kind != protocol.Sends {
			continue
		}
		m := &parcel{kind: e.Message, from: s.Host, to: e.To, sent: at, args: slices.Clone(e.Args), nth: 1, any: 1}
		for _, o := range r.parcels {
			if o.copyOf == nil && o.kind == m.kind && o.from == m.from {
				m.any++
				if o.to == m.to {
					m.nth++
				}
			}
		}
		r.parcels = append(r.parcels, m)
		if sends[m.to]++; left != nil && sends[m.to] > left[m.to] {
			m.lost = true
			continue
		}
		r.push(m)
	}
	if left != nil {
		r.crash(at, s.Host)
	}
}

// push puts a message on its way, if anything comes through there.
func (r *replay) push(m *parcel) {
	if r.cutOff>>m.from&1 == 1 || r.cutOff>>m.to&1 == 1 || r.down>>m.to&1 == 1 && !r.returns(m.to) {
		return
	}
	queue := m.from*len(r.memories) + m.to
	r.queues[queue] = append(r.queues[queue], m)
}

// remove takes a message out of a queue.
func (r *replay) remove(queue, at int) *parcel {
	m := r.queues[queue][at]
	r.queues[queue] = slices.Delete(r.queues[queue], at, at+1)
	return m
}

// lose loses a message. Of one and its copies, which are the same, it is the first
// one that is lost: a fault strikes what left.
func (r *replay) lose(m *parcel) {
	if first := m.original(); !first.lost && m.copyOf != nil && !m.leaked {
		m.arrived, first.arrived = first.arrived, 0
		m = first
	}
	m.lost = true
}

// original is the message that left.
func (m *parcel) original() *parcel {
	if m.copyOf != nil {
		return m.copyOf
	}
	return m
}

// crash takes a host down.
func (r *replay) crash(at, host int) {
	r.say(at, "%s crash", r.Program.Hosts[host].Name)
	r.down |= 1 << host
	r.memories[host].StopAll()
	if !r.returns(host) {
		r.clear(func(_, to int) bool { return to == host })
	}
}

// returns reports whether hosts of that role may come back at all. One that does so
// no more may keep messages here: the path delivers none of them.
func (r *replay) returns(host int) bool {
	return slices.ContainsFunc(r.Program.Faults, func(f protocol.NetworkFault) bool {
		return f.Kind == "restart" && f.Role == r.Program.Hosts[host].Role
	})
}

// clear empties the queues of some ways.
func (r *replay) clear(which func(from, to int) bool) {
	n := len(r.memories)
	for q := range r.queues {
		if which(q/n, q%n) {
			r.queues[q] = nil
		}
	}
}

func (r *replay) say(at int, format string, args ...any) {
	r.steps = append(r.steps, timed{at, fmt.Sprintf(format, args...)})
}
