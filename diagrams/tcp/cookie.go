package tcp

import (
	"hash/fnv"
	"time"
)

// CookieFor is the number of the SYN,ACK that answers a SYN without keeping
// anything. It depends on nothing but the connection and the SYN's own number,
// so that the third segment proves that there was one.
//
// RFC 4987, section 3.6.
func CookieFor(connection int, syn Seq) Seq {
	h := fnv.New32a()
	for _, n := range []uint32{uint32(connection), uint32(syn)} {
		h.Write([]byte{byte(n >> 24), byte(n >> 16), byte(n >> 8), byte(n)})
	}
	return Seq(h.Sum32())
}

// CookieAnswer is the SYN,ACK that answers a SYN without keeping anything. It
// carries the MSS, the one option for which a cookie has room.
//
// RFC 4987, section 3.6.
func (e *Endpoint) CookieAnswer(connection int, syn Segment) Emit {
	return Emit{Rule: ruleCookie, Segment: Segment{
		Seq: CookieFor(connection, syn.Seq), Ack: syn.Seq.Add(1), Flags: SYN | ACK,
		Window: min(e.opt.Window, 65535), MSS: e.opt.MSS,
	}}
}

// ProvesCookie reports whether an ACK in LISTEN proves that its SYN was
// answered with a cookie.
func ProvesCookie(connection int, seg Segment) bool {
	return seg.Has(ACK) && !seg.Has(SYN) && !seg.Has(RST) && seg.Ack == CookieFor(connection, seg.Seq.Add(-1)).Add(1)
}

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
