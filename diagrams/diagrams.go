// Package diagrams turns a scenario's text into a drawing. Pages, exports and
// the command all go this one way:
//
//	text ──Run──> Trace ──Draw──> Drawing ──Encode──> svg, png, gif, pdf, pptx, html, txt, pcapng, json
//
// Run parses a scenario and runs it on package sim, into which it plugs the
// protocol's machine: TCP's (connection.go), or that of a file which the scenario
// uses (cast.go); Draw lays the run out, by package sequence;
// Encode writes it, by a renderer of diagrams/render. Machine.Draw starts from a
// machine's table instead of a run, Vary from a scenario with one fault more.
//
// Each stage takes a value and returns a value, which no later one modifies:
// what a place asks of a figure is a Look.
package diagrams

import (
	"woshou/diagrams/scenario"
	"woshou/diagrams/scenario/lines"
	"woshou/diagrams/trace"
)

// Run parses and runs a scenario of TCP, as Source.Run does.
func Run(name, src string) (*trace.Trace, []lines.Error) { return Source{Text: src}.Run(name) }

// RunFile runs a parsed scenario of TCP.
func RunFile(file *scenario.File) (*trace.Trace, []lines.Error) { return run(file, nil) }
