package streams

import "woshou/diagrams/tcp"

// half is what one end of a connection has sent, as far as the capture shows.
type half struct {
	base         tcp.Seq // the number of its SYN, as Wireshark guesses it where there is none
	next         tcp.Seq // behind the last octet seen of it
	acked        tcp.Seq // behind the last octet that its peer acknowledged
	ack          tcp.Seq // its own last acknowledgment
	window       int     // that it last offered, unscaled
	octets       int64
	sentUS       int64 // when it last sent something new
	repeatUS     int64 // when it last repeated something
	ackedUS      int64 // when its peer last acknowledged something new
	dupUS        int64 // when its peer last said again what is missing
	rtt          int64 // the shortest time from a segment to its acknowledgment; 0 for none
	gaps         []gap // what of it the capture did not see
	dups         int   // how often its peer has said again what is missing
	unanswered   int   // repeats since its peer was last heard
	lastID       uint16
	based, seen  bool
	syn, synAck  bool
	fin, sackOK  bool
	selective    bool // its peer holds octets beyond what it acknowledged
	ackSet, zero bool // it has acknowledged; its window is zero
	probed       bool // its last octet was one of a probe, which most often has to be sent again
}

// gap is a stretch of octets that was not seen: [from, to), since a time.
type gap struct {
	from, to tcp.Seq
	sinceUS  int64
	id       uint16 // of the packet that came instead
}

// maxGaps is how many are remembered; of more, the oldest is forgotten.
const maxGaps = 32

// take follows a segment of the half, and finds its kind. peer is the other
// half.
func (h *half) take(s *Segment, peer *half) {
	h.guessBase(s, peer)
	switch {
	case s.Has(tcp.RST):
	case s.isProbe(h, peer):
		h.probe(s, peer)
	case s.Space() > 0:
		h.sends(s, peer)
	case h.ackSet:
		s.Kind = h.pure(s, peer)
	}
	if s.Has(tcp.ACK) && !s.Has(tcp.RST) {
		peer.acknowledged(s)
		h.ack, h.ackSet = s.Ack, true
	}
	if !s.Has(tcp.RST) {
		h.window, h.zero = s.Window, s.Window == 0 && !s.Has(tcp.SYN)
	}
	h.seen, h.lastID = true, s.ID
	peer.unanswered = 0
}

// guessBase learns where the numbers of both halves start.
func (h *half) guessBase(s *Segment, peer *half) {
	if !h.based {
		h.based, h.base = true, s.Seq
		if !s.Has(tcp.SYN) {
			h.base--
		}
		h.next, h.acked = s.Seq, s.Seq
	}
	if s.Has(tcp.ACK) && !peer.based {
		peer.based, peer.base = true, s.Ack-1
		peer.next, peer.acked = s.Ack, s.Ack
	}
}

// isProbe reports whether a segment asks something: it stands one octet before
// what the peer waits for, or is one octet for a peer without room.
//
// RFC 9293 §3.8.4 and §3.8.6.1; Linux sends an empty one for both.
func (s *Segment) isProbe(h, peer *half) bool {
	if !h.seen || s.Has(tcp.SYN) || s.Space() > 1 || !s.Has(tcp.ACK) {
		return false
	}
	before := s.Seq == h.acked-1 && h.acked == h.next && !s.Has(tcp.FIN)
	return before || s.Space() == 1 && s.Seq == h.acked && peer.zero
}

// probe follows a probe. That of one octet may be new.
func (h *half) probe(s *Segment, peer *half) {
	s.Kind = KeepAlive
	if peer.zero {
		s.Kind = ZeroWindowProbe
	}
	if s.Space() > 0 && s.Seq.Less(h.next) {
		s.Repeats = s.Seq != h.base // the octet before the first is none
	}
	h.fin = h.fin || s.Has(tcp.FIN)
	if h.next.Less(s.End()) {
		h.octets += int64(s.Len)
		h.next = s.End()
		h.probed = true
	}
}

