// Package diagrams runs a scenario and draws it. The whole pipeline is
//
//	text ──scenario.Parse──> File ──sim.Run──> Trace ──sequence.Layout──> Scene
//
// and a renderer of diagrams/render then writes the scene as a picture or a
// document, or the trace as a character diagram or a capture. Each stage takes
// a value and returns a value; nothing is modified by a later one.
package diagrams

import (
	"woshou/diagrams/scenario"
	"woshou/diagrams/scene"
	"woshou/diagrams/sequence"
	"woshou/diagrams/sim"
	"woshou/diagrams/trace"
)

// Run parses and runs a scenario; name is for messages. A scenario that cannot
// be read has no trace. One that contradicts an expectation has both a trace
// and errors, so that what happened instead can be shown.
func Run(name, src string) (*trace.Trace, []scenario.Error) {
	file, errs := scenario.Parse(name, src)
	if len(errs) > 0 {
		return nil, errs
	}
	return RunFile(file)
}

// RunFile runs a parsed scenario.
func RunFile(file *scenario.File) (*trace.Trace, []scenario.Error) {
	return sim.Run(file, newConnection(file))
}

// Draw runs a scenario and lays it out as a sequence diagram. There is no
// scene when there are errors: what the machine would not do is not drawn.
func Draw(name, src string, opt sequence.Options) (*scene.Scene, []scenario.Error) {
	t, errs := Run(name, src)
	if len(errs) > 0 {
		return nil, errs
	}
	return sequence.Layout(t, opt), nil
}
