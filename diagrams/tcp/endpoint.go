package tcp

import (
	"fmt"
	"time"
)

// defaultMSS is assumed of a peer that announces none.
const defaultMSS = 536 // RFC 9293 §3.7.1, MUST-15

// Endpoint is one host's TCP, with room for one connection at a time. It must
// not be used from several goroutines at once.
type Endpoint struct {
	profile  *Profile
	opt      Options
	state    State
	isn      []Seq   // of successive connections
	chosen   int     // how many of them are used
	passive  bool    // the connection began with a passive OPEN (MUST-11)
	reopen   bool    // a passive OPEN in TIME-WAIT waits for a new SYN (MAY-2)
	spent    Seq     // the number after the last that a connection before has used
	former   *former // in SYN-RECEIVED from TIME-WAIT, the connection before
	orphaned bool    // the user closed both directions and reads no more (MAY-1)

	iss, irs         Seq
	snd              sendSpace
	rcv              receiveSpace
	peer             peerOptions
	flight           []sent // the retransmission queue, oldest first
	pushed           []Seq  // where SENDs end that are not acknowledged
	rto              estimator
	cc               congestion
	rec              recovery
	rack             rack
	tail             tail
	undo             undo
	burst            burst
	synRepeats       int // how often the SYN had to be sent again
	stamps           stamps
	sack, timestamps bool // both sides offered it
	probes           int  // keep-alive probes since the peer was last heard
	challenges       ration

	answers []Emit // segments to be sent as they are, by Flush
	running timerSet
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
	wnd       int           // offered by the peer, counted from una
	maxWnd    int           // the largest ever offered (MAX.SND.WND)
	heard     time.Duration // when the peer acknowledged something last, anew or again
	shift     uint8         // of the peer's window field
	wl1, wl2  Seq           // SEG.SEQ and SEG.ACK of the last window update
	mss       int           // the most octets the peer takes in one segment
	queued    int           // octets accepted from the user but not sent yet
	urgent    Seq           // the number after the last urgent octet (SND.UP)
	hasUrgent bool
	closed    bool // the user has closed: a FIN follows the queue
	finSent   bool
	override  bool          // what fits a small window may leave
	pressed   bool          // and Linux then sets PSH
	probing   bool          // the head of the queue is a zero-window probe
	probeWait time.Duration // until the next one
	// unanswered is how many probes have gone out since the peer was last heard,
	// silentFrom when the first of them did.
	unanswered int
	silentFrom time.Duration
	delivered  int // how much is known to have reached the peer, by weight
}

// receiveSpace is the receive sequence space, and what is held of segments
// that came before their turn.
//
// RFC 9293 §3.3.1.
type receiveSpace struct {
	nxt       Seq
	edge      Seq    // the right edge of the window as offered last
	shift     uint8  // of our window field
	unread    int    // octets that wait for the user
	wanted    int    // octets that a RECEIVE waits for; all of them if negative
	held      []span // beyond nxt, sorted, disjoint (SHLD-31)
	fin       Seq    // the number of the peer's FIN, when finKnown
	finKnown  bool
	urgent    Seq // where the peer's urgent data ends (RCV.UP), when hasUrgent
	hasUrgent bool
	ack       ackDue
	ackRule   string
	unacked   int // numbers received since the last ACK was sent
	pace      pace
	newest    Block  // the stretch that the latest segment beyond a gap belongs to
	double    *Block // what the latest segment repeated (RFC 2883)
}

// ackDue is how urgently an acknowledgment must be sent.
type ackDue uint8

const (
	notDue ackDue = iota
	whenTimerFires
	atOnce
)

// New returns an endpoint in CLOSED with the profile's default options. Its
// successive connections begin at the numbers isn, and past the end of the
// list at the last plus 1000 each. The profile is not modified.
func New(profile *Profile, isn ...uint32) *Endpoint {
	e := &Endpoint{profile: profile, opt: profile.DefaultOptions()}
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
	Agree(a, b)
	a.out, b.out = nil, nil
	return issA, issB
}

