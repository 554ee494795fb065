package diagrams_test

import (
	"archive/zip"
	"bytes"
	"compress/zlib"
	"io"
	"os"
	"slices"
	"strings"
	"testing"

	"woshou/diagrams"
	"woshou/themes"

	"github.com/gopacket/gopacket"
	"github.com/gopacket/gopacket/layers"
	"github.com/gopacket/gopacket/pcapgo"
)

// thirdACKLost is a capture of a live Linux whose addresses, ports and data are known.
const thirdACKLost = "../content/scenarios/captures/third-ack-lost.pcap"

// TestCapturesTellNobody holds that nothing that is made of a capture has the
// addresses, the ports or the data of those whose connection it was.
func TestCapturesTellNobody(t *testing.T) {
	file, err := os.ReadFile(thirdACKLost)
	if err != nil {
		t.Fatal(err)
	}
	secrets := []string{"10.77.0", "18090", "0123456789", "\x0a\x4d\x00\x01", "\x0a\x4d\x00\x02", "\x46\xaa"}
	for _, s := range secrets[2:] {
		if !bytes.Contains(file, []byte(s)) {
			t.Errorf("the capture itself has no %q", s)
		}
	}
	for where, out := range everything(t, file) {
		_, format, _ := strings.Cut(where, " ")
		for _, part := range unfolded(t, out) {
			holdSecret(t, where, format, part, secrets)
		}
	}
}

// TestCapturesOfOthersLookAlike holds that what is made of a capture is the same to the
// octet, pictures included, when it is one of other hosts with other ports who sent
// other data: nothing in it tells who they were.
func TestCapturesOfOthersLookAlike(t *testing.T) {
	file, err := os.ReadFile(thirdACKLost)
	if err != nil {
		t.Fatal(err)
	}
	theirs := everything(t, others(t, file))
	for where, out := range everything(t, file) {
		if !bytes.Equal(out, theirs[where]) {
			t.Errorf("%s tells who it was", where)
		}
	}
}

// everything is what is made of a capture, by language and format.
func everything(t *testing.T, file []byte) map[string][]byte {
	t.Helper()
	run, errs := diagrams.RunToDraw("", diagrams.Source{Text: string(file)})
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	made := map[string][]byte{}
	for _, lang := range []string{"zh", "en"} {
		d := diagrams.Draw(run, diagrams.Look{Palette: themes.Default(), Theme: "light", Scale: 1}.In(lang))
		for _, format := range append([]string{diagrams.Notes, diagrams.Moving}, diagrams.Formats...) {
			if !d.Has(format) {
				continue
			}
			var out bytes.Buffer
			if err := d.Encode(&out, format); err != nil {
				t.Fatal(format, err)
			}
			made[lang+" "+format] = out.Bytes()
		}
	}
	return made
}

