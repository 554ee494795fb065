package tcp

import (
	"slices"
	"time"
)

// sent is a segment on the retransmission queue.
type sent struct {
	Segment
	first    time.Duration // when it was sent first
	last     time.Duration // when it was sent last
	times    int           // how often
	timeouts int           // how often because of the retransmission timer
	sacked   bool          // the peer holds it (RFC 2018)
	repaired bool          // sent again since the last timeout
	turn     int           // the how-manieth of all that is sent it was, when sent last
	lost     bool          // overdue (RFC 8985)
	small    bool          // less than a full segment
}

// maxFlight is how many segments leave at one instant at most, more than any
// figure can show. A scaled window may have room for a hundred million.
const maxFlight = 10_000

// burst is what ACKs have let out at one instant. The segments of a flight arrive
// here at one instant, and so do the ACKs that they draw; on a real path each comes
// some time behind the one before, and the sender that they clock spreads what
// they let out. What a user gives leaves at once, as far as the windows reach.
type burst struct {
	at      time.Duration
	octets  int
	acked   bool // ACKs have come
	resumes bool // what it holds back has been put off
}

// burstTime is how long a line is busy with a burst: ten frames of Ethernet at
// 100 Mbit/s.
const burstTime = 1200 * time.Microsecond

// holdsBack reports whether so many octets more at this instant would make a
// burst beyond what a path is known to take, an initial window; then they leave
// when the line is free again. Without congestion control nothing is held back.
//
// RFC 6928, section 2.
func (e *Endpoint) holdsBack(now time.Duration, octets int) bool {
	b := e.burstNow(now)
	if e.cc.window == 0 || !b.acked || b.octets == 0 || b.octets+octets <= max(e.cc.initial, initialWindow*e.snd.mss) {
		b.octets += octets
		return false
	}
	if !b.resumes {
		b.resumes = true
		e.do(Resume{After: burstTime})
	}
	return true
}

// burstNow is the burst of the present instant.
func (e *Endpoint) burstNow(now time.Duration) *burst {
	if e.burst.at != now {
		e.burst = burst{at: now}
	}
	return &e.burst
}

// mayTransmit reports whether data or a FIN may leave in this state.
func (e *Endpoint) mayTransmit() bool {
	switch e.state {
	case Established, CloseWait, FinWait1, Closing, LastAck:
		return true
	}
	return false
}

// transmit sends what is due: first what a timeout has declared lost, then
// queued data, and the FIN behind it, as far as the window, the network and
// Nagle's rule let them.
//
// RFC 9293 §3.7 and §3.8.6.2.1.
func (e *Endpoint) transmit(now time.Duration) {
	if !e.mayTransmit() {
		return
	}
	e.endProbing()
	e.repair(now)
	waited := e.snd.queued > 0
	if len(e.flight) == 0 && e.snd.queued > 0 {
		e.cc.rest(now, e.timeoutRTO(), e.profile.RestHalves)
	}
	news := false
	for n := 0; n < maxFlight && !e.snd.probing; n++ {
		seg, ok := e.nextSegment(e.allowance())
		if !ok || e.holdsBack(now, seg.Len) {
			break
		}
		news = true
		e.sendNew(now, seg)
		if e.snd.pressed && e.snd.queued > 0 {
			e.pushed = slices.Insert(e.pushed, 0, seg.End().Add(1)) // what it was cut from bears PSH, too
		}
		if !e.byTime() && !e.running.has(RetransmissionTimer) {
			e.startTimer(RetransmissionTimer, e.timeoutRTO(), ruleRetransmission)
		}
		rule := ruleSend
		if seg.Len == 0 {
			rule = ruleClose
		}
		e.emit(now, Emit{Segment: seg, Rule: rule})
	}
	if limited := e.allowance() <= 0; news || waited && limited {
		e.cc.noteUse(limited, len(e.flight)*e.snd.mss, e.snd.una, e.snd.nxt)
	}
	if !news {
		e.rescue(now)
	} else if e.byTime() {
		e.watchSent(now)
	}
	e.snd.override, e.snd.pressed = false, false
	e.watchUser()
}

// sendNew moves a segment of new data, or the FIN, to the retransmission queue.
func (e *Endpoint) sendNew(now time.Duration, seg Segment) {
	if seg.Len > 0 {
		e.cc.sentAt, e.cc.used = now, true
		e.rec.prr.out += e.weight(seg)
	}
	e.snd.queued -= seg.Len
	e.snd.finSent = seg.Has(FIN)
	e.snd.nxt = seg.End()
	e.rack.sends++
	e.flight = append(e.flight, sent{
		Segment: seg, first: now, last: now, times: 1, turn: e.rack.sends, small: seg.Len < e.snd.mss-e.sackSpace(),
	})
}

// repair repeats what a timeout has declared lost, as far as the congestion
// window allows.
func (e *Endpoint) repair(now time.Duration) {
	for i := 0; i < len(e.flight); i++ {
		if s := e.flight[i]; e.presumedLost(s) && e.allowance() >= e.weight(s.Segment) {
			e.mend(now, i, e.repairRule())
		}
	}
}

// repairRule is the clause by which what is lost is repeated.
func (e *Endpoint) repairRule() string {
	switch {
	case e.byTime() && e.rec.recovering:
		return ruleRack
	case e.rec.recovering && e.sack:
		return ruleSackRecovery
	case e.rec.recovering:
		return ruleFastRetransmit
	}
	return ruleRetransmission
}

