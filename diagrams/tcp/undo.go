package tcp

// undo is what a reduction of the congestion window needs to be taken back: when
// the peer says of everything that was repeated since that it had arrived
// already, nothing was lost, and segments were only late.
//
// RFC 3708.
type undo struct {
	on                bool
	from              Seq // SND.UNA when the window was reduced
	repeated          int // segments that were sent again since
	twice             int // of which arrived twice
	window, threshold int
	// everRepeated and everTwice are how many segments the connection has repeated, and
	// how many it was told to have arrived twice: where these are more, the network
	// makes copies, and what arrives twice proves nothing.
	everRepeated, everTwice int
}

// remember notes the window before it is reduced.
func (e *Endpoint) remember() {
	e.undo = undo{
		on: e.profile.UndoesReductions && e.sack, from: e.snd.una,
		window: e.cc.window, threshold: max(e.cc.threshold, e.cc.window*3/4),
		everRepeated: e.undo.everRepeated, everTwice: e.undo.everTwice,
	}
}

// heedDouble takes what an ACK says to have arrived twice. The answer to a tail
// loss probe says nothing of a recovery.
//
// RFC 2883; RFC 3708, section 2; RFC 8985, section 6.2, step 4.
func (e *Endpoint) heedDouble(seg Segment) {
	double, twice := doubled(seg)
	if !twice {
		return
	}
	u, segments := &e.undo, (double.To.Sub(double.From)+e.snd.mss-1)/e.snd.mss
	u.everTwice += segments
	if u.everTwice > u.everRepeated || e.tail.out && double.To == e.tail.end {
		return
	}
	e.widen()
	if u.on && u.from.Less(double.To) && double.To.AtMost(e.snd.una) {
		u.twice += segments
	}
	if !u.on || u.repeated == 0 || u.twice < u.repeated {
		return
	}
	e.cc.window, e.cc.threshold = max(e.cc.window, u.window), max(e.cc.threshold, u.threshold)
	e.rec.recovering, e.rec.afterRTO, u.on = false, false, false
}
