package pcapng

import (
	"fmt"
	"math"
	"net"

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
func (f *framer) captured(s trace.Message) int {
	if s.CopyOf > 0 || f.trace.IsForged(s.ID) {
		return network
	}
	return s.From
}

// frame makes the frame of the next segment.
func (f *framer) frame(s trace.Message) ([]byte, error) {
	options, err := tcpOptions(s.TCP.Options)
	if err != nil {
		return nil, err
	}
	source, target := addresses[s.From], addresses[s.To]
	link := &layers.Ethernet{SrcMAC: source.mac, DstMAC: target.mac, EthernetType: layers.EthernetTypeIPv4}
	ip := &layers.IPv4{
		Version: 4, TTL: ownTTL, Id: f.identify(s), Flags: layers.IPv4DontFragment, Protocol: layers.IPProtocolTCP,
		SrcIP: source.ip[:], DstIP: target.ip[:],
	}
	if f.trace.IsForged(s.ID) {
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
func (f *framer) identify(s trace.Message) uint16 {
	id := f.sent[s.From] + 1
	if s.CopyOf > 0 {
		id = f.ids[s.CopyOf-1]
	} else {
		f.sent[s.From] = id
	}
	f.ids = append(f.ids, id)
	return id
}

// header is the fixed part of a segment's header, but for the ports.
func header(s trace.Message) *layers.TCP {
	tcp := &layers.TCP{
		Seq: s.TCP.Seq, Window: uint16(s.TCP.Window), Urgent: uint16(min(s.TCP.Urgent, math.MaxUint16)),
		SYN: s.HasFlag("SYN"), FIN: s.HasFlag("FIN"), RST: s.HasFlag("RST"),
		PSH: s.HasFlag("PSH"), ACK: s.HasFlag("ACK"), URG: s.HasFlag("URG"),
	}
	if s.TCP.Ack != nil {
		tcp.Ack = *s.TCP.Ack
	}
	return tcp
}

// Where the TCP header of a frame begins, and in it the data offset.
const (
	beforeTCP  = 14 + 20 // Ethernet and, without options, IPv4
	dataOffset = 12      // RFC 9293 §3.1
)

// Headers returns the TCP header of each segment of t, options and all, in the
// octets that Encode writes. The errors are those of segments that IPv4 cannot
// carry.
func Headers(t *trace.Trace) ([][]byte, error) {
	frames := framer{trace: t}
	var headers [][]byte
	for _, s := range t.Messages {
		frame, err := frames.frame(s)
		if err != nil {
			return nil, fmt.Errorf("segment %d: %w", s.ID, err)
		}
		header := frame[beforeTCP:]
		headers = append(headers, header[:header[dataOffset]>>4*4])
	}
	return headers, nil
}
