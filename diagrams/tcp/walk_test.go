package tcp

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"
)

// world is two endpoints and all that is on its way between them. Nothing in
// it is fair: any segment may be lost, doubled, overtaken or forged, any timer
// may run out at any time.
type world struct {
	rand      *rand.Rand
	now       time.Duration
	ends      [2]*Endpoint
	flying    [2][]Segment // towards ends[i]
	timers    [2]map[Timer]bool
	sent      [2]int // octets that the user of ends[i] has sent in this connection
	delivered [2]int
	rows      map[Transition]bool
}

func newWorld(seed uint64) *world {
	w := &world{rand: rand.New(rand.NewPCG(seed, 1)), rows: map[Transition]bool{}}
	for i := range w.ends {
		// Close to the end of the sequence space, so that it wraps.
		w.ends[i] = New(Profiles[seed%uint64(len(Profiles))], uint32(1<<32-20+7*i))
		w.timers[i] = map[Timer]bool{}
	}
	return w
}

func (w *world) input(t *testing.T, i int, in Input) {
	e := w.ends[i]
	before := e.state
	outputs := e.Step(w.now, in)
	outputs = append(outputs, e.Flush(w.now)...)
	for _, o := range outputs {
		if rule := ruleOf(o); rule != "" && !concerns(rule, before, in, o) {
			t.Fatalf("%s is not about %T %+v in %v upon %T %+v", rule, o, o, before, in, in)
		}
	}
	w.outputs(t, i, outputs)
}

func (w *world) outputs(t *testing.T, i int, out []Output) {
	for _, o := range out {
		switch o := o.(type) {
		case Emit:
			w.flying[1-i] = append(w.flying[1-i], o.Segment)
		case Enter:
			if !slices.Contains(Table, o.Transition) {
				t.Fatalf("%v is no row of the table", o.Transition)
			}
			w.rows[o.Transition] = true
		case StartTimer:
			w.timers[i][o.Timer] = true
		case StopTimer:
			w.timers[i][o.Timer] = false
		case Choose:
			w.sent[i], w.delivered[1-i] = 0, 0
		case Deliver:
			w.delivered[i] += o.Octets
		}
	}
}

// step does one thing at random.
func (w *world) step(t *testing.T) string {
	i := w.rand.IntN(2)
	w.now += time.Duration(w.rand.IntN(100)) * time.Millisecond
	switch n := w.rand.IntN(24); {
	case n < 6:
		return w.call(t, i)
	case n < 9:
		for _, k := range w.rand.Perm(len(Timers)) {
			if timer := Timers[k]; w.timers[i][timer] {
				w.timers[i][timer] = false
				if w.rand.IntN(8) == 0 {
					w.now += 4 * time.Minute
				}
				w.input(t, i, Timeout{timer})
				return fmt.Sprint(i, " timeout ", timer)
			}
		}
	case n < 10:
		seg := w.forgery(i)
		if e := w.ends[i]; e.state == Listen && w.rand.IntN(4) == 0 {
			seg = Segment{Seq: 5000, Ack: Seq(w.rand.Uint32()), Flags: ACK, Window: 65535}
			w.input(t, i, CookieAck{seg})
			return fmt.Sprint(i, " proves ", seg)
		}
		w.input(t, i, Arrival{seg})
		return fmt.Sprint(i, " forged ", seg)
	case len(w.flying[i]) > 0:
		k := 0
		if w.rand.IntN(4) == 0 {
			k = w.rand.IntN(len(w.flying[i]))
		}
		seg := w.flying[i][k]
		if w.rand.IntN(10) > 0 { // else it stays, and comes again
			w.flying[i] = slices.Delete(w.flying[i], k, k+1)
		}
		if w.rand.IntN(8) > 0 { // else it is lost
			w.input(t, i, Arrival{seg})
			return fmt.Sprint(i, " arrives ", seg)
		}
	}
	return ""
}

func (w *world) call(t *testing.T, i int) string {
	calls := []Input{
		OpenCall{Passive: true}, OpenCall{Passive: true}, OpenCall{}, OpenCall{},
		SendData{Octets: 1 + w.rand.IntN(4000)}, SendData{Octets: 1, Urgent: true}, ReceiveData{},
		CloseConn{}, CloseConn{Both: true}, AbortConn{}, Crash{}, Configure{w.options()},
	}
	in := calls[w.rand.IntN(len(calls))]
	if d, ok := in.(SendData); ok && (w.ends[i].snd.closed || !slices.Contains([]State{Listen, SynSent, SynReceived, Established, CloseWait}, w.ends[i].state)) {
		w.input(t, i, in)
		return fmt.Sprintf("%d refused %+v", i, d)
	} else if ok {
		defer func() { w.sent[i] += d.Octets }()
	}
	w.input(t, i, in)
	return fmt.Sprintf("%d %T%+v", i, in, in)
}

// options are chosen at random, and often the default.
func (w *world) options() Options {
	o := w.ends[0].profile.DefaultOptions()
	coin := func() bool { return w.rand.IntN(2) == 0 }
	o.AutoRead, o.DelayedAck, o.Nagle, o.Cork = coin(), coin(), coin(), coin()
	o.SACK, o.Timestamps, o.WindowScale = coin(), coin(), coin()
	o.Window = []int{0, 1000, 5000, 65535, 1 << 20}[w.rand.IntN(5)]
	if coin() {
		o.Keepalive = Keepalive{Idle: time.Minute, Interval: time.Second, Count: 1}
	}
	if coin() {
		o.UserTimeout = time.Second
	}
	return o
}

