package diagrams

import (
	"errors"
	"slices"
	"time"

	"woshou/diagrams/scenario"
	"woshou/diagrams/scenario/lines"
	"woshou/diagrams/sim"
	"woshou/diagrams/trace"
)

// delayed is by how much a variant delays a segment: more than the first
// retransmission timeout, so that the sender does something about it.
//
// RFC 6298, section 2: one second.
const delayed = 1500 * time.Millisecond

// The reasons why no fault can strike a segment of a run, and why a run with the
// fault cannot be shown.
var (
	ErrForged  = errors.New("nobody sent it: no fault touches what is forged")
	ErrCopy    = errors.New("the network made it: no fault touches a copy")
	ErrLost    = errors.New("it is lost already")
	ErrEndless = errors.New("the run never comes to rest")
	ErrStuck   = errors.New("a statement waits in vain, or names a number that is not there")
)

// WhatIf runs a scenario again with a fault (trace.Lose, Duplicate or Delay) that
// strikes segment id of base, its own run, and no other. The error is one of the
// five above.
func WhatIf(src Source, base *trace.Trace, id int, kind trace.Kind) (*trace.Trace, error) {
	fault, err := FaultOn(base, id, scenario.FaultKind(kind))
	if err != nil {
		return nil, err
	}
	t, errs := Vary(src, fault)
	switch {
	case len(errs) == 0:
		return t, nil
	case errs[0].Code == sim.CodeLimit:
		return nil, ErrEndless
	}
	return nil, ErrStuck
}

// FaultOn is the fault that strikes segment id of a run and no other, when it
// is armed before the first statement.
func FaultOn(t *trace.Trace, id int, kind scenario.FaultKind) (scenario.Fault, error) {
	struck := t.Messages[id-1]
	switch {
	case isForged(t, id):
		return scenario.Fault{}, ErrForged
	case struck.CopyOf > 0:
		return scenario.Fault{}, ErrCopy
	case struck.Fate == trace.Lost:
		return scenario.Fault{}, ErrLost
	}
	f := scenario.Fault{Kind: kind, Segment: scenario.Pattern{Any: true}, From: t.Hosts[struck.From].Name, Times: 1}
	for _, s := range t.Messages[:id] {
		if s.From == struck.From && s.CopyOf == 0 && !isForged(t, s.ID) {
			f.Nth++
		}
	}
	switch kind {
	case scenario.Delay:
		f.By = lines.Duration{Fixed: delayed, Text: "1.5s"}
	case scenario.Duplicate:
		f.By = lines.Duration{Fixed: scenario.CopyDelay}
	}
	return f, nil
}

// isForged reports whether a segment was forged, be it still on its way.
func isForged(t *trace.Trace, id int) bool {
	return slices.ContainsFunc(t.Events, func(e trace.Event) bool { return e.Kind == trace.Forge && e.Message == id })
}

// Vary runs a scenario with one more fault, armed before the first statement. It
// stands nowhere in the text, which tells it from the author's own.
// What its author expects, and what its own faults were to hit, is not judged:
// that is said about another run. Any other error leaves no trace.
func Vary(src Source, fault scenario.Fault) (*trace.Trace, []lines.Error) {
	file, program, errs := src.parse("")
	if len(errs) > 0 {
		return nil, errs
	}
	file.Body = append([]scenario.Statement{fault}, file.Body...)
	t, errs := run(file, program)
	errs = slices.DeleteFunc(errs, func(e lines.Error) bool {
		return e.Code == sim.CodeExpect || e.Code == sim.CodeUnused && e.Line > 0
	})
	if len(errs) > 0 {
		return nil, errs
	}
	return t, nil
}
