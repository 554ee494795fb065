package tcp

import (
	"fmt"
	"time"
)

const (
	// MSL is the maximum segment lifetime.
	MSL = 2 * time.Minute // RFC 9293 §3.4.2
	// receiveWindow is what every host offers: users read at once.
	receiveWindow = 65535
	// ownMSS is announced in every SYN: Ethernet's 1500 octets less the
	// headers of IPv4 and TCP.
	ownMSS = 1460 // RFC 9293 §3.7.1
	// defaultMSS is assumed of a peer that announces none.
	defaultMSS = 536 // RFC 9293 §3.7.1, SHLD-5 and MUST-15
)

// Endpoint is one host's TCP, with room for one connection at a time. It must
// not be used from several goroutines at once.
type Endpoint struct {
	state   State
	isn     []Seq // of successive connections
	chosen  int   // how many of them are used
	passive bool  // the connection began with a passive OPEN (MUST-11)
	reopen  bool  // a passive OPEN in TIME-WAIT waits for a new SYN (MAY-2)
	unread  bool  // the user closed both directions and reads no more (MAY-1)

	iss, irs Seq
	snd      sendSpace
	rcv      receiveSpace
	flight   []sent // the retransmission queue, oldest first
	rto      estimator

	answers []Emit // segments to be sent as they are, by Flush
	running map[Timer]bool
	out     []Output
}

// sendSpace is the send sequence space.
//
//	     acknowledged   in flight     queued
//	... ────────────┬─────────────┬───────────┬──
//	             SND.UNA       SND.NXT      + queued (+ 1 for a FIN)
//
// RFC 9293 §3.3.1.
type sendSpace struct {
	una, nxt  Seq
	wnd       int // offered by the peer, counted from una
	maxWnd    int // the largest ever offered (MAX.SND.WND)
	wl1, wl2  Seq // SEG.SEQ and SEG.ACK of the last window update
	mss       int // the most octets the peer takes in one segment
	queued    int // octets accepted from the user but not sent yet
	urgent    Seq // the number after the last urgent octet (SND.UP)
	hasUrgent bool
	closed    bool // the user has closed: a FIN follows the queue
	finSent   bool
}

// receiveSpace is the receive sequence space, and what is held of segments
// that came before their turn.
//
// RFC 9293 §3.3.1.
type receiveSpace struct {
	nxt      Seq
	held     []span // beyond nxt, sorted, disjoint (SHLD-31)
	fin      Seq    // the number of the peer's FIN, when finKnown
	finKnown bool
	ack      ackDue
	ackRule  string
	unacked  int // octets received since the last ACK was sent
}

// ackDue is how urgently an acknowledgment must be sent.
type ackDue uint8

const (
	notDue ackDue = iota
	whenTimerFires
	atOnce
)

// New returns an endpoint in CLOSED. Its successive connections begin at the
// numbers isn, and past the end of the list at the last plus 1000 each.
func New(isn ...uint32) *Endpoint {
	e := &Endpoint{running: map[Timer]bool{}}
	for _, n := range isn {
		e.isn = append(e.isn, Seq(n))
	}
	return e
}

// Connect joins two closed endpoints as if the handshake were already done.
// It returns the initial numbers that a and b use.
func Connect(a, b *Endpoint) (issA, issB Seq) {
	issA, issB = a.chooseISS(), b.chooseISS()
	a.establish(issB)
	b.establish(issA)
	a.out, b.out = nil, nil
	return issA, issB
}

func (e *Endpoint) establish(irs Seq) {
	e.state, e.irs = Established, irs
	e.snd.una, e.snd.nxt = e.iss.Add(1), e.iss.Add(1)
	e.snd.mss = ownMSS
	e.rcv.nxt = irs.Add(1)
	e.updateWindow(Segment{Seq: irs, Ack: e.snd.una, Window: receiveWindow})
}

// State returns the state the endpoint is in.
func (e *Endpoint) State() State { return e.state }

