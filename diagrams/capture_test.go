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
)

// TestCapturesTellNobody holds that nothing that is made of a capture has the
// addresses, the ports or the data of those whose connection it was.
func TestCapturesTellNobody(t *testing.T) {
	file, err := os.ReadFile("../content/scenarios/captures/third-ack-lost.pcap")
	if err != nil {
		t.Fatal(err)
	}
	secrets := []string{"10.77.0", "18090", "0123456789", "\x0a\x4d\x00\x01", "\x0a\x4d\x00\x02", "\x46\xaa"}
	for _, s := range secrets[2:] {
		if !bytes.Contains(file, []byte(s)) {
			t.Errorf("the capture itself has no %q", s)
		}
	}
	run, errs := diagrams.RunToDraw("", diagrams.Source{Text: string(file)})
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	for _, lang := range []string{"zh", "en"} {
		d := diagrams.Draw(run, diagrams.Look{Theme: "light", Scale: 1}.In(lang))
		for _, format := range diagrams.Formats {
			if !d.Has(format) {
				continue
			}
			var out bytes.Buffer
			if err := d.Encode(&out, format); err != nil {
				t.Fatal(format, err)
			}
			for _, part := range unfolded(t, out.Bytes()) {
				holdSecret(t, format+" in "+lang, format, part, secrets)
			}
		}
	}
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
		if bytes.Contains(part, []byte(s)) {
			t.Errorf("%s has %q", where, s)
		}
	}
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