// sends follows a segment with octets, a SYN or a FIN.
func (h *half) sends(s *Segment, peer *half) {
	switch first, again := s.Seq, s.End(); {
	case s.Has(tcp.SYN) && s.Has(tcp.ACK) && h.syn && !h.synAck:
		// The answer in a simultaneous open: it has the number of the SYN, and
		// says more than that one did (RFC 9293 §3.5, Figure 7).
	case s.Has(tcp.SYN) && !h.syn && h.seen && !s.Has(tcp.ACK):
		h.next, h.acked, h.gaps = first, first, nil // a connection after the one that the capture began in
		h.fresh(s, 0)
	case h.probed && first == h.next-1 && first == h.acked && !peer.zero:
		h.fresh(s, int64(max(0, s.Len-1))) // with the octet that was a probe
	case h.next.AtMost(first):
		if h.next.Less(first) {
			h.remember(gap{h.next, first, s.AtUS, s.ID})
		}
		h.fresh(s, int64(s.Len))
	case h.fills(s):
		h.octets += int64(s.Len)
	default:
		s.Repeats = true
		s.Kind = h.kindOfRepeat(s)
		h.unanswered++
		h.repeatUS = s.AtUS
		if h.next.Less(again) {
			h.fresh(s, int64(min(s.Len, again.Sub(h.next))))
		}
	}
	h.syn = h.syn || s.Has(tcp.SYN)
	h.synAck = h.synAck || s.Has(tcp.SYN) && s.Has(tcp.ACK)
	h.fin = h.fin || s.Has(tcp.FIN)
	h.sackOK = h.sackOK || s.SACKOK
}

// fresh notes that a segment brought something new, of which so many octets are
// data.
func (h *half) fresh(s *Segment, data int64) {
	h.next = s.End()
	h.octets += data
	h.sentUS = s.AtUS
	h.probed = false
}

// remember notes a gap.
func (h *half) remember(g gap) {
	if len(h.gaps) == maxGaps {
		h.gaps = h.gaps[1:]
	}
	h.gaps = append(h.gaps, g)
}

// fills reports whether a segment brings what was missing: late, because it was
// overtaken, or sent again, because its first copy was lost before the capture.
func (h *half) fills(s *Segment) bool {
	for i, g := range h.gaps {
		if !g.from.AtMost(s.Seq) || !s.End().AtMost(g.to) {
			continue
		}
		var rest []gap
		if g.from.Less(s.Seq) {
			rest = append(rest, gap{g.from, s.Seq, g.sinceUS, g.id})
		}
		if s.End().Less(g.to) {
			rest = append(rest, gap{s.End(), g.to, g.sinceUS, g.id})
		}
		h.gaps = append(append(append([]gap(nil), h.gaps[:i]...), rest...), h.gaps[i+1:]...)
		if s.Late = h.overtaken(s, g); !s.Late {
			s.Repeats, s.Unseen = true, true
			s.Kind = h.kindOfRepeat(s)
		}
		return true
	}
	return false
}

// overtaken reports whether what fills a gap left before what made the gap. The
// numbers of its datagrams tell, where the sender counts them; else the time: a
// segment is not sent again sooner than the gap can be told.
func (h *half) overtaken(s *Segment, g gap) bool {
	if s.ID != 0 && g.id != 0 && s.ID != g.id {
		if d := int16(s.ID - g.id); d > -64 && d < 64 {
			return d < 0
		}
	}
	return s.AtUS-g.sinceUS < max(h.rtt, 3000)
}

// acknowledged notes what the peer's segment says about this half.
func (h *half) acknowledged(s *Segment) {
	switch {
	case h.acked.Less(s.Ack):
		if h.rtt == 0 || h.repeatUS < h.sentUS && s.AtUS-h.sentUS < h.rtt {
			h.rtt = max(s.AtUS-h.sentUS, 1)
		}
		h.acked, h.ackedUS, h.dups, h.selective = s.Ack, s.AtUS, 0, false
		if h.next.Less(s.Ack) {
			h.next = s.Ack // what it acknowledges was sent, but not seen
		}
	case s.Kind == DuplicateACK:
		h.dups++
		h.dupUS = s.AtUS
	}
	for _, b := range s.SACK {
		h.selective = h.selective || h.acked.Less(b.From)
	}
}
