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
func (k *walker) moves(w *world, do func(Move)) {
	copy(k.machine.Globals, w.globals)
	k.calls(w, do)
	k.deliveries(w, do)
	k.timers(w, k.isInFlight(w), do)
	k.faults(w, do)
}

// calls are the calls that some rule of the present state takes.
func (k *walker) calls(w *world, do func(Move)) {
	for h := range w.memories {
		for call := range k.p.Calls {
			left := int(w.calls[h*len(k.p.Calls)+call]) < k.p.Budget(call)
			if left && w.down>>h&1 == 0 && k.machine.CouldTake(protocol.Step{Host: h, Event: protocol.Event{Kind: protocol.IsCalled, ID: call}}, w.memories[h]) {
				do(Move{Kind: Call, Host: h, ID: call})
			}
		}
	}
}

// isInFlight reports whether something flies that its receiver does not defer.
func (k *walker) isInFlight(w *world) bool {
	for b := w.busy; b != 0; b &= b - 1 {
		if !k.waits(w, first(b), 0) {
			return true
		}
	}
	return false
}

// waits reports whether a message is one that its receiver defers.
func (k *walker) waits(w *world, queue, at int) bool {
	n := len(k.p.Hosts)
	m := &w.queues[queue][at]
	to := queue % n
	if !k.defers || w.down>>to&1 == 1 {
		return false
	}
	return k.machine.Defers(protocol.Step{
		Host: to, Event: protocol.Event{Kind: protocol.Receives, ID: int(m.kind)}, Sender: queue / n, Args: m.args[:m.n],
	}, w.memories[to])
}

// deliveries are those of the first message of each queue, or of any.
func (k *walker) deliveries(w *world, do func(Move)) {
	n := len(k.p.Hosts)
	for b := w.busy; b != 0; b &= b - 1 {
		q := first(b)
		for at := range k.heads(w, q) {
			if !k.waits(w, q, at) {
				do(Move{Kind: Deliver, Host: q % n, From: q / n, At: at})
			}
		}
	}
}

// heads are the places of a queue from which a message may come next: the first,
// or, with reordering, that of each different message.
func (k *walker) heads(w *world, queue int) iter.Seq[int] {
	return func(yield func(int) bool) {
		q := w.queues[queue]
		for at := range q {
			if at > 0 && !k.reorder {
				return
			}
			if !slices.Contains(q[:at], q[at]) && !yield(at) {
				return
			}
		}
	}
}

// timers are those that may fire: when nothing is in flight, or for a fault.
func (k *walker) timers(w *world, inFlight bool, do func(Move)) {
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
			for i, f := range k.p.Faults {
				if f.Kind == "delay" && k.left(w, i) {
					move.Fault = i + 1
					do(move)
					break
				}
			}
		}
	}
}

// left reports whether a fault may happen once more.
func (k *walker) left(w *world, fault int) bool { return int(w.used[fault]) < k.p.Faults[fault].N }

