package judge

import (
	"reflect"
	"testing"
)

func TestPacketReadsBack(t *testing.T) {
	shift := uint8(7)
	for _, want := range []wireSegment{
		{flags: "SYN", seq: 4294967295},
		{flags: "FIN,PSH,ACK", seq: 1, ack: 2, len: 3},
		{flags: "RST", seq: 7},
		{flags: "URG,ACK", seq: 7, ack: 4294967295, len: 1460, urgent: 12, window: 65535},
		{flags: "SYN", options: options{mss: 1460, scale: &shift, sackOK: true, stamps: &[2]uint32{1, 2}}},
		{flags: "ACK", options: options{sack: [][2]uint32{{1, 2}, {4294967295, 4}}}},
	} {
		want.ports = [2]uint16{addrs[0].Port, addrs[1].Port}
		raw := makePacket(addrs[0], addrs[1], want)
		if got, ok := parsePacket(raw); !ok || !reflect.DeepEqual(got, want) {
			t.Errorf("%+v came back as %+v", want, got)
		}
		// Over what a checksum covers, itself included, the sum is all ones.
		if checksum(raw[:ipHeader], 0) != 0 {
			t.Errorf("%+v: wrong checksum of the IP header", want)
		}
		if checksum(raw[ipHeader:], sum(raw[12:20], uint32(protocolTCP+len(raw)-ipHeader))) != 0 {
			t.Errorf("%+v: wrong checksum of the TCP segment", want)
		}
	}
}

// FuzzParsePacket: no packet is too strange to be refused.
func FuzzParsePacket(f *testing.F) {
	f.Add(makePacket(addrs[0], addrs[1], wireSegment{flags: "SYN", len: 5}))
	f.Add([]byte{0x45, 0, 0, 0})
	f.Fuzz(func(t *testing.T, raw []byte) {
		if s, ok := parsePacket(raw); ok && s.len > len(raw) {
			t.Errorf("%d octets of data in a packet of %d", s.len, len(raw))
		}
	})
}

func TestTableOfConnections(t *testing.T) {
	const head = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when\n"
	const line = "   0: 0100090A:9C40 0200090A:0050 "
	for _, c := range []struct {
		name, text string
		want       table
	}{
		{"nothing", head, table{}},
		{"listening", head + line + "0A 00000000:00000000 00:00000000 00000000\n", table{state: "LISTEN"}},
		{"a half-made connection", head + line + "0A 00000000:00000000 00:00000000 0\n" + line + "03 00000000:00000000 01:0000000A 0\n", table{"SYN-RECEIVED", true}},
		{"a new connection beside an old", line + "06 00000000:00000000 03:00000AAA 0\n" + line + "02 00000001:00000000 01:0000000A 0\n", table{"SYN-SENT", true}},
		{"a connection with another port", head + "   0: 0100090A:9C40 0200090A:1050 01 00000001:00000000 04:0000000A 0\n", table{}},
		{"a closed window", line + "01 00000001:00000000 04:0000000A 0\n", table{"ESTABLISHED", false}},
	} {
		got, err := parseTable(c.text, 80)
		if err != nil || got != c.want {
			t.Errorf("%s: %+v, %v", c.name, got, err)
		}
	}
	if _, err := parseTable(line+"7F 00000000:00000000 00:00000000 0\n", 80); err == nil {
		t.Error("an unknown state passes")
	}
}

func TestNumbersAreRelative(t *testing.T) {
	n := numbering{}
	if got := n.relative(7).String(); got != "raw:7" {
		t.Error("without a number to begin at:", got)
	}
	n.learn(1000)
	n.learn(4294967290)
	for v, want := range map[uint32]string{1000: "0", 1011: "11", 4294967295: "2:5", 3: "2:9", 4294967289: "2:-1"} {
		if got := n.relative(v).String(); got != want {
			t.Errorf("%d is %s, want %s", v, got, want)
		}
	}
}

// A divergence without a name, and a name without a divergence, are both told.
func TestComparison(t *testing.T) {
	ack := Segment{Flags: "ACK", Seq: Number{1, 1}, Ack: Number{1, 1}}
	again := ack
	again.Again = true
	kernel := Record{Segments: []Segment{ack, again}, Paths: [2][]Stay{{{State: "CLOSED"}, {State: "SYN-SENT"}}}}
	machine := Record{Segments: []Segment{ack}, Paths: [2][]Stay{{{State: "CLOSED"}, {State: "LISTEN", Brief: true}, {State: "SYN-SENT"}}}}
	lines := Compare(kernel, machine, Exact)
	if len(lines) != 1 || lines[0] != "+ client ACK seq 1 ack 1 len 0 again" {
		t.Fatal(lines)
	}
	known := Known{"a": {{lines[0], "so"}, {"- other", "so"}}}
	if named, unnamed, absent := known.Split("a", lines); len(named) != 1 || len(unnamed) != 0 || len(absent) != 1 {
		t.Error(named, unnamed, absent)
	}
	if _, unnamed, _ := known.Split("b", lines); len(unnamed) != 1 {
		t.Error("what is named for one case passes in another")
	}
}
