package tcp

// The scoreboard of RFC 6675 is the retransmission queue itself: each segment
// knows whether the peer holds it and whether it has been sent again.

// pipe is how many octets are thought to be in the network.
//
// RFC 6675, section 4, SetPipe. Without SACK it is what is not acknowledged,
// less what a timeout has declared lost.
func (e *Endpoint) pipe() (n int) {
	for _, s := range e.flight {
		switch {
		case s.sacked:
		case !e.presumedLost(s):
			n += e.weight(s.Segment)
		}
	}
	if e.profile.Proportional && !e.sack && !e.rec.afterRTO {
		n -= min(e.rec.duplicates, max(0, len(e.flight)-1)) * e.snd.mss // each has left the network
	}
	return max(n, 0)
}

// weight is what a segment counts in the network: its octets, or on Linux as much as
// a full one.
func (e *Endpoint) weight(s Segment) int {
	if e.profile.CountsSegments {
		return e.snd.mss
	}
	return s.Space()
}

// presumedLost reports whether a segment waits to be repeated: after a timeout
// all that was out then, with SACK what the peer has holes for.
func (e *Endpoint) presumedLost(s sent) bool {
	if s.sacked || s.repaired {
		return false
	}
	if e.byTime() || e.rec.recovering && !e.sack {
		return s.lost
	}
	return e.rec.afterRTO && s.Seq.Less(e.rec.lost) || e.rec.recovering && e.sack && e.lostBySack(s)
}

// lostBySack reports whether so much that was sent after s has arrived that s
// must be lost: three separate stretches, or more than two full segments.
//
// RFC 6675, section 4, IsLost.
func (e *Endpoint) lostBySack(s sent) bool {
	stretches, octets := 0, 0
	end := s.Seq
	for _, other := range e.flight {
		if !other.sacked || !s.Seq.Less(other.Seq) {
			continue
		}
		if other.Seq != end {
			stretches++
		}
		octets += other.Space()
		end = other.End()
	}
	return stretches >= 3 || octets > 2*e.snd.mss
}

// mayRescue reports whether a segment may be repeated in recovery although it is
// not known to be lost: nothing new can be sent, and the peer holds something
// behind it.
//
// RFC 6675, section 4, NextSeg, rule 3.
func (e *Endpoint) mayRescue(s sent) bool {
	if !e.rec.recovering || !e.sack || e.byTime() || s.sacked || s.repaired {
		return false
	}
	for _, other := range e.flight {
		if other.sacked && s.Seq.Less(other.Seq) {
			return true
		}
	}
	return false
}
