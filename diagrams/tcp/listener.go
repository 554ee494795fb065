package tcp

import "slices"

// Listener is what a listening host decides about requests for connections: it
// keeps those whose handshake is done, in a queue, until its user accepts them.
// Connections are known by a number of the caller's.
//
//	SYN ──> half-open ── third ACK ──> queue ── accept ──> the user
//	         (Half)                   (ready)
//
// RFC 9293 has no queue: it asks only that a port may be listened on while a
// connection of it is under way (§3.9.1.1, MUST-42). How a full one acts is
// Linux's way: a SYN is dropped, and so is a third ACK, so that both are repeated.
type Listener struct {
	// Backlog is how many connections may wait, half-open or finished.
	Backlog int
	// OverflowResets refuses a third ACK with a RST where the queue is full.
	OverflowResets bool
	// Cookies answers a SYN that there is no room for without keeping anything:
	// the number of the SYN,ACK is all there is (RFC 4987, section 3.6).
	Cookies bool
	// OneMore has either queue hold one connection more than Backlog, as on Linux.
	OneMore bool

	ready   []int
	pending int // accept calls that wait
}

// Full reports whether no further finished connection finds room.
func (l *Listener) Full() bool { return len(l.ready) >= l.room() }

// room is how many connections may wait, half-open or finished.
func (l *Listener) room() int {
	if l.OneMore {
		return l.Backlog + 1
	}
	return l.Backlog
}

// Verdict is what becomes of a segment that asks for a connection.
type Verdict uint8

// The verdicts.
const (
	Take   Verdict = iota
	Drop           // as if it had never come (D11)
	Cookie         // answer, and keep nothing
	Deny           // answer with a RST
)

// Request judges a SYN, when so many connections are half-open.
func (l *Listener) Request(half int) Verdict {
	crowded := half >= max(1, l.room())
	switch {
	case crowded && !l.Cookies, l.Full():
		return Drop
	case crowded:
		return Cookie
	}
	return Take
}

// Completion judges the third segment of a handshake.
func (l *Listener) Completion() Verdict {
	switch {
	case !l.Full() || l.pending > 0:
		return Take
	case l.OverflowResets:
		return Deny
	}
	return Drop
}

// Denied is the arrival of a third segment for whose connection there is no
// room.
type Denied struct{ Segment Segment }

func (Denied) input() {}

// resetDenied answers such a segment as if there were no connection: with what RFC
// 9293 §3.5.2, group 1, has for that, but because the queue is full, of which the
// RFC knows nothing.
func (e *Endpoint) resetDenied(seg Segment) {
	e.reset(seg, ruleOverflow)
	if e.state == SynReceived {
		e.move(AbortCall)
	}
}

// Done puts a connection whose handshake is done into the queue. It reports
// whether an accept call has waited for it, and takes it at once.
func (l *Listener) Done(connection int) (accepted bool) {
	if l.pending > 0 {
		l.pending--
		return true
	}
	l.ready = append(l.ready, connection)
	return false
}

// Accept takes the oldest connection from the queue, or waits for one.
func (l *Listener) Accept() (connection int, ok bool) {
	if len(l.ready) == 0 {
		l.pending++
		return 0, false
	}
	connection, l.ready = l.ready[0], l.ready[1:]
	return connection, true
}

// Forget takes a connection that has ended out of the queue.
func (l *Listener) Forget(connection int) {
	l.ready = slices.DeleteFunc(l.ready, func(c int) bool { return c == connection })
}

// Waiting are the connections in the queue, the oldest first. The slice is the
// caller's own.
func (l *Listener) Waiting() []int { return append([]int(nil), l.ready...) }
