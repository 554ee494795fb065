package explore

import (
	"iter"
	"slices"
	"woshou/diagrams/protocol"
	"woshou/diagrams/words"
)

// Move is one thing that may happen in a world.
type Move struct {
	Kind MoveKind
	// Host is where it happens: who calls, receives, whose timer fires, who
	// crashes; of a message that is lost or doubled, to whom it flies.
	Host int
	// From is who sent the message, and At its place in the queue.
	From, At int
	// ID is the number of the call or the timer.
	ID int
	// Fault is the number of the fault that is spent, from 1; 0 for none. A timer
	// that fires early spends one, and so does a crash.
	Fault int
	// Left tells, of a host that crashes while its rule sends, how many of the
	// messages to each host have left; nil where none does.
	Left []int
}

// MoveKind is what sort of move a move is.
type MoveKind uint8

// The moves.
const (
	Call MoveKind = iota
	Deliver
	Fire
	Lose
	Duplicate
	Crash
	Restart
	Cut
	Heal
	Leak
	Forge
)

// isFault reports whether a move is taken only so often as the network may.
func (m Move) isFault() bool { return m.Fault > 0 }

// moves calls do with each move that is possible in w, in an order that depends
// on w alone.
func (e *explorer) moves(w *world, do func(Move)) {
	copy(e.machine.Globals, w.globals)
	e.calls(w, do)
	e.deliveries(w, do)
	e.timers(w, e.isInFlight(w), do)
	e.faults(w, do)
}

// calls are the calls that some rule of the present state takes.
func (e *explorer) calls(w *world, do func(Move)) {
	for h := range w.memories {
		for call := range e.p.Calls {
			left := int(w.calls[h*len(e.p.Calls)+call]) < e.p.Budget(call)
			if left && w.down>>h&1 == 0 && e.machine.CouldTake(protocol.Step{Host: h, Event: protocol.Event{Kind: protocol.IsCalled, ID: call}}, w.memories[h]) {
				do(Move{Kind: Call, Host: h, ID: call})
			}
		}
	}
}

// isInFlight reports whether something flies that its receiver does not defer.
func (e *explorer) isInFlight(w *world) bool {
	for b := w.busy; b != 0; b &= b - 1 {
		if !e.waits(w, first(b), 0) {
			return true
		}
	}
	return false
}

// waits reports whether a message is one that its receiver defers.
func (e *explorer) waits(w *world, queue, at int) bool {
	n := len(e.p.Hosts)
	m := &w.queues[queue][at]
	to := queue % n
	if !e.defers || w.down>>to&1 == 1 {
		return false
	}
	return e.machine.Defers(protocol.Step{
		Host: to, Event: protocol.Event{Kind: protocol.Receives, ID: int(m.kind)}, Sender: queue / n, Args: m.args[:m.n],
	}, w.memories[to])
}

// deliveries are those of the first message of each queue, or of any.
func (e *explorer) deliveries(w *world, do func(Move)) {
	n := len(e.p.Hosts)
	for b := w.busy; b != 0; b &= b - 1 {
		q := first(b)
		for at := range e.heads(w, q) {
			if !e.waits(w, q, at) {
				do(Move{Kind: Deliver, Host: q % n, From: q / n, At: at})
			}
		}
	}
}

// heads are the places of a queue from which a message may come next: the first,
// or, with reordering, that of each different message.
func (e *explorer) heads(w *world, queue int) iter.Seq[int] {
	return func(yield func(int) bool) {
		q := w.queues[queue]
		for at := range q {
			if at > 0 && !e.reorder {
				return
			}
			if !slices.Contains(q[:at], q[at]) && !yield(at) {
				return
			}
		}
	}
}

// timers are those that may fire: when nothing is in flight, or for a fault.
func (e *explorer) timers(w *world, inFlight bool, do func(Move)) {
	for h, m := range w.memories {
		if w.down>>h&1 == 1 {
			continue
		}
		for t := m.Timers(); t != 0; t &= t - 1 {
			move := Move{Kind: Fire, Host: h, ID: first(uint64(t))}
			if !inFlight {
				do(move)
				continue
			}
			for i, f := range e.p.Faults {
				if f.Kind == "delay" && e.left(w, i) {
					move.Fault = i + 1
					do(move)
					break
				}
			}
		}
	}
}

