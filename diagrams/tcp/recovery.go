package tcp

import "time"

// recovery is what is known of losses: how many duplicate ACKs there were, and
// up to where the window that was hit by a loss reaches.
type recovery struct {
	duplicates int // duplicate ACKs in a row
	recovering bool
	recover    Seq // recovery ends when this is acknowledged
	lost       Seq // what is before it has been lost by the timer's verdict
	afterRTO   bool
	acked      int // segments that the latest ACK has acknowledged
	told       int // duplicate ACKs there were before that
	reordering int // how many duplicates tell of a loss, if not 3
	// guard is what an ACK must go beyond before duplicates of it count again, where
	// there is no SACK to tell what they are duplicates of.
	guard   Seq
	guarded bool
	undone  bool // what it has reduced is taken back, but it is not over
	prr     prr
}

// beginCongestion begins congestion control, when the connection is
// ESTABLISHED. Who had to repeat the SYN begins with one segment.
//
// RFC 5681, section 3.1; RFC 6928, section 2.
func (e *Endpoint) beginCongestion() {
	segments := e.opt.InitialWindow
	if e.synRepeats > e.profile.SynsForgiven {
		segments = 1
	}
	e.cc, e.rec = newCongestion(e.opt.Congestion, e.snd.mss, segments), recovery{}
	e.cc.whole = e.profile.CountsSegments
	if e.synRepeats > 0 && !e.passive {
		e.rec.guard, e.rec.guarded = e.snd.una, true // a SYN's timeout is one, too
	}
}

// allowance is how many octets may still leave before the network's limit. The
// first two duplicate ACKs each show that a segment has left the network, and
// let a new one in (limited transmit).
//
// RFC 3042; RFC 5681, section 3.2, step 1. With SACK the pipe says so already.
func (e *Endpoint) allowance() int {
	if e.cc.window == 0 {
		return 1 << 30
	}
	room := e.cc.window - e.pipe()
	if !e.sack && !e.profile.Proportional && !e.rec.recovering && !e.rec.afterRTO {
		room += min(e.rec.duplicates, 2) * e.snd.mss
	}
	if e.profile.CountsSegments {
		room -= room % e.snd.mss
	}
	return room
}

// flightSize is what has been sent and not been acknowledged, without what
// limited transmit has added; on Linux the window that was there for it.
//
// RFC 5681, section 2 and section 3.2.
func (e *Endpoint) flightSize() int {
	if e.profile.ReducesWindow {
		return e.cc.window
	}
	n := e.snd.nxt.Sub(e.snd.una)
	if !e.rec.recovering && !e.rec.afterRTO && e.rec.duplicates > 0 {
		n = min(n, max(e.cc.window, e.snd.mss))
	}
	return n
}

// grow opens the congestion window for an ACK of n new octets. A window that is not
// used does not grow, where the profile says so.
//
// RFC 5681, section 3.1.
func (e *Endpoint) grow(now time.Duration, n int) {
	if e.rec.recovering || e.profile.GrowsInUse && !e.cc.inUse() {
		return
	}
	e.cc.grow(now, n, e.rto.srtt, e.profile.CountsAcked)
}

// timeoutLoss answers a retransmission timeout: everything out is presumed
// lost, and sending begins anew with one segment.
//
// RFC 5681, section 3.1; RFC 6675, section 5.1.
func (e *Endpoint) timeoutLoss(now time.Duration, first bool) {
	if e.cc.window == 0 {
		return
	}
	if first = first && !(e.byTime() && e.rec.recovering); first {
		e.remember()
	}
	e.cc.collapse(e.flightSize(), first)
	e.rec, e.tail = recovery{afterRTO: true, lost: e.snd.nxt, guard: e.snd.nxt, guarded: true, reordering: e.rec.reordering}, tail{}
	if e.byTime() {
		e.presumeAllLost(now)
	} else {
		e.forgetRepairs()
	}
	if !e.profile.KeepsSacked || e.flight[0].sacked {
		for i := range e.flight {
			e.flight[i].sacked = false
		}
	}
	e.flight[0].repaired = true
}

// forgetRepairs has everything out be as if it had never been repeated.
func (e *Endpoint) forgetRepairs() {
	for i := range e.flight {
		e.flight[i].repaired = false
	}
}

// isDuplicate reports whether seg is a duplicate ACK: it brings nothing new.
// Where SACK is in use what counts is that it reports something. The answers to
// probes of a closed window are alike, too, and tell of no loss.
//
// RFC 5681, section 2; RFC 6675, section 2.
func (e *Endpoint) isDuplicate(seg Segment, news bool) bool {
	if len(e.flight) == 0 || e.snd.probing || seg.Ack != e.snd.una || seg.Has(SYN) || seg.Has(FIN) {
		return false
	}
	if e.sack {
		return news
	}
	if e.profile.UpdateIsNoDuplicate && e.snd.wl1.Less(seg.Seq) || e.mendedAll() {
		return false
	}
	return seg.Len == 0 && seg.Window<<e.snd.shift == e.snd.wnd
}

