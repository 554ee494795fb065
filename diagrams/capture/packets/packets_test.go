package packets

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"woshou/diagrams/tcp"

	"github.com/gopacket/gopacket"
	"github.com/gopacket/gopacket/layers"
	"github.com/gopacket/gopacket/pcapgo"
)

// datagramOf is a segment with ten octets in IP, version 4 or 6.
func datagramOf(t testing.TB, version int) []byte {
	t.Helper()
	segment := &layers.TCP{SrcPort: 4000, DstPort: 80, Seq: 7, Ack: 9, ACK: true, PSH: true, Window: 100, Options: []layers.TCPOption{
		{OptionType: layers.TCPOptionKindMSS, OptionLength: 4, OptionData: []byte{5, 180}},
	}}
	var ip gopacket.SerializableLayer
	if version == 4 {
		v4 := &layers.IPv4{Version: 4, TTL: 64, Id: 3, Protocol: layers.IPProtocolTCP, SrcIP: []byte{192, 0, 2, 1}, DstIP: []byte{192, 0, 2, 2}}
		_ = segment.SetNetworkLayerForChecksum(v4)
		ip = v4
	} else {
		v6 := &layers.IPv6{Version: 6, HopLimit: 64, NextHeader: layers.IPProtocolTCP, SrcIP: bytes.Repeat([]byte{1}, 16), DstIP: bytes.Repeat([]byte{2}, 16)}
		_ = segment.SetNetworkLayerForChecksum(v6)
		ip = v6
	}
	buffer := gopacket.NewSerializeBuffer()
	fix := gopacket.SerializeOptions{FixLengths: true, ComputeChecksums: true}
	if err := gopacket.SerializeLayers(buffer, fix, ip, segment, gopacket.Payload("0123456789")); err != nil {
		t.Fatal(err)
	}
	return buffer.Bytes()
}

func join(parts ...[]byte) []byte { return bytes.Join(parts, nil) }

// classic is a pcap file of packets.
func classic(order binary.AppendByteOrder, magic uint32, link layers.LinkType, packets ...[]byte) []byte {
	file := order.AppendUint32(nil, magic)
	file = order.AppendUint16(order.AppendUint16(file, 2), 4)
	file = append(file, make([]byte, 8)...)
	file = order.AppendUint32(order.AppendUint32(file, 65535), uint32(link))
	for i, p := range packets {
		for _, n := range []int{100, 5 + i, len(p), len(p)} {
			file = order.AppendUint32(file, uint32(n))
		}
		file = append(file, p...)
	}
	return file
}

