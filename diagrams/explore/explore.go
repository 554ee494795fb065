// Package explore checks a protocol: it goes through every order in which
// things may happen, within the budgets that the file states, and says which of
// its properties hold, and of what goes wrong the shortest way there.
//
// It searches breadth first over worlds (world.go): a world is what each host
// knows and what flies between them. In each, everything that may happen next
// is tried (move.go), and what comes of it is numbered once, by its code
// (code.go, table.go): worlds that cannot be told apart have the same. What is to
// stay possible is worked out backward when all worlds are known (able.go).
//
// The same program gives the same report, whatever the machine.
package explore

import (
	"slices"

	"woshou/diagrams/protocol"
)

// MaxWorlds is how many worlds a check visits unless it is told otherwise.
const MaxWorlds = 1_000_000

// Options are what is asked of a check.
type Options struct {
	Worlds int         // how many to visit at most; 0 means MaxWorlds
	Stop   func() bool // asked now and then: true ends the search early
	// Plain keeps worlds apart that cannot be told apart, to test that merging
	// them changes nothing.
	Plain bool
}

// Report is what a check found.
type Report struct {
	Worlds, Transitions int
	// Verdicts are those of the properties, in their order.
	Verdicts []Verdict
	// Problems are what is wrong apart from these, in the order in which a reader
	// would meet them: the shortest first, each once a rule.
	Problems []Problem
	// UnusedRules are the numbers of rules that no world has used, and Unreached
	// the states that none is in, of a search that was not cut short.
	UnusedRules []int
	Unreached   []State
	// Ended tells that the bound on worlds, or Stop, ended the search, and Beyond
	// that a number with `and on` did, somewhere.
	Ended, Beyond bool
}

// State is a state of a role.
type State struct{ Role, State int }

// Verdict is what came of one property.
type Verdict struct {
	Claim  *protocol.Claim
	Result Result
	// Path is the shortest way to what breaks it, nil where nothing does.
	Path *Path
}

// Result is what came of a property.
type Result string

// The results.
const (
	Holds   Result = "holds"
	Within  Result = "within" // as far as a budget let the search go
	Fails   Result = "fails"
	CanFail Result = "can-fail" // and is said to
	// CannotFail is the mistake that a flaw which is said to be there is not.
	CannotFail Result = "cannot-fail"
)

// OK reports whether a result is as its author says.
func (r Result) OK() bool { return r == Holds || r == Within || r == CanFail }

// Problem is something wrong that no property has to name.
type Problem struct {
	*protocol.Wrong
	Path *Path
}

const (
	// Stuck is the problem of a world in which nothing can happen any more, while
	// a host is in a state where it may not rest.
	Stuck protocol.WrongKind = "stuck"
	// TooMany is that of more messages on one way than a queue holds.
	TooMany protocol.WrongKind = "queue"
)

// none stands for no world.
const none = ^uint32(0)

// explorer is a search under way.
type explorer struct {
	p       *protocol.Program
	machine *protocol.Machine
	opt     Options
	report  *Report

	// What the program has.
	merge, reorder, defers bool
	sizes                  []int
	alike                  []span
	isAlike                []bool
	identity               []int
	counter                []int // of each fault, in FaultWords; -1
	crashOf                []int // of each role, its fault; -1

	table   *table
	parents []uint32
	next    []uint32 // the worlds that follow each without a fault …
	ends    []uint32 // … and where those of each end
	able    [][]uint64
	known   map[problemKey]bool
	broken  []bool
	// cutShort tells of each world that a limit, or a mistake, ended a way there.
	cutShort []bool
	found    []found
	used     []bool
	reached  [][]bool

	// Room that is used again.
	seen            protocol.World
	placed, order   []int // the host at each place, and the place of each host
	signs           [][]byte
	ties            []span
	code, spare     []byte
	sends           []int
	now, then, side *world
}

// span is the hosts of one role.
type span struct{ first, count int }

// problemKey tells problems apart: one of a kind a line is enough.
type problemKey struct {
	kind protocol.WrongKind
	line int
	what string
}

// found is something found in a world, or on a move out of it.
type found struct {
	wrong *protocol.Wrong // nil for a property
	claim int
	world uint32
	move  *Move
}

// Check goes through all worlds of a program.
func Check(p *protocol.Program, opt Options) *Report {
	if opt.Worlds == 0 {
		opt.Worlds = MaxWorlds
	}
	e := newExplorer(p, opt)
	e.starts(func(w *world, wrong *protocol.Wrong) bool {
		if i := e.arrive(w, none); wrong != nil {
			e.problem(wrong, i, nil)
		}
		return !e.report.Ended
	})
	for i := 0; i < e.table.len(); i++ {
		if i&1023 == 0 && opt.Stop != nil && opt.Stop() {
			e.report.Ended = true
		}
		if e.report.Ended {
			break
		}
		e.expand(uint32(i))
	}
	e.conclude()
	return e.report
}