// countDuplicate begins recovery when three duplicate ACKs, or what SACK
// reports, show a loss.
//
// RFC 5681, section 3.2; RFC 6675, section 5, steps 1 and 2.
func (e *Endpoint) countDuplicate(now time.Duration) {
	if e.cc.window == 0 {
		return
	}
	e.rec.duplicates++
	if out := len(e.flight); !e.sack && e.profile.Proportional && e.rec.duplicates >= out {
		e.rec.duplicates, e.rec.reordering = out-1, out
	}
	switch {
	case e.rec.recovering:
		if e.inflates() {
			e.cc.window += e.snd.mss // another segment has left the network
		}
	case e.rec.afterRTO, e.byTime(), e.rec.guarded && !e.sack && e.snd.una.AtMost(e.rec.guard):
	case e.rec.duplicates >= e.enoughDuplicates() || e.sack && e.lostBySack(e.flight[0]):
		e.enterRecovery()
		e.loseFirstHole(now)
	}
}

// enoughDuplicates is how many duplicate ACKs tell of a loss. Where more come than
// segments are out, Linux takes it that the network reorders as many as are.
//
// RFC 5681, section 3.2.
func (e *Endpoint) enoughDuplicates() int {
	if e.rec.reordering > 0 {
		return e.rec.reordering
	}
	return 3
}

// inflates reports whether the window grows in recovery by what has left the
// network: where neither SACK nor proportions say how much may be sent.
func (e *Endpoint) inflates() bool { return !e.sack && !e.profile.Proportional }

// enterRecovery halves, before the first segment that is missing is repeated.
//
// RFC 6582, section 3.2, step 2; RFC 6675, section 5, step 4.
func (e *Endpoint) enterRecovery() {
	e.rec.prr = prr{on: e.profile.Proportional, flight: e.cc.window}
	e.remember()
	e.cc.reduce(e.flightSize())
	if !e.byTime() {
		e.forgetRepairs()
	}
	e.rec.recovering, e.rec.afterRTO, e.rec.recover, e.tail = true, false, e.snd.nxt, tail{}
	e.rec.guard, e.rec.guarded, e.rec.undone = e.snd.nxt, true, false
	e.cc.window = e.cc.threshold
	if e.inflates() {
		e.cc.window += 3 * e.snd.mss
	}
}

// leaveRecovery ends recovery when all that was out at its beginning is
// acknowledged; an ACK of a part of it shows the next hole.
//
// RFC 6582, section 3.2, step 3.
func (e *Endpoint) leaveRecovery(now time.Duration, acked int) {
	e.rec.duplicates = e.stillDuplicate()
	if e.rec.afterRTO && e.rec.lost.AtMost(e.snd.una) {
		e.rec.afterRTO = false
		e.rack.narrow()
	}
	switch {
	case !e.rec.recovering:
	case e.rec.recover.Less(e.snd.una), e.rec.recover == e.snd.una && !e.mendedAll():
		e.rec.recovering, e.rec.duplicates = false, 0
		e.rack.narrow()
		if !e.rec.undone {
			e.cc.window = e.cc.threshold
		}
	case e.mendedAll():
		e.rec.duplicates = 0
	case !e.sack && e.profile.Proportional:
		e.loseFirstHole(now)
	case !e.sack:
		// Deflate by what has left, but keep the segment that takes its place.
		e.cc.window -= acked
		if acked >= e.snd.mss {
			e.cc.window += e.snd.mss
		}
		e.cc.window = max(e.cc.window, e.snd.mss)
		e.repeatFirstHole(now, ruleFastRetransmit)
	}
}

// mendedAll reports whether all that was out when a loss was seen has been acknowledged,
// and nothing beyond: without SACK, duplicates that are still to come may be of
// repeats, and Linux counts none, and stays in recovery, until an ACK goes beyond.
//
// RFC 6582, section 3.2, step 2: no fast retransmit unless an ACK covers more than recover.
func (e *Endpoint) mendedAll() bool {
	return e.rec.guarded && e.rec.guard == e.snd.una && !e.sack && e.profile.Proportional
}

// stillDuplicate is how many duplicate ACKs still stand for segments that have
// arrived beyond a hole, after an ACK of new numbers: none, but where recovery counts
// on them one for each that the ACK does not cover.
func (e *Endpoint) stillDuplicate() int {
	if e.sack || !e.profile.Proportional || !e.rec.recovering {
		return 0
	}
	return max(0, e.rec.duplicates-max(0, e.rec.acked-1))
}

// loseFirstHole has the first segment that is missing be repeated: at once, or as
// soon as the proportion allows.
func (e *Endpoint) loseFirstHole(now time.Duration) {
	if e.sack || !e.profile.Proportional {
		e.repeatFirstHole(now, ruleFastRetransmit)
	} else if len(e.flight) > 0 {
		e.flight[0].lost, e.flight[0].repaired = true, false
	}
}

// repeatFirstHole repeats the first segment that is neither acknowledged nor
// held by the peer.
func (e *Endpoint) repeatFirstHole(now time.Duration, rule string) {
	for i := range e.flight {
		if !e.flight[i].sacked {
			e.repeat(now, e.fit(i), rule)
			return
		}
	}
}
