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
func (e *explorer) conclude() {
	e.possible()
	r := e.report
	r.Worlds = e.table.len()
	for n, q := range e.p.Claims {
		v := Verdict{Claim: q, Result: Holds}
		if r.Ended || r.Beyond {
			v.Result = Within
		}
		switch {
		case e.broken[n] && q.CanFail:
			v.Result = CanFail
		case e.broken[n]:
			v.Result = Fails
		case q.CanFail:
			v.Result = CannotFail
		}
		r.Verdicts = append(r.Verdicts, v)
	}
	for _, f := range e.found {
		path := e.path(f)
		if f.wrong == nil {
			r.Verdicts[f.claim].Path = path
		} else {
			r.Problems = append(r.Problems, Problem{f.wrong, path})
		}
	}
	if r.Ended {
		return
	}
	for n := 1; n < len(e.used); n++ {
		if !e.used[n] {
			r.UnusedRules = append(r.UnusedRules, n)
		}
	}
	for role, states := range e.reached {
		for s, is := range states {
			if !is {
				r.Unreached = append(r.Unreached, State{role, s})
			}
		}
	}
}

// possible finds, of each property that says what stays possible, the first
// world from which it is not.
func (e *explorer) possible() {
	if !slices.ContainsFunc(e.p.Claims, func(q *protocol.Claim) bool { return q.Possible }) {
		return
	}
	before, ends := e.reversed()
	for n, q := range e.p.Claims {
		if !q.Possible {
			continue
		}
		set := e.able[n]
		var todo []uint32
		for i := range uint32(e.table.len()) {
			if !has(set, i) && e.isOpen(i) {
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
		for i := range uint32(e.table.len()) {
			if !has(set, i) && e.concerns(q, i) {
				e.broken[n] = true
				e.found = append(e.found, found{claim: n, world: i})
				break
			}
		}
	}
}

// isOpen reports whether the search went no further than a world, so that it
// counts as able: a limit was met, or something went wrong on a move from it.
func (e *explorer) isOpen(i uint32) bool {
	return int(i) >= len(e.cutShort) || e.cutShort[i]
}

func (e *explorer) concerns(q *protocol.Claim, i uint32) bool {
	e.decode(e.now, e.table.code(int(i)))
	return q.Concerns(e.view(e.now))
}

// reversed is the worlds before each, and where those of each end.
func (e *explorer) reversed() (before, ends []uint32) {
	n := e.table.len()
	ends = make([]uint32, n)
	for _, to := range e.next {
		ends[to]++
	}
	sum := uint32(0)
	for i, c := range ends {
		ends[i] = sum
		sum += c
	}
	before = make([]uint32, sum)
	from := 0
	for i, end := range e.ends {
		for _, to := range e.next[from:end] {
			before[ends[to]] = uint32(i)
			ends[to]++
		}
		from = int(end)
	}
	return before, ends
}

// stuck is the problem of a host that has to go on and cannot.
func stuck(p *protocol.Program, role *protocol.RoleInfo, host, state int) *protocol.Wrong {
	return &protocol.Wrong{
		Kind: Stuck, Line: role.Line, What: role.States[state],
		Message: words.Say("%s stays in %s for ever: nothing can happen any more, and it may not rest there", p.Hosts[host].Name, role.States[state]),
	}
}
