package capture

import (
	"woshou/diagrams/capture/packets"
	"woshou/diagrams/tcp"
	"woshou/diagrams/trace"
)

// largestFrame is the data of the largest segment that is believed to have been on a
// wire where no SYN says: a longer one was put together after its checksum was
// looked at, or will be cut up before it is made.
const largestFrame = 1460

// damages are, by index, the segments whose checksum is wrong, so that who gets them
// drops them. Where the wrong ones of a side were taken, or are nearly all that it
// sends, its checksums are made after the capture, in a way that is not known here.
//
// RFC 9293 §3.1.
func (c *connection) damages() []bool {
	damaged := make([]bool, len(c.segments))
	var wrong, checked [2]int
	for i, s := range c.segments {
		side := c.side(s)
		if s.Sum == packets.Unchecked || s.Len > max(c.longestTo(1-side), largestFrame) {
			continue
		}
		checked[side]++
		if damaged[i] = s.Sum == packets.Wrong; damaged[i] {
			wrong[side]++
		}
	}
	for side := range wrong {
		if wrong[side] == 0 || 2*wrong[side] <= checked[side] && !c.tookWrong(side, damaged) {
			continue
		}
		for i, s := range c.segments {
			damaged[i] = damaged[i] && c.side(s) != side
		}
	}
	return damaged
}

// longestTo is the longest segment that a side can be sent, 0 where its SYN was not seen.
func (c *connection) longestTo(side int) int {
	for i := range c.segments {
		if s := &c.segments[i]; c.side(*s) == side && s.Has(tcp.SYN) {
			return longest(s)
		}
	}
	return 0
}

// tookWrong reports whether something that a side sent, and always with a wrong
// checksum, was acknowledged.
func (c *connection) tookWrong(side int, damaged []bool) bool {
	for i, s := range c.segments {
		if !damaged[i] || c.side(s) != side {
			continue
		}
		for j, q := range c.segments {
			if c.side(q) == side {
				if !damaged[j] && q.Space() > 0 && q.Seq.AtMost(s.Seq) && s.End().AtMost(q.End()) {
					break // it came again, and was right
				}
				continue
			}
			if j > i && covers(q.Segment, s.Segment) {
				return true
			}
		}
	}
	return false
}

// checksum is what is told of the checksum of segment i.
func (c *connection) checksum(i int) string {
	switch {
	case c.damaged[i]:
		return trace.BadChecksum
	case c.segments[i].Sum == packets.Offloaded:
		return trace.Offloaded
	}
	return ""
}
