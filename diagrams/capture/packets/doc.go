// Package packets reads the TCP segments of a capture file, one after the other:
// pcap and pcapng, in both byte orders, of Ethernet, Linux cooked (both
// versions), raw IP and loopback, with VLAN tags and fragments.
//
//	file ──checked blocks──> gopacket: records ──gopacket: headers──> Packet
//
// A file is refused at the packet at which it stops being one: blocks are
// checked before gopacket reads them (blocks.go), since it trusts the lengths
// that they claim. What came before it has been read and stands. Packets other
// than TCP's are counted and passed over.
//
// Memory does not grow with the file. Checksums are looked at, and a wrong one is
// told from one that the sender's network card has yet to fill in (checksum.go).
package packets

import (
	"net/netip"

	"woshou/diagrams/tcp"
)

// Packet is a captured segment.
type Packet struct {
	// Number counts the file's packets from 1, those of other protocols
	// included. Of a datagram in fragments it is that of the last one.
	Number int
	AtUS   int64 // since 1970
	Src    netip.AddrPort
	Dst    netip.AddrPort
	tcp.Segment
	// Tap is where in the capture it was seen: of one on several interfaces,
	// which, and whether going in or out.
	Tap Tap
	// ID is IPv4's identification, 0 for IPv6.
	ID uint16
	// Check is the checksum field, right or not: copies of one packet have one.
	Check uint16
	// Sum is what the checksums say.
	Sum Checksum
	// Payload is the data, as far as the capture kept it: nil unless the Reader keeps
	// it, and of a datagram in fragments.
	Payload []byte
	// Unknown tells that the capture cut the segment within its options.
	Unknown bool
}

// Tap is a place at which a capture sees packets.
type Tap struct {
	Interface int
	Way       int // as Linux cooked captures say it: 0 in, 4 out; 0 where nothing says it
}