// faults are what the network may do.
func (k *walker) faults(w *world, do func(Move)) {
	for i, f := range k.p.Faults {
		if f.Kind == "restart" || f.Kind == "cut" {
			k.hosts(w, i, do)
		}
		if !k.left(w, i) {
			continue
		}
		switch f.Kind {
		case "lose", "duplicate", "leak":
			for b := w.busy; b != 0; b &= b - 1 {
				q := first(b)
				k.onQueue(w, i, q, do)
			}
		case "crash":
			role := &k.p.Roles[f.Role]
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
func (k *walker) hosts(w *world, fault int, do func(Move)) {
	f := &k.p.Faults[fault]
	role := &k.p.Roles[f.Role]
	for h := role.First; h < role.First+role.Count; h++ {
		switch {
		case f.Kind == "restart" && w.down>>h&1 == 1 && k.left(w, fault):
			do(Move{Kind: Restart, Host: h, Fault: fault + 1})
		case f.Kind == "cut" && w.cutOff>>h&1 == 1:
			do(Move{Kind: Heal, Host: h})
		case f.Kind == "cut" && w.down>>h&1 == 0 && k.left(w, fault):
			do(Move{Kind: Cut, Host: h, Fault: fault + 1})
		}
	}
}

// onQueue is what may happen to the first message of a queue, or to any.
func (k *walker) onQueue(w *world, fault, queue int, do func(Move)) {
	n := len(k.p.Hosts)
	f := &k.p.Faults[fault]
	kinds := map[string]MoveKind{"lose": Lose, "duplicate": Duplicate, "leak": Leak}
	for at := range k.heads(w, queue) {
		if f.Kind == "leak" && (int(w.queues[queue][at].kind) != f.Message || queue%n == f.To || queue/n == f.To) {
			continue
		}
		do(Move{Kind: kinds[f.Kind], Host: queue % n, From: queue / n, At: at, Fault: fault + 1})
	}
}

// apply makes a move in w. It returns what went wrong, nil where all is well,
// and the numbers of the rules that fired.
func (k *walker) apply(w *world, m Move) (wrong *protocol.Wrong, used []int) {
	n := len(k.p.Hosts)
	copy(k.machine.Globals, w.globals)
	if m.Fault > 0 {
		w.used[m.Fault-1]++
	}
	queue := m.From*n + m.Host
	switch m.Kind {
	case Call:
		w.calls[m.Host*len(k.p.Calls)+m.ID]++
		return k.step(w, m, protocol.Step{Host: m.Host, Event: protocol.Event{Kind: protocol.IsCalled, ID: m.ID}})
	case Fire:
		return k.step(w, m, protocol.Step{Host: m.Host, Event: protocol.Event{Kind: protocol.Fires, ID: m.ID}})
	case Deliver:
		msg := w.take(queue, m.At)
		if w.down>>m.Host&1 == 1 {
			return nil, nil // nobody is there
		}
		return k.step(w, m, protocol.Step{
			Host: m.Host, Event: protocol.Event{Kind: protocol.Receives, ID: int(msg.kind)}, Sender: m.From, Args: msg.args[:msg.n],
		})
	case Lose:
		w.take(queue, m.At)
	case Duplicate:
		return k.full(w, m, queue, w.queues[queue][m.At]), nil
	case Crash:
		k.crash(w, m.Host)
	case Restart:
		w.down &^= 1 << m.Host
		return k.step(w, m, protocol.Step{Host: m.Host, Event: protocol.Event{Kind: protocol.Restarts}})
	case Cut:
		w.cutOff |= 1 << m.Host
		for i := range n {
			w.drop(m.Host*n + i)
			w.drop(i*n + m.Host)
		}
	case Heal:
		w.cutOff &^= 1 << m.Host
	case Leak:
		to := m.From*n + k.p.Faults[m.Fault-1].To
		return k.sent(w, to, w.queues[queue][m.At]), nil
	case Forge:
		f := &k.p.Faults[m.Fault-1]
		return k.sent(w, queue, packed(f.Message, f.Args)), nil
	}
	return nil, nil
}

// full puts a copy of a message right behind it.
func (k *walker) full(w *world, m Move, queue int, msg message) *protocol.Wrong {
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
func (k *walker) sent(w *world, queue int, msg message) *protocol.Wrong {
	n := len(k.p.Hosts)
	from, to := queue/n, queue%n
	if w.cutOff>>from&1 == 1 || w.cutOff>>to&1 == 1 || w.down>>to&1 == 1 && !k.mayReturn(w, to) {
		return nil
	}
	if !w.push(queue, msg) {
		return tooMany
	}
	return nil
}

// mayReturn reports whether a host that is down may restart.
func (k *walker) mayReturn(w *world, host int) bool {
	for i, f := range k.p.Faults {
		if f.Kind == "restart" && f.Role == k.p.Hosts[host].Role && k.left(w, i) {
			return true
		}
	}
	return false
}

// crash takes a host down: its timers stop, and what flies to it is gone if it
// never comes back.
func (k *walker) crash(w *world, host int) {
	n := len(k.p.Hosts)
	w.down |= 1 << host
	w.memories[host].StopAll()
	if k.mayReturn(w, host) {
		return
	}
	for i := range n {
		w.drop(i*n + host)
	}
}

// step has a host take an event, and puts what it sends on the way.
func (k *walker) step(w *world, m Move, s protocol.Step) (wrong *protocol.Wrong, used []int) {
	n := len(k.p.Hosts)
	out := k.machine.Take(s, w.memories[s.Host])
	w.beyond = w.beyond || out.Beyond
	clear(k.sends)
	for _, f := range out.Effects {
		if f.Kind != protocol.Sends {
			continue
		}
		k.sends[f.To]++
		if m.Left != nil && k.sends[f.To] > m.Left[f.To] {
			continue
		}
		if wrong := k.sent(w, s.Host*n+f.To, packed(f.Message, f.Args)); wrong != nil && out.Wrong == nil {
			out.Wrong = wrong
		}
	}
	if m.Left != nil {
		w.used[k.crashOf[k.p.Hosts[s.Host].Role]]++
		k.crash(w, s.Host)
	}
	return out.Wrong, out.Used
}

// maxParts is how many parts of what a rule sends are tried.
const maxParts = 1000

// crashes calls do with a move once for each part of what it sent that may not
// have left when its host crashes meanwhile: on each way, a tail.
func (k *walker) crashes(w *world, m Move, do func(Move)) {
	fault := k.crashOf[k.p.Hosts[m.Host].Role]
	if fault < 0 || m.Kind != Call && m.Kind != Deliver && m.Kind != Fire || !k.left(w, fault) {
		return
	}
	all := slices.Clone(k.sends)
	left := make([]int, len(all))
	for tried := 0; !slices.Equal(left, all); tried++ {
		if tried == maxParts {
			k.beyond = true
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
