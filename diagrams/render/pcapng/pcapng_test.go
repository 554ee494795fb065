package pcapng_test

import (
	"bytes"
	"io"
	"path"
	"strings"
	"testing"
	"time"

	"woshou/diagrams"
	"woshou/diagrams/golden"
	"woshou/diagrams/render/pcapng"
	"woshou/diagrams/sentence"
	"woshou/diagrams/trace"
	"woshou/diagrams/words"

	"github.com/google/go-cmp/cmp"
	"github.com/gopacket/gopacket"
	"github.com/gopacket/gopacket/layers"
	"github.com/gopacket/gopacket/pcapgo"
)

// start is when every run begins.
var start = time.Date(2000, time.January, 1, 0, 0, 0, 0, time.UTC)

// shipped runs every scenario that is shipped, and those of other tests.
func shipped(t *testing.T) map[string]*trace.Trace {
	runs := map[string]*trace.Trace{}
	for _, c := range golden.OfTCP(t, golden.Shipped, "diagrams/sequence/testdata", "diagrams/judge/testdata") {
		run, errs := diagrams.Run(c.Name, c.Text)
		if len(errs) > 0 {
			t.Fatal(c.Name, errs)
		}
		runs[path.Base(path.Dir(c.Name))+"/"+strings.TrimSuffix(path.Base(c.Name), ".scenario")] = run
	}
	return runs
}

func run(t *testing.T, text string) *trace.Trace {
	t.Helper()
	run, errs := diagrams.Run("test.scenario", text)
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	return run
}

// inWords are the options of a run in a language.
func inWords(run *trace.Trace, lang string) pcapng.Options {
	voice := sentence.Voice{Words: words.Of(lang), Spell: trace.Hyphens}
	return pcapng.Options{Lang: lang, Comment: func(id int) string { return voice.Step(run, id) }}
}

func encode(t *testing.T, run *trace.Trace) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := pcapng.Encode(&out, run, inWords(run, "zh")); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// capture is a file as a library reads it, without a look at what wrote it.
type capture struct {
	reader   *pcapgo.NgReader
	packets  []gopacket.Packet
	comments []string
}

func read(t *testing.T, file []byte) (c capture) {
	t.Helper()
	var err error
	if c.reader, err = pcapgo.NewNgReader(bytes.NewReader(file), pcapgo.NgReaderOptions{}); err != nil {
		t.Fatal(err)
	}
	for {
		data, info, options, err := c.reader.ReadPacketDataWithOptions()
		if err == io.EOF {
			return c
		}
		if err != nil {
			t.Fatal(err)
		}
		p := gopacket.NewPacket(data, layers.LayerTypeEthernet, gopacket.Default)
		if p.ErrorLayer() != nil {
			t.Fatal(p.ErrorLayer().Error())
		}
		p.Metadata().CaptureInfo = info
		c.packets, c.comments = append(c.packets, p), append(c.comments, options.Comments...)
	}
}

// TestFramesAreTheSegments holds, for every scenario, that frame n is segment
// n: its time, its numbers, as many octets, its sentence.
func TestFramesAreTheSegments(t *testing.T) {
	for name, run := range shipped(t) {
		c := read(t, encode(t, run))
		if len(c.packets) != len(run.Messages) || len(c.comments) != len(run.Messages) {
			t.Fatalf("%s: %d frames with %d comments of %d segments", name, len(c.packets), len(c.comments), len(run.Messages))
		}
		for i, s := range run.Messages {
			p := c.packets[i]
			tcp := p.TransportLayer().(*layers.TCP)
			got := []any{
				p.Metadata().Timestamp.Sub(start), tcp.Seq, tcp.ACK, tcp.SYN, tcp.FIN, tcp.RST, tcp.PSH, tcp.URG,
				int(tcp.Window), len(tcp.Payload), c.comments[i],
			}
			flag := s.HasFlag
			want := []any{
				time.Duration(s.SentUS) * time.Microsecond, s.TCP.Seq, s.TCP.Ack != nil, flag("SYN"), flag("FIN"), flag("RST"), flag("PSH"), flag("URG"),
				s.TCP.Window, s.TCP.Len, sentence.Voice{Words: words.Of("zh"), Spell: trace.Hyphens}.Step(run, s.ID),
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s, segment %d (-want +got):\n%s", name, s.ID, diff)
			}
			if s.TCP.Ack != nil && tcp.Ack != *s.TCP.Ack {
				t.Errorf("%s, segment %d: ack %d, want %d", name, s.ID, tcp.Ack, *s.TCP.Ack)
			}
		}
	}
}

// TestSameBytes holds that a run has one capture.
func TestSameBytes(t *testing.T) {
	const text = "server listen\nclient connect\nclient send 100\n"
	if !bytes.Equal(encode(t, run(t, text)), encode(t, run(t, text))) {
		t.Error("two captures of one run differ")
	}
}

// TestWhereFramesAreCaptured holds what tells a host's own segment from those
// of the network: the interface, and the way the frame has come.
func TestWhereFramesAreCaptured(t *testing.T) {
	c := read(t, encode(t, run(t, `
		host client zh "客户端" en "Client" isn 100
		host server zh "服务器" en "Server" isn 300
		duplicate SYN from client
		server listen
		client connect
		forge RST to server seq 7
	`)))
	var got []string
	for _, p := range c.packets {
		at, err := c.reader.Interface(p.Metadata().InterfaceIndex)
		if err != nil {
			t.Fatal(err)
		}
		ip := p.NetworkLayer().(*layers.IPv4)
		source, _ := c.reader.Name(map[string]int{"192.0.2.1": 0, "192.0.2.2": 1}[ip.SrcIP.String()])
		got = append(got, strings.Join([]string{at.Name, p.LinkLayer().LinkFlow().Src().String()[15:], strings.Join(source.Names, "")}, " "))
	}
	want := []string{
		"client 01 客户端", "network 01 客户端", // the SYN and its copy
		"server 02 服务器", "server 02 服务器", "client 01 客户端", // SYN,ACK; what the copy is answered with; ACK
		"network 03 客户端", // the forged one
	}
	first, second := c.packets[0].NetworkLayer().(*layers.IPv4), c.packets[1].NetworkLayer().(*layers.IPv4)
	if first.Id != second.Id {
		t.Error("the network's copy is another datagram")
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestTooMuch holds that what no header has room for is an error, and names
// the segment.
func TestTooMuch(t *testing.T) {
	big := run(t, "begin established\nclient send 10\n")
	big.Messages[0].TCP.Len = 65500
	err := pcapng.Encode(io.Discard, big, inWords(big, "en"))
	if err == nil || !strings.HasPrefix(err.Error(), "segment 1: ") {
		t.Error("a datagram over 64 KB:", err)
	}
}
