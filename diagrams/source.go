package diagrams

import (
	"path"
	"strings"

	"woshou/diagrams/protocol"
	"woshou/diagrams/scenario"
	"woshou/diagrams/scenario/lines"
	"woshou/diagrams/sim"
	"woshou/diagrams/trace"
)

// Source is a scenario as text, with the protocol that it uses. Equal sources
// have equal runs, so that one can be a key.
type Source struct {
	Text string
	// Protocol is the file that the scenario names by `use`; the zero File of one
	// that names none, or one that is not there.
	Protocol File
	// Part is, of a capture, what of it is meant, as pages write it: "stream=1
	// packets=3-40".
	Part string
}

// File is a file that an author wrote: Name is where it is, as messages show it.
type File struct{ Name, Text string }

// Open completes a scenario's text with the protocol that it uses, which find
// looks for by the name that stands there. A protocol that find does not find is
// a mistake of the scenario, which Run reports at its place.
func Open(text string, find func(name string) (file, text string, found bool)) Source {
	s := Source{Text: text}
	if s.IsCapture() {
		return s
	}
	if name := scenario.Uses(text); name != "" {
		if file, protocol, found := find(name); found {
			s.Protocol = File{file, protocol}
		}
	}
	return s
}

// parse reads a source. Mistakes of the protocol come alone, at their places in
// its file: what the scenario says depends on it. The program is nil for TCP.
func (s Source) parse(name string) (*scenario.File, *protocol.Program, []lines.Error) {
	if s.Protocol.Name == "" {
		f, errs := scenario.Parse(name, s.Text)
		return f, nil, errs
	}
	program, errs := protocol.Load(s.Protocol.Name, s.Protocol.Text)
	if len(errs) > 0 {
		return nil, nil, in(s.Protocol.Name, errs)
	}
	f, errs := scenario.ParseWith(name, s.Text, vocabularyOf(program))
	return f, program, errs
}

// in are mistakes at their places in a file.
func in(file string, errs []lines.Error) []lines.Error {
	for i := range errs {
		errs[i].File = file
	}
	return errs
}

// Run parses and runs the scenario; name is for messages. A scenario that cannot
// be read has no trace. One that contradicts an expectation has both a trace and
// errors, so that what happened instead can be shown. An error of the protocol
// names its file, every other one none.
func (s Source) Run(name string) (*trace.Trace, []lines.Error) {
	if s.IsCapture() {
		return s.read()
	}
	file, program, errs := s.parse(name)
	if len(errs) > 0 {
		return nil, errs
	}
	return run(file, program)
}

// run runs a scenario that was read, of TCP or of a program.
func run(file *scenario.File, program *protocol.Program) (*trace.Trace, []lines.Error) {
	if program == nil {
		return sim.Run(file, newConnection(file))
	}
	return sim.Run(file, newCast(file, program))
}

// Format brings the scenario into canonical form, comments in place. One that
// cannot be read is left to its author.
func (s Source) Format(name string) (string, []lines.Error) {
	file, _, errs := s.parse(name)
	if len(errs) > 0 {
		return "", errs
	}
	return scenario.Format(file), nil
}

// nameOf is what a protocol is called: its file's name.
func nameOf(p *protocol.Program) string {
	return strings.TrimSuffix(path.Base(p.Name), ".protocol")
}
