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
			e.reset(seg, ruleArrival)
			return false
		}
		e.acknowledge(now, seg)
		e.updateWindow(seg)
		e.former = nil
		e.move(RcvAckOfSyn)
		e.beginCongestion()
		e.watchIdle()
		e.resumeClose()
		e.owePiggyback(now, e.processHeld())
		e.serveReader()
		return true
	}
	if e.snd.nxt.Less(seg.Ack) || seg.Ack.Less(e.snd.una.Add(-e.snd.maxWnd)) {
		// Something not yet sent, or an ACK so old that it is a guess
		// (MAY-12). T10: no answer in the last two states.
		if e.state != LastAck && e.state != TimeWait {
			e.challenge(now, ruleArrival)
		}
		return false
	}
	e.takeAck(now, seg)
	return e.checkAckOfFin()
}

// takeAck takes what a valid acknowledgment brings: octets acknowledged, a new
// window, the sign of a loss.
func (e *Endpoint) takeAck(now time.Duration, seg Segment) {
	before := e.snd.delivered
	news := e.heedSack(now, seg)
	duplicate := e.isDuplicate(seg, news)
	if duplicate {
		e.countDuplicate(now)
	}
	e.snd.unanswered, e.snd.heard = 0, now
	n := e.advance(now, seg)
	if n > 0 {
		e.heedEcho(now, seg)
	}
	e.heedProbe(seg, n > 0 || news)
	waits := e.detectLosses(now)
	arrived := e.arrivedSegments(e.snd.delivered-before, n > 0, duplicate)
	e.progress(now, n, arrived, waits)
	e.proportion(arrived, n > 0)
	if e.snd.una.AtMost(seg.Ack) && e.newerWindow(seg, n > 0) { // an older ACK moves no window
		e.updateWindow(seg)
	}
	if e.profile.EmptyProbe && e.snd.wnd < max(1, min(e.snd.queued, e.snd.mss)) && e.running.has(PersistTimer) {
		e.startTimer(PersistTimer, e.snd.probeWait, ruleProbe) // D8: it counts from the answer
	}
}

// checkAckOfFin does what an acknowledgment of our FIN leads to in the states
// that wait for nothing else. FIN-WAIT-1 is left to settle, which looks for the
// peer's FIN too. It reports whether to go on with the segment.
func (e *Endpoint) checkAckOfFin() bool {
	if e.finAcked() && (e.state == Closing || e.state == LastAck) {
		e.move(RcvAckOfFin)
	}
	return e.state != Closed
}

// settle enters FIN-WAIT-2 when our FIN is acknowledged. A segment that brings
// the peer's FIN too may lead straight to TIME-WAIT: there it comes last.
//
// RFC 9293 §3.3.2, Figure 5, note 2.
func (e *Endpoint) settle() {
	if e.state == FinWait1 && e.finAcked() {
		e.move(RcvAckOfFin)
	}
}

// finAcked reports whether our FIN has been sent and acknowledged.
func (e *Endpoint) finAcked() bool { return e.snd.finSent && e.snd.una == e.snd.nxt }

// acknowledge takes what seg acknowledges.
func (e *Endpoint) acknowledge(now time.Duration, seg Segment) {
	n := e.advance(now, seg)
	e.progress(now, n, n, false)
}

// advance advances SND.UNA, empties the retransmission queue up to it, and
// returns how many numbers are acknowledged for the first time.
//
// RFC 9293 §3.10.7.4, fifth check.
func (e *Endpoint) advance(now time.Duration, seg Segment) int {
	ack := seg.Ack
	n := ack.Sub(e.snd.una)
	if n <= 0 || e.snd.nxt.Less(ack) {
		return 0
	}
	e.snd.una = ack
	e.measure(now, seg)
	if s := e.flight; len(s) > 0 && s[0].Has(SYN) {
		e.synRepeats = s[0].times - 1
	}
	e.rec.acked, e.rec.told = 0, e.rec.duplicates
	for len(e.flight) > 0 && e.flight[0].End().AtMost(ack) {
		e.rec.acked++
		if first := &e.flight[0]; !first.sacked {
			e.snd.delivered += e.weight(first.Segment)
			if e.byTime() {
				e.rack.arrived(now, first)
			}
		}
		e.flight = e.flight[1:]
	}
	for len(e.pushed) > 0 && e.pushed[0].AtMost(ack) {
		e.pushed = e.pushed[1:]
	}
	return n
}

// progress does what n numbers acknowledged for the first time lead to, when so
// many were not known to have arrived, and so much was out before: more may be
// sent, and the timers run anew unless the reordering timer has just been
// started.
//
// RFC 9293 §3.10.7.4, fifth check; the timer as RFC 6298 (5.2) and (5.3).
func (e *Endpoint) progress(now time.Duration, n, arrived int, waits bool) {
	if n == 0 {
		return
	}
	recovering := e.rec.recovering
	e.leaveRecovery(now, n)
	switch {
	case e.profile.CountsAcked: // what was known before has counted already
		e.grow(now, arrived)
	case !recovering:
		e.grow(now, n-count(e.finAcked()))
	}
	e.stopTimer(UserTimer, ruleTimeout) // progress: watchUser starts it anew
	if !waits {
		e.watchRest(now)
	}
}