// left reports whether a fault may happen once more.
func (e *explorer) left(w *world, fault int) bool { return int(w.used[fault]) < e.p.Faults[fault].N }

// faults are what the network may do.
func (e *explorer) faults(w *world, do func(Move)) {
	for i, f := range e.p.Faults {
		if f.Kind == "restart" || f.Kind == "cut" {
			e.hosts(w, i, do)
		}
		if !e.left(w, i) {
			continue
		}
		switch f.Kind {
		case "lose", "duplicate", "leak":
			for b := w.busy; b != 0; b &= b - 1 {
				q := first(b)
				e.onQueue(w, i, q, do)
			}
		case "crash":
			role := &e.p.Roles[f.Role]
			for h := role.First; h < role.First+role.Count; h++ {
				if w.down>>h&1 == 0 {
					do(Move{Kind: Crash, Host: h, Fault: i + 1})
				}
			}
		case "forge":
			do(Move{Kind: Forge, Host: f.To, From: f.From, Fault: i + 1})
		}
	}
}

// hosts are the restarts and cuts of hosts, and their ends.
func (e *explorer) hosts(w *world, fault int, do func(Move)) {
	f := &e.p.Faults[fault]
	role := &e.p.Roles[f.Role]
	for h := role.First; h < role.First+role.Count; h++ {
		switch {
		case f.Kind == "restart" && w.down>>h&1 == 1 && e.left(w, fault):
			do(Move{Kind: Restart, Host: h, Fault: fault + 1})
		case f.Kind == "cut" && w.cutOff>>h&1 == 1:
			do(Move{Kind: Heal, Host: h})
		case f.Kind == "cut" && w.down>>h&1 == 0 && e.left(w, fault):
			do(Move{Kind: Cut, Host: h, Fault: fault + 1})
		}
	}
}

// onQueue is what may happen to the first message of a queue, or to any.
func (e *explorer) onQueue(w *world, fault, queue int, do func(Move)) {
	n := len(e.p.Hosts)
	f := &e.p.Faults[fault]
	kinds := map[string]MoveKind{"lose": Lose, "duplicate": Duplicate, "leak": Leak}
	for at := range e.heads(w, queue) {
		if f.Kind == "leak" && (int(w.queues[queue][at].kind) != f.Message || queue%n == f.To || queue/n == f.To) {
			continue
		}
		do(Move{Kind: kinds[f.Kind], Host: queue % n, From: queue / n, At: at, Fault: fault + 1})
	}
}

// apply makes a move in w. It returns what went wrong, nil where all is well,
// and the numbers of the rules that fired.
func (e *explorer) apply(w *world, m Move) (wrong *protocol.Wrong, used []int) {
	n := len(e.p.Hosts)
	copy(e.machine.Globals, w.globals)
	if m.Fault > 0 {
		w.used[m.Fault-1]++
	}
	queue := m.From*n + m.Host
	switch m.Kind {
	case Call:
		w.calls[m.Host*len(e.p.Calls)+m.ID]++
		return e.step(w, m, protocol.Step{Host: m.Host, Event: protocol.Event{Kind: protocol.IsCalled, ID: m.ID}})
	case Fire:
		return e.step(w, m, protocol.Step{Host: m.Host, Event: protocol.Event{Kind: protocol.Fires, ID: m.ID}})
	case Deliver:
		msg := w.take(queue, m.At)
		if w.down>>m.Host&1 == 1 {
			return nil, nil // nobody is there
		}
		return e.step(w, m, protocol.Step{
			Host: m.Host, Event: protocol.Event{Kind: protocol.Receives, ID: int(msg.kind)}, Sender: m.From, Args: msg.args[:msg.n],
		})
	case Lose:
		w.take(queue, m.At)
	case Duplicate:
		return e.full(w, m, queue, w.queues[queue][m.At]), nil
	case Crash:
		e.crash(w, m.Host)
	case Restart:
		w.down &^= 1 << m.Host
		return e.step(w, m, protocol.Step{Host: m.Host, Event: protocol.Event{Kind: protocol.Restarts}})
	case Cut:
		w.cutOff |= 1 << m.Host
		for i := range n {
			w.drop(m.Host*n + i)
			w.drop(i*n + m.Host)
		}
	case Heal:
		w.cutOff &^= 1 << m.Host
	case Leak:
		to := m.From*n + e.p.Faults[m.Fault-1].To
		return e.sent(w, to, w.queues[queue][m.At]), nil
	case Forge:
		f := &e.p.Faults[m.Fault-1]
		return e.sent(w, queue, packed(f.Message, f.Args)), nil
	}
	return nil, nil
}