// forgery is a segment with flags at random and numbers near the right ones.
func (w *world) forgery(i int) Segment {
	e := w.ends[i]
	return Segment{
		Seq: e.rcv.nxt.Add(w.rand.IntN(3) - 1), Ack: e.snd.nxt.Add(w.rand.IntN(3) - 1),
		Flags: []Flags{SYN, RST, RST | ACK, SYN | ACK, ACK}[w.rand.IntN(5)], Window: 65535,
	}
}

// TestAnythingCanHappen lets anything happen for a long time. No input may be
// unhandled, no transition outside the table, nothing acknowledged that was
// not sent, and in the end every row of the table has been taken.
func TestAnythingCanHappen(t *testing.T) {
	rows := map[Transition]bool{}
	for seed := range uint64(10000) {
		w := newWorld(seed)
		if seed%32 < 3 { // once with each profile
			w.wait(t)
		}
		var log []string
		for range 120 {
			log = append(log, w.step(t))
			for i, e := range w.ends {
				if e.snd.nxt.Less(e.snd.una) || e.snd.queued < 0 {
					t.Fatalf("seed %d, end %d: SND.UNA %d beyond SND.NXT %d\n%q", seed, i, e.snd.una, e.snd.nxt, log)
				}
				if timers := w.timers[i]; len(e.flight) > 0 &&
					!timers[RetransmissionTimer] && !timers[PersistTimer] && !timers[RackTimer] && !timers[TailTimer] {
					t.Fatalf("seed %d, end %d: %d segments in flight and no timer\n%q", seed, i, len(e.flight), log)
				}
			}
		}
		for r := range w.rows {
			rows[r] = true
		}
	}
	for _, r := range Table {
		if !rows[r] {
			t.Errorf("no run has taken the row %v on %q to %v", r.From, r.Event, r.To)
		}
	}
}

// wait brings end 0 into TIME-WAIT with a passive OPEN that waits for a new SYN:
// a way that chance seldom goes.
func (w *world) wait(t *testing.T) {
	w.input(t, 1, OpenCall{Passive: true})
	w.input(t, 0, OpenCall{})
	w.deliver(t)
	w.input(t, 0, CloseConn{})
	w.deliver(t)
	w.input(t, 1, CloseConn{})
	w.deliver(t)
	w.input(t, 0, OpenCall{Passive: true})
	if w.ends[0].state != TimeWait {
		t.Fatalf("is in %v", w.ends[0].state)
	}
	w.input(t, 0, Arrival{Segment{Seq: w.ends[0].rcv.nxt, Flags: SYN, Window: 65535}})
}

// deliver brings all that flies where it belongs, in order.
func (w *world) deliver(t *testing.T) {
	for len(w.flying[0])+len(w.flying[1]) > 0 {
		for i := range w.flying {
			if len(w.flying[i]) > 0 {
				seg := w.flying[i][0]
				w.flying[i] = w.flying[i][1:]
				w.input(t, i, Arrival{seg})
			}
		}
	}
}

// TestFairNetworkDelivers opens, sends and closes over a network that loses at
// most some of the segments, and checks that every octet arrives once and both
// ends come to rest in CLOSED.
func TestFairNetworkDelivers(t *testing.T) {
	for seed := range uint64(500) {
		w := newWorld(seed)
		w.input(t, 1, OpenCall{Passive: true})
		w.input(t, 0, OpenCall{})
		for i := range w.ends {
			n := w.rand.IntN(5000) + 1
			if i == 0 || w.ends[1].state != Listen { // a SEND would open it actively
				w.input(t, i, SendData{Octets: n})
				w.sent[i] = n
			}
		}
		w.drain(t)
		for i := range w.ends {
			w.input(t, i, CloseConn{})
		}
		w.drain(t)
		for i, e := range w.ends {
			if w.delivered[i] != w.sent[1-i] {
				t.Errorf("seed %d: end %d got %d of %d octets", seed, i, w.delivered[i], w.sent[1-i])
			}
			if e.state != Closed {
				t.Errorf("seed %d: end %d rests in %v", seed, i, e.state)
			}
		}
	}
}

// drain delivers what flies, in random order and with one in ten lost, and
// lets timers run out only when nothing flies.
func (w *world) drain(t *testing.T) {
	for range 1000 {
		i := w.rand.IntN(2)
		switch {
		case len(w.flying[i]) > 0:
			k := w.rand.IntN(len(w.flying[i]))
			seg := w.flying[i][k]
			w.flying[i] = slices.Delete(w.flying[i], k, k+1)
			if w.rand.IntN(10) > 0 {
				w.input(t, i, Arrival{seg})
			}
		case len(w.flying[1-i]) == 0:
			for _, timer := range Timers {
				if w.timers[i][timer] && (timer != TimeWaitTimer || w.ends[1-i].state == Closed || w.ends[1-i].state == TimeWait) {
					w.timers[i][timer] = false
					w.input(t, i, Timeout{timer})
				}
			}
		}
	}
}
