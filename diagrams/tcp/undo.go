package tcp

import "time"

// undo is what a reduction of the congestion window needs to be taken back: when
// the peer says of everything that was repeated since that it had arrived
// already, or echoes the timestamp of what came before the repeat, nothing was lost,
// and segments were only late.
//
// RFC 3708; RFC 3522, RFC 4015.
type undo struct {
	on                bool
	from              Seq    // SND.UNA when the window was reduced
	repeated          int    // segments that were sent again since
	twice             int    // of which arrived twice
	stamp             uint32 // of the first repeat since; 0 for none
	window, threshold int
	// everRepeated and everTwice are how many segments the connection has repeated, and
	// how many it was told to have arrived twice: where these are more, the network
	// makes copies, and what arrives twice proves nothing.
	everRepeated, everTwice int
}

// remember notes the window before it is reduced.
func (e *Endpoint) remember() {
	e.undo = undo{
		on: e.profile.UndoesReductions && (e.sack || e.timestamps), from: e.snd.una,
		window: e.cc.window, threshold: e.cc.remembered(),
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
	e.takeBack()
}

// heedEcho takes the timestamp that an ACK of new numbers echoes: where that is older
// than the first repeat it was the original that arrived. As long as a repeat is
// out, it is waited for.
//
// RFC 3522, section 3.2; RFC 4015, section 3.
func (e *Endpoint) heedEcho(now time.Duration, seg Segment) {
	u := &e.undo
	if !u.on || u.stamp == 0 || !e.timestamps || seg.Timestamps == nil || seg.Timestamps.Echo == 0 || !e.rec.recovering && !e.rec.afterRTO {
		return
	}
	for _, s := range e.flight {
		if s.repaired {
			return
		}
	}
	if int32(seg.Timestamps.Echo-u.stamp) >= 0 {
		return
	}
	e.takeBack()
	// Another loss may be as evident by what has arrived since.
	more := e.rec.duplicates - max(0, e.rec.acked-1)
	if !e.sack && e.snd.una.Less(e.rec.recover) && len(e.flight) > 0 && more >= e.enoughDuplicates() {
		e.enterRecovery()
		e.loseFirstHole(now)
	}
}

// takeBack ends recovery as if nothing had been lost. Where it has to stay until an
// ACK goes beyond, it does, with the old ssthresh.
func (e *Endpoint) takeBack() {
	u := &e.undo
	e.cc.window, e.cc.threshold = max(e.cc.window, u.window), max(e.cc.threshold, u.threshold)
	e.rec.recovering = e.rec.recovering && e.mendedAll()
	e.rec.undone, e.rec.afterRTO, u.on = e.rec.recovering, false, false
	for i := range e.flight {
		e.flight[i].lost = false
	}
}

// noteStamp notes when something was repeated first since the window was reduced.
func (u *undo) noteStamp(now time.Duration) {
	if u.stamp == 0 {
		u.stamp = clock(now)
	}
}
