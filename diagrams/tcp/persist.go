package tcp

import "time"

// watchWindow starts the persist timer when the peer's window is all that
// keeps data back: the segment that opens it again may be lost. A window that
// is open, but too small to be worth filling, is filled when the timer fires.
//
// RFC 9293 §3.8.6.1, MUST-36; §3.8.6.2.1, (4).
func (e *Endpoint) watchWindow() {
	waiting := e.snd.queued > 0 && !(e.opt.Cork && e.snd.wnd > e.snd.queued) || e.snd.closed && !e.snd.finSent
	stuck := e.mayTransmit() && len(e.flight) == 0 && waiting
	switch {
	case stuck && !e.running[PersistTimer]:
		e.snd.probeWait = e.timeoutRTO()
		e.startTimer(PersistTimer, e.snd.probeWait, ruleProbe)
	case !stuck && !e.snd.probing:
		e.stopTimer(PersistTimer, ruleProbe)
	}
}

// probe asks a closed window whether it is still closed, with growing
// patience.
//
// RFC 9293 §3.8.6.1, SHLD-29 and SHLD-30.
func (e *Endpoint) probe(now time.Duration) {
	e.snd.probeWait = min(2*e.snd.probeWait, e.profile.MaxRTO)
	switch {
	case e.snd.wnd > 0 && !e.snd.probing:
		e.snd.override = true // Flush sends what fits
		return
	case e.profile.EmptyProbe: // T12, D8
		seg := e.plain(ACK)
		seg.Seq = e.snd.una.Add(-1)
		e.answers = append(e.answers, Emit{Segment: seg, Rule: ruleProbe})
	case e.snd.probing && len(e.flight) > 0:
		e.answers = append(e.answers, Emit{Segment: e.again(e.flight[0].Segment), Repeats: true, Rule: ruleProbe})
	default:
		e.sendProbe(now)
	}
	e.startTimer(PersistTimer, e.snd.probeWait, ruleProbe)
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
