package states

import "woshou/diagrams/tcp"

// arrive is what a hypothesis can become by the arrival of a segment; as it was,
// where that changes nothing.
//
// RFC 9293 §3.10.7.
func (h hypothesis) arrive(it *Item) []move {
	switch {
	case it.Has(tcp.RST):
		return h.arriveReset(it)
	case it.Has(tcp.SYN | tcp.ACK):
		return h.arriveSynAck(it)
	case it.Has(tcp.SYN):
		return h.arriveSyn(it)
	}
	return h.arriveOther(it)
}

func (h hypothesis) stays() []move { return []move{{h, free}} }

// arriveSyn: a listener answers, and so does who has sent a SYN himself. One in
// TIME-WAIT may (RFC 9293 §3.6.1, MAY-2); one in SYN-RECEIVED goes back to LISTEN
// when it came from there and the SYN is another (§3.10.7.4, fourth).
func (h hypothesis) arriveSyn(it *Item) []move {
	switch h.state {
	case tcp.Listen:
		return []move{{hypothesis{state: tcp.SynReceived, passive: true}.heard(it.Seq), free}}
	case tcp.SynSent:
		return []move{{h.in(tcp.SynReceived).heard(it.Seq), free}}
	case tcp.TimeWait:
		reopened := hypothesis{state: tcp.SynReceived, passive: true}.heard(it.Seq)
		return []move{{h, free}, {reopened, call}} // of a user who listens
	case tcp.SynReceived:
		if h.passive && !h.isPeers(it.Seq) {
			return []move{{h, free}, {h.in(tcp.Listen), free}}
		}
	}
	return h.stays()
}

func (h hypothesis) arriveSynAck(it *Item) []move {
	switch {
	case !h.isOurs(it.Ack - 1):
	case h.state == tcp.SynSent, h.state == tcp.SynReceived && h.isPeers(it.Seq):
		return []move{{h.opened(it.Ack - 1).in(tcp.Established).heard(it.Seq), free}}
	}
	return h.stays()
}

// arriveReset: only the next number resets; another one in the window is asked
// back about (RFC 9293 §3.10.7.4, second, after RFC 5961).
func (h hypothesis) arriveReset(it *Item) []move {
	switch h.state {
	case tcp.Closed, tcp.Listen:
		return h.stays()
	case tcp.SynSent:
		if it.Has(tcp.ACK) && h.isOurs(it.Ack-1) {
			return []move{{h.in(tcp.Closed), free}}
		}
		return h.stays()
	case tcp.SynReceived:
		switch {
		case h.hasIRS && it.Seq != h.irs+1:
			return h.stays()
		case h.passive:
			return []move{{h.in(tcp.Listen), free}, {h.in(tcp.Closed), free}, {h.in(tcp.TimeWait), call}}
		}
		return []move{{h.in(tcp.Closed), free}}
	}
	if it.AtNext {
		return []move{{h.in(tcp.Closed), free}}
	}
	return []move{{h, free}, {h.in(tcp.Closed), deaf}}
}

// arriveOther: an acknowledgment of the SYN, of the FIN, the peer's FIN, or what
// changes no state.
func (h hypothesis) arriveOther(it *Item) []move {
	if !it.Has(tcp.ACK) {
		return h.stays()
	}
	if h.state == tcp.SynReceived && h.acksSyn(it) {
		h = h.opened(h.guess(it)).in(tcp.Established)
	}
	if it.AcksFin || !h.hasISS {
		switch h.state {
		case tcp.FinWait1:
			if !h.hasISS && !it.AcksFin {
				return append(h.in(tcp.FinWait2).input(it), h.input(it)...)
			}
			h = h.in(tcp.FinWait2)
		case tcp.Closing:
			h = h.in(tcp.TimeWait)
		case tcp.LastAck:
			return []move{{h.in(tcp.Closed), free}}
		}
	}
	return h.input(it)
}

// input is what the peer's FIN does.
func (h hypothesis) input(it *Item) []move {
	if !it.EndsInput {
		return h.stays()
	}
	switch h.state {
	case tcp.Established:
		h = h.in(tcp.CloseWait)
	case tcp.FinWait1:
		h = h.in(tcp.Closing)
	case tcp.FinWait2:
		h = h.in(tcp.TimeWait)
	}
	return h.stays()
}

// acksSyn reports whether a segment acknowledges the end's SYN: it acknowledges
// what follows it, and comes from the same connection.
func (h hypothesis) acksSyn(it *Item) bool {
	return (!h.hasISS || h.iss.Less(it.Ack)) && (!h.hasIRS || h.irs.Less(it.Seq))
}

// guess is the end's initial number: what the segment acknowledges, where it is
// not known.
func (h hypothesis) guess(it *Item) tcp.Seq {
	if h.hasISS {
		return h.iss
	}
	return it.Ack - 1
}
