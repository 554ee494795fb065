package tcp

import (
	"slices"
	"time"
)

// Input is something that happens to an endpoint: a user call, the arrival of
// a segment, or a timeout.
type Input interface{ input() }

type (
	// OpenCall is the OPEN call, passive or active.
	OpenCall struct{ Passive bool }
	// SendData is the SEND call for Octets octets, at least one.
	SendData struct {
		Octets int
		Urgent bool
	}
	// ReceiveData is the RECEIVE call for at most Octets octets; 0 asks for all
	// that there are.
	ReceiveData struct{ Octets int }
	// Configure replaces the options.
	Configure struct{ Options Options }
	// CloseConn is the CLOSE call: no more data to send. With Both the user
	// will not read any more either, as the close of the sockets interface.
	CloseConn struct{ Both bool }
	// AbortConn is the ABORT call.
	AbortConn struct{}
	// Crash loses the TCB without a word to anybody, as a reboot does.
	Crash struct{}
	// Arrival is a segment that has come in.
	Arrival struct{ Segment Segment }
	// Timeout says that a timer has run out.
	Timeout struct{ Timer Timer }
)

func (OpenCall) input()    {}
func (SendData) input()    {}
func (ReceiveData) input() {}
func (CloseConn) input()   {}
func (Configure) input()   {}
func (AbortConn) input()   {}
func (Crash) input()       {}
func (Arrival) input()     {}
func (Timeout) input()     {}

// Output is something an endpoint does. Outputs come in the order in which
// they happen, all at the instant of the input.
type Output interface{ output() }

type (
	// Emit sends a segment. Repeats is set on a retransmission.
	Emit struct {
		Segment Segment
		Repeats bool
		Rule    string
	}
	// Enter is a change of state: a row of Table.
	Enter struct{ Transition }
	// Choose is the choice of an initial send sequence number.
	Choose struct{ ISS Seq }
	// StartTimer starts a timer, or starts it anew when it is running.
	StartTimer struct {
		Timer Timer
		After time.Duration
		Rule  string
	}
	// StopTimer stops a running timer.
	StopTimer struct {
		Timer Timer
		Rule  string
	}
	// Deliver hands octets to the user, in order.
	Deliver struct {
		Octets int
		Rule   string
	}
	// Congestion is where congestion control stands: cwnd, ssthresh, and how
	// much is sent and not acknowledged, all in octets.
	Congestion struct {
		Window, Threshold, Flight int
		Phase                     Phase
		Rule                      string
	}
	// Urgent signals the user that the peer has urgent data, and how far away its
	// end is in the data to be read.
	Urgent struct {
		Octets int
		Rule   string
	}
	// Advise tells IP and the user that repeating has helped little so far (R1).
	Advise struct{ Rule string }
	// Resume asks for a Flush after a while, when the line is free again.
	Resume struct{ After time.Duration }
	// Report signals an error to the user.
	Report struct {
		Error Error
		Rule  string
	}
)

func (Emit) output()       {}
func (Enter) output()      {}
func (Choose) output()     {}
func (StartTimer) output() {}
func (StopTimer) output()  {}
func (Deliver) output()    {}
func (Congestion) output() {}
func (Urgent) output()     {}
func (Advise) output()     {}
func (Resume) output()     {}
func (Report) output()     {}

// Phase is what congestion control is about.
type Phase string

// The phases, as RFC 5681, section 3, names them.
const (
	SlowStart    Phase = "slow-start"
	Avoidance    Phase = "congestion-avoidance"
	FastRecovery Phase = "fast-recovery"
)

// Timer is one of an endpoint's timers.
type Timer string

// The timers.
const (
	RetransmissionTimer Timer = "retransmission"
	DelayedAckTimer     Timer = "delayed-ack"
	TimeWaitTimer       Timer = "time-wait"
	PersistTimer        Timer = "persist"
	KeepaliveTimer      Timer = "keepalive"
	UserTimer           Timer = "user"
	FinWait2Timer       Timer = "fin-wait-2"
	RackTimer           Timer = "rack"
	TailTimer           Timer = "tail-loss-probe"
)

// Timers are all timers.
var Timers = []Timer{
	RetransmissionTimer, DelayedAckTimer, TimeWaitTimer, PersistTimer, KeepaliveTimer, UserTimer, FinWait2Timer,
	RackTimer, TailTimer,
}

// timerSet is a set of timers, one bit for each by its place among all.
type timerSet uint16

func (s timerSet) has(t Timer) bool { return s&(1<<slices.Index(Timers, t)) != 0 }

func (s *timerSet) set(t Timer, runs bool) {
	bit := timerSet(1) << slices.Index(Timers, t)
	*s &^= bit
	if runs {
		*s |= bit
	}
}

// Error is what a user is told.
type Error string

// The errors, in the words of the sockets interface. RFC 9293 §3.10 has them
// as "connection refused", "connection reset", "connection aborted due to user
// timeout", "connection closing", "connection does not exist" and "connection
// already exists".
const (
	Refused      Error = "refused"
	Reset        Error = "reset"
	TimedOut     Error = "timeout"
	IsClosing    Error = "closing"
	NoConnection Error = "no-connection"
	Exists       Error = "exists"
)
