package tcp

// watchIdle starts the keep-alive timer anew: the peer has just been heard, or
// the user has just asked for it.
//
// RFC 9293 §3.8.4.
func (e *Endpoint) watchIdle() {
	e.probes = 0
	if e.opt.Keepalive.Idle == 0 || !e.idleState() {
		e.stopTimer(KeepaliveTimer, ruleKeepalive)
		return
	}
	e.startTimer(KeepaliveTimer, e.opt.Keepalive.Idle, ruleKeepalive)
}

// idleState reports whether the connection may idle in its state: where our
// own FIN is under way, the retransmission timer notices a dead peer.
func (e *Endpoint) idleState() bool {
	return e.state == Established || e.state == CloseWait || e.state == FinWait2
}

// askIdle sends a keep-alive segment, or gives up when enough of them have
// found no answer. While data is outstanding, or waits for the peer's window,
// the connection is not idle: other timers ask.
//
// RFC 9293 §3.8.4, MUST-26 and SHLD-12.
func (e *Endpoint) askIdle() {
	switch {
	case !e.idleState():
		return
	case len(e.flight) > 0 || e.snd.queued > 0 || e.snd.closed && !e.snd.finSent:
		e.watchIdle()
		return
	case e.probes >= e.opt.Keepalive.Count:
		if e.profile.KeepaliveResets { // D12
			seg := e.plain(RST | ACK)
			e.resetPeer(seg, ruleKeepaliveReset)
		}
		e.fail(TimedOut, ruleKeepalive)
		e.move(PeerSilent)
		return
	}
	e.probes++
	seg := e.plain(ACK)
	seg.Seq = e.snd.nxt.Add(-1)
	e.answer(seg, ruleKeepalive)
	e.startTimer(KeepaliveTimer, e.opt.Keepalive.Interval, ruleKeepalive)
}