// full puts a copy of a message right behind it.
func (e *explorer) full(w *world, m Move, queue int, msg message) *protocol.Wrong {
	q := append(w.queues[queue], msg)
	copy(q[m.At+1:], q[m.At:])
	w.queues[queue] = q
	if len(q) > protocol.MaxQueue {
		return tooMany
	}
	return nil
}

func packed(kind int, args []protocol.Value) message {
	m := message{kind: uint8(kind), n: uint8(len(args))}
	copy(m.args[:], args)
	return m
}

var tooMany = &protocol.Wrong{Kind: TooMany, Message: words.Say("more than %d messages fly from one host to one other", protocol.MaxQueue)}

// sent puts a message on its way, if somebody may be there to receive it.
func (e *explorer) sent(w *world, queue int, msg message) *protocol.Wrong {
	n := len(e.p.Hosts)
	from, to := queue/n, queue%n
	if w.cutOff>>from&1 == 1 || w.cutOff>>to&1 == 1 || w.down>>to&1 == 1 && !e.mayReturn(w, to) {
		return nil
	}
	if !w.push(queue, msg) {
		return tooMany
	}
	return nil
}

// mayReturn reports whether a host that is down may restart.
func (e *explorer) mayReturn(w *world, host int) bool {
	for i, f := range e.p.Faults {
		if f.Kind == "restart" && f.Role == e.p.Hosts[host].Role && e.left(w, i) {
			return true
		}
	}
	return false
}

// crash takes a host down: its timers stop, and what flies to it is gone if it
// never comes back.
func (e *explorer) crash(w *world, host int) {
	n := len(e.p.Hosts)
	w.down |= 1 << host
	w.memories[host].StopAll()
	if e.mayReturn(w, host) {
		return
	}
	for i := range n {
		w.drop(i*n + host)
	}
}

// step has a host take an event, and puts what it sends on the way.
func (e *explorer) step(w *world, m Move, s protocol.Step) (wrong *protocol.Wrong, used []int) {
	n := len(e.p.Hosts)
	out := e.machine.Take(s, w.memories[s.Host])
	w.beyond = w.beyond || out.Beyond
	clear(e.sends)
	for _, f := range out.Effects {
		if f.Kind != protocol.Sends {
			continue
		}
		e.sends[f.To]++
		if m.Left != nil && e.sends[f.To] > m.Left[f.To] {
			continue
		}
		if wrong := e.sent(w, s.Host*n+f.To, packed(f.Message, f.Args)); wrong != nil && out.Wrong == nil {
			out.Wrong = wrong
		}
	}
	if m.Left != nil {
		w.used[e.crashOf[e.p.Hosts[s.Host].Role]]++
		e.crash(w, s.Host)
	}
	return out.Wrong, out.Used
}

// maxParts is how many parts of what a rule sends are tried.
const maxParts = 1000

// crashes calls do with a move once for each part of what it sent that may not
// have left when its host crashes meanwhile: on each way, a tail.
func (e *explorer) crashes(w *world, m Move, do func(Move)) {
	fault := e.crashOf[e.p.Hosts[m.Host].Role]
	if fault < 0 || m.Kind != Call && m.Kind != Deliver && m.Kind != Fire || !e.left(w, fault) {
		return
	}
	all := slices.Clone(e.sends)
	left := make([]int, len(all))
	for tried := 0; !slices.Equal(left, all); tried++ {
		if tried == maxParts {
			e.report.Beyond = true
			return
		}
		m.Left = slices.Clone(left)
		do(m)
		i := 0
		for i < len(all) && left[i] == all[i] {
			left[i] = 0
			i++
		}
		left[i]++
	}
}
