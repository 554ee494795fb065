package trace

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// TCP is what a run of TCP has beyond what every run has.
type TCP struct {
	Profile string // "rfc9293"
	// Uncontrolled tells that a host was set to send without congestion control.
	Uncontrolled bool
	// ISS are, for each host by its index, the initial send sequence numbers
	// that it used, in order.
	ISS [][]uint32
}

// Segment is what a message of TCP has beyond what every message has. Its Name
// is its flags, joined in the order SYN FIN RST PSH URG ACK: "SYN,ACK".
// Sequence numbers are absolute, modulo 2^32.
type Segment struct {
	Seq     uint32
	Ack     *uint32 // nil when the ACK flag is off
	Len     int     // octets of data
	Window  int
	Options []string // "MSS=1460"
	// Urgent is, with the URG flag, how many octets from Seq the urgent data
	// ends.
	Urgent int
	// Connection is the port of another connection than the one between the
	// hosts; 0 for theirs.
	Connection int
}

// The timers of TCP that figures name in a way of their own.
const (
	Retransmission = "retransmission"
	DelayedACK     = "delayed-ack"
	TimeWait       = "time-wait"
)

// HasFlag reports whether a segment carries a flag: "SYN".
func (m Message) HasFlag(flag string) bool {
	for f := range strings.SplitSeq(m.Name, ",") {
		if f == flag {
			return true
		}
	}
	return false
}

// noFlags is what stands for the flags of a segment without any, as scanners of ports
// send it, and only captures have it.
const noFlags = "NULL"

// DataHeading is what segments with data are called.
const DataHeading = "DATA"

// Heading is what readers are shown a message as: its name, but for a segment
// that carries data. That one is DATA, as scenarios call it, with the flags that
// say more than ACK and PSH, which any data may carry: "DATA,FIN".
func (m Message) Heading() string {
	if m.TCP != nil && m.Name == "" && m.TCP.Len == 0 {
		return noFlags
	}
	if m.TCP == nil || m.TCP.Len == 0 || m.HasFlag("RST") {
		return m.Name
	}
	var before, after string
	for flag := range strings.SplitSeq(m.Name, ",") {
		switch flag {
		case "SYN":
			before = "SYN,"
		case "FIN", "URG":
			after += "," + flag
		}
	}
	return before + DataHeading + after
}

// notation is a segment as the RFC's figures write it.
//
// RFC 9293 §3.5.
func (m Message) notation() string {
	s := m.TCP
	var b strings.Builder
	fmt.Fprintf(&b, "<SEQ=%d>", s.Seq)
	if s.Ack != nil {
		fmt.Fprintf(&b, "<ACK=%d>", *s.Ack)
	}
	if s.Len > 0 {
		fmt.Fprintf(&b, "<DATA=%d>", s.Len)
	}
	fmt.Fprintf(&b, "<CTL=%s>", m.Name)
	return b.String()
}

// Detail is what is told of a message beside its name: of a segment its
// numbers, as the trace's Show says, of another message its fields, if Show says
// so.
func (t *Trace) Detail(m Message) []Field {
	switch {
	case m.TCP == nil && t.Show.Fields:
		return m.Fields
	case m.TCP == nil:
		return nil
	}
	n := t.NumbersOf(m.ID)
	var fields []Field
	if port := m.TCP.Connection; port > 0 {
		fields = append(fields, Field{"port", strconv.Itoa(port)})
	}
	fields = append(fields, Field{"seq", n.Seq})
	if n.Ack != "" {
		fields = append(fields, Field{"ack", n.Ack})
	}
	if m.TCP.Len > 0 {
		fields = append(fields, Field{"len", strconv.Itoa(m.TCP.Len)})
	}
	return fields
}

// flagOrder is how the flags of a segment are joined.
var flagOrder = []string{"SYN", "FIN", "RST", "PSH", "URG", "ACK"}

// segment checks what only TCP's messages have.
func (v *validation) segment(m Message) {
	last := -1
	for flag := range strings.SplitSeq(m.Name, ",") {
		place := slices.Index(flagOrder, flag)
		v.must(place > last || m.Name == "", "segment %d has the flags %q", m.ID, m.Name)
		last = place
	}
	v.must((m.TCP.Ack != nil) == (last == len(flagOrder)-1), "segment %d has the flags %s and, or but, no ack", m.ID, m.Name)
	v.must(m.TCP.Len >= 0 && m.TCP.Window >= 0, "segment %d has a negative length", m.ID)
	if m.CopyOf > 0 && m.CopyOf < m.ID {
		o := v.Messages[m.CopyOf-1]
		v.must(o.TCP != nil && o.TCP.Seq == m.TCP.Seq && o.TCP.Len == m.TCP.Len, "segment %d is no copy of %d", m.ID, m.CopyOf)
	}
}
