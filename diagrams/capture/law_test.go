package capture_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"slices"
	"testing"

	"woshou/diagrams"
	"woshou/diagrams/capture"
	"woshou/diagrams/golden"
	"woshou/diagrams/render/pcapng"
	"woshou/diagrams/trace"
)

// TestOwnExports holds that the captures that we write of the runs that we ship,
// read without their comments, never exclude the state that a host was in.
func TestOwnExports(t *testing.T) {
	var known, all, repeats, told int64
	for _, s := range golden.OfTCP(t, golden.Shipped) {
		run, errs := diagrams.Run(s.Name, s.Text)
		if len(errs) > 0 || len(run.Hosts) != 2 || run.TCP == nil || slices.ContainsFunc(run.Messages, other) {
			continue // of many hosts, or of many connections
		}
		var file bytes.Buffer
		if err := pcapng.Encode(&file, run, pcapng.Options{Lang: "en", Comment: func(int) string { return "" }}); err != nil {
			t.Fatal(s.Name, err)
		}
		open := func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(file.Bytes())), nil }
		for stream := 0; ; stream++ {
			read, err := capture.Read(open, capture.Options{Stream: stream})
			var missing *capture.NoStreamError
			if errors.As(err, &missing) {
				break
			}
			if err != nil {
				t.Fatal(s.Name, err)
			}
			if err := read.Validate(); err != nil {
				t.Errorf("%s, stream %d: %v", s.Name, stream, err)
			}
			k, a := compareStates(t, s.Name, run, read)
			known, all = known+k, all+a
			k, a = compareSegments(t, s.Name, run, read)
			repeats, told = repeats+k, told+a
		}
	}
	if known == 0 || repeats == 0 {
		t.Error("nothing was compared")
	}
	t.Logf("states are known for %.1f %% of the time; %d repeats of %d are tied to what they repeat", 100*float64(known)/float64(max(all, 1)), repeats, told)
}

// silentCalls are the runs in which a host is told to listen, and no packet ever
// tells of it.
var silentCalls = map[string]bool{"content/scenarios/attack/strays.scenario": true}

// other reports whether a segment belongs to another connection than the hosts'.
func other(m trace.Message) bool { return m.TCP.Connection > 0 }

// compareStates compares the states of both hosts at each instant of a stream.
func compareStates(t *testing.T, name string, run, read *trace.Trace) (known, all int64) {
	if len(read.Messages) == 0 {
		return 0, 0
	}
	first := read.Messages[0].Sight.Packet
	for _, m := range read.Messages {
		first = min(first, m.Sight.Packet)
	}
	zero := run.Messages[first-1].SentUS
	for side, h := range read.Hosts {
		of := run.Messages[first-1].From
		if fromOf(read, first) != side {
			of = 1 - of
		}
		if forgedAlone(run, of) {
			continue // it is not there, and looks as if it were
		}
		ends := append(times(run, of, zero), times(read, side, 0)...)
		slices.Sort(ends)
		for i, at := range ends[:max(0, len(ends)-1)] {
			if at < 0 || at > read.EndUS || ends[i+1]-at < 2 {
				continue
			}
			is, told := stateAt(run, of, at+zero+1), trace.StatesIn(stateAt(read, side, at+1))
			span := min(ends[i+1], read.EndUS) - at
			all += span
			if len(told) == 1 && told[0] == is {
				known += span
			}
			if !slices.Contains(told, is) && !silentCalls[name] {
				t.Errorf("%s: %s (%s) at %d us was in %s, and is said to be in %v", name, h.Name, run.Hosts[of].Name, at, is, told)
			}
		}
	}
	return known, all
}

// forgedAlone reports whether all that seems to come from a host is forged.
func forgedAlone(run *trace.Trace, host int) bool {
	for _, e := range run.Events {
		if e.Kind == trace.Send && e.Host == host {
			return false
		}
	}
	return true
}

func fromOf(read *trace.Trace, packet int) int {
	for _, m := range read.Messages {
		if m.Sight.Packet == packet {
			return m.From
		}
	}
	return -1
}

func times(t *trace.Trace, host int, zero int64) (list []int64) {
	for _, e := range t.Events {
		if e.ChangesState() && e.Host == host {
			list = append(list, e.AtUS-zero)
		}
	}
	return append(list, t.EndUS-zero)
}

func stateAt(t *trace.Trace, host int, at int64) string {
	state := t.Hosts[host].Initial
	for _, e := range t.Events {
		if e.ChangesState() && e.Host == host && e.AtUS <= at {
			state = e.To
		}
	}
	return state
}

