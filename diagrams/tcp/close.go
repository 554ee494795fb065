package tcp

// close serves the CLOSE call: the user has no more data to send. The FIN
// itself leaves with Flush, after everything queued before it.
//
// RFC 9293 §3.10.4.
func (e *Endpoint) close(in CloseConn) {
	if in.Both && e.rcv.unread > 0 && (e.state.mayReceive() || e.state == CloseWait) {
		// SHLD-3 (§3.6.1): what the peer has sent will never be read.
		e.resetPeer(Segment{Seq: e.snd.nxt, Ack: e.rcv.nxt, Flags: RST | ACK}, ruleHalfClosed)
		e.move(CloseUnread)
		return
	}
	e.orphaned = e.orphaned || in.Both && e.state != Closed
	switch e.state {
	case Closed:
		e.fail(NoConnection, ruleClose)
	case Listen, SynSent:
		e.returnCalls(IsClosing, ruleClose)
		e.move(CloseCall)
	case SynReceived:
		e.snd.closed = true
		if e.snd.queued == 0 {
			e.move(CloseCall)
		} // else it waits for ESTABLISHED: see resumeClose
	case Established, CloseWait:
		// "In any case, enter FIN-WAIT-1", also while the FIN still waits
		// behind queued data.
		e.snd.closed = true
		e.move(CloseCall)
	default:
		if e.state == TimeWait && e.reopen {
			e.reopen = false // it is the listener that is closed
			return
		}
		if !in.Both {
			e.fail(IsClosing, ruleClose)
		}
		e.watchOrphan()
	}
}

// resumeClose carries out, on entering ESTABLISHED, a CLOSE that was queued in
// SYN-RECEIVED behind data.
func (e *Endpoint) resumeClose() {
	if e.snd.closed {
		e.move(CloseCall)
	}
}
