package pcapng

import (
	"fmt"
	"math"
	"net"
	"strings"

	"woshou/diagrams/trace"

	"github.com/gopacket/gopacket"
	"github.com/gopacket/gopacket/layers"
)

// address is where a host is.
type address struct {
	mac  net.HardwareAddr // RFC 7042, section 2.1.2: for documentation
	ip   [4]byte          // RFC 5737: for documentation
	port layers.TCPPort
}

// addresses are those of the two hosts. The right one's port is none that
// Wireshark would take for another protocol.
var addresses = [2]address{
	{net.HardwareAddr{0x00, 0x00, 0x5e, 0x00, 0x53, 0x01}, [4]byte{192, 0, 2, 1}, 49152},
	{net.HardwareAddr{0x00, 0x00, 0x5e, 0x00, 0x53, 0x02}, [4]byte{192, 0, 2, 2}, 9293},
}

// outsider is whom the frames of forged segments come from: an attacker can
// borrow the address of a host, but its frames come by another way.
var outsider = net.HardwareAddr{0x00, 0x00, 0x5e, 0x00, 0x53, 0x03}

// How far frames have come: those of an outsider have passed some routers.
const (
	ownTTL      = 64
	outsiderTTL = 57
)

// framer makes the frames of one run, in the order of departure.
type framer struct {
	trace *trace.Trace
	// sent is how many datagrams each host has sent: the identification field.
	sent [2]uint16
	ids  []uint16 // of each segment so far
}

// captured is the interface that a segment is captured at.
func (f *framer) captured(s trace.Segment) int {
	if s.CopyOf != nil || f.forged(s) {
		return network
	}
	return f.sender(s)
}

// sender is the index of the host that a segment is from, or pretends to be.
func (f *framer) sender(s trace.Segment) int {
	if s.From == f.trace.Hosts[0].Name {
		return 0
	}
	return 1
}

// forged reports whether nobody sent a segment, be it still on its way.
func (f *framer) forged(s trace.Segment) bool {
	for _, e := range f.trace.Events {
		if e.Kind == trace.Forge && e.Segment == s.ID {
			return true
		}
	}
	return false
}

// frame makes the frame of the next segment.
func (f *framer) frame(s trace.Segment) ([]byte, error) {
	options, err := tcpOptions(s.Options)
	if err != nil {
		return nil, err
	}
	from := f.sender(s)
	source, target := addresses[from], addresses[1-from]
	link := &layers.Ethernet{SrcMAC: source.mac, DstMAC: target.mac, EthernetType: layers.EthernetTypeIPv4}
	ip := &layers.IPv4{
		Version: 4, TTL: ownTTL, Id: f.identify(s), Flags: layers.IPv4DontFragment, Protocol: layers.IPProtocolTCP,
		SrcIP: source.ip[:], DstIP: target.ip[:],
	}
	if f.forged(s) {
		link.SrcMAC, ip.TTL = outsider, outsiderTTL
	}
	tcp := header(s)
	tcp.SrcPort, tcp.DstPort, tcp.Options = source.port, target.port, options
	if err := tcp.SetNetworkLayerForChecksum(ip); err != nil {
		return nil, err
	}
	buffer := gopacket.NewSerializeBuffer()
	fix := gopacket.SerializeOptions{FixLengths: true, ComputeChecksums: true}
	data := gopacket.Payload(f.text(s))
	if err := gopacket.SerializeLayers(buffer, fix, link, ip, tcp, data); err != nil {
		return nil, err
	}
	if size := len(buffer.Bytes()) - 14; size > maxDatagram {
		return nil, fmt.Errorf("a datagram of %d octets; IPv4 carries up to %d", size, maxDatagram)
	}
	return buffer.Bytes(), nil
}

const maxDatagram = 65535 // RFC 791, section 3.1: the Total Length field

// identify numbers a datagram: a copy made by the network has the number of
// what it is a copy of.
func (f *framer) identify(s trace.Segment) uint16 {
	from := f.sender(s)
	id := f.sent[from] + 1
	if s.CopyOf != nil {
		id = f.ids[*s.CopyOf-1]
	} else {
		f.sent[from] = id
	}
	f.ids = append(f.ids, id)
	return id
}

// header is the fixed part of a segment's header, but for the ports.
func header(s trace.Segment) *layers.TCP {
	tcp := &layers.TCP{Seq: s.Seq, Window: uint16(s.Window), Urgent: uint16(min(s.Urgent, math.MaxUint16))}
	if s.Ack != nil {
		tcp.Ack = *s.Ack
	}
	for name := range strings.SplitSeq(s.Flags, ",") {
		switch name {
		case "SYN":
			tcp.SYN = true
		case "FIN":
			tcp.FIN = true
		case "RST":
			tcp.RST = true
		case "PSH":
			tcp.PSH = true
		case "ACK":
			tcp.ACK = true
		case "URG":
			tcp.URG = true
		}
	}
	return tcp
}