// rescue repeats in recovery, when there is nothing new to send, a segment that
// may be lost: else too few would be out to bring the next ACK.
//
// RFC 6675, section 4, NextSeg, rule 3.
func (e *Endpoint) rescue(now time.Duration) {
	for i := range e.flight {
		if s := e.flight[i]; e.mayRescue(s) && e.allowance() >= e.weight(s.Segment) {
			e.mend(now, i, ruleSackRecovery)
			return
		}
	}
}

// mend sends the i-th segment of the retransmission queue again, now.
func (e *Endpoint) mend(now time.Duration, i int, rule string) {
	s := e.fit(i)
	e.undo.repeated++
	e.noteRepeat(now, s)
	e.emit(now, Emit{Segment: e.again(s.Segment), Repeats: true, Rule: rule})
	if e.byTime() && s == &e.flight[0] && !e.running.has(RackTimer) {
		e.watchFlight(RetransmissionTimer, e.timeoutRTO(), ruleRetransmission)
	}
}

// fit is the i-th segment of the retransmission queue as it may be sent again: what
// its own blocks of SACK leave no room for becomes one of its own, behind it.
//
// RFC 9293 §3.7.1, MUST-16; RFC 6691.
func (e *Endpoint) fit(i int) *sent {
	head := &e.flight[i]
	full := e.snd.mss - e.sackSpace()
	if head.Len <= full {
		return head
	}
	rest := *head
	rest.Seq, rest.Len = head.Seq.Add(full), head.Len-full
	rest.Urgent = max(0, rest.Urgent-full)
	head.Len = full
	head.Flags &^= PSH | FIN
	e.flight = slices.Insert(e.flight, i+1, rest)
	return &e.flight[i]
}

// noteRepeat notes that a segment is sent again.
func (e *Endpoint) noteRepeat(now time.Duration, s *sent) {
	e.rack.sends++
	e.undo.everRepeated++
	e.undo.noteStamp(now)
	s.repaired, s.last, s.turn = true, now, e.rack.sends
	s.times++
	e.rec.prr.out += e.weight(s.Segment)
}

// nextSegment forms the next segment of data or FIN, of at most so many octets;
// false when there is none or it has to wait.
func (e *Endpoint) nextSegment(most int) (Segment, bool) {
	window := e.snd.una.Add(e.snd.wnd).Sub(e.snd.nxt)
	room := min(window, most)
	full := e.snd.mss - e.sackSpace()
	n := max(0, min(e.snd.queued, full, room))
	last := n == e.snd.queued
	// T9: a FIN carries an ACK, and rides on the last of the data.
	fin := last && e.snd.closed && !e.snd.finSent && window > n
	if n == 0 && !fin {
		return Segment{}, false
	}
	if !fin && n < full && !e.worthSending(n, last) {
		return Segment{}, false
	}
	seg := e.plain(ACK)
	seg.Len = n
	if fin {
		seg.Flags |= FIN
	}
	if n > 0 && (last || e.snd.pressed || e.pushes(seg)) {
		seg.Flags |= PSH // RFC 9293 §3.9.1.2, MUST-61
	}
	e.pointUrgent(&seg)
	return seg, true
}

// worthSending reports whether n octets, less than a full segment, may leave.
// Nagle: a small segment waits while anything is unacknowledged. The silly
// window rule: a part of what is queued must be half the largest window.
//
// RFC 9293 §3.7.4 and §3.8.6.2.1.
func (e *Endpoint) worthSending(n int, last bool) bool {
	switch {
	case e.snd.override:
		return true
	case !last:
		return 2*n >= e.snd.maxWnd
	case e.opt.Cork:
		return false
	}
	if e.profile.UrgentHurries && e.snd.hasUrgent && e.snd.nxt.Less(e.snd.urgent) {
		return true
	}
	return !e.opt.Nagle || e.snd.una == e.snd.nxt || e.profile.OneSmall && !e.smallInFlight()
}

// smallInFlight reports whether a segment of less than full size is
// unacknowledged.
func (e *Endpoint) smallInFlight() bool {
	return slices.ContainsFunc(e.flight, func(s sent) bool { return s.small })
}

// plain is a segment at SND.NXT without data, acknowledging RCV.NXT.
func (e *Endpoint) plain(flags Flags) Segment {
	return Segment{Seq: e.snd.nxt, Ack: e.rcv.nxt, Flags: flags}
}

// again is a segment to be repeated: what it acknowledges is of today.
func (e *Endpoint) again(seg Segment) Segment {
	if seg.Has(ACK) {
		seg.Ack = e.rcv.nxt
	}
	return seg
}

// repeat queues a segment of the retransmission queue for Flush.
func (e *Endpoint) repeat(now time.Duration, s *sent, rule string) {
	e.noteRepeat(now, s)
	e.answers = append(e.answers, Emit{Segment: e.again(s.Segment), Repeats: true, Rule: rule})
}

// emit sends a segment, with the window and the options of the moment. One
// that acknowledges settles what was owed.
func (e *Endpoint) emit(now time.Duration, m Emit) {
	if m.Segment.Has(ACK) && !m.Segment.Has(SYN) && !m.Segment.Has(RST) && e.state != Closed {
		m.Segment.Window = e.offer()
		if e.free() < e.opt.Window/2 {
			e.rcv.pace.quick = 0 // D16: there is no hurry to fill what is half full
		}
		m.Segment.SACK = e.sackBlocks()
	}
	e.stamp(now, &m.Segment)
	e.do(m)
	if m.Segment.Has(ACK) && m.Segment.Ack == e.rcv.nxt {
		e.paceSent(now, m.Segment)
		e.rcv.ack, e.rcv.unacked, e.rcv.double = notDue, 0, nil
		e.stopTimer(DelayedAckTimer, ruleDelayedAck)
	}
}
