package capture

import (
	"woshou/diagrams/capture/streams"
	"woshou/diagrams/tcp"
	"woshou/diagrams/trace"
)

// Why a segment left later than it could have.
const (
	DelayedACK = "delayed-ack"
	Nagle      = "nagle"
)

// What a host does at once is done within these, in microseconds. Beyond longestDelay
// no ACK may be held back.
//
// RFC 9293 §3.8.6.3, MUST-40.
const (
	surelyHeld   = 10_000
	longestDelay = 520_000 // 0.5 s, and what a busy host takes
	atOnce       = 300
)

// held is why segment i left late, and by how much as far as that is known, in
// microseconds. Only of a host beside the capture it can be told.
func (c *connection) held(i int, at [2]place) (why string, us int64) {
	s := c.segments[i]
	if !at[c.side(s)].near || c.strange[i] || s.Has(tcp.RST) || s.Has(tcp.SYN) || s.Kind != "" || s.Repeats {
		return "", 0
	}
	switch {
	case s.Space() == 0:
		if us := c.sinceData(i); us >= surelyHeld && us <= longestDelay {
			return DelayedACK, us
		}
	case s.Len > 0 && c.waitedForACK(i):
		return Nagle, 0
	}
	return "", 0
}

// sinceData is how long before segment i the last of the data came that it
// acknowledges and nothing before it did; 0 for none.
func (c *connection) sinceData(i int) int64 {
	s := c.segments[i]
	var last *streams.Segment
	for j := range c.segments[:i] {
		q := &c.segments[j]
		switch {
		case c.damaged[j] || c.strange[j]:
		case c.side(*q) == c.side(s):
			if q.Has(tcp.ACK) && last != nil && last.End().AtMost(q.Ack) {
				last = nil
			}
		case q.Len > 0 && q.End().AtMost(s.Ack):
			last = q
		}
	}
	if last == nil {
		return 0
	}
	return s.AtUS - last.AtUS
}

// waitedForACK reports whether the data of segment i seems to have waited for the
// acknowledgment of what its sender had on its way: it is less than a segment holds,
// and left as soon as a bare ACK had come for all that, after a while in which nothing
// else forbade to send it.
//
// RFC 9293 §3.7.4.
func (c *connection) waitedForACK(i int) bool {
	s := c.segments[i]
	side := c.side(s)
	trigger := i - 1
	if trigger < c.first || c.side(c.segments[trigger]) == side {
		return false
	}
	q := c.segments[trigger]
	if q.Space() > 0 || q.Has(tcp.RST) || q.Ack != s.Seq || s.AtUS-q.AtUS > atOnce || c.damaged[trigger] || c.strange[trigger] {
		return false
	}
	var last, before *streams.Segment // of its own data, and of what the peer said, until then
	for j := c.first; j < trigger; j++ {
		switch o := &c.segments[j]; {
		case c.side(*o) == side && o.Len > 0:
			last = o
		case c.side(*o) != side && o.Has(tcp.ACK):
			before = o
		}
	}
	if last == nil || before == nil || q.AtUS-last.AtUS < surelyHeld {
		return false
	}
	longest := c.longestTo(1 - side)
	if s.Timestamps != nil {
		longest -= trace.StampRoom
	}
	under := q.Ack.Sub(before.Ack) // what was on its way
	return under > 0 && s.Len < longest && under+s.Len <= min(longest, before.Window)
}
