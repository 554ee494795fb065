package explore

import (
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
func (s *search) path(f found) *Path {
	var chain []uint32
	for i := f.world; i != none; i = s.parents[i] {
		chain = append(chain, i)
	}
	slices.Reverse(chain)
	p := &Path{Program: s.p}
	k := s.walkers[0]
	real := k.newWorld()
	k.starts(func(w *world, wrong *protocol.Wrong) bool {
		if !k.isOf(w, s.table.code(int(chain[0]))) {
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
		k.follow(p, real, func(w *world, wrong *protocol.Wrong) bool { return wrong == nil && k.isOf(w, s.table.code(int(i))) })
	}
	if f.move != nil {
		p.Wrong = true
		k.follow(p, real, func(_ *world, wrong *protocol.Wrong) bool {
			return wrong != nil && wrong.Kind == f.wrong.Kind && wrong.Line == f.wrong.Line && wrong.What == f.wrong.What
		})
	}
	return p
}

// follow makes the first move in w after which is holds.
func (k *walker) follow(p *Path, w *world, is func(w *world, wrong *protocol.Wrong) bool) {
	var taken *Taken
	next := k.newWorld()
	try := func(m Move) {
		if taken != nil {
			return
		}
		next.copyFrom(w)
		t := k.taken(w, m)
		if wrong, _ := k.apply(next, m); is(next, wrong) {
			for _, m := range next.memories {
				t.States = append(t.States, m.State())
			}
			taken = &t
		}
	}
	k.moves(w, func(m Move) {
		try(m)
		if taken == nil {
			k.crashes(w, m, try)
		}
	})
	if taken == nil {
		panic("explore: a world is not reached from the one before it")
	}
	p.Moves = append(p.Moves, *taken)
	w.copyFrom(next)
}

// taken says what a move in w is about.
func (k *walker) taken(w *world, m Move) Taken {
	t := Taken{Move: m, Message: -1}
	switch m.Kind {
	case Deliver, Lose, Duplicate, Leak:
		msg := w.queues[m.From*len(k.p.Hosts)+m.Host][m.At]
		t.Message, t.Args = int(msg.kind), slices.Clone(msg.args[:msg.n])
	case Forge:
		t.Message, t.Args = k.p.Faults[m.Fault-1].Message, k.p.Faults[m.Fault-1].Args
	}
	return t
}
