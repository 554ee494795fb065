package tcp

import (
	"flag"
	"math/bits"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
)

var depth = flag.Int("depth", 0, "how many more calls than usual the exhaustive search lets the users make")

// search visits every state that a small world can come to, breadth first, so
// that the way to a broken law is a shortest one.
type search struct {
	profile *Profile
	calls   int  // at most so many, by both users together
	faults  int  // at most so many segments lost, duplicated or overtaken
	anytime bool // a timer may run out before what is on its way arrives

	found map[uint64]int32 // the number of each state
	paths []*path          // how to come to each
	queue []*small
	ahead [][2]int32 // what happens of itself leads from a state to another
	taken map[Transition]bool
	// worlds are the ways in which users and network behave: who has made
	// which calls, and how many faults there were.
	worlds map[behaviour]bool
}

// mostStates keeps a search within memory.
const mostStates = 8_000_000

type behaviour struct {
	called [2]uint8
	faults int
}

// TestEverySmallWorldObeysTheLaws lets two users make any of their calls, each
// at most once and at any moment, over a network that loses, duplicates or
// reorders up to two segments, in every possible way. The laws are in
// laws_test.go. Each call more costs ten times the time: -depth 1 takes minutes.
func TestEverySmallWorldObeysTheLaws(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	began := time.Now()
	all := search{taken: map[Transition]bool{}}
	worlds, states := 0, 0
	for _, s := range []search{
		{profile: &RFC9293, calls: 6},
		{profile: &RFC9293, calls: 5, faults: 1},
		{profile: &RFC9293, calls: 4, faults: 2},
		{profile: &RFC9293, calls: 3, anytime: true},
		{profile: &RFC9293, calls: 2, faults: 2, anytime: true},
		{profile: &Literal, calls: 4, faults: 1},
		{profile: &Linux, calls: 4, faults: 1},
	} {
		s.calls += *depth
		s.taken = all.taken
		s.run(t)
		t.Logf("%s: up to %d calls, %d faults: %d worlds, %d states, %v",
			s.profile.Name, s.calls, s.faults, len(s.worlds), len(s.found), time.Since(began).Round(time.Millisecond))
		worlds += len(s.worlds)
		states += len(s.found)
	}
	t.Logf("in all %d worlds, %d states and %d of %d rows of the table, in %v",
		worlds, states, len(all.taken), len(Table), time.Since(began).Round(time.Millisecond))
}

func (s *search) run(t *testing.T) {
	t.Helper()
	s.found, s.worlds = map[uint64]int32{}, map[behaviour]bool{}
	first := s.beginning()
	s.found[first.key()] = 0
	s.queue, s.paths = []*small{first}, []*path{nil}
	for n := int32(0); len(s.queue) > 0; n++ {
		w := s.queue[0]
		s.queue[0] = nil
		s.queue = s.queue[1:]
		s.expand(t, n, w)
	}
	if n := circle(len(s.found), s.ahead); n >= 0 {
		t.Errorf("%s: the hosts never come to rest%s", s.profile.Name, s.paths[n].replay(s.beginning()))
	}
}

func (s *search) beginning() *small {
	retries := 4 // more than two faults can make necessary
	if s.anytime {
		retries = 1
	}
	w := beginning(s.profile, retries)
	w.hasty, w.taken = s.anytime, s.taken
	return w
}

// story tells how a state came to be.
func (s *search) story(w *small) string { return w.path.replay(s.beginning()) }

// expand takes every step that is possible from w, the n-th state.
func (s *search) expand(t *testing.T, n int32, w *small) {
	s.worlds[behaviour{w.called, w.faults}] = true
	atRest := true
	for _, i := range []int{0, 1} {
		if len(w.flying[i]) > 0 {
			atRest = false
			s.step(t, n, w, i, gets, 0, true)
		}
		for _, timer := range s.due(w, i) {
			atRest = false
			s.step(t, n, w, i, runsOut, timer, true)
		}
	}
	if err := w.lawsOfRest(); atRest && err != nil {
		t.Fatalf("%v%s", err, s.story(w))
	}
	for _, i := range []int{0, 1} {
		if bits.OnesCount8(w.called[0])+bits.OnesCount8(w.called[1]) < s.calls {
			for k := range userCalls {
				if w.called[i]&(1<<k) == 0 {
					s.step(t, n, w, i, userCalls[k].name, k, false)
				}
			}
		}
		if w.faults == s.faults || len(w.flying[i]) == 0 {
			continue
		}
		s.step(t, n, w, i, loses, 0, false)
		s.step(t, n, w, i, repeats, 0, false)
		for k := 1; k < len(w.flying[i]); k++ {
			s.step(t, n, w, i, overtake, k, false)
		}
	}
}

