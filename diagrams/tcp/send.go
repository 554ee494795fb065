package tcp

import (
	"slices"
	"time"
)

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
	if e.profile.PushEachSend {
		e.pushed = append(e.pushed, e.snd.nxt.Add(e.snd.queued))
	}
	if in.Urgent {
		e.snd.urgent = e.snd.nxt.Add(e.snd.queued)
		e.snd.hasUrgent = true
	}
	e.watchUser()
}

// pushes reports whether a segment holds the end of what one SEND gave.
func (e *Endpoint) pushes(seg Segment) bool {
	return slices.ContainsFunc(e.pushed, func(end Seq) bool { return seg.Seq.Less(end) && end.AtMost(seg.Seq.Add(seg.Len)) })
}

// pointUrgent has a segment of data point at the end of urgent data, as far as
// its field of 16 bits can.
//
// RFC 9293 §3.8.5.
func (e *Endpoint) pointUrgent(seg *Segment) {
	if e.snd.hasUrgent && seg.Seq.Less(e.snd.urgent) && seg.Len > 0 {
		seg.Flags |= URG
		seg.Urgent = min(e.snd.urgent.Sub(seg.Seq), 65535)
	}
}
