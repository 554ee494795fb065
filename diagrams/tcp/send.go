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
// receiver with a small window should not wait for the end. Linux cuts a SEND
// into pieces of whole segments, of half that window at most, and looks after
// each.
func (e *Endpoint) markPushes(from Seq, octets int) {
	end, last, half := from.Add(octets), from, e.snd.maxWnd/2
	if piece := half / e.snd.mss * e.snd.mss; piece > 0 {
		for at := from.Add(piece); at.Less(end); at = at.Add(piece) {
			if at.Sub(last) > half {
				e.pushed, last = append(e.pushed, at), at
			}
		}
	}
	e.pushed = append(e.pushed, end)
}

// pushes reports whether a segment holds the end of what one SEND gave.
func (e *Endpoint) pushes(seg Segment) bool {
	return slices.ContainsFunc(e.pushed, func(end Seq) bool { return seg.Seq.Less(end) && end.AtMost(seg.Seq.Add(seg.Len)) })
}
