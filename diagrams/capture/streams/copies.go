package streams

import (
	"slices"

	"woshou/diagrams/capture/packets"
)

// copies knows a packet again that the capture saw twice: on each interface that
// it passed, as captures on "any" have it, or at both hosts, in a file of both.
type copies struct {
	recent [256]seen
	next   int
}

// seen is the first sight of a packet, and where it was seen again.
type seen struct {
	packets.Packet
	atUS  int64
	again []packets.Tap
}

// How long after a packet its second sight may come, in microseconds: where it has
// passed the way between two hosts, and where it comes by at the same place, as on a
// loopback interface.
const (
	apart    = 1_000_000
	together = 1000
)

// again finds the first sight of a packet, nil where this is the first. Where it comes
// by once more, it was sent again.
func (c *copies) again(p packets.Packet, atUS int64) *seen {
	for back := range c.recent {
		s := &c.recent[(c.next-1-back+2*len(c.recent))%len(c.recent)]
		if s.Number == 0 || atUS-s.atUS > apart {
			break
		}
		if same(s.Packet, p) && s.allows(p.Tap, atUS) {
			s.again = append(s.again, p.Tap)
			return s
		}
	}
	c.recent[c.next] = seen{p, atUS, nil}
	c.next = (c.next + 1) % len(c.recent)
	return nil
}

// allows reports whether a further sight, on a tap, may be one of the same packet.
func (s *seen) allows(tap packets.Tap, atUS int64) bool {
	if s.Tap == tap {
		local := s.Src.Addr() == s.Dst.Addr() || s.Src.Addr().IsLoopback()
		return local && atUS-s.atUS <= together
	}
	return !slices.Contains(s.again, tap)
}

// same reports whether two packets are one: all that a router leaves as it is,
// is equal.
func same(a, b packets.Packet) bool {
	return a.Src == b.Src && a.Dst == b.Dst && a.ID == b.ID && a.Seq == b.Seq && a.Ack == b.Ack &&
		a.Flags == b.Flags && a.Len == b.Len && a.Window == b.Window && a.Check == b.Check &&
		(a.Timestamps == nil) == (b.Timestamps == nil) && (a.Timestamps == nil || *a.Timestamps == *b.Timestamps)
}