// compareSegments compares what became of each segment, and what it repeats.
func compareSegments(t *testing.T, name string, run, read *trace.Trace) (tied, all int64) {
	for _, m := range read.Messages {
		was := run.Messages[m.Sight.Packet-1]
		if what := m.Sight.Departs; what != "" && run.TCP.Profile == "rfc9293" && was.Fate != trace.Forged && was.CopyOf == 0 {
			t.Errorf("%s: packet %d (%s) is what the machine did, and is said to be none of its doing: %s", name, m.Sight.Packet, was, what)
		}
		if forgedAlone(run, was.To) {
			continue // what answers is forged
		}
		if m.Fate == trace.Lost && was.Fate == trace.Delivered || m.Fate == trace.Delivered && was.Fate == trace.Lost {
			t.Errorf("%s: packet %d was %s, and is said to be %s", name, m.Sight.Packet, was.Fate, m.Fate)
		}
		of := 0
		if m.RepeatOf > 0 {
			of = read.Messages[m.RepeatOf-1].Sight.Packet
		}
		if was.RepeatOf > 0 {
			all++
		}
		switch {
		case of == was.RepeatOf && of > 0:
			tied++
		case forgedAlone(run, was.From):
		case of > 0 && was.CopyOf == 0 && was.RepeatOf != of:
			t.Errorf("%s: packet %d (%s) repeats %d, and is said to repeat %d", name, m.Sight.Packet, was, was.RepeatOf, of)
		}
	}
	return tied, all
}

// TestOwnExportsAreDrawn holds that what is read of them can be told in words and
// numbers, from whatever packet on the capture begins.
func TestOwnExportsAreDrawn(t *testing.T) {
	for _, s := range golden.OfTCP(t, golden.Shipped) {
		run, errs := diagrams.Run(s.Name, s.Text)
		if len(errs) > 0 || len(run.Hosts) != 2 || run.TCP == nil {
			continue
		}
		for missing := range min(2, len(run.Messages)) {
			file := exported(t, run, missing)
			read, err := capture.Read(func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(file)), nil }, capture.Options{})
			if err != nil {
				t.Fatal(s.Name, err)
			}
			for _, lang := range []string{"en", "zh"} {
				if err := diagrams.EncodeText(io.Discard, read, diagrams.Look{}.In(lang)); err != nil {
					t.Errorf("%s without its first %d: %v", s.Name, missing, err)
				}
			}
		}
	}
}

// exported is the capture of a run that began after so many of its messages.
func exported(t *testing.T, run *trace.Trace, missing int) []byte {
	t.Helper()
	var whole, part bytes.Buffer
	if err := pcapng.Encode(&whole, run, pcapng.Options{Lang: "en", Comment: func(int) string { return "" }}); err != nil {
		t.Fatal(err)
	}
	for data := whole.Bytes(); len(data) >= 12; {
		size := binary.LittleEndian.Uint32(data[4:])
		if isPacket := binary.LittleEndian.Uint32(data) == 6; isPacket && missing > 0 {
			missing--
		} else {
			part.Write(data[:size])
		}
		data = data[size:]
	}
	return part.Bytes()
}

// readBack is what is read in the capture of a scenario.
func readBack(t *testing.T, text string) *trace.Trace {
	t.Helper()
	run, errs := diagrams.Run("", text)
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	file := exported(t, run, 0)
	read, err := capture.Read(func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(file)), nil }, capture.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return read
}

// TestDepartures holds that what a host does as Linux does, and the RFC does not, is
// told, at the segment.
func TestDepartures(t *testing.T) {
	for _, c := range []struct{ scenario, flags, departs string }{
		{"profile linux\ntogether {\nclient connect\nserver connect\n}", "ACK", capture.CrossedACK},
		{"profile linux\nserver listen\nclient connect\nclient abort", "RST,ACK", capture.ResetAcks},
		{"profile linux\nserver listen\nclient connect\nlose DATA from client\nclient send 10", "PSH,ACK", capture.EarlyRepeat},
		{"profile linux\nserver set window 1000\nserver set auto-read off\nserver listen\nclient connect\nclient send 2000\nafter 5s end", "ACK", capture.EmptyProbe},
	} {
		read := readBack(t, c.scenario)
		told := ""
		for _, m := range read.Messages {
			if m.Sight.Departs != "" && m.Name == c.flags {
				told = m.Sight.Departs
			}
		}
		if told != c.departs {
			t.Errorf("%s: of a %s is told %q, not %q", c.scenario, c.flags, told, c.departs)
		}
	}
}

// TestNoCallIsToldOfAnOpenReason holds that where a RST may have been sent without
// an abort, none is drawn.
func TestNoCallIsToldOfAnOpenReason(t *testing.T) {
	const unread = "server set auto-read off\nserver listen\nclient connect\nclient send 10\nserver close both"
	read := readBack(t, unread)
	if last := read.Messages[len(read.Messages)-1]; len(last.Sight.Reasons) < 2 {
		t.Fatalf("the reason of %s is not open: %v", last, last.Sight.Reasons)
	}
	for _, e := range read.Events {
		if e.Call == "abort" {
			t.Errorf("told of a call: %+v", e)
		}
	}
}
