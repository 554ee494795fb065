package tcp

import "time"

// How long a segment is repeated before the connection is given up (R2).
const (
	giveUpSyn  = 3 * time.Minute   // RFC 9293 §3.8.3, MUST-23
	giveUpData = 100 * time.Second // RFC 9293 §3.8.3, SHLD-11
)

// timeout serves the timers.
//
// RFC 9293 §3.10.8.
func (e *Endpoint) timeout(now time.Duration, t Timer) {
	e.running[t] = false
	switch t {
	case RetransmissionTimer:
		e.retransmit(now)
	case DelayedAckTimer:
		e.oweAck(atOnce, delayedAcks)
	case TimeWaitTimer:
		e.move(TimeWaitTimeout)
		if e.reopen {
			// The passive OPEN that waited for a SYN waits on.
			e.reopen, e.passive = false, true
			e.move(PassiveOpen)
		}
	}
}

// retransmit sends the front of the retransmission queue again, with twice
// the patience, or gives up.
func (e *Endpoint) retransmit(now time.Duration) {
	head := &e.flight[0]
	patience := giveUpData
	if head.Has(SYN) {
		patience = giveUpSyn
	}
	if now-head.first >= patience {
		e.fail(TimedOut, failures)
		e.move(GiveUp)
		return
	}
	head.times++
	head.last = now
	e.rto.backOff()
	seg := head.Segment
	if seg.Has(ACK) {
		seg.Ack = e.rcv.nxt
	}
	e.answers = append(e.answers, Emit{Segment: seg, Repeats: true, Rule: timeouts})
	e.startTimer(RetransmissionTimer, e.rto.timeout(), retransmission)
}
