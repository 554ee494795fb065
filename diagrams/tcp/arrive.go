package tcp

import "time"

// arrive serves SEGMENT ARRIVES.
//
// RFC 9293 §3.10.7.
func (e *Endpoint) arrive(now time.Duration, seg Segment) {
	e.burstNow(now).acked = true
	switch e.state {
	case Closed:
		e.arriveClosed(seg)
	case Listen:
		e.arriveListen(now, seg)
	case SynSent:
		e.arriveSynSent(now, seg)
	default:
		e.arriveOther(now, seg)
	}
}

// arriveClosed answers whatever is not itself a RST with a RST that the sender
// will find acceptable.
//
// RFC 9293 §3.10.7.1.
func (e *Endpoint) arriveClosed(seg Segment) {
	if !seg.Has(RST) {
		e.reset(seg, ruleArrivalClosed)
	}
}

// reset queues the RST that answers seg where there is no connection for it.
//
// RFC 9293 §3.5.2, groups 1 and 2.
func (e *Endpoint) reset(seg Segment, rule string) {
	if seg.Has(ACK) {
		e.answer(Segment{Seq: seg.Ack, Flags: RST}, rule)
		return
	}
	e.answer(Segment{Seq: 0, Ack: seg.End(), Flags: RST | ACK}, rule)
}

// arriveListen takes a SYN and answers it.
//
// RFC 9293 §3.10.7.2.
func (e *Endpoint) arriveListen(now time.Duration, seg Segment) {
	switch {
	case seg.Has(RST): // first: it cannot be an answer to anything sent
	case seg.Has(ACK): // second: it acknowledges what was never sent
		e.reset(seg, ruleArrivalListen)
	case seg.Has(SYN): // third
		e.acceptSyn(now, seg, RcvSyn, ruleArrivalListen)
	} // fourth: anything else is dropped
}

// acceptSyn answers a SYN with a SYN,ACK and enters SYN-RECEIVED. What else
// the segment carries is held until the connection is ESTABLISHED.
func (e *Endpoint) acceptSyn(now time.Duration, seg Segment, ev Event, rule string) {
	e.synchronize(seg)
	e.beginSending()
	e.agree()
	e.move(ev)
	e.sendSyn(now, SYN|ACK, rule)
	e.updateWindow(Segment{Seq: seg.Seq, Ack: e.iss, Flags: SYN, Window: seg.Window})
	e.hold(seg)
}

// synchronize sets the receive sequence space to the peer's SYN and takes what
// it offers.
func (e *Endpoint) synchronize(seg Segment) {
	e.irs = seg.Seq
	e.rcv = receiveSpace{nxt: seg.Seq.Add(1), edge: seg.Seq.Add(1 + e.firstWindow(SYN)), wanted: e.rcv.wanted}
	e.heedOptions(seg)
	e.stamps = stamps{lastAck: e.rcv.nxt}
	if seg.Timestamps != nil {
		e.stamps.recent = seg.Timestamps.Value
	}
}
