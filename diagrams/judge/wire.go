package judge

import (
	"slices"
	"strings"
)

// wireSegment is a segment with its numbers as they stand on the wire.
type wireSegment struct {
	ports          [2]uint16 // from, to
	flags          string
	seq, ack       uint32
	len            int
	window, urgent int
	options
}

// relative makes the numbers relative; a SYN's number is a new initial one.
func (w wireSegment) relative(from int, numbers *[2]numbering) Segment {
	s := Segment{From: from, Flags: w.flags, Len: w.len, Window: w.window, stamps: w.stamps}
	if s.Has("URG") {
		s.Urgent = w.urgent
	}
	if s.Has("SYN") {
		numbers[from].learn(w.seq)
	}
	s.Seq = numbers[from].relative(w.seq)
	if s.Has("ACK") {
		s.Ack = numbers[1-from].relative(w.ack)
	}
	if s.Has("RST") && s.Has("ACK") && w.seq == 0 {
		s.Seq = Number{} // RFC 9293 §3.5.2, group 1: no number of a connection
	}
	s.Options = w.options.text(&numbers[1-from])
	return s
}

func (w wireSegment) has(flag string) bool { return slices.Contains(strings.Split(w.flags, ","), flag) }

// end is the number after the segment's last.
func (w wireSegment) end() uint32 {
	n := uint32(w.len)
	for _, f := range []string{"SYN", "FIN"} {
		if w.has(f) {
			n++
		}
	}
	return w.seq + n
}

// numbering makes the absolute numbers of one host relative to the initial
// ones it has been seen to use.
type numbering struct{ isns []uint32 }

func (n *numbering) learn(isn uint32) {
	if !slices.Contains(n.isns, isn) {
		n.isns = append(n.isns, isn)
	}
}

// renew begins another connection with a number that has been used before,
// which a scenario may ask of the machine. A kernel never does it.
func (n *numbering) renew(isn uint32) { n.isns = append(n.isns, isn) }

// relative measures v from the nearest initial number at or below it, else
// from the nearest above.
func (n *numbering) relative(v uint32) Number {
	best := Number{0, int(v)}
	for i, isn := range n.isns {
		d := int(int32(v - isn))
		nearer := d >= 0 && (best.Offset < 0 || d <= best.Offset) || d < 0 && best.Offset < 0 && d > best.Offset
		if best.ISN == 0 || nearer {
			best = Number{i + 1, d}
		}
	}
	return best
}
