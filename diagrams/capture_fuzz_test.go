package diagrams_test

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"woshou/diagrams"
	"woshou/diagrams/capture"
	"woshou/diagrams/capture/sketch"
	"woshou/diagrams/golden"
	"woshou/diagrams/trace"
)

// FuzzCapture holds that whatever file can be read as a capture can be listed,
// understood, told and drawn, and that what is told of it is a valid record.
func FuzzCapture(f *testing.F) {
	shipped, _ := filepath.Glob("../content/scenarios/captures/*.pcap*")
	for _, name := range shipped {
		file, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(file)
	}
	for _, c := range golden.Cases(f, "capture/testdata/told") {
		file, err := sketch.File(c.Part("packets"))
		if err != nil {
			f.Fatal(c.Name, err)
		}
		f.Add(file)
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		const most = 40 // segments: more take long
		first := -1
		_ = capture.List(bytes.NewReader(file), &capture.Names{}, func(c capture.Connection) error {
			if first < 0 && c.Segments <= most {
				first = c.Stream
			}
			return nil
		})
		source := diagrams.Source{Text: string(file), Part: "stream=" + string(rune('0'+max(0, first)))}
		if first < 0 || first > 9 || !source.IsCapture() {
			return
		}
		run, errs := diagrams.RunToDraw("", source)
		if len(errs) > 0 {
			return // it is cut off, or worse
		}
		if err := run.Validate(); err != nil {
			t.Fatal(err)
		}
		drawing := diagrams.Draw(run, diagrams.Look{Theme: "light"}.In("zh"))
		for _, format := range []string{"svg", "txt", "json", "pcapng"} {
			if format == "pcapng" && slices.ContainsFunc(run.Messages, tooLong) {
				continue // it is refused
			}
			if err := drawing.Encode(new(bytes.Buffer), format); err != nil {
				t.Errorf("%s: %v", format, err)
			}
		}
	})
}

// tooLong reports whether a segment fits into no datagram of IPv4, as one that a network
// card was to cut up.
func tooLong(m trace.Message) bool { return m.TCP.Len > 65000 }
