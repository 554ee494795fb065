package tcp

import "time"

// CookieAck is the arrival, in LISTEN, of an ACK that proves a cookie: the
// connection that nothing was kept of is ESTABLISHED at once. No SYN-RECEIVED
// is ever seen (D13).
//
// RFC 4987, section 3.6.
type CookieAck struct{ Segment Segment }

func (CookieAck) input() {}

// provenOpen makes the connection whose cookie the segment proves. What its SYN
// had offered is lost but for the MSS, of which the cookie has kept a rough one.
func (e *Endpoint) provenOpen(now time.Duration, seg Segment) {
	e.synchronize(Segment{Seq: seg.Seq.Add(-1), Flags: SYN})
	e.iss = seg.Ack.Add(-1)
	e.do(Choose{ISS: e.iss})
	e.beginSendingAt(e.iss)
	e.snd.una, e.snd.nxt = seg.Ack, seg.Ack
	e.agree()
	e.updateWindow(seg)
	e.move(RcvCookieAck)
	e.beginCongestion()
	e.watchIdle()
	e.hold(seg)
	e.owePiggyback(now, e.processHeld())
	e.serveReader()
}
