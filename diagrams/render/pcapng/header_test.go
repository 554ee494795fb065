package pcapng_test

import (
	"bytes"
	"slices"
	"testing"

	"woshou/diagrams/render/pcapng"

	"github.com/google/go-cmp/cmp"
	"github.com/gopacket/gopacket"
	"github.com/gopacket/gopacket/layers"
	"github.com/gopacket/gopacket/pcapgo"
)

// TestHeadersAreThoseOfTheCapture reads every capture back and compares.
func TestHeadersAreThoseOfTheCapture(t *testing.T) {
	for name, run := range shipped(t) {
		var capture bytes.Buffer
		if err := pcapng.Encode(&capture, run, inWords(run, "en")); err != nil {
			t.Fatal(name, err)
		}
		got, err := pcapng.Headers(run)
		if err != nil {
			t.Fatal(name, err)
		}
		reader, err := pcapgo.NewNgReader(&capture, pcapgo.DefaultNgReaderOptions)
		if err != nil {
			t.Fatal(name, err)
		}
		var want [][]byte
		for range run.Messages {
			frame, _, err := reader.ReadPacketData()
			if err != nil {
				t.Fatal(name, err)
			}
			packet := gopacket.NewPacket(frame, layers.LayerTypeEthernet, gopacket.Default)
			want = append(want, slices.Clone(packet.Layer(layers.LayerTypeTCP).LayerContents()))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}
