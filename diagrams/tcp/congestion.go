package tcp

import "slices"

// congestion is the state of congestion control: slow start, congestion
// avoidance, fast retransmit and fast recovery. Off when window is 0.
//
// RFC 9293 §3.8.2, which adopts RFC 5681; recovery as RFC 6582 (NewReno), and
// with SACK only what is missing is repeated (RFC 6675, simplified).
type congestion struct {
	window     int // cwnd, in octets
	threshold  int // ssthresh, in octets
	acked      int // octets acknowledged since the window grew last, in congestion avoidance
	duplicates int // duplicate ACKs in a row
	recovering bool
	recover    Seq // recovery ends when this is acknowledged
	lost       Seq // what is before it has been lost by the timer's verdict
	afterRTO   bool
}

// beginCongestion sets the initial window.
//
// RFC 6928.
func (e *Endpoint) beginCongestion() {
	e.cc = congestion{window: e.profile.Congestion * e.snd.mss, threshold: 1 << 30}
}

// allowance is how many octets may still leave before the network's limit.
func (e *Endpoint) allowance() int {
	if e.cc.window == 0 {
		return 1 << 30
	}
	return e.cc.window - e.inFlight()
}

// inFlight is how many octets are out and not known to have left the network.
func (e *Endpoint) inFlight() (n int) {
	for _, s := range e.flight {
		if !s.sacked && !e.presumedLost(s) {
			n += s.Space()
		}
	}
	return n
}

// presumedLost reports whether a segment waits to be repeated: after a timeout
// all that was out then, in recovery with SACK what the peer has holes for.
//
// RFC 6675, section 5.
func (e *Endpoint) presumedLost(s sent) bool {
	if s.sacked || s.repaired {
		return false
	}
	return e.cc.afterRTO && s.Seq.Less(e.cc.lost) || e.cc.recovering && e.sack && e.sackedBeyond(s)
}

// sackedBeyond reports whether the peer holds anything that was sent after s.
func (e *Endpoint) sackedBeyond(s sent) bool {
	return slices.ContainsFunc(e.flight, func(other sent) bool { return other.sacked && s.Seq.Less(other.Seq) })
}

// growWindow opens the window as an ACK of n new octets allows.
//
// RFC 5681, section 3.1.
func (e *Endpoint) growWindow(n int) {
	switch {
	case e.cc.window == 0 || e.cc.recovering:
	case e.cc.window < e.cc.threshold:
		e.cc.window += n
	default:
		if e.cc.acked += n; e.cc.acked >= e.cc.window {
			e.cc.acked -= e.cc.window
			e.cc.window += e.snd.mss
		}
	}
}

// halve takes a loss as the sign of congestion that it is.
func (e *Endpoint) halve() { e.cc.threshold = max(e.inFlight()/2, 2*e.snd.mss) }

// timeoutLoss answers a retransmission timeout: everything out is presumed
// lost, and sending begins anew with one segment.
//
// RFC 5681, section 3.1, equation (4).
func (e *Endpoint) timeoutLoss() {
	if e.cc.window == 0 {
		return
	}
	e.halve()
	e.cc.window = e.snd.mss
	e.cc.recovering, e.cc.duplicates = false, 0
	e.cc.afterRTO, e.cc.lost = true, e.snd.nxt
	e.forgetRepairs()
	e.flight[0].repaired = true
}

// forgetRepairs has everything out be as if it had never been repeated.
func (e *Endpoint) forgetRepairs() {
	for i := range e.flight {
		e.flight[i].repaired = false
	}
}

// isDuplicate reports whether seg is a duplicate ACK: it brings nothing new.
//
// RFC 5681, section 2.
func (e *Endpoint) isDuplicate(seg Segment) bool {
	return len(e.flight) > 0 && seg.Len == 0 && !seg.Has(SYN) && !seg.Has(FIN) && seg.Ack == e.snd.una &&
		seg.Window<<e.snd.shift == e.snd.wnd
}

// countDuplicate repeats the segment that three duplicate ACKs miss.
//
// RFC 5681, section 3.2.
func (e *Endpoint) countDuplicate() {
	if e.cc.window == 0 {
		return
	}
	e.cc.duplicates++
	switch {
	case e.cc.recovering:
		if !e.sack {
			e.cc.window += e.snd.mss // another segment has left the network
		}
	case e.cc.duplicates == 3 && !e.cc.afterRTO:
		e.halve()
		e.forgetRepairs()
		e.cc.recovering, e.cc.recover = true, e.snd.nxt
		e.cc.window = e.cc.threshold
		if !e.sack {
			e.cc.window += 3 * e.snd.mss
		}
		e.repeatFirstHole(ruleFastRetransmit)
	}
}

// leaveRecovery ends recovery when all that was out at its beginning is
// acknowledged; an ACK of a part of it shows the next hole.
//
// RFC 6582, section 3.2.
func (e *Endpoint) leaveRecovery(acked int) {
	e.cc.duplicates = 0
	if e.cc.afterRTO && e.cc.lost.AtMost(e.snd.una) {
		e.cc.afterRTO = false
	}
	if !e.cc.recovering {
		return
	}
	if e.cc.recover.AtMost(e.snd.una) {
		e.cc.recovering = false
		e.cc.window = e.cc.threshold
		return
	}
	e.cc.window = max(e.cc.window-acked+e.snd.mss, e.snd.mss)
	e.repeatFirstHole(ruleFastRetransmit)
}

// repeatFirstHole repeats the first segment that is neither acknowledged nor
// held by the peer; with SACK, unless it has just been repeated.
func (e *Endpoint) repeatFirstHole(rule string) {
	for i := range e.flight {
		if s := &e.flight[i]; !s.sacked && !(e.sack && s.repaired) {
			e.repeat(s, rule)
			return
		}
	}
}
