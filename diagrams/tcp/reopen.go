package tcp

import "time"

// former is what is left of a connection in TIME-WAIT while a SYN that may
// begin its successor has not proved to be a new one.
//
// RFC 9293 §3.6.1, MAY-2.
type former struct {
	iss, irs         Seq
	snd              sendSpace
	rcv              receiveSpace
	peer             peerOptions
	stamps           stamps
	sack, timestamps bool
}

// reopens reports whether seg is a SYN that may begin a new connection from
// TIME-WAIT: a passive OPEN is waiting, and both sides' new numbers are beyond
// the old connection's.
//
// RFC 9293 §3.6.1, MAY-2.
func (e *Endpoint) reopens(seg Segment) bool {
	return e.state == TimeWait && e.reopen && seg.Flags == SYN &&
		e.rcv.nxt.AtMost(seg.Seq) && e.snd.nxt.AtMost(e.nextISS())
}

// reopenFrom answers such a SYN. The old connection is kept until the peer has
// acknowledged that it has begun a new one.
//
// RFC 9293 §3.6.1, MAY-2.
func (e *Endpoint) reopenFrom(now time.Duration, seg Segment) {
	old := &former{e.iss, e.irs, e.snd, e.rcv, e.peer, e.stamps, e.sack, e.timestamps}
	e.reopen, e.passive = false, true
	e.stopTimer(TimeWaitTimer, ruleHalfClosed)
	e.acceptSyn(now, seg, RcvSyn, ruleHalfClosed)
	e.former = old
}

// stayClosed goes back to TIME-WAIT, "if the SYN turns out to be an old
// duplicate": its sender has answered our SYN,ACK with a RST. The passive OPEN
// waits on.
//
// RFC 9293 §3.6.1, MAY-2 (2).
func (e *Endpoint) stayClosed() {
	old := e.former
	e.iss, e.irs, e.snd, e.rcv, e.peer = old.iss, old.irs, old.snd, old.rcv, old.peer
	e.stamps, e.sack, e.timestamps = old.stamps, old.sack, old.timestamps
	e.former, e.flight, e.reopen = nil, nil, true
	e.move(RcvRstReopened)
}

// resumeListening lets a passive OPEN that waited in TIME-WAIT for a new SYN
// wait on, whatever has ended the old connection.
func (e *Endpoint) resumeListening() {
	if e.state == Closed && e.reopen {
		e.reopen, e.passive = false, true
		e.move(PassiveOpen)
	}
}
