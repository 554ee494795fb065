package tcp

import "time"

// checkAck is the fifth check. It reports whether the segment is to be
// processed further.
//
// RFC 9293 §3.10.7.4.
func (e *Endpoint) checkAck(now time.Duration, seg Segment) bool {
	if !seg.Has(ACK) {
		return false
	}
	if e.state == SynReceived {
		if seg.Ack.AtMost(e.snd.una) || e.snd.nxt.Less(seg.Ack) {
			e.reset(seg, arrives)
			return false
		}
		e.acknowledge(now, seg.Ack)
		e.updateWindow(seg)
		e.move(RcvAckOfSyn)
		e.resumeClose()
		e.owePiggyback(e.processHeld())
		return true
	}
	if e.snd.nxt.Less(seg.Ack) || seg.Ack.Less(e.snd.una.Add(-e.snd.maxWnd)) {
		// Something not yet sent, or an ACK so old that it is a guess
		// (MAY-12). T10: no answer in the last two states.
		if e.state != LastAck && e.state != TimeWait {
			e.oweAck(atOnce, arrives)
		}
		return false
	}
	e.acknowledge(now, seg.Ack)
	if e.newerWindow(seg) {
		e.updateWindow(seg)
	}
	return e.checkAckOfFin()
}

// checkAckOfFin does what an acknowledgment of our FIN leads to in the states
// that wait for nothing else. FIN-WAIT-1 is left to settle, after the peer's
// FIN has been looked for. It reports whether to go on with the segment.
func (e *Endpoint) checkAckOfFin() bool {
	if e.finAcked() && (e.state == Closing || e.state == LastAck) {
		e.move(RcvAckOfFin)
	}
	return e.state != Closed
}

// settle enters FIN-WAIT-2 when our FIN is acknowledged, unless the segment
// brought the peer's FIN too: that led straight to TIME-WAIT.
//
// RFC 9293 §3.3.2, Figure 5, note 2.
func (e *Endpoint) settle() {
	if e.state == FinWait1 && e.finAcked() {
		e.move(RcvAckOfFin)
	}
}

// finAcked reports whether our FIN has been sent and acknowledged.
func (e *Endpoint) finAcked() bool { return e.snd.finSent && e.snd.una == e.snd.nxt }

// acknowledge advances SND.UNA, empties the retransmission queue up to it and
// minds the timer.
//
// RFC 9293 §3.10.7.4, fifth check; the timer as RFC 6298 (5.2) and (5.3).
func (e *Endpoint) acknowledge(now time.Duration, ack Seq) {
	if ack.AtMost(e.snd.una) {
		return
	}
	e.snd.una = ack
	e.measure(now, ack)
	for len(e.flight) > 0 && e.flight[0].End().AtMost(ack) {
		e.flight = e.flight[1:]
	}
	if len(e.flight) == 0 {
		e.stopTimer(RetransmissionTimer, retransmission)
	} else {
		e.startTimer(RetransmissionTimer, e.rto.timeout(), retransmission)
	}
}

// newerWindow reports whether seg is no older than the last window update:
// an old segment must not shrink the window again.
func (e *Endpoint) newerWindow(seg Segment) bool {
	return e.snd.wl1.Less(seg.Seq) || e.snd.wl1 == seg.Seq && e.snd.wl2.AtMost(seg.Ack)
}

// updateWindow takes the send window from seg.
func (e *Endpoint) updateWindow(seg Segment) {
	e.snd.wnd, e.snd.wl1, e.snd.wl2 = seg.Window, seg.Seq, seg.Ack
	e.snd.maxWnd = max(e.snd.maxWnd, seg.Window)
}
