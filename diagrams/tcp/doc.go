// Package tcp is TCP after RFC 9293 as a pure machine: inputs in, outputs out.
// It has no clock, no network, no goroutine and does no I/O; time comes in
// with each input, and a timer is an output that asks to be woken.
//
//	user calls ──┐                        ┌── segments
//	segments   ──┼──> Step … Flush ───────┼── state changes, each with its clause
//	timeouts   ──┘     (Endpoint)         └── timers, deliveries, errors
//
// Step takes one input and works out what follows from it; Flush then sends
// what has become due. Between the two a user may make further calls at the
// same instant: that is how an ACK comes to ride on the reply it provokes,
// and how ACKs are aggregated (RFC 9293 §3.10.7.4, MUST-58).
//
// The functions stand in the order of the RFC: open.go is §3.10.1, send.go
// §3.10.2, and so on; what happens when a segment arrives is in the files that
// begin with arrive, in the RFC's order of checks. Every change of state is a
// row of Table.
//
// What the RFC leaves to the implementer, and where Linux departs from it, is
// data: a Profile. Its fields carry the letters T1 to T12 and D1 to D16, by
// which the places that ask it are marked. Of the tensions in the RFC, and of
// what systems do, these are resolved alike in every profile:
//
//	T3  Who sends a RST goes to CLOSED, not to TIME-WAIT.
//	T4  A RST in SYN-RECEIVED leads to CLOSED unless the open was passive.
//	T6  RST and SYN in the window are handled as in RFC 5961.
//	T7  In SYN-SENT a RST is judged by its ACK alone.
//	T9  "A FIN segment" carries an ACK, as in all the figures.
//	T10 An ACK of something unsent in LAST-ACK or TIME-WAIT is dropped.
//	T11 A connection reopened from TIME-WAIT goes to SYN-RECEIVED.
//	D10 Data for a user who has gone draws a RST, and leaves no TIME-WAIT.
//	D11 A full queue drops a SYN without a word.
//	D15 An old SYN may end TIME-WAIT, by the RST that answers its answer (RFC 1337).
//
// What RFC 9293 leaves to other documents stands in files of its own, and is
// off unless a host's Options or the profile turn it on: congestion.go, idle.go
// and recovery.go (RFC 5681, 6582), cubic.go (RFC 9438), sack.go (RFC 2018, 2883),
// scoreboard.go (RFC 6675), rack.go and tlp.go (RFC 8985), prr.go (RFC 6937),
// undo.go (RFC 3708), timestamps.go and the shifts in window.go (RFC 7323).
package tcp
