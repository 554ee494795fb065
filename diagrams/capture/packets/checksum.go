package packets

import (
	"encoding/binary"

	"github.com/gopacket/gopacket/layers"
)

// Checksum is what a packet's checksums, that of IPv4 and that of TCP, say.
type Checksum uint8

// The checksums. Of what was cut off, or came in fragments, nothing can be said.
const (
	Unchecked Checksum = iota
	Right
	// Offloaded is one that the sender's network card fills in after the capture: there
	// stands 0, or what its driver has summed of the addresses alone.
	Offloaded
	Wrong
)

// checksum says what the checksums of a datagram's segment are.
//
// RFC 9293 §3.1.
func (g *datagram) checksum(check uint16) Checksum {
	switch {
	case g.piece.isPiece() || len(g.tcp) < g.octets || g.octets < fixedHeader:
		return Unchecked
	case g.header == Wrong:
		return Wrong
	}
	addresses := g.addresses()
	length := uint64(g.octets)
	switch {
	case fold(addresses+length+sum(g.tcp[:g.octets])) == 0xffff:
		return Right
	case check == 0, check == fold(addresses+length), check == fold(addresses):
		return Offloaded
	}
	return Wrong
}

// addresses is the sum of the pseudo-header but for the length.
func (g *datagram) addresses() uint64 {
	return sum(g.src.AsSlice()) + sum(g.dst.AsSlice()) + uint64(layers.IPProtocolTCP)
}

// headerChecksum says what the checksum of an IPv4 header is.
//
// RFC 791, section 3.1.
func headerChecksum(header []byte) Checksum {
	switch {
	case binary.BigEndian.Uint16(header[10:]) == 0, binary.BigEndian.Uint16(header[2:]) == 0:
		return Offloaded
	case fold(sum(header)) == 0xffff:
		return Right
	}
	return Wrong
}

// sum adds octets up in pairs, as the Internet's checksum does, without folding.
//
// RFC 1071.
func sum(octets []byte) (total uint64) {
	for ; len(octets) >= 4; octets = octets[4:] {
		total += uint64(binary.BigEndian.Uint32(octets))
	}
	if len(octets) >= 2 {
		total += uint64(binary.BigEndian.Uint16(octets))
		octets = octets[2:]
	}
	if len(octets) == 1 {
		total += uint64(octets[0]) << 8
	}
	return total
}

// fold brings a sum back to sixteen bits.
func fold(total uint64) uint16 {
	for total > 0xffff {
		total = total>>16 + total&0xffff
	}
	return uint16(total)
}
