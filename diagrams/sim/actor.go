package sim

import (
	"fmt"
	"slices"
	"time"

	"woshou/diagrams/scenario"
	"woshou/diagrams/scenario/lines"
	"woshou/diagrams/sim/clock"
	"woshou/diagrams/trace"
	"woshou/diagrams/words"
)

// Actor is a Machine of a protocol that an author has defined. Beyond what every
// machine does, it may leave a message for later, have more to do while a timer
// runs, crash and come back. Between actors there is one queue for each ordered
// pair, first in, first out. What one answers is one rule's doing: its sendings
// leave last, and not if the host crashes before.
type Actor interface {
	Machine
	// Begin is what it does before anything else.
	Begin(now time.Duration) []Output
	// Defers reports whether a packet, by its body, stays first in its queue until
	// the actor's state is another.
	Defers(body any) bool
	// Restless reports whether a timer runs while the actor is in a state where it
	// may not rest.
	Restless() bool
	// Crash stops its timers; Restart is what it does when it is back.
	Crash()
	Restart(now time.Duration) []Output
}

// The order of one instant among actors: arrivals as they left, then timers by
// their hosts, then what the scenario says.
const (
	arrivalRank = iota
	timerRank   // plus the host's order
	callRank    = 1000
)

// rank is that of a host's timers in one instant; of machines that are no actors
// what was scheduled first comes first.
func (r *run) timerRank(h *host) int {
	if h.actor == nil {
		return 0
	}
	return timerRank + r.file.Hosts[h.index].Order
}

// callRank is that of statements.
func (r *run) callRank() int {
	if r.inOrder {
		return callRank
	}
	return 0
}

// inTurn are the hosts in the order of their protocol.
func (r *run) inTurn() []*host {
	hosts := slices.Clone(r.hosts)
	slices.SortStableFunc(hosts, func(a, b *host) int { return r.file.Hosts[a.index].Order - r.file.Hosts[b.index].Order })
	return hosts
}

// begin has the actors do what they do before anything else; once.
func (r *run) begin() {
	if r.begun {
		return
	}
	r.begun = true
	for _, h := range r.inTurn() {
		if h.actor != nil && !r.clock.Stopped() {
			r.react(h, h.actor.Begin(r.clock.Now()), 0, 0)
		}
	}
}

// prepares reports whether a statement only says what shall happen: it is
// carried out before the actors begin, so that it is about that too.
func prepares(s scenario.Statement) bool {
	switch s.(type) {
	case scenario.Choose, scenario.Fault, scenario.When, scenario.Section, scenario.Note, scenario.Cut:
		return true
	}
	return false
}

// isRestless reports whether some actor has more to do.
func (r *run) isRestless() bool {
	return slices.ContainsFunc(r.hosts, func(h *host) bool { return h.actor != nil && h.actor.Restless() })
}

// crash carries out `HOST crash`.
func (r *run) crash(h *host, c scenario.Call) {
	if r.must(!h.down, c, words.Say("%s has crashed already", c.Host), "") {
		r.takeDown(h)
	}
}

// takeDown has a host crash: its timers stop, and what waits there is lost.
func (r *run) takeDown(h *host) {
	h.down = true
	n := r.record(trace.Event{Kind: trace.Crash, Host: h.index})
	for _, timer := range h.running() {
		r.clock.Cancel(h.timers[timer])
		delete(h.timers, timer)
		r.record(trace.Event{Kind: trace.Timer, Host: h.index, Timer: timer, Action: trace.Stop, Cause: n})
	}
	h.pending = nil
	h.actor.Crash()
	for key, l := range r.lanes {
		if key.to == h.index {
			r.drop(l)
		}
	}
}

// restart brings a host back.
func (r *run) restart(h *host, c scenario.Call) {
	if !r.must(h.down, c, words.Say("%s has not crashed", c.Host), "") {
		return
	}
	h.down = false
	n := r.record(trace.Event{Kind: trace.Restart, Host: h.index})
	r.react(h, h.actor.Restart(r.clock.Now()), n, 0)
}

// fire has a timer run out now.
func (r *run) fire(f scenario.Fire) {
	h := r.host(f.Host)
	running := h.running()
	hint := words.Message("no timer of it runs")
	if len(running) > 0 {
		hint = words.Say("the timers that run: %s", listed(running, ", "))
	}
	if r.must(slices.Contains(running, f.Timer), f, words.Say("the timer %s of %s does not run", f.Timer, f.Host), hint) {
		r.clock.Cancel(h.timers[f.Timer])
		r.timeout(h, f.Timer, trace.Event{Timer: f.Timer})
	}
}

