package sequence

import (
	"fmt"
	"strconv"
	"strings"

	"woshou/diagrams/trace"
)

// numbering prints sequence numbers as one figure shows them. Hosts may have
// had several connections; a host's SYN says which of them is meant from there
// on.
type numbering struct {
	style string
	hosts [2]struct {
		iss     []uint32
		current int // index into iss; -1 before the first is known to be used
		letter  string
		offset  uint32 // symbolic: the letter stands for ISS plus this
	}
}

// newNumbering starts before the first segment of t. A run that begins with
// an open connection counts from the first number after the handshake and
// calls it u and v, as textbooks do; else the letters x and y are the ISS.
func newNumbering(t *trace.Trace, style string) *numbering {
	n := &numbering{style: style}
	for i := range n.hosts {
		h := &n.hosts[i]
		h.iss, h.current, h.letter = t.Hosts[i].ISS, -1, [2]string{"x", "y"}[i]
		if t.Hosts[i].Initial == "ESTABLISHED" {
			h.current, h.letter, h.offset = 0, [2]string{"u", "v"}[i], 1
		}
	}
	return n
}

// tokens returns what the numbers line of a segment says. Segments must be
// given in order of departure.
func (n *numbering) tokens(s trace.Segment, from, to side, show trace.Show) []string {
	n.observe(s, from)
	list := []string{"seq=" + n.sequence(s, from)}
	if s.Ack != nil {
		list = append(list, "ack="+n.number(*s.Ack, to))
	}
	if s.Len > 0 {
		list = append(list, "len="+strconv.Itoa(s.Len))
	}
	if show.Window {
		list = append(list, "win="+strconv.Itoa(s.Window))
	}
	if show.Options {
		for _, o := range s.Options {
			list = append(list, strings.Fields(o)...)
		}
	}
	return list
}

// observe turns to the next connection of a host when its SYN carries that
// connection's ISS.
func (n *numbering) observe(s trace.Segment, from side) {
	h := &n.hosts[from]
	if s.Fate == trace.Forged || !strings.Contains(s.Flags, "SYN") {
		return
	}
	for i := h.current + 1; i < len(h.iss); i++ {
		if h.iss[i] == s.Seq {
			if h.current >= 0 {
				h.offset = 0
			}
			h.current = i
			return
		}
	}
}

// sequence prints a segment's own number. A reset in answer to a segment
// without ACK carries a plain zero (RFC 9293 §3.10.7.1).
func (n *numbering) sequence(s trace.Segment, from side) string {
	if s.Seq == 0 && strings.HasPrefix(s.Flags, "RST") {
		return "0"
	}
	return n.number(s.Seq, from)
}

// number prints a number of the space of one host. Numbers before the base,
// of old or forged segments, count back from it: the space is a ring.
func (n *numbering) number(value uint32, owner side) string {
	h := n.hosts[owner]
	if n.style == "absolute" || h.current < 0 || h.current >= len(h.iss) {
		return strconv.FormatUint(uint64(value), 10)
	}
	base := h.iss[h.current]
	if n.style != "symbolic" {
		return strconv.Itoa(int(int32(value - base)))
	}
	letter := h.letter + strings.Repeat("'", h.current)
	if d := int32(value - base - h.offset); d != 0 {
		return fmt.Sprintf("%s%+d", letter, d)
	}
	return letter
}
