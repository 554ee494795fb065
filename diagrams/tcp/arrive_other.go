package tcp

import "time"

// arriveOther serves a segment in SYN-RECEIVED and all the synchronized
// states, in the RFC's order of checks. The third, security, has nothing to
// check here.
//
// RFC 9293 §3.10.7.4.
func (e *Endpoint) arriveOther(now time.Duration, seg Segment) {
	if e.reopens(seg) {
		e.reopenFrom(now, seg)
		return
	}
	if e.crossedSynAck(seg) {
		seg.Flags &^= SYN
		seg.Seq = seg.Seq.Add(1)
		if e.profile.CrossedSynAck == AckToo { // D1
			e.oweAck(atOnce, ruleArrival)
		}
	}
	if !e.checkStamps(now, seg) || !e.checkSequence(now, seg) {
		return
	}
	if !e.profile.StampsAfterAck {
		e.takeStamp(seg)
	}
	old := seg.Ack.Less(e.snd.una)
	if !e.checkRst(now, seg) || !e.checkSyn(now, seg) || !e.checkAck(now, seg) {
		return
	}
	if e.profile.StampsAfterAck && !old {
		e.takeStamp(seg)
	}
	if !seg.Has(FIN) {
		e.settle()
	}
	e.checkUrgent(seg)
	switch {
	case e.state == TimeWait && seg.Has(FIN): // eighth check
		e.oweAck(atOnce, ruleArrival)
		e.startTimer(TimeWaitTimer, 2*e.profile.MSL, ruleArrival)
	case !e.state.mayReceive(): // a FIN has been received: nothing can follow it
	case seg.Len > 0 && e.orphaned:
		e.refuseData(seg)
	default:
		e.text(now, seg)
	}
	e.settle()
	if e.probes > 0 || e.running.has(KeepaliveTimer) {
		e.watchIdle()
	}
}

// crossedSynAck reports whether seg is the SYN,ACK of a simultaneous open, to
// be taken for the ACK that it also is. T1: the sequence check would refuse
// it, since its SYN is already counted, as Appendix A.2 warns; Figure 7 takes it.
// Without its SYN it passes all checks.
func (e *Endpoint) crossedSynAck(seg Segment) bool {
	return e.profile.CrossedSynAck != Refuse && e.state == SynReceived && !e.passive &&
		seg.Has(SYN|ACK) && !seg.Has(RST) && seg.Seq == e.irs
}

// checkSequence is the first check: is any of the segment in the window?
func (e *Endpoint) checkSequence(now time.Duration, seg Segment) bool {
	if e.acceptable(seg) {
		return true
	}
	if seg.Has(RST) {
		return false
	}
	if e.state == SynReceived && seg.Has(SYN) && !seg.Has(ACK) && seg.Seq == e.irs && e.profile.RepeatedSynAck {
		e.repeat(now, &e.flight[0], ruleRepeatedSyn) // T5, D3
		return false
	}
	if e.mayAcknowledge(seg) && e.heedAck(now, seg) {
		return false
	}
	e.noteDouble(seg)
	switch {
	case seg.Space() == 0, seg.Has(SYN) && e.state.synchronized():
		e.challenge(now, ruleArrival) // nothing is lost if a bare ACK goes unanswered; T6, whatever the number of a SYN
	default:
		if seg.Seq.Less(e.rcv.nxt) && !seg.Has(SYN) {
			e.hasten()
			e.rcv.pace.scheduled = e.rcv.pace.scheduled || e.endsLast(seg)
		}
		e.oweAck(atOnce, ruleArrival)
	}
	if e.state == TimeWait && seg.Has(FIN) && e.profile.RepeatedFinRestarts {
		// T2: the text of the fifth check can only mean this segment.
		e.startTimer(TimeWaitTimer, 2*e.profile.MSL, ruleArrival)
	}
	return false
}

