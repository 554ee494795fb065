package explore

import (
	"slices"

	"woshou/diagrams/protocol"
)

// walker makes moves in worlds of a program. It keeps room between moves, so one
// is for one goroutine; several walk at once, each with its own part of the
// worlds that wait (share.go).
type walker struct {
	*terms
	machine *protocol.Machine
	// What it has met, in whatever order: rules that were used, states that were
	// reached, by role, and whether a bound kept it from going further.
	used    []bool
	reached [][]bool
	beyond  bool

	// Room that is used again.
	seen            protocol.World
	placed, order   []int // the host at each place, and the place of each host
	signs           [][]byte
	ties            []span
	code, spare     []byte
	sends           []int
	now, then, side *world
}

// terms are what a search of a program has to go by. They do not change.
type terms struct {
	p                      *protocol.Program
	merge, reorder, defers bool
	sizes                  []int // of the hosts' memories
	alike                  []span
	isAlike                []bool
	identity               []int
	counter                []int // of each fault, in FaultWords; -1
	crashOf                []int // of each role, its fault; -1
}

// span is the hosts of one role.
type span struct{ first, count int }

func newTerms(p *protocol.Program, plain bool) *terms {
	t := &terms{p: p, merge: !plain, defers: p.Defers(), isAlike: make([]bool, len(p.Hosts))}
	for i := range p.Hosts {
		t.identity = append(t.identity, i)
		t.sizes = append(t.sizes, len(p.Begin(i)))
	}
	for i := range p.Roles {
		role := &p.Roles[i]
		t.crashOf = append(t.crashOf, slices.IndexFunc(p.Faults, func(f protocol.NetworkFault) bool { return f.Kind == "crash" && f.Role == i }))
		if role.Count > 1 && !role.Named {
			t.alike = append(t.alike, span{role.First, role.Count})
			for h := role.First; h < role.First+role.Count; h++ {
				t.isAlike[h] = true
			}
		}
	}
	for _, f := range p.Faults {
		t.reorder = t.reorder || f.Kind == "reorder"
		t.counter = append(t.counter, slices.Index([]string{"lose", "duplicate", "delay", "crash", "restart", "cut", "leak", "forge"}, f.Kind))
	}
	return t
}

func newWalker(t *terms) *walker {
	n := len(t.p.Hosts)
	k := &walker{
		terms: t, machine: protocol.NewMachine(t.p), used: make([]bool, t.p.Rules()+1),
		placed: make([]int, n), order: make([]int, n), signs: make([][]byte, n), sends: make([]int, n),
	}
	for i := range t.p.Roles {
		k.reached = append(k.reached, make([]bool, len(t.p.Roles[i].States)))
	}
	k.seen.Counts = make([]int, len(protocol.FaultWords))
	k.now, k.then, k.side = k.newWorld(), k.newWorld(), k.newWorld()
	return k
}

// starts calls do with each world that a run may begin in: one for each
// combination of choices, what `on begin` does done. It stops when do says so.
func (k *walker) starts(do func(w *world, wrong *protocol.Wrong) (more bool)) {
	var slots []*protocol.Value
	var tried [][]protocol.Value
	w := k.newWorld()
	for i, c := range k.p.Choices {
		w.globals[i] = c.Begins[0]
		if c.Tried != nil {
			slots, tried = append(slots, &w.globals[i]), append(tried, c.Tried)
		}
	}
	for h, host := range k.p.Hosts {
		for _, v := range k.p.Roles[host.Role].Variables {
			if v.Tried != nil {
				slots, tried = append(slots, &w.memories[h][v.Slot]), append(tried, v.Tried)
			}
		}
	}
	var choose func(i int) bool
	choose = func(i int) bool {
		if i < len(slots) {
			for _, v := range tried[i] {
				*slots[i] = v
				if !choose(i + 1) {
					return false
				}
			}
			return true
		}
		k.then.copyFrom(w)
		return do(k.then, k.begin(k.then))
	}
	choose(0)
}

// begin has each host do what it does on begin.
func (k *walker) begin(w *world) (wrong *protocol.Wrong) {
	copy(k.machine.Globals, w.globals)
	for h := range w.memories {
		bad, used := k.step(w, Move{Host: h}, protocol.Step{Host: h, Event: protocol.Event{Kind: protocol.Begins}})
		k.use(used)
		if wrong == nil {
			wrong = bad
		}
	}
	return wrong
}

// use notes rules that fired.
func (k *walker) use(rules []int) {
	for _, r := range rules {
		k.used[r] = true
	}
}

// isOf reports whether a world has a code.
func (k *walker) isOf(w *world, code []byte) bool {
	k.side.copyFrom(w)
	k.code = k.canonical(k.code[:0], k.side)
	return slices.Equal(k.code, code)
}
