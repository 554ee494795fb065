package explore

import (
	"bytes"
	"slices"

	"woshou/diagrams/protocol"
)

// Path is a run that leads somewhere: the choices it begins with, and the moves.
type Path struct {
	Program *protocol.Program
	// Choices are those of the protocol, and Own those of each host, by the
	// variables' slots.
	Choices []protocol.Value
	Own     []protocol.Memory
	Moves   []Taken
	// Wrong tells that the last move is one that cannot be made.
	Wrong bool
}

// Taken is a move of a path, with what it was about.
type Taken struct {
	Move
	// Message is the kind of the message that was delivered, lost, doubled,
	// leaked or forged, and Args its fields.
	Message int
	Args    []protocol.Value
	// States are the states of all hosts afterwards.
	States []int
}

// Steps is how many moves lead to the world in question; where a move from there
// is what goes wrong, it is one more.
func (p *Path) Steps() int {
	if p.Wrong {
		return len(p.Moves) - 1
	}
	return len(p.Moves)
}

// path finds the run that led to what was found: from world to world, the first
// move that leads there.
func (e *explorer) path(f found) *Path {
	var chain []uint32
	for i := f.world; i != none; i = e.parents[i] {
		chain = append(chain, i)
	}
	slices.Reverse(chain)
	p := &Path{Program: e.p}
	real := e.newWorld()
	e.starts(func(w *world, wrong *protocol.Wrong) bool {
		if !e.is(w, chain[0]) {
			return true
		}
		real.copyFrom(w)
		return false
	})
	p.Choices = slices.Clone(real.globals)
	for _, m := range real.memories {
		p.Own = append(p.Own, slices.Clone(m))
	}
	for _, i := range chain[1:] {
		e.follow(p, real, func(w *world, wrong *protocol.Wrong) bool { return wrong == nil && e.is(w, i) })
	}
	if f.move != nil {
		p.Wrong = true
		e.follow(p, real, func(_ *world, wrong *protocol.Wrong) bool {
			return wrong != nil && wrong.Kind == f.wrong.Kind && wrong.Line == f.wrong.Line && wrong.What == f.wrong.What
		})
	}
	return p
}

// is reports whether a world is that of a number.
func (e *explorer) is(w *world, i uint32) bool {
	e.side.copyFrom(w)
	e.code = e.canonical(e.code[:0], e.side)
	return bytes.Equal(e.code, e.table.code(int(i)))
}

// follow makes the first move in w after which is holds.
func (e *explorer) follow(p *Path, w *world, is func(w *world, wrong *protocol.Wrong) bool) {
	var taken *Taken
	next := e.newWorld()
	try := func(m Move) {
		if taken != nil {
			return
		}
		next.copyFrom(w)
		t := e.taken(w, m)
		if wrong, _ := e.apply(next, m); is(next, wrong) {
			for _, m := range next.memories {
				t.States = append(t.States, m.State())
			}
			taken = &t
		}
	}
	e.moves(w, func(m Move) {
		try(m)
		if taken == nil {
			e.crashes(w, m, try)
		}
	})
	if taken == nil {
		panic("explore: a world is not reached from the one before it")
	}
	p.Moves = append(p.Moves, *taken)
	w.copyFrom(next)
}

// taken says what a move in w is about.
func (e *explorer) taken(w *world, m Move) Taken {
	t := Taken{Move: m, Message: -1}
	switch m.Kind {
	case Deliver, Lose, Duplicate, Leak:
		msg := w.queues[m.From*len(e.p.Hosts)+m.Host][m.At]
		t.Message, t.Args = int(msg.kind), slices.Clone(msg.args[:msg.n])
	case Forge:
		t.Message, t.Args = e.p.Faults[m.Fault-1].Message, e.p.Faults[m.Fault-1].Args
	}
	return t
}
