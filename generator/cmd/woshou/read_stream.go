package main

import (
	"errors"
	"io"
	"os"
	"slices"
	"time"

	"woshou/diagrams"
	"woshou/diagrams/capture"
	"woshou/diagrams/replay"
	"woshou/diagrams/trace"
	"woshou/diagrams/words"
)

// streamFlags are the flags of `read`.
type streamFlags struct {
	stream   int
	from, to string
	asJSON   bool
	lang     string
	// one tells that a stream was asked for.
	one bool
	// asScenario asks for the scenario that does the same.
	asScenario bool
	// keep are the keepers that are asked for.
	keep []string
}

// read tells of one connection of a capture.
func (f streamFlags) read(w io.Writer, name string, names *capture.Names) error {
	opt := capture.Options{Stream: f.stream, Names: names, Payload: slices.Contains(f.keep, "payload")}
	var err error
	if opt.From, err = moment("--from", f.from); err != nil {
		return err
	}
	if opt.To, err = moment("--to", f.to); err != nil {
		return err
	}
	run, failed := capture.Read(func() (io.ReadCloser, error) { return os.Open(name) }, opt)
	if run == nil {
		return unreadable(name, failed)
	}
	if err := f.print(w, run); err != nil {
		return err
	}
	return unreadable(name, failed)
}

// print prints the connection as JSON, or as a diagram, which only so many
// segments fit.
func (f streamFlags) print(w io.Writer, run *trace.Trace) error {
	var err error
	switch n := len(run.Messages); {
	case f.asJSON:
		err = run.Encode(w)
	case n > diagrams.MostSegments:
		return &failure{statusUsage, errors.New(local().Line("%d segments are too many to draw: cut out up to %d by --from and --to, or ask for --json", n, diagrams.MostSegments))}
	default:
		err = diagrams.EncodeText(w, run, diagrams.Look{}.In(f.lang))
	}
	if err != nil {
		return &failure{statusEnvironment, err}
	}
	return nil
}

// moment is a time within a connection, in microseconds.
func moment(flag, value string) (int64, error) {
	if value == "" {
		return 0, nil
	}
	d, err := time.ParseDuration(value)
	if err != nil || d < 0 {
		return 0, &failure{statusUsage, errors.New(local().Line("%s %q: expected a time such as 1.2s or 40ms", flag, value))}
	}
	return d.Microseconds(), nil
}

// scenario prints the scenario that has the machine do what the connection, and
// those before it between the same ports, did.
func (f streamFlags) scenario(w io.Writer, name string) error {
	open := func() (io.ReadCloser, error) { return os.Open(name) }
	run, failed := capture.Read(open, capture.Options{Stream: f.stream, Before: true})
	if run == nil {
		return unreadable(name, failed)
	}
	if n := len(run.Messages); n > replay.Most {
		return unreadable(name, &capture.LongError{Segments: n, Most: replay.Most})
	}
	if _, err := io.WriteString(w, replay.Of(run, words.Of(f.lang)).Text); err != nil {
		return &failure{statusEnvironment, err}
	}
	return unreadable(name, failed)
}
