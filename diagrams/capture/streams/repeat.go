package streams

import "woshou/diagrams/tcp"

// threshold is how many ACKs that say the same tell of a loss.
//
// RFC 5681, section 3.2.
const threshold = 3

// soonest is the shortest retransmission timeout that is in use, in
// microseconds: Linux's. RFC 6298, section 2.4, has a second.
const soonest = 200_000

// kindOfRepeat is why a segment is sent again, "" where that cannot be told.
func (h *half) kindOfRepeat(s *Segment) Kind {
	since := s.AtUS - max(h.sentUS, h.repeatUS) // it left, or the last repeat did
	waited := s.AtUS - max(h.sentUS, h.repeatUS, h.ackedUS)
	told := h.dups >= threshold || h.selective
	switch {
	case told && s.AtUS-max(h.dupUS, h.ackedUS) < max(h.rtt*3/2, 20_000):
		return Fast
	case s.Unseen && told && s.AtUS-max(h.dupUS, h.ackedUS) < soonest:
		return Fast
	case s.Unseen && told:
		return "" // the timer may have run out, or the way be long
	case s.Has(tcp.SYN):
		if since < soonest {
			return ""
		}
		return ByTimeout
	case h.sackOK && !told && s.End() == h.next && s.Len > 0 && h.rtt > 0 && waited >= h.rtt*3/2 && waited < h.rtt+soonest && h.unanswered == 0:
		return TailProbe
	case waited >= soonest:
		return ByTimeout
	case s.Seq.Less(h.acked) && s.End().AtMost(h.acked):
		return Spurious // the sender was told, or will be
	}
	return ""
}

// pure is the kind of a segment that only acknowledges.
func (h *half) pure(s *Segment, peer *half) Kind {
	switch {
	case s.Ack != h.ack:
		return ""
	case s.Window > h.window && len(s.SACK) == 0:
		return WindowUpdate
	case s.Ack.Less(peer.next) && s.Window > 0 && (s.Window == h.window || len(s.SACK) > 0):
		return DuplicateACK
	}
	return ""
}
