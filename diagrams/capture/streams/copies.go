package streams

import "woshou/diagrams/capture/packets"

// copies knows a packet again that the capture saw twice: on each interface that
// it passed, as captures on "any" have it.
type copies struct {
	recent [16]seen
	next   int
}

type seen struct {
	packets.Packet
	atUS int64
}

// apart is how long after a packet its second sight may come, in microseconds.
const apart = 2000

// again reports whether a packet is the second sight of one.
func (c *copies) again(p packets.Packet, atUS int64) bool {
	for _, s := range c.recent {
		if s.Number > 0 && atUS-s.atUS <= apart && s.Tap != p.Tap && same(s.Packet, p) {
			return true
		}
	}
	c.recent[c.next] = seen{p, atUS}
	c.next = (c.next + 1) % len(c.recent)
	return false
}

// same reports whether two packets are one: all that a router leaves as it is,
// is equal.
func same(a, b packets.Packet) bool {
	return a.Src == b.Src && a.Dst == b.Dst && a.ID == b.ID && a.Seq == b.Seq && a.Ack == b.Ack &&
		a.Flags == b.Flags && a.Len == b.Len && a.Window == b.Window && a.Check == b.Check
}
