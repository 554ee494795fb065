package tcp

import (
	"fmt"
	"strings"
)

// Flags are the control bits of a segment.
//
// RFC 9293 §3.1.
type Flags uint8

// The control bits this machine uses.
const (
	FIN Flags = 1 << iota
	SYN
	RST
	PSH
	ACK
	URG
)

// Has reports whether all bits of want are set.
func (f Flags) Has(want Flags) bool { return f&want == want }

// String joins the flags as "SYN,ACK", in the order SYN FIN RST PSH URG ACK.
func (f Flags) String() string {
	var names []string
	for _, bit := range []struct {
		flag Flags
		name string
	}{{SYN, "SYN"}, {FIN, "FIN"}, {RST, "RST"}, {PSH, "PSH"}, {URG, "URG"}, {ACK, "ACK"}} {
		if f.Has(bit.flag) {
			names = append(names, bit.name)
		}
	}
	return strings.Join(names, ",")
}

// Segment is one segment: the header fields that decide anything, and how
// many octets of data it carries. The octets themselves do not matter here.
type Segment struct {
	Seq    Seq
	Ack    Seq // meaningful with the ACK flag
	Flags  Flags
	Len    int // octets of data
	Window int // the header's field: octets, before any scaling
	Urgent int // offset from Seq, meaningful with the URG flag

	// The options. RFC 9293 §3.2 has the first, RFC 7323 and RFC 2018 the
	// others.
	MSS        int    // octets of data; 0 for none
	Scale      *uint8 // the window scale's shift; nil for none
	SACKOK     bool   // "SACK permitted"
	SACK       []Block
	Timestamps *Timestamps
}

// Block is a stretch of octets that a receiver holds: [From, To).
type Block struct{ From, To Seq }

// Timestamps is the option of that name, in milliseconds.
type Timestamps struct{ Value, Echo uint32 }

// Has reports whether all of the flags are set.
func (s Segment) Has(want Flags) bool { return s.Flags.Has(want) }

// Space is SEG.LEN: the sequence numbers the segment occupies, SYN and FIN
// counting one each.
//
// RFC 9293 §3.4.
func (s Segment) Space() int {
	n := s.Len
	if s.Has(SYN) {
		n++
	}
	if s.Has(FIN) {
		n++
	}
	return n
}

// End is the sequence number after the segment's last.
func (s Segment) End() Seq { return s.Seq.Add(s.Space()) }

// text is the sequence number of the segment's first octet of data.
func (s Segment) text() Seq {
	if s.Has(SYN) {
		return s.Seq.Add(1)
	}
	return s.Seq
}

// String is the segment in the RFC's notation: <SEQ=300><ACK=101><CTL=SYN,ACK>.
func (s Segment) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "<SEQ=%d>", uint32(s.Seq))
	if s.Has(ACK) {
		fmt.Fprintf(&b, "<ACK=%d>", uint32(s.Ack))
	}
	if s.Len > 0 {
		fmt.Fprintf(&b, "<DATA=%d>", s.Len)
	}
	fmt.Fprintf(&b, "<CTL=%v>", s.Flags)
	return b.String()
}
