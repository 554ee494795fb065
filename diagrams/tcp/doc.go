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
// Where the RFC contradicts itself or is silent, the reading taken is stated
// at the branch, by the letters T1 to T12:
//
//	T1  A simultaneous open completes as Figure 7 draws it, though the SYN,ACK
//	    repeats a number that the sequence check would refuse.
//	T2  A repeated FIN in TIME-WAIT is acknowledged and restarts 2 MSL.
//	T3  Who sends a RST goes to CLOSED, not to TIME-WAIT.
//	T4  A RST in SYN-RECEIVED leads to CLOSED unless the open was passive.
//	T5  A repeated SYN in SYN-RECEIVED is answered with an ACK.
//	T6  RST and SYN in the window are handled as in RFC 5961.
//	T7  In SYN-SENT a RST is judged by its ACK alone.
//	T8  ABORT sends a RST without ACK.
//	T9  "A FIN segment" carries an ACK, as in all the figures.
//	T10 An ACK of something unsent in LAST-ACK or TIME-WAIT is dropped.
//	T11 A connection reopened from TIME-WAIT goes to SYN-RECEIVED.
//
// (T12 concerns zero-window probes, which this machine does not send yet.)
package tcp
