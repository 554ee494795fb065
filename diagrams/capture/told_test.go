package capture_test

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"

	"woshou/diagrams/capture"
	"woshou/diagrams/capture/sketch"
	"woshou/diagrams/golden"
	"woshou/diagrams/trace"
)

// TestTold holds what is told of the captures in testdata/told, each of them a text as
// package sketch reads it: of every packet what became of it and what it is for, of
// every host its states and when they were entered, and what the SYNs mean for later.
func TestTold(t *testing.T) {
	golden.Run(t, "testdata/told", func(t *testing.T, c golden.Case) []golden.Part {
		file, err := sketch.File(c.Part("packets"))
		if err != nil {
			t.Fatal(err)
		}
		var told strings.Builder
		for stream := range streams(t, file) {
			open := func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(file)), nil }
			read, err := capture.Read(open, capture.Options{Stream: stream})
			if err != nil {
				t.Fatal(err)
			}
			if err := read.Validate(); err != nil {
				t.Error(err)
			}
			tell(&told, read)
		}
		return c.With("told", told.String())
	})
}

// streams is how many connections a capture has.
func streams(t *testing.T, file []byte) (n int) {
	t.Helper()
	err := capture.List(bytes.NewReader(file), &capture.Names{}, func(capture.Connection) error {
		n++
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// tell writes what is told of a connection.
func tell(w io.Writer, read *trace.Trace) {
	for _, m := range read.Messages {
		s := m.Sight
		fmt.Fprintf(w, "#%d %s %s: %s", s.Packet, read.Hosts[m.From].Name, m.Name, m.Fate)
		if m.ArrivedUS != nil {
			fmt.Fprintf(w, " after %s", trace.FormatTime(*m.ArrivedUS-m.SentUS))
		}
		if m.RepeatOf > 0 {
			fmt.Fprintf(w, ", repeats #%d", read.Messages[m.RepeatOf-1].Sight.Packet)
		}
		for _, aspect := range m.Aspects() {
			fmt.Fprintf(w, ", %s", aspect)
		}
		if s.HeldUS > 0 {
			fmt.Fprintf(w, " %s", trace.FormatTime(s.HeldUS))
		}
		if s.Checksum == trace.Offloaded {
			fmt.Fprint(w, ", offloaded")
		}
		if s.Departs != "" {
			fmt.Fprintf(w, ", departs: %s", s.Departs)
		}
		if len(s.Reasons) > 0 {
			fmt.Fprintf(w, ", because: %s", strings.Join(s.Reasons, " or "))
		}
		fmt.Fprintln(w)
	}
	for host, h := range read.Hosts {
		fmt.Fprintf(w, "%s beside=%v:", h.Name, read.Capture.At[host])
		for _, e := range read.Events {
			if e.Kind == trace.State && e.Host == host {
				fmt.Fprintf(w, " %s@%s", e.To, trace.FormatTime(e.AtUS))
			}
		}
		fmt.Fprintln(w)
	}
	terms := read.Capture.Terms
	fmt.Fprintf(w, "terms: mss=%v scale=%v sack=%v timestamps=%v\n", terms.MSS, terms.Scale, terms.SACK, terms.Timestamps)
}
