package explore

import "woshou/diagrams/protocol"

// share is a part of the worlds that wait, and what comes of them: what a walker
// finds in each, and the codes of the worlds that its moves lead to. Walkers know
// no world but those that were numbered before they set out, so what they bring
// is numbered afterwards, share by share: in the very order in which one walker
// alone would have met it.
type share struct {
	first, end uint32 // worlds
	worlds     []yield
	arrivals   []arrival
	findings   []finding
	codes      []byte // of the arrivals that are not known yet, one behind the other
}

// yield is what came of one world; its arrivals and findings end where it says.
type yield struct {
	arrivals, findings int
	moves              int  // how many there were
	cutShort           bool // a limit, or a mistake, ended a way there
	beyond             bool // the limit was that of a number with `and on`
}

// arrival is the end of a move.
type arrival struct {
	world     uint32 // if it is known already, else none …
	code, end int    // … and where its code stands
	natural   bool   // no fault, nor a crash, led there
}

// finding is something in a world, or about a move out of it: what is wrong, or a
// claim that says something of that world.
type finding struct {
	wrong *protocol.Wrong
	move  *Move
	claim int
}

// reset makes s the share of some worlds, of which nothing is known yet.
func (s *share) reset(first, end uint32) {
	s.first, s.end = first, end
	s.worlds, s.arrivals, s.findings, s.codes = s.worlds[:0], s.arrivals[:0], s.findings[:0], s.codes[:0]
}

// walk expands the worlds of a share. Asked tells of each claim whether an answer
// is still wanted.
func (k *walker) walk(s *share, known *table, asked []bool) {
	for i := s.first; i < s.end; i++ {
		k.decode(k.now, known.code(int(i)))
		s.worlds = append(s.worlds, yield{})
		k.look(s, asked)
		atRest := true
		k.moves(k.now, func(m Move) {
			if !m.isFault() || m.Kind == Restart {
				atRest = false
			}
			k.make(s, known, m)
			if m.Left == nil {
				k.crashes(k.now, m, func(m Move) { k.make(s, known, m) })
			}
		})
		if atRest {
			k.rest(s)
		}
		y := s.yield()
		y.arrivals, y.findings = len(s.arrivals), len(s.findings)
	}
}

// yield is that of the world at hand.
func (s *share) yield() *yield { return &s.worlds[len(s.worlds)-1] }

// look asks every property of a world.
func (k *walker) look(s *share, asked []bool) {
	for h, host := range k.p.Hosts {
		k.reached[host.Role][k.now.memories[h].State()] = true
	}
	view := k.view(k.now)
	for n, q := range k.p.Claims {
		if asked[n] && q.Concerns(view) && k.p.HoldsIn(q, view) {
			s.findings = append(s.findings, finding{claim: n})
		}
	}
}

// make makes one move.
func (k *walker) make(s *share, known *table, m Move) {
	k.then.copyFrom(k.now)
	wrong, used := k.apply(k.then, m)
	k.use(used)
	y := s.yield()
	y.moves++
	switch {
	case wrong != nil:
		move := m
		s.findings = append(s.findings, finding{wrong: wrong, move: &move})
		y.cutShort = true
	case k.then.beyond:
		y.beyond, y.cutShort = true, true
	default:
		a := arrival{natural: !m.isFault() && m.Left == nil, code: len(s.codes)}
		s.codes = k.canonical(s.codes, k.then)
		a.end = len(s.codes)
		if a.world = known.number(s.codes[a.code:]); a.world != none {
			s.codes = s.codes[:a.code]
		}
		s.arrivals = append(s.arrivals, a)
	}
}

// rest finds hosts that may not rest where they are.
func (k *walker) rest(s *share) {
	for h, host := range k.p.Hosts {
		if k.now.down>>h&1 == 1 || k.p.RestsIn(h, k.now.memories[h]) {
			continue
		}
		role := &k.p.Roles[host.Role]
		s.findings = append(s.findings, finding{wrong: stuck(k.p, role, h, k.now.memories[h].State())})
	}
}
