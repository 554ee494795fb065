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
	if e.profile.PushEachSend {
		e.markPushes(e.snd.nxt.Add(e.snd.queued), in.Octets)
	}
	e.snd.queued += in.Octets
	if in.Urgent {
		e.snd.urgent = e.snd.nxt.Add(e.snd.queued)
		e.snd.hasUrgent = true
	}
	e.watchUser()
}

// markPushes marks the end of a SEND that begins at from and, of one that is
// long, whatever lies more than half of the largest window behind the mark before: a
// receiver with a small window should not wait for the end.
// What is added to a segment that has not left takes the mark from it.
func (e *Endpoint) markPushes(from Seq, octets int) {
	if n := len(e.pushed); n > 0 && e.pushed[n-1] == from && e.snd.queued%e.snd.mss > 0 {
		e.pushed = e.pushed[:n-1]
	}
	end, last, half := from.Add(octets), from, e.snd.maxWnd/2
	for at := from.Add(e.snd.mss); at.Less(end); at = at.Add(e.snd.mss) {
		if at.Sub(last) > half {
			e.pushed, last = append(e.pushed, at), at
		}
	}
	e.pushed = append(e.pushed, end)
}

// pushes reports whether a segment holds the end of what one SEND gave.
func (e *Endpoint) pushes(seg Segment) bool {
	return slices.ContainsFunc(e.pushed, func(end Seq) bool { return seg.Seq.Less(end) && end.AtMost(seg.Seq.Add(seg.Len)) })
}