// Var returns one of the variables that a scenario may name: "snd.nxt",
// "snd.una", "rcv.nxt", "iss" or "irs". It reports false for another name, and
// without a connection.
func (e *Endpoint) Var(name string) (Seq, bool) {
	if e.state == Closed || e.state == Listen {
		return 0, false
	}
	switch name {
	case "snd.nxt":
		return e.snd.nxt, true
	case "snd.una":
		return e.snd.una, true
	case "rcv.nxt":
		return e.rcv.nxt, true
	case "iss":
		return e.iss, true
	case "irs":
		return e.irs, true
	}
	return 0, false
}

// Step works out what follows from in at the instant now, short of sending
// anything: Flush does that. The caller owns the returned slice.
func (e *Endpoint) Step(now time.Duration, in Input) []Output {
	switch in := in.(type) {
	case OpenCall:
		e.open(now, in)
	case SendData:
		e.send(now, in)
	case ReceiveData:
		e.receive()
	case CloseConn:
		e.close(in)
	case AbortConn:
		e.abort()
	case Crash:
		e.crash()
	case Arrival:
		e.arrive(now, in.Segment)
	case Timeout:
		e.timeout(now, in.Timer)
	default:
		panic(fmt.Sprintf("tcp: unknown input %T", in))
	}
	return e.take()
}

// Flush sends all that is due at the instant now. The caller owns the
// returned slice.
func (e *Endpoint) Flush(now time.Duration) []Output {
	for _, a := range e.answers {
		e.emit(a)
	}
	e.answers = nil
	e.transmit(now)
	if e.rcv.ack == atOnce {
		e.emit(Emit{Segment: e.plain(ACK), Rule: e.rcv.ackRule})
	}
	return e.take()
}

func (e *Endpoint) take() []Output {
	out := e.out
	e.out = nil
	return out
}

func (e *Endpoint) do(o Output) { e.out = append(e.out, o) }

// move changes the state along a row of Table. A missing row is a bug of the
// machine: the run must not go on with a transition nobody has vouched for.
func (e *Endpoint) move(ev Event) {
	t, ok := byCause[cause{e.state, ev}]
	if !ok {
		panic(fmt.Sprintf("tcp: no transition from %v on %q", e.state, ev))
	}
	e.state = t.To
	e.do(Enter{t})
	switch t.To {
	case Closed, Listen:
		e.deleteTCB(t.Rule)
	case TimeWait:
		e.stopTimers(t.Rule)
		e.startTimer(TimeWaitTimer, 2*MSL, halfClosed)
	}
}

// deleteTCB forgets the connection but for what must still be sent about it.
func (e *Endpoint) deleteTCB(rule string) {
	e.stopTimers(rule)
	e.snd, e.rcv, e.rto = sendSpace{}, receiveSpace{}, estimator{}
	e.flight, e.unread = nil, false
}

func (e *Endpoint) stopTimers(rule string) {
	for _, t := range []Timer{RetransmissionTimer, DelayedAckTimer, TimeWaitTimer} {
		e.stopTimer(t, rule)
	}
}

func (e *Endpoint) startTimer(t Timer, after time.Duration, rule string) {
	e.running[t] = true
	e.do(StartTimer{Timer: t, After: after, Rule: rule})
}

func (e *Endpoint) stopTimer(t Timer, rule string) {
	if e.running[t] {
		e.running[t] = false
		e.do(StopTimer{Timer: t, Rule: rule})
	}
}

// nextISS is the initial send sequence number of the next connection.
func (e *Endpoint) nextISS() Seq {
	last := len(e.isn) - 1
	return e.isn[min(e.chosen, last)].Add(1000 * max(0, e.chosen-last))
}

// chooseISS takes the next initial send sequence number.
func (e *Endpoint) chooseISS() Seq {
	e.iss = e.nextISS()
	e.chosen++
	e.do(Choose{ISS: e.iss})
	return e.iss
}

// fail tells the user of a call that cannot be served.
func (e *Endpoint) fail(err Error, rule string) { e.do(Report{Error: err, Rule: rule}) }
