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
	"runtime"
	"sync"

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

// search is a search under way.
type search struct {
	*terms
	opt     Options
	report  *Report
	walkers []*walker
	shares  []share

	table   *table
	parents []uint32
	next    edges      // the worlds that follow each without a fault, where some claim asks for them
	able    [][]uint64 // by claim, the worlds in which what is to stay possible is so
	known   map[problemKey]bool
	asked   []bool // of each claim, whether an answer is still wanted
	broken  []bool
	// cutShort tells of each world that a limit, or a mistake, ended a way there.
	cutShort []bool
	found    []found
}

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

// Check goes through all worlds of a program, on all processors.
func Check(p *protocol.Program, opt Options) *Report {
	if opt.Worlds == 0 {
		opt.Worlds = MaxWorlds
	}
	s := newSearch(p, opt)
	first := s.walkers[0]
	first.starts(func(w *world, wrong *protocol.Wrong) bool {
		first.code = first.canonical(first.code[:0], w)
		if i := s.arrive(first.code, none); wrong != nil {
			s.problem(finding{wrong: wrong}, i)
		}
		return !s.report.Ended
	})
	for done := 0; done < s.table.len() && !s.report.Ended; {
		if opt.Stop != nil && opt.Stop() {
			s.report.Ended = true
			break
		}
		done += s.expand(uint32(done))
	}
	s.conclude()
	return s.report
}

func newSearch(p *protocol.Program, opt Options) *search {
	s := &search{
		terms: newTerms(p, opt.Plain), opt: opt, report: &Report{}, table: newTable(), known: map[problemKey]bool{},
		asked: make([]bool, len(p.Claims)), broken: make([]bool, len(p.Claims)), able: make([][]uint64, len(p.Claims)),
	}
	for n, q := range p.Claims {
		s.asked[n] = true
		s.next.wanted = s.next.wanted || q.Possible
	}
	for range runtime.GOMAXPROCS(0) {
		s.walkers = append(s.walkers, newWalker(s.terms))
	}
	s.shares = make([]share, len(s.walkers))
	return s
}

// mostShared is how many worlds a walker expands before what it found is taken in:
// few enough to be kept beside the worlds, and enough to be worth setting out for.
const mostShared = 512

// expand shares out the worlds that wait, from one on, and takes in what comes of
// them. It returns how many that were.
func (s *search) expand(from uint32) int {
	waiting := s.table.len() - int(from)
	each := min((waiting+len(s.walkers)-1)/len(s.walkers), mostShared)
	var walking sync.WaitGroup
	end := from
	for i, k := range s.walkers {
		first := end
		end = min(end+uint32(each), from+uint32(waiting))
		s.shares[i].reset(first, end)
		if first < end {
			walking.Go(func() { k.walk(&s.shares[i], s.table, s.asked) })
		}
	}
	walking.Wait()
	for i := range s.shares {
		s.take(&s.shares[i])
	}
	return int(end - from)
}

// take takes in what came of a share, until the bound on worlds is met.
func (s *search) take(from *share) {
	var arrived, findings int
	for n, y := range from.worlds {
		if s.report.Ended {
			return
		}
		i := from.first + uint32(n)
		s.report.Transitions += y.moves
		s.report.Beyond = s.report.Beyond || y.beyond
		s.cutShort = append(s.cutShort, y.cutShort)
		for _, f := range from.findings[findings:y.findings] {
			s.find(f, i)
		}
		for _, a := range from.arrivals[arrived:y.arrivals] {
			to := a.world
			if to == none {
				to = s.arrive(from.codes[a.code:a.end], i)
			}
			if a.natural {
				s.next.add(to)
			}
		}
		s.next.end()
		arrived, findings = y.arrivals, y.findings
	}
}

// arrive numbers the world of a code that a move has led to.
func (s *search) arrive(code []byte, from uint32) uint32 {
	i, isNew := s.table.add(code)
	if isNew {
		s.parents = append(s.parents, from)
		if s.table.len() >= s.opt.Worlds {
			s.report.Ended = true
		}
	}
	return uint32(i)
}

// find keeps what was found in a world.
func (s *search) find(f finding, i uint32) {
	switch {
	case f.wrong != nil:
		s.problem(f, i)
	case s.p.Claims[f.claim].Possible:
		mark(&s.able[f.claim], i)
	case s.asked[f.claim]:
		s.asked[f.claim], s.broken[f.claim] = false, true
		s.found = append(s.found, found{claim: f.claim, world: i})
	}
}

// problem keeps what is wrong, the first of its kind.
func (s *search) problem(f finding, i uint32) {
	key := problemKey{f.wrong.Kind, f.wrong.Line, f.wrong.What}
	if s.known[key] {
		return
	}
	s.known[key] = true
	s.found = append(s.found, found{wrong: f.wrong, world: i, move: f.move})
}
