package tcp

import (
	"slices"
	"time"
)

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
	gap := e.gap()
	if seg.Len > 0 && seg.text().Less(e.rcv.nxt) {
		e.noteDouble(seg)
	}
	e.rcv.newest.From = seg.text()
	e.rcv.largest = max(e.rcv.largest, min(seg.Len, e.opt.MSS))
	e.hold(seg)
	taken := e.processHeld()
	if gap || e.gap() {
		// MAY-13: an ACK of what is missing, or of a gap just filled, does not
		// wait (RFC 5681, section 4.2).
		e.oweAck(atOnce, ruleArrival)
	}
	e.owePiggyback(taken)
	e.serveReader()
}

// gap reports whether something is held that came before its turn.
func (e *Endpoint) gap() bool { return len(e.rcv.held) > 0 || e.rcv.finKnown }

// hold keeps the octets of seg that lie in the window, and remembers its FIN.
//
// RFC 9293 §3.10.7.4, SHLD-31.
func (e *Endpoint) hold(seg Segment) {
	from, to := seg.text(), seg.text().Add(seg.Len)
	if e.rcv.edge.Less(to) {
		to = e.rcv.edge
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

// processHeld takes what is in order now into the receive buffer, and the FIN
// when its turn has come: nothing can lie behind it. It returns how many
// octets it took.
func (e *Endpoint) processHeld() (taken int) {
	if len(e.rcv.held) > 0 && e.rcv.held[0].from.AtMost(e.rcv.nxt) {
		end := e.rcv.held[0].to
		e.rcv.held = e.rcv.held[1:]
		if e.rcv.finKnown && e.rcv.fin.Less(end) {
			end = e.rcv.fin
		}
		taken = end.Sub(e.rcv.nxt)
		e.rcv.nxt = end
		e.rcv.unread += taken
	}
	if e.rcv.finKnown && e.rcv.fin == e.rcv.nxt {
		e.serveReader() // FIN implies PUSH
		if e.rcv.wanted != 0 && e.rcv.unread == 0 {
			e.rcv.wanted = 0
			e.fail(IsClosing, ruleArrival) // to the RECEIVE that waits
		}
		e.fin()
	}
	return taken
}

// fin is the eighth check: the peer has no more data to send. Its signal
// "connection closing" is what the change of state shows.
func (e *Endpoint) fin() {
	e.rcv.finKnown = false
	e.rcv.nxt = e.rcv.nxt.Add(1)
	if e.orphaned && e.profile.OrphanTimeout > 0 {
		e.rcv.edge = e.rcv.edge.Add(1) // D9: what Linux keeps of an orphan is fixed, its window too
	}
	e.rcv.unacked++
	if e.state == FinWait1 && e.finAcked() {
		e.move(RcvFinAckOfFin)
	} else {
		e.move(RcvFin)
	}
	if e.state == CloseWait && e.rcv.replyBy > 0 && e.opt.DelayedAck && !e.ackOverdue() { // D16
		e.rcv.pingpong = true
		e.delayAck()
		return
	}
	e.oweAck(atOnce, ruleArrival)
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
	quick := !e.opt.DelayedAck || e.rcv.quick > 0 && !e.rcv.pingpong // D16
	if quick {
		e.rcv.quick = max(0, e.rcv.quick-1)
	}
	switch {
	case quick || e.ackOverdue():
		e.oweAck(atOnce, ruleDelayedAck)
	default:
		e.delayAck()
	}
}

// ackOverdue reports whether so much is unacknowledged that the peer must hear
// of it: two segments of the full size in use, or more than one of the largest
// size seen.
//
// RFC 9293 §3.8.6.3, SHLD-19.
func (e *Endpoint) ackOverdue() bool {
	if e.profile.AckBeyondOne {
		return e.rcv.unacked > max(e.rcv.largest, defaultMSS)
	}
	return e.rcv.unacked >= 2*e.snd.mss
}

// hasten has the first segments be acknowledged at once, and those after a
// silence longer than a timeout, since the peer begins anew with a small window.
// Data of so many octets has come now; what is sent soon answers it (D16).
func (e *Endpoint) hasten(now time.Duration, octets int) {
	if e.rcv.replyBy == 0 || now-e.rcv.heardAt > e.timeoutRTO() {
		e.rcv.quick = max(e.rcv.quick, e.quickAcks(octets))
	}
	e.rcv.heardAt, e.rcv.replyBy = now, now+e.profile.AckDelay
}

// quickAcks is how many segments of that size are acknowledged at once: no more
// than half the window holds (D16).
func (e *Endpoint) quickAcks(size int) int {
	n := e.window() / (2 * max(size, defaultMSS))
	if n == 0 {
		n = 2
	}
	return min(n, e.profile.QuickAcks)
}

// delayAck has an acknowledgment wait for company, unless one is owed already.
func (e *Endpoint) delayAck() {
	if e.rcv.ack == notDue {
		e.oweAck(whenTimerFires, ruleDelayedAck)
		e.startTimer(DelayedAckTimer, e.profile.AckDelay, ruleDelayedAck)
	}
}