// running are the timers of a host that run, by name.
func (h *host) running() (timers []string) {
	for name, task := range h.timers {
		if task.Waits() {
			timers = append(timers, name)
		}
	}
	slices.Sort(timers)
	return timers
}

// must reports an error at a statement that cannot be carried out, unless the
// condition holds, which it returns.
func (r *run) must(holds bool, at scenario.Node, message, hint words.Message) bool {
	if !holds {
		r.fail(at, CodeImpossible, message, hint)
	}
	return holds
}

// wrong ends the run where a protocol does what must not be. Arrived is the
// message that it was about, or 0.
func (r *run) wrong(e lines.Error, arrived int) {
	switch {
	case arrived > 0:
		e.Message = words.Say("%s (step %d)", e.Message, r.trace.StepNumbers()[arrived-1])
	case len(r.trace.Messages) > 0:
		e.Message = words.Say("%s (after step %d)", e.Message, slices.Max(r.trace.StepNumbers()))
	}
	r.errs = append(r.errs, e)
	r.broken = true
	r.clock.Stop()
}

// way is an ordered pair of hosts, and lane the queue of messages on it.
type (
	way  struct{ from, to int }
	lane struct {
		free    time.Duration // when what is on its way will have arrived
		flying  []flight
		waiting []int // that have been deferred, or come behind one that was
	}
	flight struct {
		id   int
		task *clock.Task
	}
)

func (r *run) lane(from, to int) *lane {
	key := way{from, to}
	if r.lanes[key] == nil {
		if r.lanes == nil {
			r.lanes = map[way]*lane{}
		}
		r.lanes[key] = &lane{}
	}
	return r.lanes[key]
}

// enqueue brings a message to an actor, behind what is on the same way, unless
// others pass it.
func (r *run) enqueue(id int, wait time.Duration, fate trace.Fate, overtaken bool) {
	m := r.at(id)
	l := r.lane(m.From, m.To)
	if !overtaken {
		l.free = max(l.free, r.clock.Now()+wait)
		wait = l.free - r.clock.Now()
	}
	r.forged[id] = fate == trace.Forged
	task := r.clock.AfterRanked(arrivalRank, wait, true, func() {
		l.flying = slices.DeleteFunc(l.flying, func(f flight) bool { return f.id == id })
		switch to := r.hosts[m.To]; {
		case to.down:
			r.at(id).Fate = trace.Lost
		case len(l.waiting) > 0 || to.actor.Defers(r.bodies[id-1]):
			l.waiting = append(l.waiting, id)
		default:
			r.arrive(id, fate)
		}
	})
	l.flying = append(l.flying, flight{id, task})
	if len(l.flying)+len(l.waiting) > scenario.MaxQueue {
		here := r.current.Position()
		r.wrong(lines.Error{Place: here.Wide(r.current.String()), Code: CodeQueue, Message: words.Say("more than %d messages fly from one host to one other", scenario.MaxQueue)}, 0)
	}
}

// retake hands an actor the messages that it has deferred, where it takes them
// now: those that left first come first.
func (r *run) retake(h *host) {
	for !h.down {
		var first *lane
		for key, l := range r.lanes {
			if key.to == h.index && len(l.waiting) > 0 && !h.actor.Defers(r.bodies[l.waiting[0]-1]) && (first == nil || l.waiting[0] < first.waiting[0]) {
				first = l
			}
		}
		if first == nil || r.clock.Stopped() {
			return
		}
		id := first.waiting[0]
		first.waiting = first.waiting[1:]
		fate := trace.Delivered
		if r.forged[id] {
			fate = trace.Forged
		}
		r.arrive(id, fate)
	}
}

// cutOff loses everything to and from a host, or ends that. Of the whole network
// it is what leaves from now on.
func (r *run) cutOff(kind trace.Kind, name string) {
	h := r.host(name)
	h.cut = kind == trace.Cut
	r.record(trace.Event{Kind: kind, Host: h.index})
	if !h.cut {
		return
	}
	for key, l := range r.lanes {
		if key.from == h.index || key.to == h.index {
			r.drop(l)
			for _, f := range l.flying {
				r.clock.Cancel(f.task)
				r.at(f.id).Fate = trace.Lost
			}
			l.flying, l.free = nil, 0
		}
	}
}

// drop loses what waits on a way.
func (r *run) drop(l *lane) {
	for _, id := range l.waiting {
		r.at(id).Fate = trace.Lost
	}
	l.waiting = nil
}

// unable reports a call of a host that has crashed.
func (r *run) unable(h *host, c scenario.Call) bool {
	return !r.must(!h.down, c, words.Say("%s has crashed, and does not %s", c.Host, fmt.Sprint(c.Verb)), words.Say("bring it back: %s restart", c.Host))
}
