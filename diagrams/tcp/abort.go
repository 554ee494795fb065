package tcp

// abort serves the ABORT call.
//
// RFC 9293 §3.10.5.
func (e *Endpoint) abort() {
	switch e.state {
	case Closed:
		e.fail(NoConnection, abort)
		return
	case SynReceived, Established, FinWait1, FinWait2, CloseWait:
		// T8: without ACK, as the text has it.
		e.answer(Segment{Seq: e.snd.nxt, Flags: RST}, abort)
	}
	// T3: CLOSED, as here, not TIME-WAIT as §3.5.2 suggests.
	e.move(AbortCall)
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
