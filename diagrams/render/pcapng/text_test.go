package pcapng

import (
	"bytes"
	"strings"
	"testing"

	"woshou/diagrams/trace"
)

// TestRetransmissionRepeatsText holds that the same sequence number has the
// same octet, on both sides of a boundary between segments.
func TestRetransmissionRepeatsText(t *testing.T) {
	const iss = 300
	f := framer{trace: &trace.Trace{Hosts: []trace.Host{{Name: "client"}}, TCP: &trace.TCP{ISS: [][]uint32{{iss}}}}}
	whole := f.text(trace.Message{TCP: &trace.Segment{Seq: iss + 1, Len: 300}})
	if got := f.text(trace.Message{TCP: &trace.Segment{Seq: iss + 101, Len: 200}}); !bytes.Equal(got, whole[100:]) {
		t.Errorf("%q is not the end of %q", got, whole)
	}
	if !strings.HasPrefix(string(whole), "client 0000000000 abc") || !strings.Contains(string(whole), "\nclient 0000000064 abc") {
		t.Errorf("%q", whole)
	}
}
