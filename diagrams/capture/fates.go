package capture

import (
	"woshou/diagrams/capture/streams"
	"woshou/diagrams/tcp"
	"woshou/diagrams/trace"
)

// fate is what became of a segment, and what it was for.
type fate struct {
	fate    trace.Fate
	kind    streams.Kind
	repeats int      // the segment that it repeats, by its index; -1 for none
	reasons []string // of a RST
	held    string   // why it left late
	heldUS  int64    // by how much, where that is known
	room    *int     // its window in octets, where that is known
	departs string   // what it is that the machine would not have sent; "" for nothing
}

// fates are those of all segments, given where the capture stood.
func (c *connection) fates(at [2]place) []fate {
	list, rooms := make([]fate, len(c.segments)), c.rooms()
	for i, s := range c.segments {
		list[i] = fate{fate: c.fate(i, at), kind: s.Kind, repeats: -1, room: rooms[i]}
		list[i].held, list[i].heldUS = c.held(i, at)
		if s.Repeats && !s.Unseen && !c.strange[i] {
			list[i].repeats = c.original(i)
		}
		if s.Repeats && (c.needless(i, at) || s.Kind == "" && !s.Unseen && at[1-c.side(s)].near && !c.brokenBefore(i)) {
			list[i].kind = streams.Spurious
		}
	}
	for i, s := range c.segments {
		if s.Has(tcp.RST) {
			list[i].reasons = c.reasons(i)
		}
		list[i].departs = c.departure(i, list[i])
	}
	return list
}

// fate is what became of segment i: it arrived, where the capture stood at its
// receiver, or where an answer proves it.
func (c *connection) fate(i int, at [2]place) trace.Fate {
	s := c.segments[i]
	receiver := at[1-c.side(s)]
	_, landed := c.landing(i)
	switch {
	case c.damaged[i]:
		return trace.Lost
	case landed, receiver.near, c.answers(i, receiver):
		return trace.Delivered
	case c.missed(i):
		return trace.Lost
	}
	return trace.Unknown
}

// answers reports whether what came from the receiver proves that just this copy
// of a segment arrived.
func (c *connection) answers(i int, receiver place) bool {
	s := c.segments[i]
	soonest := s.AtUS + receiver.loop*9/10
	for _, q := range c.segments[i+1:] {
		if c.side(q) == c.side(s) {
			continue
		}
		if s.Timestamps != nil && q.Timestamps != nil && q.Timestamps.Echo == s.Timestamps.Value && c.stamped(s) == 1 {
			return true
		}
		if q.Has(tcp.RST) && q.AtUS >= soonest && answered(q.Segment, []tcp.Segment{s.Segment}) != nil && c.copies(i, q.AtUS, receiver) == 1 {
			return true
		}
		if q.AtUS >= soonest && covers(q.Segment, s.Segment) && q.Ack.AtMost(c.sent(c.side(s), q.AtUS)) {
			return c.copies(i, q.AtUS, receiver) == 1
		}
	}
	return false
}

// sent is the number behind all that a side was seen to have sent until a time.
func (c *connection) sent(side int, until int64) (next tcp.Seq) {
	known := false
	for _, s := range c.segments {
		if s.AtUS > until {
			break
		}
		if c.side(s) == side && s.Space() > 0 && (!known || next.Less(s.End()) || s.Has(tcp.SYN)) {
			next, known = s.End(), true
		}
	}
	return next
}

// covers reports whether a segment acknowledges all of another, be it
// selectively.
func covers(q, s tcp.Segment) bool {
	if s.Space() == 0 || !q.Has(tcp.ACK) || q.Has(tcp.RST) {
		return false
	}
	if d := q.Ack.Sub(s.End()); d >= 0 && d < 1<<30 {
		return true
	}
	for _, b := range q.SACK {
		if b.From.AtMost(s.Seq) && s.End().AtMost(b.To) {
			return true
		}
	}
	return false
}

// stamped is how many segments of a side have the time stamp of one.
func (c *connection) stamped(s streams.Segment) (n int) {
	for _, o := range c.segments {
		if c.side(o) == c.side(s) && o.Timestamps != nil && o.Timestamps.Value == s.Timestamps.Value {
			n++
		}
	}
	return n
}

// copies is how many copies of segment i, itself included, can have brought an
// answer that was seen at a time.
func (c *connection) copies(i int, at int64, receiver place) (n int) {
	s := c.segments[i]
	for j, o := range c.segments {
		if c.side(o) != c.side(s) || o.AtUS+receiver.loop*9/10 > at || c.damaged[j] || j != i && c.missed(j) {
			continue
		}
		if s.Space() > 0 && o.Seq.AtMost(s.Seq) && s.End().AtMost(o.End()) && o.Has(tcp.SYN) == s.Has(tcp.SYN) {
			n++
		}
		if s.Space() == 0 && o.Space() == 0 && o.Seq == s.Seq && o.Ack == s.Ack {
			n++
		}
	}
	return n
}

// missed reports whether the receiver said so often that segment i was missing
// that it cannot have been overtaken only.
//
// RFC 5681, section 3.2.
func (c *connection) missed(i int) bool {
	s := c.segments[i]
	if s.Len == 0 {
		return false
	}
	told := 0
	for _, q := range c.segments[i+1:] {
		switch {
		case c.side(q) == c.side(s):
			if q.Repeats && q.Seq == s.Seq {
				return told >= 3
			}
		case q.Kind == streams.DuplicateACK && q.Ack == s.Seq:
			told++
		}
	}
	return false
}

// original is the first segment that had what segment i repeats, -1 for none.
func (c *connection) original(i int) int {
	s := c.segments[i]
	for j := c.opening(i); j < i; j++ {
		o := c.segments[j]
		if c.side(o) != c.side(s) || c.strange[j] || o.Space() == 0 || o.Has(tcp.RST) {
			continue
		}
		if s.Has(tcp.SYN) {
			if o.Has(tcp.SYN) && o.Seq == s.Seq && o.Has(tcp.ACK) == s.Has(tcp.ACK) {
				return j
			}
			continue
		}
		if o.Seq.AtMost(s.Seq) && s.Seq.Less(o.End()) && !o.Has(tcp.SYN) {
			return j
		}
	}
	return -1
}

// brokenBefore reports whether what segment i repeats came with a wrong checksum.
func (c *connection) brokenBefore(i int) bool {
	of := c.original(i)
	return of >= 0 && c.damaged[of]
}

// opening is where the connection began that segment i belongs to: at the last SYN
// of its side with another number than those before.
func (c *connection) opening(i int) (at int) {
	var iss *tcp.Seq
	for j, o := range c.segments[:i+1] {
		if c.side(o) == c.side(c.segments[i]) && o.Has(tcp.SYN) && (iss == nil || o.Seq != *iss) {
			at, iss = j, &c.segments[j].Seq
		}
	}
	return at
}

// needless reports whether segment i repeats what had arrived, and been answered:
// the answer came sooner than the repeat can have brought it, or the receiver says
// that it has it twice (RFC 2883).
func (c *connection) needless(i int, at [2]place) bool {
	s := c.segments[i]
	receiver := at[1-c.side(s)]
	for _, q := range c.segments[i+1:] {
		if c.side(q) == c.side(s) {
			continue
		}
		if len(q.SACK) > 0 && q.SACK[0].To.AtMost(q.Ack) && q.SACK[0].From.AtMost(s.Seq) && s.End().AtMost(q.SACK[0].To) {
			return true
		}
		if covers(q.Segment, s.Segment) && receiver.loop > 0 && q.AtUS < s.AtUS+receiver.loop*8/10 {
			return true
		}
	}
	return false
}
