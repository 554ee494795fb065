package explore

import (
	"woshou/diagrams/protocol"
)

// message is a message in a queue.
type message struct {
	kind uint8
	n    uint8
	args [protocol.MaxFields]protocol.Value
}

// world is everything at one moment: what each host knows, what flies, what the
// network has done and what calls are left.
type world struct {
	cells    []protocol.Value // all memories, one behind the other
	memories []protocol.Memory
	globals  []protocol.Value
	calls    []uint8 // how often each host has made each call
	used     []uint8 // how often each fault of the program has happened
	down     uint    // a bit for each host that has crashed
	cutOff   uint    // and for each that is cut off
	queues   [][]message
	busy     uint64 // a bit for each queue that holds something
	beyond   bool   // a number has reached past its end: the search goes no further
}

// newWorld returns room for the worlds of a program.
func (k *walker) newWorld() *world {
	n := len(k.p.Hosts)
	w := &world{
		globals: make([]protocol.Value, len(k.p.Choices)),
		calls:   make([]uint8, n*len(k.p.Calls)),
		used:    make([]uint8, len(k.p.Faults)),
		queues:  make([][]message, n*n),
	}
	for i := range n {
		w.cells = append(w.cells, k.p.Begin(i)...)
	}
	w.cut(k.sizes)
	return w
}

// cut makes memories of the cells.
func (w *world) cut(sizes []int) {
	at := 0
	for _, n := range sizes {
		w.memories = append(w.memories, protocol.Memory(w.cells[at:at+n:at+n]))
		at += n
	}
}

// copyFrom makes w equal to o.
func (w *world) copyFrom(o *world) {
	copy(w.cells, o.cells)
	copy(w.globals, o.globals)
	copy(w.calls, o.calls)
	copy(w.used, o.used)
	w.down, w.cutOff, w.beyond = o.down, o.cutOff, o.beyond
	for b := w.busy | o.busy; b != 0; b &= b - 1 {
		i := first(b)
		w.queues[i] = append(w.queues[i][:0], o.queues[i]...)
	}
	w.busy = o.busy
}

// push puts a message behind the others on its way; it reports whether there was
// room for it.
func (w *world) push(queue int, m message) bool {
	w.queues[queue] = append(w.queues[queue], m)
	w.busy |= 1 << queue
	return len(w.queues[queue]) <= protocol.MaxQueue
}

// take removes the message at a place of a queue.
func (w *world) take(queue, at int) message {
	q := w.queues[queue]
	m := q[at]
	w.queues[queue] = append(q[:at], q[at+1:]...)
	if len(q) == 1 {
		w.busy &^= 1 << queue
	}
	return m
}

// drop empties a queue.
func (w *world) drop(queue int) {
	w.queues[queue] = w.queues[queue][:0]
	w.busy &^= 1 << queue
}

// view is w as properties are asked of it.
func (k *walker) view(w *world) *protocol.World {
	k.seen.Memories, k.seen.Globals, k.seen.Down = w.memories, w.globals, w.down
	clear(k.seen.Counts)
	for i, c := range k.counter {
		if c >= 0 {
			k.seen.Counts[c] += int(w.used[i])
		}
	}
	return &k.seen
}
