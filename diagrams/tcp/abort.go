package tcp

// abort serves the ABORT call.
//
// RFC 9293 §3.10.5.
func (e *Endpoint) abort() {
	if e.state == TimeWait && e.profile.TimeWaitOutlivesAbort {
		return
	}
	switch e.state {
	case Closed:
		e.fail(NoConnection, ruleAbort)
		return
	case SynReceived, Established, FinWait1, FinWait2, CloseWait:
		rst := Segment{Seq: e.snd.nxt, Flags: RST}
		if e.profile.AbortAcks { // T8, D4: the text has it without ACK
			rst.Flags, rst.Ack = RST|ACK, e.rcv.nxt
		}
		e.answer(rst, ruleAbort)
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
