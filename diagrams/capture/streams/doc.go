// Package streams follows the connections of a capture: which packet belongs to
// which, what each repeats, and how each connection ended.
//
//	packets.Packet ──clock, copies──> Stream ──half──> Kind
//
// It reads a file once and keeps of a connection a few numbers, never its
// packets, so that a hundred thousand of them fit into little memory. What needs
// more than that, the states of both ends, is told of one connection at a time,
// by package capture.
package streams

import (
	"net/netip"

	"woshou/diagrams/capture/packets"
)

// Stream is a connection as far as it has been followed. Times are in
// microseconds from the first packet of the file.
type Stream struct {
	// Number counts from 0 in the order of the first packets, as Wireshark's
	// tcp.stream does: a SYN with a new number begins a stream of its own, also
	// between the same ports.
	Number int
	// Before is the stream before it between the same ports, -1 for none.
	Before int
	// Hosts are the two ends, who sent its first packet first.
	Hosts    [2]netip.AddrPort
	StartUS  int64
	Segments int
	Kinds    Kinds
	halves   [2]half
	client   int8 // 0, 1, or -1 while no SYN has told
	opened   bool // a segment beyond the handshake was seen
	reset    bool
	refused  bool
}

// Segment is a packet in its connection.
type Segment struct {
	packets.Packet
	Stream *Stream
	AtUS   int64 // from the first packet of the file, never before the one before
	From   int   // which of the Stream's Hosts
	Kind   Kind
	// First is, of a further sight of a packet, the number of the first.
	First int
	// Repeats tells that it carries octets, a SYN or a FIN that its sender had
	// sent before, Unseen that the capture did not see them the first time.
	Repeats, Unseen bool
	// Late tells that it was overtaken: its octets are new, though later ones
	// were seen.
	Late bool
}

// Client is which of the hosts is the client: it sent the first SYN, or has the
// higher port.
func (s *Stream) Client() int {
	switch {
	case s.client >= 0:
		return int(s.client)
	case s.Hosts[1].Port() > s.Hosts[0].Port():
		return 1
	}
	return 0
}

// Octets is how many octets of data both ends sent, each counted once.
func (s *Stream) Octets() int64 { return s.halves[0].octets + s.halves[1].octets }

// The ways a connection can end.
const (
	Open    = "open"
	Closed  = "closed"
	Reset   = "reset"
	Refused = "refused"
	Timeout = "timeout"
	Unknown = "unknown"
)

// End is how the connection ended, as far as the capture shows.
func (s *Stream) End() string {
	a, b := &s.halves[0], &s.halves[1]
	switch {
	case s.refused:
		return Refused
	case s.reset:
		return Reset
	case a.fin && b.fin:
		return Closed
	case a.unanswered > 1 || b.unanswered > 1:
		return Timeout
	case s.opened && a.seen && b.seen:
		return Open
	}
	return Unknown
}
