package capture

import (
	"woshou/diagrams/capture/streams"
	"woshou/diagrams/tcp"
)

// What a host can do that the machine would not, by the names of records. Each has
// its clause in the words.
const (
	AnswersSynAgain = "answers-syn-again" // RFC 9293 §3.10.7.4, first
	CrossedACK      = "crossed-ack"       // RFC 9293 §3.5, Figure 7
	ResetAcks       = "reset-acks"        // RFC 9293 §3.10.5
	EmptyProbe      = "empty-probe"       // RFC 9293 §3.8.6.1
	EarlyRepeat     = "early-repeat"      // RFC 6298, section 2, (2.4)
	EarlySyn        = "early-syn"         // RFC 6298, section 2, (2.1)
	OutOfState      = "out-of-state"      // RFC 9293 §3.10.7
)

// soonest is how soon the machine repeats what nobody answered, less what a capture
// elsewhere may be off, in microseconds.
const soonest = 900_000

// departure is what segment i is that the machine would not have sent as it was, ""
// for nothing. What may have been sent so is none.
func (c *connection) departure(i int, f fate) string {
	s := c.segments[i]
	early := s.Repeats && !s.Unseen && f.repeats >= 0 && s.AtUS-c.lastCopy(i) < soonest
	switch {
	case c.strange[i]:
	case s.Has(tcp.SYN|tcp.ACK) && early && c.afterSynAgain(i):
		return AnswersSynAgain
	case s.Has(tcp.SYN) && !s.Has(tcp.ACK) && early:
		return EarlySyn
	case s.Has(tcp.RST|tcp.ACK) && len(f.reasons) == 1 && f.reasons[0] == Abort:
		return ResetAcks
	case s.Kind == streams.ZeroWindowProbe && s.Space() == 0:
		return EmptyProbe
	case f.kind == streams.ByTimeout && early && !s.Has(tcp.SYN):
		return EarlyRepeat
	case c.crossed(i):
		return CrossedACK
	}
	return ""
}

// lastCopy is when the octets of segment i were last seen before it.
func (c *connection) lastCopy(i int) int64 {
	s := c.segments[i]
	for j := i - 1; j >= 0; j-- {
		o := c.segments[j]
		if c.side(o) == c.side(s) && o.Space() > 0 && o.Seq.AtMost(s.Seq) && s.Seq.Less(o.End()) && o.Has(tcp.SYN) == s.Has(tcp.SYN) {
			return o.AtUS
		}
	}
	return s.AtUS
}

// afterSynAgain reports whether what the peer sent last before segment i is a SYN
// that came again.
func (c *connection) afterSynAgain(i int) bool {
	for j := i - 1; j >= 0; j-- {
		if o := c.segments[j]; c.side(o) != c.side(c.segments[i]) {
			return o.Has(tcp.SYN) && !o.Has(tcp.ACK) && o.Repeats
		}
	}
	return false
}

// crossed reports whether segment i is a bare ACK that completes an open in which
// both sides had sent a SYN, and both had answered it.
func (c *connection) crossed(i int) bool {
	s := c.segments[i]
	if s.Space() > 0 || s.Has(tcp.RST) {
		return false
	}
	var syn, synAck [2]*tcp.Segment
	for j := c.opening(i); j < i; j++ {
		o := &c.segments[j]
		switch side := c.side(*o); {
		case o.Has(tcp.SYN | tcp.ACK):
			synAck[side] = &o.Segment
		case o.Has(tcp.SYN):
			syn[side] = &o.Segment
		case side == c.side(s):
			return false // it has gone on since
		}
	}
	peer := 1 - c.side(s)
	return syn[0] != nil && syn[1] != nil && synAck[0] != nil && synAck[1] != nil && s.Ack == synAck[peer].Seq+1 && !c.hasSpoken(peer, i)
}

// hasSpoken reports whether a side has sent octets or a FIN before segment i.
func (c *connection) hasSpoken(side, i int) bool {
	for _, o := range c.segments[c.opening(i):i] {
		if c.side(o) == side && o.Space() > 0 && !o.Has(tcp.SYN) {
			return true
		}
	}
	return false
}
