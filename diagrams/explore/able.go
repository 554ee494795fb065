package explore

import (
	"slices"

	"woshou/diagrams/protocol"
	"woshou/diagrams/words"
)

// mark puts a world into a set.
func mark(set *[]uint64, i uint32) {
	for int(i/64) >= len(*set) {
		*set = append(*set, 0)
	}
	(*set)[i/64] |= 1 << (i % 64)
}

func has(set []uint64, i uint32) bool { return int(i/64) < len(set) && set[i/64]>>(i%64)&1 == 1 }

// conclude makes the report of what was found.
func (s *search) conclude() {
	s.possible()
	r := s.report
	for _, k := range s.walkers {
		r.Beyond = r.Beyond || k.beyond
	}
	r.Worlds = s.table.len()
	for n, q := range s.p.Claims {
		v := Verdict{Claim: q, Result: Holds}
		if r.Ended || r.Beyond {
			v.Result = Within
		}
		switch {
		case s.broken[n] && q.CanFail:
			v.Result = CanFail
		case s.broken[n]:
			v.Result = Fails
		case q.CanFail:
			v.Result = CannotFail
		}
		r.Verdicts = append(r.Verdicts, v)
	}
	for _, f := range s.found {
		path := s.path(f)
		if f.wrong == nil {
			r.Verdicts[f.claim].Path = path
		} else {
			r.Problems = append(r.Problems, Problem{f.wrong, path})
		}
	}
	if r.Ended {
		return
	}
	used, reached := s.met()
	for n := 1; n < len(used); n++ {
		if !used[n] {
			r.UnusedRules = append(r.UnusedRules, n)
		}
	}
	for role, states := range reached {
		for state, is := range states {
			if !is {
				r.Unreached = append(r.Unreached, State{role, state})
			}
		}
	}
}

// met are the rules that the walkers used and the states that they reached.
func (s *search) met() (used []bool, reached [][]bool) {
	used, reached = s.walkers[0].used, s.walkers[0].reached
	for _, k := range s.walkers[1:] {
		join(used, k.used)
		for role := range reached {
			join(reached[role], k.reached[role])
		}
	}
	return used, reached
}

// join makes a true wherever b is.
func join(a, b []bool) {
	for i := range a {
		a[i] = a[i] || b[i]
	}
}

// possible finds, of each property that says what stays possible, the first
// world from which it is not.
func (s *search) possible() {
	if !slices.ContainsFunc(s.p.Claims, func(q *protocol.Claim) bool { return q.Possible }) {
		return
	}
	before, ends := s.next.reversed(s.table.len())
	for n, q := range s.p.Claims {
		if !q.Possible {
			continue
		}
		set := s.able[n]
		var todo []uint32
		for i := range uint32(s.table.len()) {
			if !has(set, i) && s.isOpen(i) {
				mark(&set, i)
			}
			if has(set, i) {
				todo = append(todo, i)
			}
		}
		for len(todo) > 0 {
			i := todo[len(todo)-1]
			todo = todo[:len(todo)-1]
			from := uint32(0)
			if i > 0 {
				from = ends[i-1]
			}
			for _, j := range before[from:ends[i]] {
				if !has(set, j) {
					mark(&set, j)
					todo = append(todo, j)
				}
			}
		}
		for i := range uint32(s.table.len()) {
			if !has(set, i) && s.concerns(q, i) {
				s.broken[n] = true
				s.found = append(s.found, found{claim: n, world: i})
				break
			}
		}
	}
}

// isOpen reports whether the search went no further than a world, so that it
// counts as able: a limit was met, or something went wrong on a move from it.
func (s *search) isOpen(i uint32) bool {
	return int(i) >= len(s.cutShort) || s.cutShort[i]
}

func (s *search) concerns(q *protocol.Claim, i uint32) bool {
	k := s.walkers[0]
	k.decode(k.now, s.table.code(int(i)))
	return q.Concerns(k.view(k.now))
}

// edges are which worlds follow each, where that is wanted. They lie in pieces, so
// that millions are not copied whenever room runs out.
type edges struct {
	wanted bool
	pieces [][]uint32
	count  uint32
	ends   []uint32 // where those of each world end
}

// pieceEdges is how many edges a piece holds.
const pieceEdges = 1 << 18

// add adds a world that follows the one at hand.
func (e *edges) add(to uint32) {
	if !e.wanted {
		return
	}
	if e.count%pieceEdges == 0 {
		e.pieces = append(e.pieces, make([]uint32, pieceEdges))
	}
	e.pieces[e.count/pieceEdges][e.count%pieceEdges] = to
	e.count++
}

// end ends the worlds that follow the one at hand.
func (e *edges) end() {
	if e.wanted {
		e.ends = append(e.ends, e.count)
	}
}

// reversed is the worlds before each of n, and where those of each end.
func (e *edges) reversed(n int) (before, ends []uint32) {
	ends = make([]uint32, n)
	for i := range e.count {
		ends[e.at(i)]++
	}
	sum := uint32(0)
	for i, c := range ends {
		ends[i] = sum
		sum += c
	}
	before = make([]uint32, sum)
	from := uint32(0)
	for world, end := range e.ends {
		for i := from; i < end; i++ {
			to := e.at(i)
			before[ends[to]] = uint32(world)
			ends[to]++
		}
		from = end
	}
	return before, ends
}

func (e *edges) at(i uint32) uint32 { return e.pieces[i/pieceEdges][i%pieceEdges] }

// stuck is the problem of a host that has to go on and cannot.
func stuck(p *protocol.Program, role *protocol.RoleInfo, host, state int) *protocol.Wrong {
	return &protocol.Wrong{
		Kind: Stuck, Line: role.Line, What: role.States[state],
		Message: words.Say("%s stays in %s for ever: nothing can happen any more, and it may not rest there", p.Hosts[host].Name, role.States[state]),
	}
}
