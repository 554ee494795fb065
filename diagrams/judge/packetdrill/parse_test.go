package packetdrill

import (
	"reflect"
	"strings"
	"testing"
	"time"
)

func TestParse(t *testing.T) {
	const src = "`sysctl -q net.ipv4.tcp_sack=0\n" + ` sysctl -q net.ipv4.tcp_retries2=3` + "`" + `
// a comment
0   socket(..., SOCK_STREAM, IPPROTO_TCP) = 3
/* one
   that is longer */
+.1 setsockopt(3, SOL_SOCKET, SO_LINGER, {onoff=1, linger=0}, 8) = 0
+0~+.2 > FP. 1:101(100) ack 7 win 12 <nop,nop,sack 1:2 5:6>
*  > S 0:0(0) <mss 1460,sackOK,TS val 1 ecr 0,nop,wscale 7>
+0  > . 1:1(0) ack 1 <...>
1.5 read(4, ..., 10) = -1 EAGAIN (nothing is there)
`
	s, err := Parse("x.pkt", src)
	if err != nil {
		t.Fatal(err)
	}
	if want := []Sysctl{{"tcp_sack", "0"}, {"tcp_retries2", "3"}}; !reflect.DeepEqual(s.Sysctls, want) {
		t.Errorf("settings %v", s.Sysctls)
	}
	bare := Options{Scale: -1}
	blocks, syn, any := bare, bare, bare
	blocks.Sack = [][2]int{{1, 2}, {5, 6}}
	syn.MSS, syn.SackOK, syn.Stamps, syn.Scale = 1460, true, &[2]int{1, 0}, 7
	any.Any = true
	want := []Event{
		{Line: 4, Call: &Call{Name: "socket", Args: []string{"...", "SOCK_STREAM", "IPPROTO_TCP"}, Result: 3}},
		{Line: 7, When: When{From: 100 * time.Millisecond, To: 100 * time.Millisecond, Relative: true}, Call: &Call{Name: "setsockopt", Args: []string{"3", "SOL_SOCKET", "SO_LINGER", "{onoff=1, linger=0}", "8"}}},
		{Line: 8, When: When{To: 200 * time.Millisecond, Relative: true}, Out: &Segment{Flags: "FP.", Seq: 1, Len: 100, Ack: 7, Window: 12, Options: blocks}},
		{Line: 9, When: When{To: time.Second, Relative: true, Any: true}, Out: &Segment{Flags: "S", Window: -1, Options: syn}},
		{Line: 10, When: When{Relative: true}, Out: &Segment{Flags: ".", Seq: 1, Ack: 1, Window: -1, Options: any}},
		{Line: 11, When: When{From: 1500 * time.Millisecond, To: 1500 * time.Millisecond}, Call: &Call{Name: "read", Args: []string{"4", "...", "10"}, Result: -1, Errno: "EAGAIN"}},
	}
	for i := range s.Events {
		s.Events[i].Text = ""
	}
	if !reflect.DeepEqual(s.Events, want) {
		t.Errorf("got  %+v\nwant %+v", s.Events, want)
	}
}

// TestRefuses: what is not of the subset is refused with its line.
func TestRefuses(t *testing.T) {
	for src, want := range map[string]string{
		"soon read(3, ..., 1) = 0":               `x.pkt:1: "soon" is no time`,
		"\n+0 < S 0:5(0) win 1":                  "x.pkt:2: 0:5 does not have 0 octets",
		"+0 < S 0:0(0) <fastopen>":               `x.pkt:1: unknown option "fastopen"`,
		"+0 < . 1:1(0) <...>":                    "x.pkt:1: a segment to be sent needs its options",
		"+0 > E. 1:1(0)":                         `x.pkt:1: no segment: "E. 1:1(0)"`,
		"+0 %{ assert tcpi_snd_cwnd == 10 }%":    `x.pkt:1: neither a segment nor a call with its result: "%{ assert tcpi_snd_cwnd == 10 }%"`,
		"`ip route add default via 10.0.0.1`":    `x.pkt:1: only sysctl is run, not "ip"`,
		"`sysctl -q net.core.rmem_max=5`":        `x.pkt:1: "net.core.rmem_max=5" is no setting of TCP`,
		"+0 < . 1:1(0) ack 1 <sack 1-2,nop>":     `x.pkt:1: no block: "1-2"`,
		"+0 listen(3, 1)":                        `x.pkt:1: neither a segment nor a call with its result: "listen(3, 1)"`,
		"+99999999999 listen(3, 1) = 0":          `x.pkt:1: "+99999999999" is no time`,
		"+0 socket(..., SOCK_STREAM, 0) = three": "x.pkt:1: neither",
	} {
		if _, err := Parse("x.pkt", src); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: %v, want %s", src, err, want)
		}
	}
}

// FuzzParse: no text is too strange to be refused.
func FuzzParse(f *testing.F) {
	f.Add("0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3\n+.1 < S 0:0(0) win 9 <mss 1460>\n")
	f.Add("`sysctl -q a=b`\n* > R. 1:2(1) ack 3 urg 4 <TS val 1 ecr 2,sack 1:2>")
	f.Fuzz(func(t *testing.T, src string) {
		s, err := Parse("x.pkt", src)
		if err != nil {
			return
		}
		for _, e := range s.Events {
			set := 0
			for _, on := range []bool{e.Call != nil, e.In != nil, e.Out != nil} {
				if on {
					set++
				}
			}
			if set != 1 {
				t.Errorf("line %d is %d events", e.Line, set)
			}
		}
	})
}
