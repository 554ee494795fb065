package packets

import (
	"encoding/binary"
	"net/netip"
	"slices"

	"woshou/diagrams/tcp"
	"woshou/diagrams/words"

	"github.com/gopacket/gopacket"
	"github.com/gopacket/gopacket/layers"
)

// decoder reads the headers of packets, by gopacket. Its layers are used again
// for each packet.
type decoder struct {
	keep      bool // the data
	ethernet  layers.Ethernet
	vlan      layers.Dot1Q
	cooked    layers.LinuxSLL
	cooked2   layers.LinuxSLL2
	loopback  layers.Loopback
	v4        layers.IPv4
	v6        layers.IPv6
	extension layers.IPv6ExtensionSkipper
	fragment  layers.IPv6Fragment
	tcp       layers.TCP
	fragments fragments
}

// datagram is what the layers above TCP say.
type datagram struct {
	src, dst netip.Addr
	id       uint16
	way, on  int
	octets   int    // of TCP's header and data, as sent
	tcp      []byte // as captured
	piece    piece
	header   Checksum // of IPv4's header
}

// The link layers that are read, beside those that gopacket has names for.
const (
	linkRawBSD    = 12 // raw IP, as some BSDs number it in files
	linkRawOpen   = 14
	linkIPv4Alone = layers.LinkTypeIPv4
	linkIPv6Alone = layers.LinkTypeIPv6
)

// packet reads a captured packet; ok is false for one that is not TCP's, or not
// yet whole.
func (d *decoder) packet(data []byte, info gopacket.CaptureInfo, link layers.LinkType) (p Packet, ok bool, err error) {
	first, err := d.first(data, link)
	if err != nil {
		return Packet{}, false, err
	}
	var g datagram
	if !d.walk(&g, first, data, info.Length) {
		return Packet{}, false, nil
	}
	if g.piece.isPiece() {
		whole, done, err := d.fragments.add(g)
		if err != nil || !done {
			return Packet{}, false, err
		}
		g = whole
	}
	p, err = d.segment(g)
	return p, err == nil, err
}

// first is the layer that a packet begins with.
func (d *decoder) first(data []byte, link layers.LinkType) (gopacket.LayerType, error) {
	switch link {
	case layers.LinkTypeEthernet:
		return layers.LayerTypeEthernet, nil
	case layers.LinkTypeLinuxSLL:
		return layers.LayerTypeLinuxSLL, nil
	case layers.LinkTypeLinuxSLL2:
		return layers.LayerTypeLinuxSLL2, nil
	case layers.LinkTypeNull, layers.LinkTypeLoop:
		return layers.LayerTypeLoopback, nil
	case layers.LinkTypeRaw, linkRawBSD, linkRawOpen, linkIPv4Alone, linkIPv6Alone:
		if len(data) > 0 && data[0]>>4 == 6 {
			return layers.LayerTypeIPv6, nil
		}
		return layers.LayerTypeIPv4, nil
	}
	return gopacket.LayerTypeZero, &Error{Reason: words.Say("its link layer, number %d, is not one that is read here", int(link))}
}

// walk goes from layer to layer down to TCP; it reports whether it came there.
// wire is how long the packet was when it was sent.
func (d *decoder) walk(g *datagram, next gopacket.LayerType, data []byte, wire int) bool {
	for range maxLayers {
		var layer gopacket.DecodingLayer
		switch next {
		case layers.LayerTypeEthernet:
			layer = &d.ethernet
		case layers.LayerTypeDot1Q:
			layer = &d.vlan
		case layers.LayerTypeLinuxSLL:
			layer = &d.cooked
		case layers.LayerTypeLinuxSLL2:
			layer = &d.cooked2
		case layers.LayerTypeLoopback:
			layer = &d.loopback
		case layers.LayerTypeIPv4:
			return d.ipv4(g, data, wire)
		case layers.LayerTypeIPv6:
			return d.ipv6(g, data, wire)
		default:
			return false
		}
		if layer.DecodeFromBytes(data, gopacket.NilDecodeFeedback) != nil {
			return false
		}
		switch next {
		case layers.LayerTypeLinuxSLL:
			g.way = int(d.cooked.PacketType)
		case layers.LayerTypeLinuxSLL2:
			g.way, g.on = int(d.cooked2.PacketType), int(d.cooked2.InterfaceIndex)
		}
		wire -= len(data) - len(layer.LayerPayload())
		next, data = layer.NextLayerType(), layer.LayerPayload()
	}
	return false
}

// maxLayers is how many headers are read before TCP's.
const maxLayers = 16

// ipv4 reads an IPv4 header.
func (d *decoder) ipv4(g *datagram, data []byte, wire int) bool {
	ip := &d.v4
	if ip.DecodeFromBytes(data, gopacket.NilDecodeFeedback) != nil || ip.Protocol != layers.IPProtocolTCP {
		return false
	}
	length := int(binary.BigEndian.Uint16(data[2:]))
	if length == 0 { // left to the network card, which cuts it up
		length = wire
	}
	g.src, _ = netip.AddrFromSlice(ip.SrcIP)
	g.dst, _ = netip.AddrFromSlice(ip.DstIP)
	g.id, g.tcp, g.octets = ip.Id, ip.Payload, length-4*int(ip.IHL)
	g.header = headerChecksum(data[:4*int(ip.IHL)])
	g.piece = piece{offset: 8 * int(ip.FragOffset), more: ip.Flags&layers.IPv4MoreFragments != 0, id: uint32(ip.Id)}
	return true
}

