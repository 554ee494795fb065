package tcp

import "time"

// tail is a tail loss probe: when the last segments of a flight are lost,
// nothing behind them draws an ACK that could tell. Instead of waiting for the
// retransmission timer, and beginning anew, the sender sends one segment more,
// which draws it.
//
// RFC 8985, section 7.
type tail struct {
	out      bool // a probe is out
	repeated bool // it repeated a segment (TLP.is_retrans)
	end      Seq  // SND.NXT when it had left (TLP.end_seq)
}

// What is added to two round trips: for what may delay the answer, an ACK that
// waits for company where only one segment is out, else the clocks.
//
// RFC 8985, section 7.2; 2 ms are Linux's.
const (
	tailAckDelay = 200 * time.Millisecond
	tailMargin   = 2 * time.Millisecond
)

// untilProbe is how long to wait for the ACK of what is out before a probe, when
// the retransmission timer would run so long.
//
// RFC 8985, section 7.2.
func (e *Endpoint) untilProbe(rto time.Duration) time.Duration {
	if !e.rto.measured {
		return min(e.profile.InitialRTO, rto)
	}
	wait := 2 * e.rto.srtt
	if len(e.flight) == 1 {
		wait += tailAckDelay
	} else {
		wait += tailMargin
	}
	return min(wait, rto)
}

// untilRTO is what is left of the retransmission timeout, counted from when the
// first segment that is out was sent last.
func (e *Endpoint) untilRTO(now time.Duration) time.Duration {
	return max(e.flight[0].last+e.timeoutRTO()-now, time.Millisecond)
}

// mayProbeTail reports whether silence may mean that a tail was lost: nothing
// else says that something is missing.
//
// RFC 8985, section 7.2.
func (e *Endpoint) mayProbeTail() bool {
	return e.byTime() && !e.rec.recovering && !e.rec.afterRTO && e.sackedSegments() == 0
}

// watchFlight starts the one of three timers that watches over what is out; the
// two others stop.
//
// RFC 8985, section 8.
func (e *Endpoint) watchFlight(t Timer, after time.Duration, rule string) {
	for _, other := range []Timer{RetransmissionTimer, RackTimer, TailTimer} {
		if other != t {
			e.stopTimer(other, rule)
		}
	}
	e.startTimer(t, after, rule)
}

// watchSent watches over new data that has just left: its tail may be lost.
func (e *Endpoint) watchSent(now time.Duration) {
	switch {
	case e.running.has(RackTimer):
	case e.mayProbeTail():
		e.watchFlight(TailTimer, e.untilProbe(e.untilRTO(now)), ruleTail)
	case e.running.has(TailTimer):
		e.watchFlight(RetransmissionTimer, e.untilRTO(now), ruleRetransmission)
	case !e.running.has(RetransmissionTimer):
		e.startTimer(RetransmissionTimer, e.timeoutRTO(), ruleRetransmission)
	}
}

// watchRest watches over what is still out when something of it was
// acknowledged.
//
// RFC 6298 (5.2) and (5.3); RFC 8985, section 7.2.
func (e *Endpoint) watchRest(now time.Duration) {
	switch {
	case len(e.flight) == 0:
		for _, t := range []Timer{RetransmissionTimer, RackTimer, TailTimer} {
			e.stopTimer(t, ruleRetransmission)
		}
	case e.snd.probing:
	case e.mayProbeTail():
		e.watchFlight(TailTimer, e.untilProbe(e.timeoutRTO()), ruleTail)
	case e.running.has(RackTimer) || e.running.has(TailTimer):
		e.watchFlight(RetransmissionTimer, e.untilRTO(now), ruleRetransmission)
	default:
		e.startTimer(RetransmissionTimer, e.timeoutRTO(), ruleRetransmission)
	}
}

// probeTail sends a probe: new data, where there is some that the peer has room
// for, else the last segment once more. There is one probe at a time.
//
// RFC 8985, section 7.3.
func (e *Endpoint) probeTail(now time.Duration) {
	if !e.byTime() || len(e.flight) == 0 {
		return
	}
	if e.tail.out {
		e.watchFlight(RetransmissionTimer, e.untilRTO(now), ruleRetransmission)
		return
	}
	e.snd.override = true // whatever Nagle says
	seg, isNew := e.nextSegment(1 << 30)
	if isNew {
		e.sendNew(now, seg)
		e.answer(seg, ruleTail)
	} else {
		last := &e.flight[len(e.flight)-1]
		e.repeat(now, last, ruleTail)
	}
	e.snd.override = false
	e.tail = tail{out: true, repeated: !isNew, end: e.snd.nxt}
	e.watchFlight(RetransmissionTimer, e.timeoutRTO(), ruleRetransmission)
}

// heedProbe takes what an ACK tells of a probe that is out. Where it repeated a
// segment, what has arrived twice was not lost; what goes beyond the probe
// without saying so shows that the probe has mended a loss, and a loss is a sign
// of congestion.
//
// RFC 8985, section 7.4.
func (e *Endpoint) heedProbe(seg Segment, progress bool) {
	t := &e.tail
	if !t.out || seg.Ack.Less(t.end) {
		return
	}
	double, twice := doubled(seg)
	switch {
	case !t.repeated, twice && double.To == t.end, !progress && len(seg.SACK) == 0:
		t.out = false
	case t.end.Less(seg.Ack):
		t.out = false
		e.cc.reduce(e.flightSize())
		e.cc.window = e.cc.threshold
	}
}

// doubled is what an ACK says has arrived twice, if anything.
//
// RFC 2883, section 4.
func doubled(seg Segment) (Block, bool) {
	if len(seg.SACK) == 0 {
		return Block{}, false
	}
	first := seg.SACK[0]
	if first.From.Less(seg.Ack) {
		return first, true
	}
	if len(seg.SACK) > 1 && seg.SACK[1].From.AtMost(first.From) && first.To.AtMost(seg.SACK[1].To) {
		return first, true
	}
	return Block{}, false
}
