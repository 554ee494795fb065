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
func (e *Endpoint) text(now time.Duration, seg Segment) {
	if seg.Len == 0 && !seg.Has(FIN) {
		return
	}
	gap := e.gap()
	e.noteDouble(seg)
	e.rcv.newest.From = seg.text()
	e.notePace(now, seg)
	e.hold(seg)
	taken := e.processHeld()
	if gap || e.gap() {
		// MAY-13: an ACK of what is missing, or of a gap just filled, does not
		// wait (RFC 5681, section 4.2).
		e.oweAck(atOnce, ruleArrival)
	}
	e.owePiggyback(now, taken)
	e.serveReader()
	e.ackRead()
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
// numbers it took of which the acknowledgment may wait.
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
		taken += e.fin()
	}
	return taken
}

// fin is the eighth check: the peer has no more data to send. Its signal
// "connection closing" is what the change of state shows. It returns how many
// numbers it took of which the acknowledgment may wait.
func (e *Endpoint) fin() (taken int) {
	e.rcv.finKnown = false
	e.rcv.nxt = e.rcv.nxt.Add(1)
	if e.orphaned && e.profile.OrphanTimeout > 0 {
		e.rcv.edge = e.rcv.edge.Add(1) // D9: what Linux keeps of an orphan is fixed, its window too
	}
	if e.state == FinWait1 && e.finAcked() {
		e.move(RcvFinAckOfFin)
	} else {
		e.move(RcvFin)
	}
	if e.state == CloseWait && e.profile.Interactive {
		e.rcv.pace.pingpong = true // D16: what the user says to it is worth waiting for
		return 1
	}
	e.rcv.unacked++
	e.oweAck(atOnce, ruleArrival)
	return 0
}
