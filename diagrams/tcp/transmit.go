package tcp

import "time"

// sent is a segment on the retransmission queue.
type sent struct {
	Segment
	first time.Duration // when it was sent first
	last  time.Duration // when it was sent last
	times int           // how often
}

// transmit sends queued data, and the FIN behind it, as far as the window and
// Nagle's rule let them.
//
// RFC 9293 §3.7 and §3.8.6.2.1.
func (e *Endpoint) transmit(now time.Duration) {
	switch e.state {
	case Established, CloseWait, FinWait1, Closing, LastAck:
	default:
		return
	}
	for {
		seg, ok := e.nextSegment()
		if !ok {
			return
		}
		e.snd.queued -= seg.Len
		e.snd.finSent = seg.Has(FIN)
		e.snd.nxt = seg.End()
		e.flight = append(e.flight, sent{Segment: seg, first: now, last: now, times: 1})
		if !e.running[RetransmissionTimer] {
			e.startTimer(RetransmissionTimer, e.rto.timeout(), retransmission)
		}
		rule := send
		if seg.Len == 0 {
			rule = closing
		}
		e.emit(Emit{Segment: seg, Rule: rule})
	}
}

// nextSegment forms the next segment of data or FIN; false when there is none
// or it has to wait.
func (e *Endpoint) nextSegment() (Segment, bool) {
	room := e.snd.una.Add(e.snd.wnd).Sub(e.snd.nxt)
	n := max(0, min(e.snd.queued, e.snd.mss, room))
	last := n == e.snd.queued
	// T9: a FIN carries an ACK, and rides on the last of the data.
	fin := last && e.snd.closed && !e.snd.finSent && room > n
	if n == 0 && !fin {
		return Segment{}, false
	}
	if !fin && n < e.snd.mss && !e.worthSending(n, last) {
		return Segment{}, false
	}
	seg := e.plain(ACK)
	seg.Len = n
	if fin {
		seg.Flags |= FIN
	}
	if n > 0 && last {
		seg.Flags |= PSH // RFC 9293 §3.9.1.2, MUST-61
	}
	if e.snd.hasUrgent && seg.Seq.Less(e.snd.urgent) && n > 0 {
		seg.Flags |= URG // RFC 9293 §3.8.5
		seg.Urgent = e.snd.urgent.Sub(seg.Seq)
	}
	return seg, true
}

// worthSending reports whether n octets, less than a full segment, may leave.
// Nagle: a small segment waits while anything is unacknowledged. The silly
// window rule: a part of what is queued must be half the largest window.
//
// RFC 9293 §3.7.4 and §3.8.6.2.1.
func (e *Endpoint) worthSending(n int, last bool) bool {
	if last {
		return e.snd.una == e.snd.nxt
	}
	return 2*n >= e.snd.maxWnd
}

// plain is a segment at SND.NXT without data, acknowledging RCV.NXT.
func (e *Endpoint) plain(flags Flags) Segment {
	return Segment{Seq: e.snd.nxt, Ack: e.rcv.nxt, Flags: flags, Window: receiveWindow}
}

// emit sends a segment. One that acknowledges settles what was owed.
func (e *Endpoint) emit(m Emit) {
	e.do(m)
	if m.Segment.Has(ACK) && m.Segment.Ack == e.rcv.nxt {
		e.rcv.ack, e.rcv.unacked = notDue, 0
		e.stopTimer(DelayedAckTimer, delayedAcks)
	}
}
