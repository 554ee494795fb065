package diagrams

import (
	"errors"
	"io"
	"strconv"
	"strings"
	"time"

	"woshou/diagrams/capture"
	"woshou/diagrams/capture/packets"
	"woshou/diagrams/place"
	"woshou/diagrams/scenario/lines"
	"woshou/diagrams/sentence"
	"woshou/diagrams/trace"
	"woshou/diagrams/words"
)

// MostSegments is how many segments of a capture are drawn in one figure: more
// cannot be told apart, and a part of them has to be cut out.
const MostSegments = 200

// IsCapture reports whether the source is no scenario but a capture.
func (s Source) IsCapture() bool { return packets.IsCapture(s.Text) }

// CodeCapture is the code of a capture, or a part of one, that cannot be shown.
const CodeCapture = "capture"

// read reads the part of the capture as it is drawn.
func (s Source) read() (*trace.Trace, []lines.Error) {
	opt, wrong := PartOf(s.Part)
	if wrong != "" {
		return nil, refused(wrong, "write stream=1 packets=3-40 from=1.2s to=4s, or some of these")
	}
	open := func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(s.Text)), nil }
	t, err := capture.Read(open, opt)
	var bad *packets.Error
	var missing *capture.NoStreamError
	var long *capture.LongError
	switch {
	case errors.As(err, &bad):
		return nil, refused(words.Say("packet %d of the capture: %s", bad.Packet, bad.Reason), "`woshou read` lists what comes before it")
	case errors.As(err, &missing):
		return nil, refused(words.Say("the capture has no stream %d: it has %d, counted from 0", missing.Stream, missing.Streams), "`woshou read` lists them")
	case errors.As(err, &long):
		return nil, refused(words.Say("the stream has %d segments; up to %d can be followed", long.Segments, long.Most), "")
	case err != nil:
		return nil, refused(words.Message(err.Error()), "")
	case len(t.Messages) == 0:
		return nil, refused("the part has no segments", "times count from the first packet of the stream, packets as the file does")
	case len(t.Messages) > MostSegments:
		return nil, refused(words.Say("the part has %d segments, and a figure of a capture shows at most %d", len(t.Messages), MostSegments), "cut it by packets=, from= or to=")
	}
	return shown(t), nil
}

func refused(message, hint words.Message) []lines.Error {
	return []lines.Error{{Place: place.Place{Line: 1, Col: 1, Width: 1}, Code: CodeCapture, Message: message, Hint: hint}}
}

// PartOf reads what of a capture is meant: "stream=1 packets=3-40 from=1.2s to=4s".
// What cannot be read is wrong, else that is "".
func PartOf(part string) (opt capture.Options, wrong words.Message) {
	for field := range strings.FieldsSeq(part) {
		key, value, _ := strings.Cut(field, "=")
		var err error
		switch key {
		case "stream":
			opt.Stream, err = strconv.Atoi(value)
		case "packets":
			first, last, _ := strings.Cut(value, "-")
			if opt.First, err = strconv.Atoi(first); err == nil {
				opt.Last, err = strconv.Atoi(last)
			}
		case "from":
			opt.From, err = microseconds(value)
		case "to":
			opt.To, err = microseconds(value)
		default:
			err = strconv.ErrSyntax
		}
		if err != nil {
			return opt, words.Say("%s is no part of a capture", field)
		}
	}
	return opt, ""
}

func microseconds(value string) (int64, error) {
	d, err := time.ParseDuration(value)
	return d.Microseconds(), err
}

// shown is a record as it is drawn: that of a capture with its likeliest times, and
// a note on each RST that says why it may have been sent, and on what the machine
// would not have done.
func shown(t *trace.Trace) *trace.Trace {
	if t.Capture == nil || t.Capture.Record != nil {
		return t
	}
	likely := t.Likely()
	for i := range likely.Messages {
		m := &likely.Messages[i]
		if len(m.Sight.Reasons) > 0 {
			likely.Note(m, trace.Receive, why(m.Sight.Reasons))
		}
		if m.Sight.Departs != "" {
			likely.Note(m, trace.Send, departs(m.Sight.Departs))
		}
	}
	if terms := settled(likely); terms != nil {
		likely.NoteAcross(&likely.Messages[likely.Capture.Terms.Message-1], terms)
	}
	return likely
}

// settled says in each language what the SYNs mean for later segments, nil for nothing.
func settled(t *trace.Trace) trace.Text {
	text := words.InEach(func(l *words.Language) string { return sentence.Voice{Words: l}.Terms(t) })
	if text[words.English] == "" {
		return nil
	}
	return text
}

// departs says in each language what the machine would not have done.
func departs(what string) trace.Text {
	return words.InEach(func(l *words.Language) string { return l.Sequence().Departures[what] })
}

// why says in each language why a RST may have been sent.
func why(reasons []string) trace.Text {
	return words.InEach(func(l *words.Language) string { return l.Sequence().Why(reasons) })
}
