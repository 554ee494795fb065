package tcp

// prr is proportional rate reduction: in recovery as much is sent as arrives,
// in the proportion that brings what is in flight down to ssthresh, instead of
// nothing for half a round trip and everything after it.
//
// RFC 6937.
type prr struct {
	on        bool
	flight    int // RecoverFS: the window when recovery began
	delivered int // octets that have reached the peer since
	out       int // octets sent since
}

// limit is how many octets may be sent upon an ACK that tells of so many octets
// more, when so many are thought to be in the network. Where less is than
// should be, an ACK that is safe, for it shows progress, lets out a segment more
// than it tells of. The first segment of a recovery always leaves.
//
// RFC 6937, section 3, with its slow start reduction bound; RFC 9937.
func (p *prr) limit(news, pipe, threshold, mss int, safe bool) (room int) {
	p.delivered += news
	if pipe > threshold {
		room = ceil(p.delivered*threshold, p.flight*mss)*mss - p.out
	} else {
		room = max(p.delivered-p.out, news)
		if safe {
			room += mss
		}
		room = min(threshold-pipe, room)
	}
	if p.out == 0 {
		return max(room, mss)
	}
	return max(room, 0)
}

// ceil is a quotient, rounded up.
func ceil(n, d int) int { return (n + d - 1) / d }

// proportion sets the congestion window in recovery after an ACK that told of so
// many octets more.
//
// RFC 6937, section 3.
func (e *Endpoint) proportion(news int, progress bool) {
	if !e.rec.recovering || !e.rec.prr.on || news <= 0 {
		return
	}
	room := e.rec.prr.limit(news, e.pipe(), e.cc.threshold, e.snd.mss, progress && !e.rack.found)
	e.cc.window = max(e.pipe()+room, 1)
}

// arrivedSegments is how much an ACK tells to have arrived, by weight. Without SACK
// a duplicate stands for a segment, of which an ACK of new numbers tells once more.
func (e *Endpoint) arrivedSegments(acked int, progress, duplicate bool) int {
	switch {
	case e.sack:
		return acked
	case progress:
		return max(acked-e.rec.told*e.snd.mss, e.snd.mss)
	case duplicate:
		return e.snd.mss
	}
	return 0
}
