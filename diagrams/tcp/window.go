package tcp

// window is RCV.WND: from RCV.NXT to the right edge that has been offered.
func (e *Endpoint) window() int { return e.rcv.edge.Sub(e.rcv.nxt) }

// offer moves the right edge of the window as far as the buffer allows, and
// returns the header field that says so. The edge never moves left, and moves
// right only by a step worth announcing: small steps would invite small
// segments.
//
// RFC 9293 §3.8.6.2.2.
func (e *Endpoint) offer() int {
	if e.opensWindow() {
		e.rcv.edge = e.rcv.nxt.Add(max(e.window(), e.wholeSegments(e.free())))
	}
	if step := 1 << e.rcv.shift; e.profile.WholeSegments && e.window()%step > 0 {
		e.rcv.edge = e.rcv.edge.Add(step - e.window()%step) // a scaled window is rounded up
	}
	return min(e.window()>>e.rcv.shift, 65535)
}

// wholeSegments is so much room as is offered of it: on Linux, where it is not
// scaled, in full segments of the peer.
func (e *Endpoint) wholeSegments(room int) int {
	if !e.profile.WholeSegments || e.rcv.shift > 0 || e.rcv.pace.size == 0 {
		return room
	}
	return room - room%min(e.fullSegment(), max(e.opt.Window, 1))
}

// free is the room in the receive buffer, in octets.
func (e *Endpoint) free() int {
	return max(0, min(e.opt.Window, 65535<<e.rcv.shift)-e.rcv.unread)
}

// opensWindow reports whether the buffer has so much more room than has been
// offered that the peer should know.
func (e *Endpoint) opensWindow() bool {
	return e.free()-e.window() >= max(1, min(e.opt.Window/2, e.snd.mss))
}

// updateWindow takes the send window from seg.
//
// RFC 9293 §3.10.7.4, fifth check.
func (e *Endpoint) updateWindow(seg Segment) {
	wnd := seg.Window
	if !seg.Has(SYN) {
		wnd <<= e.snd.shift // RFC 7323: the field of a SYN is never scaled
	}
	e.snd.wnd, e.snd.wl1, e.snd.wl2 = wnd, seg.Seq, seg.Ack
	e.snd.maxWnd = max(e.snd.maxWnd, wnd)
}

// newerWindow reports whether seg is no older than the last window update: an old
// segment must not shrink the window again. On Linux a segment that brings nothing
// else, no new number and no progress, may widen or close it, but not make it
// smaller.
//
// RFC 9293 §3.10.7.4, fifth check.
func (e *Endpoint) newerWindow(seg Segment, progress bool) bool {
	if e.profile.ShrinksWithNews && !progress && e.snd.wl1 == seg.Seq {
		return seg.Window == 0 || seg.Window<<e.snd.shift > e.snd.wnd
	}
	return e.snd.wl1.Less(seg.Seq) || e.snd.wl1 == seg.Seq && e.snd.wl2.AtMost(seg.Ack)
}

// maxShift is the largest shift: the window stays within half of the sequence
// space.
const maxShift = 14 // RFC 7323, section 2.3

// shiftFor is the least shift with which the window fits the header's field.
//
// RFC 7323, section 2.
func shiftFor(window int) (shift uint8) {
	for shift < maxShift && window>>shift > 65535 {
		shift++
	}
	return shift
}
