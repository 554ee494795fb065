package tcp

import "time"

// rack is loss detection by time: a segment is lost when one that was sent
// later has arrived, and as long ago as reordering may take.
//
//	sent   1   2            round trip of 2
//	       │   └────────────────────────────┐
//	       │                                ├─ reordering window ─┤
//	       1 is late: 2, sent after it, is here                   1 is lost
//
// Counting duplicates takes a segment that was overtaken for a lost one, and
// never notices that a repeat is lost, too.
//
// RFC 8985, section 6.
type rack struct {
	sends     int           // how many segments have been sent
	latest    int           // which of them has arrived and was sent last; RFC 8985 tells by time and number
	rtt       time.Duration // RACK.rtt: its round trip
	least     time.Duration // RACK.min_RTT
	advanced  bool          // something has arrived since losses were looked for
	farthest  Seq           // RACK.fack: the end of the highest that has arrived
	before    Seq           // the same before the ACK in hand
	reordered bool          // RACK.reordering_seen
	found     bool          // losses were found just now
	again     bool          // among them that of a repeat
	// wider is how many quarters of the least round trip are added to the
	// reordering window; holds is for how many recoveries more, and since the
	// SND.NXT of the last widening.
	wider, holds int
	since        Seq
}

// wideningHolds is for how many recoveries a reordering window stays wide.
const wideningHolds = 16 // RFC 8985, section 6.2, step 4

// byTime reports whether losses are detected by time: SACK must tell what has
// arrived.
func (e *Endpoint) byTime() bool {
	return e.profile.LossByTime && e.sack && e.cc.window > 0 && e.mayTransmit()
}

// arrived takes note of a segment that is known to have arrived for the first
// time.
//
// RFC 8985, section 6.2, steps 1 to 3.
func (r *rack) arrived(now time.Duration, s *sent) {
	rtt := now - s.last
	if s.times == 1 {
		if r.least == 0 || rtt < r.least {
			r.least = rtt
		}
		r.reordered = r.reordered || s.End().Less(r.before)
	} else if rtt < r.least {
		return // so soon only an earlier copy can have arrived
	}
	if r.farthest.Less(s.End()) {
		r.farthest = s.End()
	}
	r.rtt, r.advanced = rtt, true
	r.latest = max(r.latest, s.turn)
}

// reorderingWindow is how long a segment may be overtaken before it counts as
// lost: not at all where reordering was never seen and three segments have
// overtaken it.
//
// RFC 8985, section 6.2, step 4.
func (e *Endpoint) reorderingWindow() time.Duration {
	if !e.rack.reordered && (e.rec.recovering || e.rec.afterRTO || e.sackedSegments() >= 3) {
		return 0
	}
	return min(time.Duration(1+e.rack.wider)*e.rack.least/4, e.rto.srtt)
}

// sackedSegments is how many segments the peer holds beyond a gap.
func (e *Endpoint) sackedSegments() (n int) {
	for _, s := range e.flight {
		n += count(s.sacked)
	}
	return n
}

// widen widens the reordering window, once a round trip, when a D-SACK says
// that something was repeated for nothing, and reordering was seen.
//
// RFC 8985, section 6.2, step 4.
func (e *Endpoint) widen() {
	r := &e.rack
	if !r.reordered || r.holds == wideningHolds && e.snd.una.Less(r.since) {
		return
	}
	r.wider++
	r.holds, r.since = wideningHolds, e.snd.nxt
}

// narrow lets the widened window go after so many recoveries.
//
// RFC 8985, section 6.2, step 4.
func (r *rack) narrow() {
	if r.holds > 0 {
		r.holds--
	}
	if r.holds == 0 {
		r.wider = 0
	}
}

// overdue marks as lost what is overdue, and returns how long to wait for what
// may be; 0 when there is nothing to wait for. A repeat may be lost as well.
//
// RFC 8985, section 6.2, step 5.
func (e *Endpoint) overdue(now time.Duration) (wait time.Duration) {
	r, window := &e.rack, e.reorderingWindow()
	r.advanced, r.found, r.again = false, false, false
	for i := range e.flight {
		s := &e.flight[i]
		if s.sacked || e.presumedLost(*s) || r.latest < s.turn {
			continue
		}
		if left := s.last + r.rtt + window - now; left > 0 {
			wait = max(wait, left)
			continue
		}
		r.found, r.again = true, r.again || s.repaired
		s.lost, s.repaired = true, false
	}
	return wait
}

// detectLosses looks for losses when something has arrived, and waits for what
// may be late. It reports whether it waits.
func (e *Endpoint) detectLosses(now time.Duration) (waits bool) {
	e.rack.found = false
	if !e.byTime() || !e.rack.advanced {
		return false
	}
	wait := e.overdue(now)
	e.recoverLost()
	switch {
	case wait > 0:
		e.watchFlight(RackTimer, wait, ruleRack)
	case e.running.has(RackTimer) && len(e.flight) > 0:
		e.watchFlight(RetransmissionTimer, e.untilRTO(now), ruleRetransmission)
	}
	return wait > 0
}

// recoverLost begins recovery for segments that were found lost, unless it is
// under way. After a timeout it is, until a repeat is lost, too.
func (e *Endpoint) recoverLost() {
	if e.rack.found && !e.rec.recovering && (!e.rec.afterRTO || e.rack.again) {
		e.enterRecovery()
	}
}

// reorderingOver serves the reordering timer.
//
// RFC 8985, section 6.2, step 5.
func (e *Endpoint) reorderingOver(now time.Duration) {
	if !e.byTime() {
		return
	}
	e.overdue(now)
	if e.recoverLost(); e.rack.found {
		e.proportion(e.snd.mss, false)
	}
	if len(e.flight) > 0 && !e.running.has(RetransmissionTimer) {
		e.watchFlight(RetransmissionTimer, e.untilRTO(now), ruleRetransmission)
	}
}

// presumeAllLost is a timeout's verdict: all is lost but what was sent so short
// a time ago that it may be under way.
//
// RFC 8985, section 6.3.
func (e *Endpoint) presumeAllLost(now time.Duration) {
	for i := range e.flight {
		if s := &e.flight[i]; i == 0 || s.last+e.rack.rtt <= now {
			s.lost, s.repaired = true, false
		}
	}
}
