// Package sketch makes captures of texts, for tests: a packet a line, when it was seen
// in milliseconds, where it goes, its flags, its numbers, and what else is set.
//
//	0     > SYN     100      mss=1460 ws=7 sackok
//	30    < SYN,ACK 300 101  mss=1460
//	30.1  > ACK     101 301  len=10 win=500
//	70    < ACK     301 111  sum=bad
//
// ">" is from the client, which sends the first SYN, "<" from the server. Other words:
// ts=VALUE/ECHO, sack=FROM-TO, id=N, sum=bad, sum=offloaded, on=N for the N-th of several
// interfaces, from 0. A line of "local" has both hosts on one computer.
package sketch

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/gopacket/gopacket"
	"github.com/gopacket/gopacket/layers"
	"github.com/gopacket/gopacket/pcapgo"
)

// File is the capture of a sketch, as pcapng.
func File(text string) ([]byte, error) {
	var file bytes.Buffer
	w, err := pcapgo.NewNgWriter(&file, layers.LinkTypeRaw)
	if err != nil {
		return nil, err
	}
	addresses := [2][]byte{{192, 0, 2, 1}, {192, 0, 2, 2}}
	interfaces := 1
	for n, line := range strings.Split(text, "\n") {
		fields := strings.Fields(line)
		switch {
		case len(fields) == 0:
			continue
		case fields[0] == "local":
			addresses = [2][]byte{{127, 0, 0, 1}, {127, 0, 0, 1}}
			continue
		}
		p, err := read(fields)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", n+1, err)
		}
		for ; interfaces <= p.on; interfaces++ {
			if _, err := w.AddInterface(pcapgo.NgInterface{LinkType: layers.LinkTypeRaw}); err != nil {
				return nil, err
			}
		}
		data, err := p.octets(addresses)
		if err != nil {
			return nil, err
		}
		at := time.Unix(1000, 0).Add(time.Duration(p.ms * float64(time.Millisecond)))
		info := gopacket.CaptureInfo{Timestamp: at, CaptureLength: len(data), Length: len(data), InterfaceIndex: p.on}
		if err := w.WritePacket(info, data); err != nil {
			return nil, err
		}
	}
	err = w.Flush()
	return file.Bytes(), err
}

// packet is a line of a sketch.
type packet struct {
	ms   float64
	from int
	tcp  layers.TCP
	len  int
	id   uint16
	sum  string
	on   int
}

// read reads the words of a line.
func read(fields []string) (p packet, err error) {
	if len(fields) < 4 {
		return p, fmt.Errorf("%q is no packet", strings.Join(fields, " "))
	}
	if p.ms, err = strconv.ParseFloat(fields[0], 64); err != nil {
		return p, err
	}
	p.tcp.Window = 60000
	p.tcp.SrcPort, p.tcp.DstPort = 40000, 80
	if fields[1] == "<" {
		p.from = 1
		p.tcp.SrcPort, p.tcp.DstPort = 80, 40000
	}
	for flag := range strings.SplitSeq(fields[2], ",") {
		set, known := map[string]*bool{"SYN": &p.tcp.SYN, "ACK": &p.tcp.ACK, "FIN": &p.tcp.FIN, "RST": &p.tcp.RST, "PSH": &p.tcp.PSH}[flag]
		if !known {
			return p, fmt.Errorf("no flag %s", flag)
		}
		*set = true
	}
	seq, err := strconv.ParseUint(fields[3], 10, 32)
	p.tcp.Seq = uint32(seq)
	rest := fields[4:]
	if err == nil && p.tcp.ACK && len(rest) > 0 {
		seq, err = strconv.ParseUint(rest[0], 10, 32)
		p.tcp.Ack, rest = uint32(seq), rest[1:]
	}
	for _, word := range rest {
		if err == nil {
			err = p.set(word)
		}
	}
	return p, err
}

// set sets what a word says.
func (p *packet) set(word string) error {
	key, value, _ := strings.Cut(word, "=")
	first, second, _ := strings.Cut(strings.ReplaceAll(value, "-", "/"), "/")
	n, _ := strconv.ParseUint(first, 10, 32)
	m, _ := strconv.ParseUint(second, 10, 32)
	option := func(kind layers.TCPOptionKind, data ...byte) {
		p.tcp.Options = append(p.tcp.Options, layers.TCPOption{OptionType: kind, OptionLength: uint8(2 + len(data)), OptionData: data})
	}
	pair := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, uint32(n)), uint32(m))
	switch key {
	case "len":
		p.len = int(n)
	case "win":
		p.tcp.Window = uint16(n)
	case "id":
		p.id = uint16(n)
	case "on":
		p.on = int(n)
	case "sum":
		p.sum = value
	case "mss":
		option(layers.TCPOptionKindMSS, byte(n>>8), byte(n))
	case "ws":
		option(layers.TCPOptionKindWindowScale, byte(n))
	case "sackok":
		option(layers.TCPOptionKindSACKPermitted)
	case "ts":
		option(layers.TCPOptionKindTimestamps, pair...)
	case "sack":
		option(layers.TCPOptionKindSACK, pair...)
	default:
		return fmt.Errorf("no word %s", key)
	}
	return nil
}

// octets are the packet's.
func (p *packet) octets(addresses [2][]byte) ([]byte, error) {
	ip := &layers.IPv4{Version: 4, TTL: 64, Id: p.id, Protocol: layers.IPProtocolTCP, SrcIP: addresses[p.from], DstIP: addresses[1-p.from]}
	_ = p.tcp.SetNetworkLayerForChecksum(ip)
	out := gopacket.NewSerializeBuffer()
	fix := gopacket.SerializeOptions{FixLengths: true, ComputeChecksums: true}
	if err := gopacket.SerializeLayers(out, fix, ip, &p.tcp, gopacket.Payload(make([]byte, p.len))); err != nil {
		return nil, err
	}
	data := out.Bytes()
	const header, checksum = 20, 16
	switch p.sum {
	case "bad":
		data[header+checksum] ^= 0x5a
	case "offloaded": // the sum of the addresses, the protocol and the length alone
		total := uint32(layers.IPProtocolTCP) + uint32(len(data)-header)
		for i := 12; i < header; i += 2 {
			total += uint32(binary.BigEndian.Uint16(data[i:]))
		}
		binary.BigEndian.PutUint16(data[header+checksum:], uint16(total>>16+total&0xffff))
	}
	return data, nil
}