func newExplorer(p *protocol.Program, opt Options) *explorer {
	n := len(p.Hosts)
	e := &explorer{
		p: p, machine: protocol.NewMachine(p), opt: opt, report: &Report{}, merge: !opt.Plain,
		table: newTable(), known: map[problemKey]bool{}, broken: make([]bool, len(p.Claims)), able: make([][]uint64, len(p.Claims)),
		placed: make([]int, n), order: make([]int, n), signs: make([][]byte, n), sends: make([]int, n), isAlike: make([]bool, n), used: make([]bool, p.Rules()+1),
	}
	e.seen.Counts = make([]int, len(protocol.FaultWords))
	for i := range p.Hosts {
		e.identity = append(e.identity, i)
		e.sizes = append(e.sizes, len(p.Begin(i)))
	}
	for i := range p.Roles {
		role := &p.Roles[i]
		e.reached = append(e.reached, make([]bool, len(role.States)))
		e.crashOf = append(e.crashOf, slices.IndexFunc(p.Faults, func(f protocol.NetworkFault) bool { return f.Kind == "crash" && f.Role == i }))
		if role.Count > 1 && !role.Named {
			e.alike = append(e.alike, span{role.First, role.Count})
			for h := role.First; h < role.First+role.Count; h++ {
				e.isAlike[h] = true
			}
		}
	}
	for _, f := range p.Faults {
		e.reorder = e.reorder || f.Kind == "reorder"
		e.counter = append(e.counter, slices.Index([]string{"lose", "duplicate", "delay", "crash", "restart", "cut", "leak", "forge"}, f.Kind))
	}
	e.defers = p.Defers()
	e.now, e.then, e.side = e.newWorld(), e.newWorld(), e.newWorld()
	return e
}

// starts calls do with each world that a run may begin in: one for each
// combination of choices, what `on begin` does done. It stops when do says so.
func (e *explorer) starts(do func(w *world, wrong *protocol.Wrong) (more bool)) {
	var slots []*protocol.Value
	var tried [][]protocol.Value
	w := e.newWorld()
	for i, c := range e.p.Choices {
		w.globals[i] = c.Begins[0]
		if c.Tried != nil {
			slots, tried = append(slots, &w.globals[i]), append(tried, c.Tried)
		}
	}
	for h, host := range e.p.Hosts {
		for _, v := range e.p.Roles[host.Role].Variables {
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
		e.then.copyFrom(w)
		return do(e.then, e.begin(e.then))
	}
	choose(0)
}

// begin has each host do what it does on begin.
func (e *explorer) begin(w *world) (wrong *protocol.Wrong) {
	copy(e.machine.Globals, w.globals)
	for h := range w.memories {
		bad, used := e.step(w, Move{Host: h}, protocol.Step{Host: h, Event: protocol.Event{Kind: protocol.Begins}})
		for _, r := range used {
			e.used[r] = true
		}
		if wrong == nil {
			wrong = bad
		}
	}
	return wrong
}

// arrive numbers a world that a move has led to.
func (e *explorer) arrive(w *world, from uint32) uint32 {
	e.code = e.canonical(e.code[:0], w)
	i, isNew := e.table.add(e.code)
	if isNew {
		e.parents = append(e.parents, from)
		if e.table.len() >= e.opt.Worlds {
			e.report.Ended = true
		}
	}
	return uint32(i)
}

// expand looks at a world, and makes every move that is possible there.
func (e *explorer) expand(i uint32) {
	e.decode(e.now, e.table.code(int(i)))
	defer func() { e.ends = append(e.ends, uint32(len(e.next))) }()
	e.cutShort = append(e.cutShort, false)
	e.look(i)
	atRest := true
	e.moves(e.now, func(m Move) {
		if !m.isFault() || m.Kind == Restart {
			atRest = false
		}
		e.make(i, m)
		if m.Left == nil {
			e.crashes(e.now, m, func(m Move) { e.make(i, m) })
		}
	})
	if atRest {
		e.rest(i)
	}
}

// make makes one move.
func (e *explorer) make(i uint32, m Move) {
	e.then.copyFrom(e.now)
	wrong, used := e.apply(e.then, m)
	e.report.Transitions++
	for _, r := range used {
		e.used[r] = true
	}
	if wrong != nil {
		e.problem(wrong, i, &m)
		e.cutShort[i] = true
		return
	}
	if e.then.beyond {
		e.report.Beyond, e.cutShort[i] = true, true
		return
	}
	to := e.arrive(e.then, i)
	if !m.isFault() && m.Left == nil {
		e.next = append(e.next, to)
	}
}

// look asks every property of a world.
func (e *explorer) look(i uint32) {
	for h, host := range e.p.Hosts {
		e.reached[host.Role][e.now.memories[h].State()] = true
	}
	view := e.view(e.now)
	for n, q := range e.p.Claims {
		switch {
		case e.broken[n] || !q.Concerns(view):
		case q.Possible:
			if e.p.HoldsIn(q, view) {
				mark(&e.able[n], i)
			}
		case e.p.HoldsIn(q, view):
			e.broken[n] = true
			e.found = append(e.found, found{claim: n, world: i})
		}
	}
}

// problem keeps what is wrong, the first of its kind.
func (e *explorer) problem(wrong *protocol.Wrong, i uint32, m *Move) {
	key := problemKey{wrong.Kind, wrong.Line, wrong.What}
	if e.known[key] {
		return
	}
	e.known[key] = true
	f := found{wrong: wrong, world: i}
	if m != nil {
		move := *m
		f.move = &move
	}
	e.found = append(e.found, f)
}

// rest reports hosts that may not rest where they are.
func (e *explorer) rest(i uint32) {
	for h, host := range e.p.Hosts {
		if e.now.down>>h&1 == 1 || e.p.RestsIn(h, e.now.memories[h]) {
			continue
		}
		role := &e.p.Roles[host.Role]
		e.problem(stuck(e.p, role, h, e.now.memories[h].State()), i, nil)
	}
}
