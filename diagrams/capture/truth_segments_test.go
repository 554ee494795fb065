package capture

import (
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"woshou/diagrams/trace"
)

// causes are the words of the truth files for why there was a RST.
var causes = map[string]string{
	"closed port": ClosedPort, "unread data at close": UnreadData, "abort": Abort,
	"unacceptable ACK in SYN-SENT": UnacceptableACK, "no connection": NoConnection,
}

// TestSegmentsOfGivenCaptures holds against what truly happened, on captures of real
// connections, that nothing certain is told of a segment and wrong: what became of it,
// that it is a repeat, of what and set off by what, that it is a probe, why there was a
// RST. It logs how many of the repeats are found.
func TestSegmentsOfGivenCaptures(t *testing.T) {
	var found, said, all int
	for _, name := range cases(t) {
		told := loadTruth(t, name)
		base := strings.TrimSuffix(filepath.Base(name), ".truth.json")
		for _, place := range []string{"a", "b", "mid"} {
			frames := map[int]truthSegment{}
			numbers := map[int]int{} // frames by the truth's numbers
			for _, s := range told.Segments {
				if _, frame := s.at(place); frame > 0 {
					frames[frame], numbers[s.N] = s, frame
				}
			}
			for _, m := range messagesIn(t, filepath.Join(given, told.Captures[place])) {
				was := frames[m.Sight.Packet]
				where := base + " at " + place
				holdSegment(t, where, m.Message, was)
				repeats := m.RepeatOf > 0 || m.Sight.Unseen
				if was.Retransmission {
					all++
				}
				if repeats {
					said++
				}
				if was.Retransmission && repeats {
					found++
				}
				if m.of > 0 && numbers[was.FirstSentIn] != m.of {
					t.Errorf("%s: packet %d repeats %d, and is said to repeat %d", where, m.Sight.Packet, numbers[was.FirstSentIn], m.of)
				}
			}
		}
	}
	if found != said {
		t.Errorf("%d repeats are told of, and %d of them are some", said, found)
	}
	t.Logf("repeats: precision %d of %d, recall %d of %d", found, said, found, all)
}

// seenMessage is a message of a capture, with the packet that it is said to repeat.
type seenMessage struct {
	trace.Message
	of int
}

// messagesIn are those of all connections of a capture.
func messagesIn(t *testing.T, file string) (list []seenMessage) {
	t.Helper()
	for stream := 0; ; stream++ {
		read, err := Read(opener(file), Options{Stream: stream})
		var missing *NoStreamError
		if errors.As(err, &missing) {
			return list
		}
		if err != nil {
			t.Fatal(file, err)
		}
		for _, m := range read.Messages {
			one := seenMessage{Message: m}
			if m.RepeatOf > 0 {
				one.of = read.Messages[m.RepeatOf-1].Sight.Packet
			}
			list = append(list, one)
		}
	}
}

// holdSegment holds what is told of a segment against the truth.
func holdSegment(t *testing.T, where string, m trace.Message, was truthSegment) {
	t.Helper()
	wrong := func(what string, is, told any) {
		t.Errorf("%s: packet %d, %s: it is %v, and is told to be %v", where, m.Sight.Packet, what, is, told)
	}
	if m.Fate != trace.Unknown && string(m.Fate) != was.Fate {
		wrong("fate", was.Fate, m.Fate)
	}
	switch m.Sight.Kind {
	case "timeout", "tail-probe":
		if was.By != "timer" {
			wrong("kind", was.By, m.Sight.Kind)
		}
	case "fast":
		if !strings.HasPrefix(was.By, "arrival") {
			wrong("kind", was.By, m.Sight.Kind)
		}
	case "spurious":
		if !was.Needless {
			wrong("kind", was.Needless, m.Sight.Kind)
		}
	}
	probe := map[string]string{"keep-alive probe": "keep-alive", "window probe": "zero-window-probe"}[was.Role]
	if told := m.Sight.Kind; (probe != "" || told == "keep-alive" || told == "zero-window-probe") && probe != told {
		wrong("role", was.Role, told)
	}
	if was.RstCause != "" && !slices.Contains(m.Sight.Reasons, causes[was.RstCause]) {
		wrong("reason", was.RstCause, m.Sight.Reasons)
	}
	if m.Sight.Checksum != "" {
		wrong("checksum", "right", m.Sight.Checksum)
	}
}