// others is a capture with other addresses, ports and data than in a file.
func others(t *testing.T, file []byte) []byte {
	t.Helper()
	in, err := pcapgo.NewReader(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := pcapgo.NewWriter(&out)
	if err := w.WriteFileHeader(in.Snaplen(), in.LinkType()); err != nil {
		t.Fatal(err)
	}
	for {
		data, info, err := in.ReadPacketData()
		if err == io.EOF {
			return out.Bytes()
		}
		if err != nil {
			t.Fatal(err)
		}
		var stack []gopacket.SerializableLayer
		for _, layer := range gopacket.NewPacket(data, in.LinkType(), gopacket.Default).Layers() {
			stack = append(stack, another(t, layer, stack))
		}
		packet := gopacket.NewSerializeBuffer()
		if err := gopacket.SerializeLayers(packet, gopacket.SerializeOptions{ComputeChecksums: true}, stack...); err != nil {
			t.Fatal(err)
		}
		if err := w.WritePacket(info, packet.Bytes()); err != nil {
			t.Fatal(err)
		}
	}
}

// another is a layer with other names in it, above those of a stack.
func another(t *testing.T, layer gopacket.Layer, stack []gopacket.SerializableLayer) gopacket.SerializableLayer {
	t.Helper()
	switch x := layer.(type) {
	case *layers.Ethernet:
		x.SrcMAC[3], x.DstMAC[3] = x.SrcMAC[3]^0x3c, x.DstMAC[3]^0x3c
		return x
	case *layers.IPv4:
		x.SrcIP[1], x.DstIP[1] = x.SrcIP[1]^0x55, x.DstIP[1]^0x55
		return x
	case *layers.TCP:
		x.SrcPort, x.DstPort = x.SrcPort+17, x.DstPort+17
		_ = x.SetNetworkLayerForChecksum(stack[len(stack)-1].(*layers.IPv4))
		return x
	case *gopacket.Payload:
		return gopacket.Payload(bytes.Repeat([]byte{'?'}, len(*x)))
	}
	t.Fatalf("a layer of %s", layer.LayerType())
	return nil
}

// holdSecret holds that a part of a file has none of the secrets. What is short can
// be in a font or a picture by chance, and is looked for in what is plain.
func holdSecret(t *testing.T, where, format string, part []byte, secrets []string) {
	t.Helper()
	plain := slices.Contains([]string{"txt", "json", "pcapng"}, format)
	for _, s := range secrets {
		if chance := s == "0123456789" || len(s) < 4; chance && !plain {
			continue
		}
		if bytes.Contains(part, []byte(s)) || bytes.Contains(part, wide(s)) {
			t.Errorf("%s has %q", where, s)
		}
	}
}

// wide is a text as PDF prints it: two octets a character.
func wide(text string) (octets []byte) {
	for _, c := range []byte(text) {
		octets = append(octets, 0, c)
	}
	return octets
}

// unfolded is a file, and whatever is packed or compressed in it: the files of an
// archive, and each stream of zlib, as in PDF and PNG.
func unfolded(t *testing.T, file []byte) [][]byte {
	t.Helper()
	parts := [][]byte{file}
	if archive, err := zip.NewReader(bytes.NewReader(file), int64(len(file))); err == nil {
		for _, f := range archive.File {
			r, err := f.Open()
			if err != nil {
				t.Fatal(f.Name, err)
			}
			text, err := io.ReadAll(r)
			if err != nil {
				t.Fatal(f.Name, err)
			}
			parts = append(parts, text)
		}
	}
	for at := 0; at+1 < len(file); at++ {
		if file[at] != 0x78 || (int(file[at])<<8|int(file[at+1]))%31 != 0 { // RFC 1950, section 2.2
			continue
		}
		if r, err := zlib.NewReader(bytes.NewReader(file[at:])); err == nil {
			if text, err := io.ReadAll(r); err == nil {
				parts = append(parts, text)
			}
		}
	}
	return parts
}

// TestPartOfACapture holds what can be cut out, and that what cannot be shown is
// said.
func TestPartOfACapture(t *testing.T) {
	file, err := os.ReadFile("../content/scenarios/captures/unread-data.pcapng")
	if err != nil {
		t.Fatal(err)
	}
	for part, want := range map[string]int{
		"": 6, "stream=0": 6, "packets=3-5": 3, "from=100ms": 3, "to=70ms": 3, "packets=2-6 from=200ms": 2,
	} {
		run, errs := diagrams.RunToDraw("", diagrams.Source{Text: string(file), Part: part})
		if len(errs) > 0 || len(run.Messages) != want {
			t.Errorf("%q: %v, %d segments instead of %d", part, errs, len(run.Messages), want)
			continue
		}
		if err := run.Validate(); err != nil {
			t.Errorf("%q: %v", part, err)
		}
	}
	for part, want := range map[string]string{
		"stream=1": "no stream 1", "packets=x": "no part of a capture", "packets=90-95": "no segments", "colour=red": "no part of a capture",
	} {
		_, errs := diagrams.RunToDraw("", diagrams.Source{Text: string(file), Part: part})
		if len(errs) != 1 || !strings.Contains(errs[0].Message.String(), want) {
			t.Errorf("%q: %v", part, errs)
		}
	}
}