// ipv6 reads an IPv6 header and its extensions.
func (d *decoder) ipv6(g *datagram, data []byte, wire int) bool {
	ip := &d.v6
	err := ip.DecodeFromBytes(data, gopacket.NilDecodeFeedback)
	if left := err != nil && ip.Length == 0 && ip.NextHeader == layers.IPProtocolTCP; err != nil && !left {
		return false // and one without a length was left to the network card, which cuts it up
	}
	g.src, _ = netip.AddrFromSlice(ip.SrcIP)
	g.dst, _ = netip.AddrFromSlice(ip.DstIP)
	g.octets = int(ip.Length)
	if g.octets == 0 {
		g.octets = wire - 40
	}
	next, rest := ip.NextHeader, ip.Payload
	if hops := ip.HopByHop; hops != nil { // gopacket has read it already
		next, g.octets = hops.NextHeader, g.octets-hops.ActualLength
	}
	for range maxLayers {
		switch next {
		case layers.IPProtocolTCP:
			g.tcp = rest
			return true
		case layers.IPProtocolIPv6Fragment:
			if d.fragment.DecodeFromBytes(rest, gopacket.NilDecodeFeedback) != nil {
				return false
			}
			f := &d.fragment
			g.piece = piece{offset: 8 * int(f.FragmentOffset), more: f.MoreFragments, id: f.Identification}
			next, rest, g.octets = f.NextHeader, f.Payload, g.octets-len(f.Contents)
		case layers.IPProtocolIPv6Routing, layers.IPProtocolIPv6Destination:
			if d.extension.DecodeFromBytes(rest, gopacket.NilDecodeFeedback) != nil {
				return false
			}
			next, rest, g.octets = d.extension.NextHeader, d.extension.Payload, g.octets-len(d.extension.Contents)
		default:
			return false
		}
	}
	return false
}

// fixedHeader is TCP's header without options, in octets.
const fixedHeader = 20

// segment reads TCP's header.
func (d *decoder) segment(g datagram) (Packet, error) {
	if len(g.tcp) < fixedHeader {
		return Packet{}, &Error{Reason: words.Say("the capture kept %d octets of it, which end before its TCP header does", len(g.tcp))}
	}
	h := &d.tcp
	// An error here is one of the options alone: the fixed part has been read.
	err := h.DecodeFromBytes(g.tcp, gopacket.NilDecodeFeedback)
	header := 4 * int(g.tcp[12]>>4)
	if header < fixedHeader {
		return Packet{}, &Error{Reason: unreadable(err)}
	}
	p := Packet{
		Src: netip.AddrPortFrom(g.src, uint16(h.SrcPort)), Dst: netip.AddrPortFrom(g.dst, uint16(h.DstPort)),
		ID: g.id, Check: h.Checksum, Sum: g.checksum(h.Checksum), Tap: Tap{Interface: g.on, Way: g.way}, Unknown: err != nil,
	}
	p.Segment = tcp.Segment{
		Seq: tcp.Seq(h.Seq), Ack: tcp.Seq(h.Ack), Flags: flags(h), Len: max(0, g.octets-header),
		Window: int(h.Window), Urgent: int(h.Urgent),
	}
	if err == nil {
		options(&p.Segment, h.Options)
	}
	if d.keep && !g.piece.isPiece() && header < len(g.tcp) {
		p.Payload = slices.Clone(g.tcp[header:min(len(g.tcp), header+p.Len)])
	}
	return p, nil
}

// flags are the control bits that the machine uses.
func flags(h *layers.TCP) (f tcp.Flags) {
	for _, bit := range []struct {
		set  bool
		flag tcp.Flags
	}{{h.FIN, tcp.FIN}, {h.SYN, tcp.SYN}, {h.RST, tcp.RST}, {h.PSH, tcp.PSH}, {h.ACK, tcp.ACK}, {h.URG, tcp.URG}} {
		if bit.set {
			f |= bit.flag
		}
	}
	return f
}

// options takes over the options that the machine knows.
//
// RFC 9293 §3.2, RFC 7323, RFC 2018.
func options(s *tcp.Segment, list []layers.TCPOption) {
	for _, o := range list {
		switch data := o.OptionData; {
		case o.OptionType == layers.TCPOptionKindMSS && len(data) == 2:
			s.MSS = int(binary.BigEndian.Uint16(data))
		case o.OptionType == layers.TCPOptionKindWindowScale && len(data) == 1:
			shift := data[0]
			s.Scale = &shift
		case o.OptionType == layers.TCPOptionKindSACKPermitted:
			s.SACKOK = true
		case o.OptionType == layers.TCPOptionKindTimestamps && len(data) == 8:
			s.Timestamps = &tcp.Timestamps{Value: binary.BigEndian.Uint32(data), Echo: binary.BigEndian.Uint32(data[4:])}
		case o.OptionType == layers.TCPOptionKindSACK && len(data)%8 == 0:
			for ; len(data) > 0; data = data[8:] {
				s.SACK = append(s.SACK, tcp.Block{From: tcp.Seq(binary.BigEndian.Uint32(data)), To: tcp.Seq(binary.BigEndian.Uint32(data[4:]))})
			}
		}
	}
}
