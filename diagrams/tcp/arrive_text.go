package tcp

import (
	"slices"
	"time"
)

// ackDelay is how long an acknowledgment may wait for company. The RFC allows
// up to 500 ms; 200 ms is what BSD made customary.
const ackDelay = 200 * time.Millisecond // RFC 9293 §3.8.6.3, MUST-40

// span is a stretch of octets that arrived before its turn.
type span struct{ from, to Seq }

// text is the seventh and the eighth check: it takes the segment's data and
// its FIN, now or when what is missing before them has come.
//
// RFC 9293 §3.10.7.4.
func (e *Endpoint) text(seg Segment) {
	if seg.Len == 0 && !seg.Has(FIN) {
		return
	}
	gap := len(e.rcv.held) > 0
	e.hold(seg)
	delivered := e.processHeld()
	if gap || len(e.rcv.held) > 0 {
		// MAY-13: an ACK of what is missing, or of a gap just filled, does not
		// wait (RFC 5681, section 4.2).
		e.oweAck(atOnce, arrives)
	}
	e.owePiggyback(delivered)
}

// hold keeps the octets of seg that lie in the window, and remembers its FIN.
//
// RFC 9293 §3.10.7.4, SHLD-31.
func (e *Endpoint) hold(seg Segment) {
	from, to := seg.text(), seg.text().Add(seg.Len)
	if edge := e.rcv.nxt.Add(receiveWindow); edge.Less(to) {
		to = edge
	} else if seg.Has(FIN) {
		e.rcv.fin, e.rcv.finKnown = to, true
	}
	if from.Less(e.rcv.nxt) {
		from = e.rcv.nxt
	}
	if from.Less(to) {
		e.rcv.held = merge(e.rcv.held, span{from, to})
	}
}

// merge inserts s into sorted, disjoint spans.
func merge(held []span, s span) []span {
	i, _ := slices.BinarySearchFunc(held, s, func(a, b span) int { return a.from.Sub(b.from) })
	held = slices.Insert(held, i, s)
	out := held[:0]
	for _, h := range held {
		if n := len(out); n > 0 && h.from.AtMost(out[n-1].to) {
			if out[n-1].to.Less(h.to) {
				out[n-1].to = h.to
			}
			continue
		}
		out = append(out, h)
	}
	return out
}

// processHeld delivers what is in order now, and the FIN when its turn has
// come. It returns how many octets it delivered.
func (e *Endpoint) processHeld() (delivered int) {
	if len(e.rcv.held) > 0 && e.rcv.held[0].from.AtMost(e.rcv.nxt) {
		first := e.rcv.held[0]
		e.rcv.held = e.rcv.held[1:]
		delivered = first.to.Sub(e.rcv.nxt)
		e.rcv.nxt = first.to
		e.do(Deliver{Octets: delivered, Rule: arrives})
	}
	if e.rcv.finKnown && e.rcv.fin == e.rcv.nxt {
		e.fin()
	}
	return delivered
}

// fin is the eighth check: the peer has no more data to send.
func (e *Endpoint) fin() {
	e.rcv.finKnown = false
	e.rcv.nxt = e.rcv.nxt.Add(1)
	e.oweAck(atOnce, arrives)
	if e.state == FinWait1 && e.finAcked() {
		e.move(RcvFinAckOfFin)
	} else {
		e.move(RcvFin)
	}
}

// oweAck has an acknowledgment sent, at the latest as soon as due says.
func (e *Endpoint) oweAck(due ackDue, rule string) {
	if due > e.rcv.ack {
		e.rcv.ack, e.rcv.ackRule = due, rule
	}
}

// owePiggyback owes an acknowledgment for n octets just received, which may
// wait for company: at least every second full-sized segment is acknowledged
// at once.
//
// RFC 9293 §3.8.6.3, SHLD-18 and SHLD-19.
func (e *Endpoint) owePiggyback(n int) {
	if n == 0 {
		return
	}
	e.rcv.unacked += n
	if e.rcv.unacked >= 2*ownMSS {
		e.oweAck(atOnce, delayedAcks)
		return
	}
	if e.rcv.ack == notDue {
		e.oweAck(whenTimerFires, delayedAcks)
		e.startTimer(DelayedAckTimer, ackDelay, delayedAcks)
	}
}