// ng is a pcapng file of packets.
func ng(t testing.TB, link layers.LinkType, packets ...[]byte) []byte {
	t.Helper()
	var file bytes.Buffer
	w, err := pcapgo.NewNgWriter(&file, link)
	if err != nil {
		t.Fatal(err)
	}
	for i, p := range packets {
		info := gopacket.CaptureInfo{Timestamp: time.Unix(100, int64(5+i)*1000), CaptureLength: len(p), Length: len(p)}
		if err := w.WritePacket(info, p); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

// all reads a file to its end, or to its error.
func all(file []byte) (list []Packet, err error) {
	r, err := NewReader(bytes.NewReader(file))
	if err != nil {
		return nil, err
	}
	for {
		p, err := r.Next()
		if err == io.EOF {
			return list, nil
		}
		if err != nil {
			return list, err
		}
		list = append(list, p)
	}
}

// TestLinkLayers holds that a segment is the same in whatever it is wrapped.
func TestLinkLayers(t *testing.T) {
	v4, v6 := datagramOf(t, 4), datagramOf(t, 6)
	macs := bytes.Repeat([]byte{2}, 12)
	hops := join(v6[:4], []byte{0, byte(len(v6) - 40 + 8), 0, 64}, v6[8:40], []byte{6, 0, 1, 4, 0, 0, 0, 0}, v6[40:])
	for name, c := range map[string]struct {
		link layers.LinkType
		data []byte
	}{
		"ethernet":         {layers.LinkTypeEthernet, join(macs, []byte{8, 0}, v4)},
		"ethernet padded":  {layers.LinkTypeEthernet, join(macs, []byte{8, 0}, v4, make([]byte, 9))},
		"ethernet v6":      {layers.LinkTypeEthernet, join(macs, []byte{0x86, 0xdd}, v6)},
		"v6 with options":  {layers.LinkTypeEthernet, join(macs, []byte{0x86, 0xdd}, hops)},
		"vlan":             {layers.LinkTypeEthernet, join(macs, []byte{0x81, 0, 0, 5, 8, 0}, v4)},
		"vlan in vlan":     {layers.LinkTypeEthernet, join(macs, []byte{0x88, 0xa8, 0, 5, 0x81, 0, 0, 6, 8, 0}, v4)},
		"cooked":           {layers.LinkTypeLinuxSLL, join([]byte{0, 0, 0, 1, 0, 6, 1, 2, 3, 4, 5, 6, 0, 0, 8, 0}, v4)},
		"cooked 2":         {layers.LinkTypeLinuxSLL2, join([]byte{8, 0, 0, 0, 0, 0, 0, 7, 0, 1, 4, 6, 1, 2, 3, 4, 5, 6, 0, 0}, v4)},
		"raw":              {layers.LinkTypeRaw, v4},
		"raw v6":           {layers.LinkTypeRaw, v6},
		"raw of a BSD":     {linkRawBSD, v4},
		"loopback":         {layers.LinkTypeNull, join([]byte{2, 0, 0, 0}, v4)},
		"loopback network": {layers.LinkTypeLoop, join([]byte{0, 0, 0, 2}, v4)},
	} {
		for form, file := range map[string][]byte{
			"little":      classic(binary.LittleEndian, 0xa1b2c3d4, c.link, c.data),
			"big":         classic(binary.BigEndian, 0xa1b2c3d4, c.link, c.data),
			"nanoseconds": classic(binary.LittleEndian, 0xa1b23c4d, c.link, c.data),
			"pcapng":      ng(t, c.link, c.data),
		} {
			list, err := all(file)
			if err != nil || len(list) != 1 {
				t.Errorf("%s, %s: %d packets, %v", name, form, len(list), err)
				continue
			}
			p := list[0]
			if p.Seq != 7 || p.Ack != 9 || p.Flags != tcp.ACK|tcp.PSH || p.Len != 10 || p.MSS != 1460 || p.Src.Port() != 4000 {
				t.Errorf("%s, %s: %+v", name, form, p)
			}
			if want := map[bool]int64{true: 100_000_000, false: 100_000_005}[form == "nanoseconds"]; p.AtUS != want {
				t.Errorf("%s, %s: at %d, not %d", name, form, p.AtUS, want)
			}
		}
	}
}

// TestCutPackets holds that the lengths are those of the wire, not of what the
// capture kept, and that a segment without its header is refused.
func TestCutPackets(t *testing.T) {
	v4 := datagramOf(t, 4)
	cut := func(kept int) []byte {
		file := classic(binary.LittleEndian, 0xa1b2c3d4, layers.LinkTypeRaw, v4[:kept])
		binary.LittleEndian.PutUint32(file[24+12:], uint32(len(v4)))
		return file
	}
	list, err := all(cut(44))
	if err != nil || list[0].Len != 10 || list[0].MSS != 1460 {
		t.Errorf("cut in the data: %+v, %v", list, err)
	}
	list, err = all(cut(42))
	if err != nil || list[0].Len != 10 || !list[0].Unknown {
		t.Errorf("cut in the options: %+v, %v", list, err)
	}
	_, err = all(cut(30))
	var refused *Error
	if !errors.As(err, &refused) || refused.Packet != 1 {
		t.Errorf("cut in the header: %v", err)
	}
	sent := append([]byte(nil), v4...)
	sent[2], sent[3] = 0, 0 // as a host leaves it that has its card cut it up
	if list, err = all(classic(binary.LittleEndian, 0xa1b2c3d4, layers.LinkTypeRaw, sent)); err != nil || list[0].Len != 10 {
		t.Errorf("no length: %+v, %v", list, err)
	}
}

// TestFragments holds that a segment in pieces, in whatever order, is one, at
// the packet that completes it.
func TestFragments(t *testing.T) {
	v4, v6 := datagramOf(t, 4), datagramOf(t, 6)
	piece := func(from, to int) []byte {
		header := append([]byte(nil), v4[:20]...)
		binary.BigEndian.PutUint16(header[2:], uint16(20+to-from))
		offset := uint16(from / 8)
		if to < len(v4)-20 {
			offset |= 0x2000
		}
		binary.BigEndian.PutUint16(header[6:], offset)
		return join(header, v4[20+from:20+to])
	}
	piece6 := func(from, to int) []byte {
		header := append([]byte(nil), v6[:40]...)
		binary.BigEndian.PutUint16(header[4:], uint16(8+to-from))
		header[6] = 44
		more := byte(0)
		if to < len(v6)-40 {
			more = 1
		}
		return join(header, []byte{6, 0, 0, byte(from) | more, 0, 0, 0, 5}, v6[40+from:40+to])
	}
	n := len(v4) - 20
	for name, pieces := range map[string][][]byte{
		"in order":     {piece(0, 24), piece(24, n)},
		"turned round": {piece(24, n), piece(0, 24)},
		"IPv6":         {piece6(0, 24), piece6(24, n)},
	} {
		list, err := all(ng(t, layers.LinkTypeRaw, pieces...))
		if err != nil || len(list) != 1 || list[0].Len != 10 || list[0].Number != 2 || list[0].Seq != 7 {
			t.Errorf("%s: %+v, %v", name, list, err)
		}
	}
	if _, err := all(ng(t, layers.LinkTypeRaw, piece(0, 24), piece(0, 16))); err == nil {
		t.Error("contradicting fragments are taken")
	}
}

// TestDamage holds that a damaged file is refused at its packet, and that those
// before it are read.
func TestDamage(t *testing.T) {
	v4 := datagramOf(t, 4)
	good := ng(t, layers.LinkTypeRaw, v4, v4)
	last := len(good) - 4 // its trailing length
	length := int(binary.LittleEndian.Uint32(good[last:]))
	begin := len(good) - length
	change := func(at int, value uint32) []byte {
		file := append([]byte(nil), good...)
		binary.LittleEndian.PutUint32(file[at:], value)
		return file
	}
	for name, file := range map[string][]byte{
		"a huge block":          change(begin+4, 0xfffffffc),
		"a block too small":     change(begin+4, 8),
		"a block not of words":  change(begin+4, uint32(length+1)),
		"ends that differ":      change(last, uint32(length+4)),
		"no such interface":     change(begin+8, 9),
		"more octets than fit":  change(begin+20, 1<<30),
		"a file cut":            good[:len(good)-7],
		"a pcap cut":            classic(binary.BigEndian, 0xa1b2c3d4, layers.LinkTypeRaw, v4, v4)[:24+16+len(v4)+20],
		"a pcap of huge octets": append(classic(binary.LittleEndian, 0xa1b2c3d4, layers.LinkTypeRaw, v4), 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 255, 127, 255, 255, 255, 127),
	} {
		list, err := all(file)
		var refused *Error
		if !errors.As(err, &refused) || refused.Packet != 2 || len(list) != 1 {
			t.Errorf("%s: %d packets, then %v", name, len(list), err)
		}
	}
}

// TestGivenCapture holds that a shared capture is read up to its damage.
func TestGivenCapture(t *testing.T) {
	file, err := os.ReadFile(filepath.Join("../../../../shared/captures/hard-block-of-4-gb.pcapng"))
	if err != nil {
		t.Skip("needs the shared captures:", err)
	}
	list, err := all(file)
	var refused *Error
	if len(list) != 2 || !errors.As(err, &refused) || refused.Packet != 3 {
		t.Errorf("%d packets, then %v", len(list), err)
	}
}

// FuzzReader holds that no file makes the reader panic, or read for ever.
func FuzzReader(f *testing.F) {
	v4, v6 := datagramOf(f, 4), datagramOf(f, 6)
	f.Add(ng(f, layers.LinkTypeRaw, v4, v6))
	f.Add(classic(binary.LittleEndian, 0xa1b2c3d4, layers.LinkTypeRaw, v4, v6))
	f.Add(classic(binary.BigEndian, 0xa1b23c4d, layers.LinkTypeEthernet, join(make([]byte, 12), []byte{8, 0}, v4)))
	f.Fuzz(func(t *testing.T, file []byte) {
		list, err := all(file)
		for i, p := range list {
			if i > 0 && p.Number <= list[i-1].Number || p.Len < 0 {
				t.Errorf("packet %+v", p)
			}
		}
		var refused *Error
		if err != nil && !errors.As(err, &refused) {
			t.Errorf("an error without its packet: %v", err)
		}
	})
}
