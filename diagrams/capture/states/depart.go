package states

import "woshou/diagrams/tcp"

// depart is what a hypothesis becomes by sending a segment: nothing where it
// cannot have sent it.
func (h hypothesis) depart(it *Item) []move {
	switch {
	case it.Has(tcp.RST):
		return h.departReset(it)
	case it.Has(tcp.SYN | tcp.ACK):
		return h.departSynAck(it)
	case it.Has(tcp.SYN):
		return h.departSyn(it)
	case it.Has(tcp.FIN):
		return h.departFin(it)
	}
	if h.canSend(it) {
		return []move{{h, free}}
	}
	return h.departOdd(it)
}

// RFC 9293 §3.10.1: an active OPEN, from CLOSED or LISTEN.
func (h hypothesis) departSyn(it *Item) []move {
	switch h.state {
	case tcp.Closed, tcp.Listen:
		return []move{{hypothesis{state: tcp.SynSent}.opened(it.Seq), call}}
	case tcp.SynSent:
		if h.isOurs(it.Seq) {
			return []move{{h.opened(it.Seq), free}}
		}
	}
	return nil
}

// RFC 9293 §3.10.7.2 and §3.10.7.3: the answer to a SYN. Its repeats belong to
// SYN-RECEIVED.
func (h hypothesis) departSynAck(it *Item) []move {
	if !h.isOurs(it.Seq) || !h.isPeers(it.Ack-1) {
		return nil
	}
	switch known := h.opened(it.Seq).heard(it.Ack - 1); {
	case h.state == tcp.SynReceived:
		return []move{{known, free}}
	case h.state == tcp.Established:
		return []move{{known, departure}}
	}
	return nil
}

// RFC 9293 §3.10.4: CLOSE. A FIN that leaves for the first time had a call; one
// that had to wait, too, and paid for it when it was made.
func (h hypothesis) departFin(it *Item) []move {
	if !h.canSend(it) {
		return h.departOdd(it)
	}
	switch h.state {
	case tcp.SynReceived, tcp.Established:
		return []move{{h.in(tcp.FinWait1), call}}
	case tcp.CloseWait:
		return []move{{h.in(tcp.LastAck), call}}
	case tcp.FinWait1, tcp.Closing, tcp.LastAck:
		h.waiting = false
		return []move{{h, free}}
	}
	return nil
}

// canSend reports whether a hypothesis can send a segment without SYN and RST.
// Its acknowledgment tells whether the peer's FIN has come, its octets that not
// all were acknowledged.
func (h hypothesis) canSend(it *Item) bool {
	text := it.Len > 1 || it.Len == 1 && it.New || it.Has(tcp.FIN)
	switch h.state {
	case tcp.SynReceived:
		return it.Has(tcp.FIN) || !text && it.SynAgain
	case tcp.Established, tcp.FinWait1:
		return !it.CoversFin
	case tcp.FinWait2:
		return !it.CoversFin && !text
	case tcp.CloseWait, tcp.Closing, tcp.LastAck:
		return it.CoversFin || !h.hasIRS && !it.Closes
	case tcp.TimeWait:
		return (it.CoversFin || !h.hasIRS && !it.Closes) && !text
	}
	return false
}

// departOdd is what a real host may do and the RFC's machine would not: it
// acknowledges in another state than the RFC has for it.
func (h hypothesis) departOdd(it *Item) []move {
	if h.state == tcp.Closed || h.state == tcp.Listen || h.state == tcp.SynSent {
		return nil
	}
	return []move{{h, departure}}
}

// departReset is what sends a RST: an answer to a segment that fits no
// connection leaves a state as it is, everything else ends the connection.
//
// RFC 9293 §3.5.2, §3.10.5, §3.6.1.
func (h hypothesis) departReset(it *Item) []move {
	answers := it.Answers
	switch h.state {
	case tcp.Closed:
		if answers != nil {
			return []move{{h, free}}
		}
		return []move{{h, departure}}
	case tcp.Listen:
		if answers != nil && answers.Has(tcp.ACK) {
			return []move{{h, free}}
		}
	case tcp.SynSent:
		if answers != nil && answers.Has(tcp.ACK) && !h.isOurs(answers.Ack-1) {
			return []move{{h, free}}
		}
	case tcp.SynReceived:
		if answers != nil && answers.Has(tcp.ACK) && !h.isOurs(answers.Ack-1) {
			return []move{{h, free}}
		}
		if it.AtNext || answers == nil {
			return []move{{h.in(tcp.Closed), call}}
		}
	case tcp.Established, tcp.FinWait1, tcp.FinWait2, tcp.CloseWait:
		switch {
		case it.AtNext, answers != nil && answers.Len > 0:
			return []move{{h.in(tcp.Closed), call}}
		case answers == nil: // or somebody else has sent it, guessing the number
			return []move{{h.in(tcp.Closed), call}, {h, call}}
		}
	case tcp.Closing, tcp.LastAck:
		if it.AtNext {
			return []move{{h.in(tcp.Closed), call + 1}}
		}
	}
	return nil
}
