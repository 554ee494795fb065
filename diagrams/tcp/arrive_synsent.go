package tcp

import "time"

// arriveSynSent looks for the answer to our SYN.
//
// RFC 9293 §3.10.7.3.
func (e *Endpoint) arriveSynSent(now time.Duration, seg Segment) {
	// First, the ACK bit.
	acked := seg.Has(ACK)
	if acked && (seg.Ack.AtMost(e.iss) || e.snd.nxt.Less(seg.Ack)) {
		if !seg.Has(RST) {
			e.reset(seg, ruleArrivalSynSent)
			if e.profile.EagerSyn > 0 { // D2
				e.startTimer(RetransmissionTimer, e.profile.EagerSyn, ruleEagerSyn)
			}
		}
		return
	}
	// Second, the RST bit. T7: RCV.NXT is not known yet, so that only the ACK
	// can vouch for it.
	if seg.Has(RST) {
		if acked {
			// The text says "connection reset"; users know it as "refused",
			// and so do the sockets interface and §3.10.7.4.
			reason := Refused
			if e.profile.RefusedIsReset {
				reason = Reset
			}
			e.fail(reason, ruleArrivalSynSent)
			e.move(RcvRst)
		}
		return
	}
	// Third, security: every segment here is of one compartment.
	// Fourth, the SYN bit. Fifth, nothing without it.
	if !seg.Has(SYN) {
		return
	}
	if acked {
		e.completeOpen(now, seg)
		return
	}
	e.crossedSyn(now, seg)
}

// completeOpen takes the SYN,ACK that answers our SYN.
func (e *Endpoint) completeOpen(now time.Duration, seg Segment) {
	e.synchronize(seg)
	e.agree()
	e.acknowledge(now, seg)
	e.updateWindow(seg)
	e.move(RcvSynAck)
	e.beginCongestion()
	e.watchIdle()
	e.oweAck(atOnce, ruleArrivalSynSent)
	e.hold(seg)
	e.processHeld()
	e.serveReader()
}

// crossedSyn answers a SYN that crossed ours: a simultaneous open. Our SYN is
// sent again as a SYN,ACK, which is what is repeated from now on.
//
// RFC 9293 §3.5, Figure 7.
func (e *Endpoint) crossedSyn(now time.Duration, seg Segment) {
	e.synchronize(seg)
	e.agree()
	e.move(RcvSyn)
	e.sendSyn(now, SYN|ACK, ruleArrivalSynSent)
	e.updateWindow(Segment{Seq: seg.Seq, Ack: e.iss, Flags: SYN, Window: seg.Window})
	e.hold(seg)
}
