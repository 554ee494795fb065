package tcp

import "time"

// open serves the OPEN call.
//
// RFC 9293 §3.10.1.
func (e *Endpoint) open(now time.Duration, in OpenCall) {
	switch {
	case e.state == Closed && in.Passive:
		e.passive = true
		e.move(PassiveOpen)
	case (e.state == Closed || e.state == Listen) && !in.Passive:
		e.activeOpen(now, ActiveOpen, ruleOpen)
	case e.state == TimeWait && in.Passive:
		// MAY-2 (§3.6.1): a new SYN may reopen the connection from here.
		e.reopen = true
	default:
		e.fail(Exists, ruleOpen)
	}
}

// activeOpen sends a SYN and enters SYN-SENT, from CLOSED or LISTEN.
func (e *Endpoint) activeOpen(now time.Duration, ev Event, rule string) {
	e.passive = false
	e.beginSending()
	e.rcv = receiveSpace{wanted: e.rcv.wanted} // a RECEIVE in LISTEN waits on
	e.move(ev)
	e.sendSyn(now, SYN, rule)
}

// beginSending chooses an ISS and sets the send sequence space to it. Nothing
// of an earlier connection remains.
func (e *Endpoint) beginSending() { e.beginSendingAt(e.chooseISS()) }

func (e *Endpoint) beginSendingAt(iss Seq) {
	e.snd = sendSpace{una: iss, nxt: iss, mss: defaultMSS}
	e.rto, e.orphaned = estimator{}, false
}

// sendSyn queues the SYN or the SYN,ACK, which takes the number ISS.
func (e *Endpoint) sendSyn(now time.Duration, flags Flags, rule string) {
	e.snd.nxt = e.iss.Add(1)
	seg := Segment{Seq: e.iss, Flags: flags, Window: e.firstWindow(flags)}
	if flags.Has(ACK) {
		seg.Ack = e.rcv.nxt
		e.rcv.edge = e.rcv.nxt.Add(seg.Window)
	}
	e.offerOptions(&seg)
	e.answer(seg, rule)
	e.flight = []sent{{Segment: seg, first: now, last: now, times: 1}}
	e.startTimer(RetransmissionTimer, e.timeoutRTO(), ruleRetransmission)
	e.watchUser()
}

// firstWindow is what a SYN offers, which is never scaled. Where it is rounded to
// whole segments, the answer to a SYN knows already that timestamps will take
// their part of each.
//
// RFC 7323, section 2.2.
func (e *Endpoint) firstWindow(flags Flags) int {
	window, segment := e.opt.Window, e.opt.MSS
	if flags.Has(ACK) && e.opt.Timestamps && e.peer.timestamps {
		segment -= timestampsSize
	}
	if e.profile.WholeSegments && window > segment {
		window -= window % segment
	}
	return min(window, 65535)
}

// answer has Flush send a segment as it stands.
func (e *Endpoint) answer(seg Segment, rule string) {
	e.answers = append(e.answers, Emit{Segment: seg, Rule: rule})
}
