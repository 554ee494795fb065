// Package diagrams turns a scenario's text into a drawing. Pages, exports and
// the command all go this one way:
//
//	text ──Run──> Trace ──Draw──> Drawing ──Encode──> svg, png, pdf, pptx, txt, pcapng, json
//
// Run parses a scenario and runs it on package sim, into which it plugs the
// protocol's machine (connection.go); Draw lays the run out, by package sequence;
// Encode writes it, by a renderer of diagrams/render. DrawStates starts from a
// machine's table instead of a run, Vary from a scenario with one fault more.
//
// Each stage takes a value and returns a value, which no later one modifies:
// what a place asks of a figure is a Look.
package diagrams

import (
	"woshou/diagrams/scenario"
	"woshou/diagrams/scenario/lines"
	"woshou/diagrams/sim"
	"woshou/diagrams/trace"
)

// Run parses and runs a scenario; name is for messages. A scenario that cannot
// be read has no trace. One that contradicts an expectation has both a trace
// and errors, so that what happened instead can be shown.
func Run(name, src string) (*trace.Trace, []lines.Error) {
	file, errs := scenario.Parse(name, src)
	if len(errs) > 0 {
		return nil, errs
	}
	return RunFile(file)
}

// Format brings a scenario into canonical form, comments in place. One that
// cannot be read is left to its author.
func Format(name, src string) (string, []lines.Error) {
	file, errs := scenario.Parse(name, src)
	if len(errs) > 0 {
		return "", errs
	}
	return scenario.Format(file), nil
}

// RunFile runs a parsed scenario.
func RunFile(file *scenario.File) (*trace.Trace, []lines.Error) {
	return sim.Run(file, newConnection(file))
}
