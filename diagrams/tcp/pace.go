package tcp

import "time"

// pace is what decides on Linux how long an acknowledgment of data waits for
// company (D16): not at all when a flight begins, whose sender has a small window
// yet; later about as long as the peer takes from one segment to the next. In a
// dialogue it waits for the reply, until that has not come in time.
//
//	data, after silence ──> quick: at once ──> after a wait that adapts
//	a duplicate ──────────────^                     │
//	a reply soon after data ──> pingpong: after a wait, or with the reply
//
// RFC 9293 §3.8.6.3 leaves it open, within half a second.
type pace struct {
	quick    int           // how many more segments with an ACK end the haste
	pingpong bool          // a dialogue
	wait     time.Duration // 0 before any data
	heard    time.Duration // when data came last
	due      time.Duration // when the delayed-ACK timer runs out
	size     int           // of the peer's full segments, as far as they show it; 0 for unknown
	last     int           // of the latest segment, if that may be a full one
	// scheduled tells that data waits to be acknowledged: an answer to a duplicate
	// counts as none.
	scheduled bool
	// pushed tells that what ends a SEND of the peer waits to be acknowledged,
	// pushedAgain that another does.
	pushed, pushedAgain bool
}

// Bounds on how long an ACK waits, and the least of a full segment.
const (
	leastAckWait     = 40 * time.Millisecond
	mostAckWait      = 500 * time.Millisecond // RFC 9293 §3.8.6.3, MUST-40
	mostPushedWait   = 200 * time.Millisecond
	leastFullSegment = 88 // octets of data and options
)

// oweAck has an acknowledgment sent, at the latest as soon as due says.
func (e *Endpoint) oweAck(due ackDue, rule string) {
	if due > e.rcv.ack {
		e.rcv.ack, e.rcv.ackRule = due, rule
	}
}

// owePiggyback owes an acknowledgment for n numbers just received, which may
// wait for company: at least every second full-sized segment is acknowledged
// at once.
//
// RFC 9293 §3.8.6.3, SHLD-18 and SHLD-19.
func (e *Endpoint) owePiggyback(now time.Duration, n int) {
	if n == 0 {
		return
	}
	e.rcv.unacked += n
	quick := e.rcv.pace.quick > 0 && !e.rcv.pace.pingpong
	if !e.opt.DelayedAck || quick || e.ackOverdue() {
		e.oweAck(atOnce, ruleDelayedAck)
	} else {
		e.delayAck(now)
	}
}

// ackOverdue reports whether so much is unacknowledged that the peer must hear
// of it: two segments of the full size in use, or more than one of what seems to
// be the peer's.
//
// RFC 9293 §3.8.6.3, SHLD-19.
func (e *Endpoint) ackOverdue() bool {
	if e.profile.AckBeyondOne {
		return e.rcv.unacked > e.fullSegment()
	}
	return e.rcv.unacked >= 2*e.snd.mss
}

// fullSegment is what a full segment of the peer seems to have.
func (e *Endpoint) fullSegment() int {
	if e.rcv.pace.size > 0 {
		return e.rcv.pace.size
	}
	return min(defaultMSS, e.opt.MSS)
}

// delayAck has an acknowledgment wait for company. One that has waited for most of
// its time already does not wait longer.
func (e *Endpoint) delayAck(now time.Duration) {
	p, wait := &e.rcv.pace, e.ackWait()
	left := p.due - now
	waits := e.rcv.ack == whenTimerFires
	switch {
	case e.rcv.ack == atOnce, waits && (!e.profile.Interactive || wait/4 < left && left <= wait):
		return
	case wait == 0, waits && left <= wait/4: // of a FIN before any data; or soon enough
		e.oweAck(atOnce, ruleDelayedAck)
		return
	}
	e.oweAck(whenTimerFires, ruleDelayedAck)
	p.due = now + wait
	e.startTimer(DelayedAckTimer, wait, ruleDelayedAck)
}

// ackWait is how long an acknowledgment may wait: no longer than a round trip,
// which would have the peer repeat what is here.
func (e *Endpoint) ackWait() time.Duration {
	if !e.profile.Interactive {
		return e.profile.AckDelay
	}
	p, most := &e.rcv.pace, mostAckWait
	if p.pingpong || p.pushed {
		most = mostPushedWait
	}
	if e.rto.srtt > 0 {
		most = min(most, max(e.rto.srtt, leastAckWait))
	}
	return min(p.wait, most, mostPushedWait) // the least is as long as p.wait begins with
}

