package capture

import (
	"woshou/diagrams/capture/streams"
	"woshou/diagrams/tcp"
	"woshou/diagrams/trace"
)

// What a host can be sent in a segment that says no MSS (RFC 9293 §3.7.1), and the
// largest shift of a window (RFC 7323, section 2.3).
const (
	smallestV4   = 536
	smallestV6   = 1220
	largestShift = 14
)

// offers are the SYNs of both sides of a connection, nil for one that was not seen.
type offers [2]*streams.Segment

// take follows a segment of a side: a SYN with a new number begins a new connection.
func (o *offers) take(s *streams.Segment, side int) {
	if !s.Has(tcp.SYN) {
		return
	}
	if !s.Has(tcp.ACK) && o[side] != nil && o[side].Seq != s.Seq {
		*o = offers{}
	}
	o[side] = s
}

// terms are what the SYNs of the stream mean for later numbers, and with which
// segment that was settled, by its index; -1 where that is not shown.
func (c *connection) terms() (t trace.Terms, with int) {
	var o offers
	with = -1
	for i := range c.segments[c.first:] {
		s := &c.segments[c.first+i]
		if s.Has(tcp.SYN) && !c.strange[c.first+i] && !c.damaged[c.first+i] {
			before := o
			if o.take(s, c.side(*s)); o[client] != nil && o[server] != nil && before != o && !s.Repeats {
				with = c.first + i
			}
		}
	}
	if o[client] != nil && o[server] != nil {
		t.MSS = []int{longest(o[server]), longest(o[client])}
		t.SACK = []bool{o[server].SACKOK, o[client].SACKOK}
	}
	if stamped, known := o.both(func(s *streams.Segment) bool { return s.Timestamps != nil }); known {
		t.Timestamps = []bool{stamped, stamped}
	}
	if scale, known := o.scale(); known {
		t.Scale = scale[:]
	}
	return t, with
}

// longest is how much a host takes in a segment, by its SYN.
func longest(s *streams.Segment) int {
	switch {
	case s.MSS > 0:
		return s.MSS
	case s.Src.Addr().Unmap().Is4():
		return smallestV4
	}
	return smallestV6
}

// both reports whether both SYNs have something that counts only then, and whether that
// is known: one that lacks it is enough.
func (o offers) both(has func(*streams.Segment) bool) (yes, known bool) {
	seen := 0
	for _, s := range o {
		if s == nil {
			continue
		}
		if seen++; !has(s) {
			return false, true
		}
	}
	return seen == len(o), seen == len(o)
}

// scale is by which power of two each side's windows are to be multiplied.
//
// RFC 7323, section 2.2.
func (o offers) scale() (shift [2]int, known bool) {
	scaled, known := o.both(func(s *streams.Segment) bool { return s.Scale != nil })
	if scaled {
		for side, s := range o {
			shift[side] = min(int(*s.Scale), largestShift)
		}
	}
	return shift, known
}

// rooms are the windows of the segments in octets, by index; nil for one of which it is
// not known by how much it is scaled. That of a SYN is not.
func (c *connection) rooms() []*int {
	list := make([]*int, len(c.segments))
	var o offers
	for i := range c.segments {
		s := &c.segments[i]
		if !c.strange[i] && !c.damaged[i] {
			o.take(s, c.side(*s))
		}
		shift, known := o.scale()
		if s.Has(tcp.SYN) {
			shift, known = [2]int{}, true
		}
		if room := s.Window << shift[c.side(*s)]; known && !s.Has(tcp.RST) {
			list[i] = &room
		}
	}
	return list
}
