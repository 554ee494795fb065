package tcp

import "time"

// send serves the SEND call. The octets leave with Flush, as far as the
// window lets them.
//
// RFC 9293 §3.10.2.
func (e *Endpoint) send(now time.Duration, in SendData) {
	switch e.state {
	case Closed:
		e.fail(NoConnection, ruleSend)
		return
	case Listen:
		e.activeOpen(now, SendCall, ruleSend)
	case SynSent, SynReceived, Established, CloseWait:
		if e.snd.closed {
			// Possible in SYN-RECEIVED only, where CLOSE is queued.
			e.fail(IsClosing, ruleSend)
			return
		}
	default:
		e.fail(IsClosing, ruleSend)
		return
	}
	e.snd.queued += in.Octets
	if in.Urgent {
		e.snd.urgent = e.snd.nxt.Add(e.snd.queued)
		e.snd.hasUrgent = true
	}
	e.watchUser()
}