// step makes the world that follows from w by one step, and queues it when it
// is new. Of itself means that neither user nor fault is needed for it.
func (s *search) step(t *testing.T, n int32, w *small, i int, what string, k int, ofItself bool) {
	next := w.fork(i, what, k)
	defer func() {
		if r := recover(); r != nil {
			t.Fatalf("panic: %v%s", r, s.story(next))
		}
	}()
	if err := next.happen(i, what, k); err != nil {
		t.Fatalf("%v%s", err, s.story(next))
	}
	if next.called != w.called && next.keys == w.keys && next.books == w.books && len(next.flying[1-i]) == len(w.flying[1-i]) {
		return // the call was refused: only the chance to make it is gone
	}
	key := next.key()
	m, known := s.found[key]
	if !known {
		if m = int32(len(s.found)); m == mostStates {
			t.Fatalf("more than %d states: are they finitely many?%s", m, s.story(next))
		}
		s.found[key] = m
		s.queue, s.paths = append(s.queue, next), append(s.paths, next.path)
	}
	if ofItself {
		s.ahead = append(s.ahead, [2]int32{n, m})
	}
}

// due are the timers of end i that may run out now, as indices of Timers: when
// nothing is on its way, those that run for the shortest time. Of two
// retransmission timers it is that which has been doubled less often.
func (s *search) due(w *small, i int) (timers []int) {
	if s.anytime {
		for k, runs := range w.books[i].timers {
			if runs {
				timers = append(timers, k)
			}
		}
		return timers
	}
	if len(w.flying[0])+len(w.flying[1]) > 0 {
		return nil
	}
	for _, rank := range [][]int{{delayedAckTimer}, {retransmissionTimer, persistTimer}, {timeWaitTimer, finWait2Timer}} {
		found := false
		for _, k := range rank {
			other := w.books[1-i].timers[k]
			if w.books[i].timers[k] && !(other && w.ends[1-i].repeats() < w.ends[i].repeats()) {
				timers = append(timers, k)
			}
			found = found || other || w.books[i].timers[k]
		}
		if found {
			return timers
		}
	}
	return nil
}

// repeats is how often the segment that is waited for has been sent.
func (e *Endpoint) repeats() int {
	if len(e.flight) == 0 {
		return 0
	}
	return e.flight[0].times
}

// The indices in Timers of those that a small world runs.
var (
	retransmissionTimer = slices.Index(Timers, RetransmissionTimer)
	delayedAckTimer     = slices.Index(Timers, DelayedAckTimer)
	persistTimer        = slices.Index(Timers, PersistTimer)
	timeWaitTimer       = slices.Index(Timers, TimeWaitTimer)
	finWait2Timer       = slices.Index(Timers, FinWait2Timer)
)

// circle finds out whether the edges between n nodes have a circle, and returns
// a node on or behind it, else -1.
func circle(n int, edges [][2]int32) int {
	next, before := make([][]int32, n), make([]int, n)
	for _, e := range edges {
		next[e[0]] = append(next[e[0]], e[1])
		before[e[1]]++
	}
	var free []int32
	for i, b := range before {
		if b == 0 {
			free = append(free, int32(i))
		}
	}
	for len(free) > 0 {
		i := free[len(free)-1]
		free = free[:len(free)-1]
		for _, j := range next[i] {
			if before[j]--; before[j] == 0 {
				free = append(free, j)
			}
		}
	}
	return slices.IndexFunc(before, func(b int) bool { return b > 0 })
}

// TestSearchKnowsEveryVariable fails when the machine has got a variable that
// clone and key in smallworld_test.go may not know of: add it there, then here.
func TestSearchKnowsEveryVariable(t *testing.T) {
	for _, c := range []struct {
		of    reflect.Type
		known string
	}{
		{reflect.TypeFor[Endpoint](), "profile opt state isn chosen passive reopen spent former orphaned iss irs snd rcv peer flight pushed rto cc rec rack tail undo burst synRepeats stamps sack timestamps probes challenges answers running out"},
		{reflect.TypeFor[receiveSpace](), "nxt edge shift unread wanted held fin finKnown urgent hasUrgent ack ackRule unacked pace newest double"},
		{reflect.TypeFor[sent](), "Segment first last times timeouts sacked repaired turn lost small"},
		{reflect.TypeFor[Segment](), "Seq Ack Flags Len Window Urgent MSS Scale SACKOK SACK Timestamps"},
	} {
		var fields []string
		for i := range c.of.NumField() {
			fields = append(fields, c.of.Field(i).Name)
		}
		if got := strings.Join(fields, " "); got != c.known {
			t.Errorf("%v has %s, known are %s", c.of, got, c.known)
		}
	}
}