func (e *Endpoint) establish(irs Seq) {
	e.state, e.irs = Established, irs
	e.snd.una, e.snd.nxt = e.iss.Add(1), e.iss.Add(1)
	e.rcv.nxt = irs.Add(1)
}

// Agree settles the options of two endpoints that Connect has joined, from
// what their users have set since, as the handshake would have.
func Agree(a, b *Endpoint) {
	var synA, synB Segment
	a.offerOptions(&synA)
	b.offerOptions(&synB)
	a.heedOptions(synB)
	b.heedOptions(synA)
	for _, e := range []*Endpoint{a, b} {
		e.agree()
		e.rcv.edge, e.snd.maxWnd = e.rcv.nxt, 0
		e.beginCongestion()
	}
	// As by an ACK of each, so that the next one is not taken for an update.
	a.updateWindow(Segment{Seq: b.snd.una, Ack: a.snd.una, Window: b.offer()})
	b.updateWindow(Segment{Seq: a.snd.una, Ack: b.snd.una, Window: a.offer()})
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
		e.receive(in)
	case CloseConn:
		e.close(in)
	case Configure:
		e.configure(in.Options)
	case AbortConn:
		e.abort()
	case Crash:
		e.crash()
	case Arrival:
		e.arrive(now, in.Segment)
	case Denied:
		e.resetDenied(in.Segment)
	case CookieAck:
		e.provenOpen(now, in.Segment)
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
		e.emit(now, a)
	}
	e.answers = nil
	e.transmit(now)
	if e.rcv.ack == atOnce {
		e.emit(now, Emit{Segment: e.plain(ACK), Rule: e.rcv.ackRule})
	}
	e.watchWindow()
	return e.take()
}

func (e *Endpoint) take() []Output {
	e.tellCongestion()
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
	if t.From > Listen && (t.To <= Listen || t.To == TimeWait) {
		e.spend()
	}
	e.state = t.To
	e.do(Enter{t})
	switch t.To {
	case Closed, Listen:
		e.deleteTCB(t.Rule)
		e.resumeListening()
	case TimeWait:
		e.stopTimers(t.Rule)
		e.startTimer(TimeWaitTimer, 2*e.profile.MSL, ruleHalfClosed)
	case FinWait2:
		e.watchOrphan()
	}
}

// deleteTCB forgets the connection but for what must still be sent about it.
func (e *Endpoint) deleteTCB(rule string) {
	e.stopTimers(rule)
	e.snd, e.rcv, e.rto = sendSpace{}, receiveSpace{}, estimator{}
	e.cc, e.rec, e.burst, e.synRepeats = congestion{}, recovery{}, burst{}, 0
	e.rack, e.tail, e.undo = rack{}, tail{}, undo{}
	e.peer, e.stamps, e.sack, e.timestamps, e.former = peerOptions{}, stamps{}, false, false, nil
	e.pushed = nil
	e.flight, e.orphaned, e.probes, e.challenges = nil, false, 0, ration{}
}

func (e *Endpoint) stopTimers(rule string) {
	for _, t := range Timers {
		e.stopTimer(t, rule)
	}
}

func (e *Endpoint) startTimer(t Timer, after time.Duration, rule string) {
	e.running.set(t, true)
	e.do(StartTimer{Timer: t, After: after, Rule: rule})
}

func (e *Endpoint) stopTimer(t Timer, rule string) {
	if e.running.has(t) {
		e.running.set(t, false)
		e.do(StopTimer{Timer: t, Rule: rule})
	}
}

// nextISS is the initial send sequence number of the next connection. Past the
// end of the list it lies beyond all that was used before, so that a connection
// may be reopened from TIME-WAIT (MAY-2).
func (e *Endpoint) nextISS() Seq {
	last := len(e.isn) - 1
	if e.chosen <= last {
		return e.isn[e.chosen]
	}
	next := e.isn[last].Add(1000 * (e.chosen - last))
	for next.Less(e.spent) {
		next = next.Add(1000)
	}
	return next
}

// spend notes which numbers the connection that ends has used.
func (e *Endpoint) spend() {
	if e.spent.Less(e.snd.nxt) || e.chosen <= 1 {
		e.spent = e.snd.nxt
	}
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
