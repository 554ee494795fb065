package tcp

import (
	"fmt"
	"hash/maphash"
	"slices"
)

// small is one state of a small world: two endpoints and what flies between
// them. It is never modified: each step makes a new one, which shares the
// endpoint that the step did not touch.
type small struct {
	ends    [2]*Endpoint
	keys    [2]uint64
	flying  [2][]Segment // towards ends[i], in the order of departure
	called  [2]uint8     // which of userCalls the user of ends[i] has made
	faults  int          // how many the network has committed
	books   [2]ledger
	excused bool // one end may never learn that the other has gone
	ignored bool // a RST was not believed
	parted  bool // the ends were once apart
	hasty   bool // timers may run out too early
	taken   map[Transition]bool
	path    *path // how it came to be
}

// ledger is what an observer of one end writes down, by which the laws are
// judged. A host's successive connections are 1000 numbers apart, so that any
// number tells which of them it belongs to.
type ledger struct {
	sent      [connections]int // octets the user sent
	top       [connections]int // numbers that have been on the wire, from the ISS
	delivered [connections]int // octets the user got, by the peer's connection
	here      int              // of which in the present connection
	former    int              // of which in that of TIME-WAIT, while a SYN may end it
	timers    [9]bool          // running, as the outputs have it
}

// connections is more than a host has in any small world.
const connections = 12

// space is where the numbers of each host begin. The first one's wrap soon.
var space = [2]Seq{1<<32 - 2, 50_000}

// place says to which connection of host i a number belongs, and how far from
// its ISS it lies.
func place(i int, n Seq) (connection, offset int) {
	d := int(uint32(n - space[i]))
	return d / 1000, d % 1000
}

// path is the way to a state, last step first.
type path struct {
	before *path
	host   int
	what   string
	n      int
}

// replay tells the steps of a path in words.
func (p *path) replay(w *small) string {
	if p == nil {
		return ""
	}
	before := p.before.replay(w)
	about := ""
	switch {
	case p.what == runsOut:
		about = string(Timers[p.n])
	case p.n < len(w.flying[p.host]):
		about = w.flying[p.host][p.n].String()
	}
	states := fmt.Sprintf("%v, %v", w.ends[0].state, w.ends[1].state)
	_ = w.happen(p.host, p.what, p.n)
	return fmt.Sprintf("%s\n\t%s: %c %s %s", before, states, 'A'+rune(p.host), p.what, about)
}

// userCalls are the calls that each user makes at most once. What is sent
// makes two segments.
var userCalls = []struct {
	name string
	in   Input
}{
	{"listens", OpenCall{Passive: true}}, {"connects", OpenCall{}}, {"sends", SendData{Octets: 2}},
	{"closes", CloseConn{}}, {"closes both", CloseConn{Both: true}}, {"aborts", AbortConn{}},
}

// What else can happen to an end: its next segment arrives, or one of its
// timers runs out. The others are faults.
const (
	gets     = "gets"
	runsOut  = "is woken by"
	loses    = "never gets"
	repeats  = "gets a copy of"
	overtake = "gets before its turn"
)

// happen makes something happen to end i, which has just been forked; n says
// which segment, timer or call. It returns the law that was broken, if any.
func (w *small) happen(i int, what string, n int) error {
	switch what {
	case loses, repeats, overtake:
		w.faults++
		// A lost RST is not repeated, nor one that came before its turn; and
		// where that one was challenged, the challenge is not repeated.
		w.excused = w.excused || what != repeats && (w.ignored || w.flying[i][n].Has(RST))
	}
	switch what {
	case gets, repeats, overtake:
		seg := w.flying[i][n]
		if what != repeats {
			w.without(i, n)
		}
		// The literal zero of a RST from CLOSED is a number of the wrapped space
		// as well, and a late one may be exact by accident.
		w.excused = w.excused || seg.Has(RST|ACK) && seg.Seq == 0 && w.ends[i].state > SynSent
		err := w.input(i, Arrival{seg})
		w.ignored = w.ignored || seg.Has(RST) && w.ends[i].state > Listen
		return err
	case loses:
		w.without(i, n)
		return nil
	case runsOut:
		w.books[i].timers[n] = false
		return w.input(i, Timeout{Timers[n]})
	}
	w.called[i] |= 1 << n
	return w.input(i, userCalls[n].in)
}

// beginning is the world in which nothing has happened. A segment is repeated
// that often.
func beginning(p *Profile, retries int) *small {
	w := &small{}
	for i := range w.ends {
		e := New(p, uint32(space[i]))
		// The window is smaller than the distance of two connections, so that
		// no number is in the windows of both.
		e.opt.MSS, e.opt.Window, e.opt.Retries = 1, 100, retries
		w.ends[i], w.keys[i] = e, e.key()
	}
	return w
}

// fork is a copy in which end i may be changed.
func (w *small) fork(i int, what string, n int) *small {
	c := *w
	c.path = &path{w.path, i, what, n}
	c.ends[i] = w.ends[i].clone()
	return &c
}

