package tcp

// abort serves the ABORT call.
//
// RFC 9293 §3.10.5.
func (e *Endpoint) abort() {
	if e.state == TimeWait && e.reopen {
		e.reopen = false // the listener that waits is meant, too
	}
	if e.state == TimeWait && e.profile.TimeWaitOutlivesAbort {
		return
	}
	switch e.state {
	case Closed:
		e.fail(NoConnection, ruleAbort)
		return
	case Listen, SynSent:
		e.returnCalls(Reset, ruleAbort)
	case SynReceived, Established, FinWait1, FinWait2, CloseWait:
		e.returnCalls(Reset, ruleAbort)
		rst := Segment{Seq: e.snd.nxt, Flags: RST}
		if e.profile.AbortAcks { // T8, D4: the text has it without ACK
			rst.Flags, rst.Ack = RST|ACK, e.rcv.nxt
		}
		e.resetPeer(rst, ruleAbort)
	}
	// T3: CLOSED, as here, not TIME-WAIT as §3.5.2 suggests.
	e.move(AbortCall)
}

// returnCalls tells the user of an ending connection that the SENDs and
// RECEIVEs that still wait will not be served.
//
// RFC 9293 §3.10.4, §3.10.5.
func (e *Endpoint) returnCalls(err Error, rule string) {
	if e.rcv.wanted != 0 || e.snd.queued > 0 {
		e.fail(err, rule)
	}
	e.rcv.wanted = 0
}

// resetPeer queues the RST with which this end leaves a connection. It carries
// the timestamps that were agreed upon (RFC 7323, section 3.2), and on Linux a
// window that nobody reads any more.
func (e *Endpoint) resetPeer(rst Segment, rule string) {
	if e.profile.AbortAcks && rst.Has(ACK) {
		rst.Window = min(e.window()>>e.rcv.shift, 65535)
	}
	if e.timestamps {
		rst.Timestamps = &Timestamps{Echo: e.stamps.recent}
	}
	e.answer(rst, rule)
}

// crash loses the TCB. Nobody is told: that is what makes the other end
// half-open.
//
// RFC 9293 §3.5.1.
func (e *Endpoint) crash() {
	e.answers = nil
	e.reopen = false
	if e.state != Closed {
		e.move(CrashEvent)
	}
}