// ackWaitedInVain learns from an ACK that no company came for: in a dialogue that
// it is none, else that it takes longer.
func (e *Endpoint) ackWaitedInVain() {
	p := &e.rcv.pace
	if p.pingpong {
		p.pingpong, p.wait = false, leastAckWait
	} else {
		p.wait = min(2*p.wait, e.timeoutRTO())
	}
}

// notePace learns from a segment of data, or a FIN, before it is taken. What
// is beyond a gap shows its size alone.
func (e *Endpoint) notePace(now time.Duration, seg Segment) {
	e.rcv.pace.scheduled = true
	switch {
	case !e.profile.Interactive:
	case seg.End().AtMost(e.rcv.nxt):
		e.hasten()
	case seg.Len == 0:
	case e.rcv.nxt.Less(seg.text()):
		e.noteSize(seg)
	default:
		e.noteSize(seg)
		e.noteRhythm(now)
	}
}

// hasten has what comes be acknowledged at once: the peer repeats, and may have
// missed an ACK.
func (e *Endpoint) hasten() {
	if e.profile.Interactive {
		e.beQuick()
		e.rcv.pace.pingpong, e.rcv.pace.wait = false, leastAckWait
	}
}

// beQuick has so many segments be acknowledged at once as half the window holds.
func (e *Endpoint) beQuick() {
	n := e.window() / (2 * e.fullSegment())
	if n == 0 {
		n = 2
	}
	e.rcv.pace.quick = max(e.rcv.pace.quick, min(n, e.profile.QuickAcks))
}

// noteSize learns how large a full segment of the peer is: the largest there was, or
// one that comes twice. A smaller one, and one that ends a SEND, is worth an ACK as
// soon as it is read.
func (e *Endpoint) noteSize(seg Segment) {
	p, before := &e.rcv.pace, e.rcv.pace.last
	options := 0
	if n := len(seg.SACK); n > 0 {
		options = 4 + 8*n
	}
	stamps := 0
	if e.timestamps {
		stamps = timestampsSize
	}
	p.last = 0
	if seg.Len >= e.fullSegment() {
		p.size = min(seg.Len, e.opt.MSS-stamps)
		p.pushed = p.pushed || seg.Has(PSH)
		return
	}
	whole := seg.Flags&(FIN|URG|PSH) == 0
	if n := seg.Len + options; n+stamps >= defaultMSS || n+stamps >= leastFullSegment && whole {
		p.last = n
		if n == before {
			p.size = n
			return
		}
	}
	p.pushedAgain, p.pushed = p.pushedAgain || p.pushed, true
}

// noteRhythm learns how fast data comes. After a silence longer than a timeout the
// peer begins anew with a small window.
func (e *Endpoint) noteRhythm(now time.Duration) {
	p, gap := &e.rcv.pace, now-e.rcv.pace.heard
	switch {
	case p.wait == 0:
		e.beQuick()
		p.wait = leastAckWait
	case gap <= leastAckWait/2:
		p.wait = p.wait/2 + leastAckWait/2
	case gap < p.wait:
		p.wait = min(p.wait/2+gap, e.timeoutRTO())
	case gap > e.timeoutRTO():
		e.beQuick()
	}
	p.heard = now
}

// ackRead acknowledges what the user has read, when that was all there is, it ended
// a SEND of the peer, and nothing is to be expected that an ACK may ride on.
func (e *Endpoint) ackRead() {
	p := &e.rcv.pace
	if e.rcv.ack == whenTimerFires && e.rcv.unread == 0 && len(e.rcv.held) == 0 && (p.pushedAgain || p.pushed && !p.pingpong) {
		e.oweAck(atOnce, ruleDelayedAck)
	}
}

// paceSent takes note of a segment that has left: it acknowledges, and if it has
// data that come soon after the peer's, it is taken for a reply.
func (e *Endpoint) paceSent(now time.Duration, seg Segment) {
	p := &e.rcv.pace
	if n := count(p.scheduled); p.quick > 0 && n >= p.quick {
		p.quick, p.wait = 0, leastAckWait
	} else {
		p.quick = max(0, p.quick-n)
	}
	p.scheduled, p.pushed, p.pushedAgain = false, false, false
	if seg.Len > 0 && now-p.heard < p.wait {
		p.pingpong = true
	}
}
