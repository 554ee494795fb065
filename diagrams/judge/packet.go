package judge

import (
	"encoding/binary"
	"net/netip"
	"strings"
)

// addr is one end of the connection.
type addr struct {
	IP   netip.Addr
	Port uint16
}

// addrs are the ends of the connection.
var addrs = [2]addr{{netip.MustParseAddr("10.9.0.1"), 40000}, {netip.MustParseAddr("10.9.0.2"), 80}}

// tcpBits are the control bits in the order in which a trace names them.
var tcpBits = []struct {
	name string
	bit  byte
}{{"SYN", 2}, {"FIN", 1}, {"RST", 4}, {"PSH", 8}, {"URG", 32}, {"ACK", 16}}

const (
	ipHeader    = 20
	tcpHeader   = 20
	protocolTCP = 6
)

// parsePacket reads an IPv4 packet; it reports false for anything that is not
// a whole TCP segment.
//
// RFC 791 §3.1, RFC 9293 §3.1.
func parsePacket(raw []byte) (wireSegment, bool) {
	if len(raw) < ipHeader || raw[0]>>4 != 4 || raw[9] != protocolTCP {
		return wireSegment{}, false
	}
	begin, end := int(raw[0]&15)*4, int(binary.BigEndian.Uint16(raw[2:]))
	if begin < ipHeader || end > len(raw) || begin+tcpHeader > end {
		return wireSegment{}, false
	}
	t := raw[begin:end]
	offset := int(t[12]>>4) * 4
	if offset < tcpHeader || offset > len(t) {
		return wireSegment{}, false
	}
	s := wireSegment{
		ports: [2]uint16{binary.BigEndian.Uint16(t), binary.BigEndian.Uint16(t[2:])},
		seq:   binary.BigEndian.Uint32(t[4:]), ack: binary.BigEndian.Uint32(t[8:]), len: len(t) - offset,
		window: int(binary.BigEndian.Uint16(t[14:])), urgent: int(binary.BigEndian.Uint16(t[18:])),
		options: parseOptions(t[tcpHeader:offset]),
	}
	var names []string
	for _, b := range tcpBits {
		if t[13]&b.bit != 0 {
			names = append(names, b.name)
		}
	}
	s.flags = strings.Join(names, ",")
	return s, true
}

// makePacket is the IPv4 packet of a segment; its octets of data are zeros.
func makePacket(from, to addr, s wireSegment) []byte {
	options := s.options.bytes()
	raw := make([]byte, ipHeader+tcpHeader+len(options)+s.len)
	raw[0], raw[8], raw[9] = 4<<4|ipHeader/4, 64, protocolTCP
	binary.BigEndian.PutUint16(raw[2:], uint16(len(raw)))
	copy(raw[12:], from.IP.AsSlice())
	copy(raw[16:], to.IP.AsSlice())
	binary.BigEndian.PutUint16(raw[10:], checksum(raw[:ipHeader], 0))
	t := raw[ipHeader:]
	binary.BigEndian.PutUint16(t, from.Port)
	binary.BigEndian.PutUint16(t[2:], to.Port)
	binary.BigEndian.PutUint32(t[4:], s.seq)
	binary.BigEndian.PutUint32(t[8:], s.ack)
	t[12] = byte((tcpHeader + len(options)) / 4 << 4)
	for _, b := range tcpBits {
		if s.has(b.name) {
			t[13] |= b.bit
		}
	}
	binary.BigEndian.PutUint16(t[14:], uint16(s.window))
	binary.BigEndian.PutUint16(t[18:], uint16(s.urgent))
	copy(t[tcpHeader:], options)
	pseudo := sum(raw[12:20], uint32(protocolTCP+len(t)))
	binary.BigEndian.PutUint16(t[16:], checksum(t, pseudo))
	return raw
}

// checksum is the Internet checksum, begun with a sum.
//
// RFC 1071.
func checksum(b []byte, begun uint32) uint16 {
	s := sum(b, begun)
	for s > 0xffff {
		s = s>>16 + s&0xffff
	}
	return ^uint16(s)
}

func sum(b []byte, s uint32) uint32 {
	for ; len(b) > 1; b = b[2:] {
		s += uint32(binary.BigEndian.Uint16(b))
	}
	if len(b) == 1 {
		s += uint32(b[0]) << 8
	}
	return s
}