// without takes segment k out of those towards end i.
func (w *small) without(i, k int) {
	w.flying[i] = slices.Delete(slices.Clone(w.flying[i]), k, k+1)
}

// input gives end i, just forked, an input. It returns the law that was
// broken, if any. Time stands still: no timer is asked how long it runs.
func (w *small) input(i int, in Input) error {
	e := w.ends[i]
	if err := w.note(i, e.Step(0, in)); err != nil {
		return err
	}
	if d, ok := in.(SendData); ok && e.state != Closed && !e.snd.closed {
		c, _ := place(i, e.iss)
		w.books[i].sent[c] += d.Octets
	}
	if err := w.note(i, e.Flush(0)); err != nil {
		return err
	}
	w.keys[i] = e.key()
	return w.lawsOf(i)
}

// note writes down what end i has done.
func (w *small) note(i int, outputs []Output) error {
	book, e := &w.books[i], w.ends[i]
	for _, o := range outputs {
		switch o := o.(type) {
		case Emit:
			w.flying[1-i] = append(slices.Clip(w.flying[1-i]), o.Segment)
			if err := w.lawsOfSegment(i, o.Segment); err != nil {
				return err
			}
		case Enter:
			if err := w.lawsOfTransition(i, o.Transition); err != nil {
				return err
			}
		case Deliver:
			book.here += o.Octets
			c, _ := place(1-i, e.irs)
			book.delivered[c] += o.Octets
		case StartTimer:
			book.timers[slices.Index(Timers, o.Timer)] = true
		case StopTimer:
			book.timers[slices.Index(Timers, o.Timer)] = false
		}
	}
	return nil
}

// clone copies an endpoint between two inputs.
func (e *Endpoint) clone() *Endpoint {
	c := *e
	c.flight = slices.Clone(e.flight)
	c.rcv.held = slices.Clone(e.rcv.held)
	c.pushed = slices.Clone(e.pushed)
	return &c
}

var seed = maphash.MakeSeed()

// key stands for an endpoint between two inputs: endpoints of equal keys do
// the same from here on. What only decides how long a timer runs is left out.
func (e *Endpoint) key() uint64 {
	var h maphash.Hash
	h.SetSeed(seed)
	s := e.snd
	s.probeWait, s.silentFrom, s.heard, s.delivered = 0, 0, 0, 0
	maphash.WriteComparable(&h, s)
	r, p := e.rcv, e.rcv.pace
	maphash.WriteComparable(&h, [...]int{int(r.nxt), int(r.edge), int(r.shift), r.unread, r.wanted, len(r.held), int(r.fin), int(r.ack), r.unacked, p.quick, p.size, p.last})
	maphash.WriteComparable(&h, [...]bool{r.finKnown, p.pingpong, p.wait > 0, p.scheduled, p.pushed, p.pushedAgain, e.passive, e.reopen, e.orphaned, e.sack, e.timestamps})
	for _, b := range r.held {
		maphash.WriteComparable(&h, b)
	}
	maphash.WriteComparable(&h, e.running)
	maphash.WriteComparable(&h, len(e.flight))
	for _, s := range e.flight {
		writeSegment(&h, s.Segment)
		maphash.WriteComparable(&h, [...]int{s.times, s.timeouts, count(s.sacked), count(s.repaired), count(s.small)})
	}
	maphash.WriteComparable(&h, len(e.pushed))
	for _, n := range e.pushed {
		maphash.WriteComparable(&h, n)
	}
	if o := e.former; o != nil {
		maphash.WriteComparable(&h, o.snd)
		maphash.WriteComparable(&h, [...]Seq{o.iss, o.irs, o.rcv.nxt, o.rcv.edge})
	}
	maphash.WriteComparable(&h, e.cc)
	maphash.WriteComparable(&h, e.rec)
	maphash.WriteComparable(&h, e.synRepeats)
	maphash.WriteComparable(&h, e.peer)
	maphash.WriteComparable(&h, [...]int{int(e.state), e.chosen, int(e.iss), int(e.irs), e.probes, e.challenges.used})
	return h.Sum64()
}

// writeSegment hashes a segment without the options that small worlds leave
// off.
func writeSegment(h *maphash.Hash, s Segment) {
	maphash.WriteComparable(h, [...]int{int(s.Seq), int(s.Ack), int(s.Flags), s.Len, s.Window, s.MSS})
}

// key stands for a world: worlds of equal keys have the same future.
func (w *small) key() uint64 {
	var h maphash.Hash
	h.SetSeed(seed)
	maphash.WriteComparable(&h, w.keys)
	maphash.WriteComparable(&h, w.called)
	maphash.WriteComparable(&h, w.faults)
	maphash.WriteComparable(&h, [...]bool{w.excused, w.ignored, w.parted})
	for i := range w.ends {
		maphash.WriteComparable(&h, w.books[i])
		maphash.WriteComparable(&h, len(w.flying[i]))
		for _, s := range w.flying[i] {
			writeSegment(&h, s)
		}
	}
	return h.Sum64()
}
