package tcp

import "time"

// watchWindow starts the persist timer when the peer's window is all that
// keeps data back: the segment that opens it again may be lost. A window that
// is open, but too small to be worth filling, is filled when the timer fires, and
// what a cork holds back leaves with it.
//
// RFC 9293 §3.8.6.1, MUST-36; §3.8.6.2.1, (4).
func (e *Endpoint) watchWindow() {
	waiting := e.snd.queued > 0 || e.snd.closed && !e.snd.finSent
	stuck := e.mayTransmit() && len(e.flight) == 0 && waiting
	switch {
	case stuck && !e.running.has(PersistTimer):
		rule := ruleProbe
		e.snd.probeWait = e.timeoutRTO()
		if e.snd.wnd > 0 {
			rule, e.snd.probeWait = ruleOverride, min(e.snd.probeWait, overrideCeiling)
		}
		e.startTimer(PersistTimer, e.snd.probeWait, rule)
	case !stuck && !e.snd.probing:
		e.stopTimer(PersistTimer, ruleProbe)
	}
}

// overrideCeiling is how long the sender waits at most for a window that is worth
// filling.
const overrideCeiling = time.Second // RFC 9293 §3.8.6.2.1, (4)

// probe asks a closed window whether it is still closed, with growing
// patience. As long as it is answered, it asks for ever (MUST-37).
//
// RFC 9293 §3.8.6.1, SHLD-29 and SHLD-30.
func (e *Endpoint) probe(now time.Duration) {
	e.snd.probeWait = min(2*e.snd.probeWait, e.profile.MaxRTO)
	if e.unheard(now) {
		e.giveUp()
		return
	}
	switch {
	case e.snd.wnd > 0 && !e.snd.probing:
		e.snd.override, e.snd.pressed = true, e.profile.EmptyProbe // Flush sends what fits
		return
	case e.profile.EmptyProbe: // T12, D8
		e.probeUrgent()
		seg := e.plain(ACK)
		seg.Seq = e.snd.una.Add(-1)
		e.answers = append(e.answers, Emit{Segment: seg, Rule: ruleProbe})
	case e.snd.probing && len(e.flight) > 0:
		e.answers = append(e.answers, Emit{Segment: e.again(e.flight[0].Segment), Repeats: true, Rule: ruleProbe})
	default:
		e.sendProbe(now)
	}
	e.startTimer(PersistTimer, e.snd.probeWait, ruleProbe)
	switch e.snd.unanswered++; e.snd.unanswered {
	case 1:
		e.snd.silentFrom = now
	case 1 + adviseAfter:
		e.do(Advise{Rule: ruleGivingUp})
	}
}

// probeUrgent tells the peer of urgent data that its window keeps back: the
// empty probe points at none.
func (e *Endpoint) probeUrgent() {
	if ahead := e.snd.urgent.Sub(e.snd.una); e.snd.hasUrgent && ahead > 0 {
		seg := e.plain(URG | ACK)
		seg.Urgent = min(ahead, 65535)
		e.answer(seg, ruleUrgent)
	}
}

// unheard reports whether so many probes have found no answer that the peer is
// taken for dead. Silence is judged as of data (MUST-20).
//
// RFC 9293 §3.8.3.
func (e *Endpoint) unheard(now time.Duration) bool {
	n := e.snd.unanswered
	switch {
	case n == 0:
		return false
	case e.opt.Retries >= 0:
		return n >= e.opt.Retries
	case e.profile.DataRetries > 0:
		return n >= e.profile.DataRetries
	}
	return now-e.snd.silentFrom >= giveUpData
}

// sendProbe sends one octet, or the FIN, beyond the window.
func (e *Endpoint) sendProbe(now time.Duration) {
	seg := e.plain(ACK)
	if e.snd.queued > 0 {
		seg.Len = 1
		e.snd.queued--
		if e.snd.queued == 0 {
			seg.Flags |= PSH
		}
		e.pointUrgent(&seg)
	} else {
		seg.Flags |= FIN
		e.snd.finSent = true
	}
	e.snd.nxt = seg.End()
	e.snd.probing = true
	e.flight = append(e.flight, sent{Segment: seg, first: now, last: now, times: 1})
	e.answers = append(e.answers, Emit{Segment: seg, Rule: ruleProbe})
}

// endProbing goes back to sending when the window has opened. A probe that was
// not taken returns to the queue it came from.
func (e *Endpoint) endProbing() {
	if !e.snd.probing || e.snd.wnd == 0 && len(e.flight) > 0 {
		return
	}
	e.snd.probing = false
	e.stopTimer(PersistTimer, ruleProbe)
	if len(e.flight) > 0 {
		p := e.flight[0]
		e.flight = nil
		e.snd.nxt = p.Seq
		e.snd.queued += p.Len
		e.snd.finSent = false
	}
}