// heedAck takes of an unacceptable segment what it acknowledges, and how far urgent
// data goes. It reports whether that ends the connection, on Linux without a word:
// only our FIN was missing.
func (e *Endpoint) heedAck(now time.Duration, seg Segment) (over bool) {
	old := seg.Ack.Less(e.snd.una)
	e.takeAck(now, seg)
	if e.profile.StampsAfterAck && !old {
		e.takeStamp(seg)
	}
	e.checkUrgent(seg)
	if e.checkAckOfFin() {
		e.settle()
	}
	return e.state == Closed || e.state == TimeWait && e.profile.HeedsLastAgain
}

// mayAcknowledge reports whether an unacceptable segment is heeded for what it
// acknowledges: a closed window must not keep valid ACKs and urgent pointers out. On
// Linux one that ends where the last acknowledgment stood is none too old, either.
func (e *Endpoint) mayAcknowledge(seg Segment) bool {
	if !seg.Has(ACK) || seg.Has(SYN) || !e.state.synchronized() || e.state == TimeWait || e.snd.nxt.Less(seg.Ack) {
		return false
	}
	return e.window() == 0 && seg.Seq == e.rcv.nxt || e.profile.HeedsLastAgain && e.endsLast(seg)
}

// endsLast reports whether a segment ends where the last acknowledgment stood, or
// between there and RCV.NXT: what it holds is here, but has just come.
func (e *Endpoint) endsLast(seg Segment) bool {
	acked := e.rcv.nxt.Add(-e.rcv.unacked)
	return acked.AtMost(seg.End()) && seg.End().AtMost(e.rcv.nxt)
}

// acceptable is the test of Table 6.
//
// RFC 9293 §3.10.7.4, first check.
func (e *Endpoint) acceptable(seg Segment) bool {
	window := e.window()
	if window == 0 {
		return seg.Space() == 0 && seg.Seq == e.rcv.nxt
	}
	if e.profile.RefuseBeyond && e.rcv.unread > 0 && e.rcv.edge.Less(seg.text().Add(seg.Len)) {
		return false
	}
	if seg.Seq.In(e.rcv.nxt, window) {
		return true
	}
	return seg.Space() > 0 && seg.End().Add(-1).In(e.rcv.nxt, window)
}

// checkRst is the second check.
func (e *Endpoint) checkRst(now time.Duration, seg Segment) bool {
	if !seg.Has(RST) {
		return true
	}
	switch {
	case seg.Seq != e.rcv.nxt:
		e.challenge(now, ruleArrival) // T6
	case e.state == SynReceived && e.former != nil:
		e.stayClosed()
	case e.state == SynReceived && e.passive:
		e.move(RcvRstPassive) // T4
	case e.state == SynReceived:
		reason := Refused
		if e.profile.ResetAfterActiveOpen { // D14
			reason = Reset
		}
		e.fail(reason, ruleArrival)
		e.move(RcvRst)
	case e.state == Closing || e.state == LastAck || e.state == TimeWait: // D15
		e.move(RcvRst)
	default:
		e.fail(Reset, ruleArrival)
		e.move(RcvRst)
	}
	return false
}

// checkSyn is the fourth check. T6: in the synchronized states a SYN is only
// challenged, as RFC 5961 recommends, whatever its number.
func (e *Endpoint) checkSyn(now time.Duration, seg Segment) bool {
	if !seg.Has(SYN) {
		return true
	}
	if e.state == SynReceived && e.passive {
		e.move(RcvSynPassive)
		return false
	}
	e.challenge(now, ruleArrival)
	return false
}

// refuseData resets the connection because data came for a user who has gone (D10).
//
// RFC 9293 §3.6.1, SHLD-3.
func (e *Endpoint) refuseData(seg Segment) {
	rst := Segment{Seq: e.snd.nxt, Flags: RST}
	if e.profile.LateDataAnswered {
		rst.Seq = seg.Ack
	}
	e.resetPeer(rst, ruleHalfClosed)
	e.move(RcvDataUnread)
}
