package diagrams

import (
	"errors"
	"slices"
	"strconv"
	"time"

	"woshou/diagrams/protocol"
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
	ErrNoRule  = errors.New("a host has no rule for what comes then")
	ErrNoCrash = errors.New("hosts that speak TCP crash by a call alone")
)

// WhatIf runs a scenario again with a fault (trace.Lose, Duplicate, Delay, or, of
// another protocol than TCP, Crash) that strikes segment id of base, its own run,
// and no other. A crash is that of the sender, when the message has left. The run
// shows its timers even where the scenario does not: what a fault brings about is
// mostly that somebody waits. The error is one of those above.
func WhatIf(src Source, base *trace.Trace, id int, kind trace.Kind) (*trace.Trace, error) {
	fault, err := FaultOn(base, id, scenario.FaultKind(kind))
	if err != nil {
		return nil, err
	}
	t, errs := Vary(src, fault)
	if err := whyNot(errs); err != nil {
		return nil, err
	}
	return t.Timed(), nil
}

// whyNot is why a run with these errors cannot be shown, nil for none.
func whyNot(errs []lines.Error) error {
	switch {
	case len(errs) == 0:
		return nil
	case errs[0].Code == sim.CodeLimit:
		return ErrEndless
	case errs[0].File != "": // the protocol's
		return ErrNoRule
	}
	return ErrStuck
}

// FaultOn is the fault that strikes segment id of a run and no other, when it
// is armed before the first statement.
func FaultOn(t *trace.Trace, id int, kind scenario.FaultKind) (scenario.Fault, error) {
	struck := t.Messages[id-1]
	switch {
	case t.IsForged(id):
		return scenario.Fault{}, ErrForged
	case struck.CopyOf > 0:
		return scenario.Fault{}, ErrCopy
	case struck.Fate == trace.Lost && kind != scenario.CrashAfter:
		return scenario.Fault{}, ErrLost
	case t.TCP != nil && kind == scenario.CrashAfter:
		return scenario.Fault{}, ErrNoCrash
	}
	f := scenario.Fault{Kind: kind, Segment: scenario.Pattern{Any: true}, From: t.Hosts[struck.From].Name, Times: 1}
	for _, s := range t.Messages[:id] {
		if s.From == struck.From && s.CopyOf == 0 && !t.IsForged(s.ID) {
			f.Nth++
		}
	}
	switch kind {
	case scenario.Delay:
		by := lateness(t)
		f.By = lines.Duration{Fixed: by, Text: strconv.FormatFloat(by.Seconds(), 'f', -1, 64) + "s"}
	case scenario.Duplicate:
		f.By = lines.Duration{Fixed: scenario.CopyDelay}
	}
	return f, nil
}

// lateness is by how much a variant of a run delays a message: longer than any of
// its timers runs, so that somebody does something about it.
func lateness(t *trace.Trace) time.Duration {
	by := delayed
	for _, e := range t.Events {
		by = max(by, time.Duration(e.LastsUS)*time.Microsecond*3/2)
	}
	return by.Round(time.Millisecond)
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
	return vary(file, program, fault)
}

// OtherChoices are the choices that a run of a protocol could begin with instead
// of its own, one at a time.
func OtherChoices(src Source) (all []scenario.Choose) {
	file, program, errs := src.parse("")
	if len(errs) > 0 || program == nil {
		return nil
	}
	chosen := newCast(file, program)
	add := func(host string, v protocol.Variable, is protocol.Value) {
		for _, value := range v.Tried {
			if value != is {
				all = append(all, scenario.Choose{Host: host, Name: v.Name, Value: program.Say(value)})
			}
		}
	}
	for i, v := range program.Choices {
		add("", v, chosen.machine.Globals[i])
	}
	for i, a := range chosen.actors {
		for _, v := range a.role().Variables {
			add(file.Hosts[i].Name, v, a.memory[v.Slot])
		}
	}
	return all
}

// Choosing runs a scenario with another choice, judging as little as Vary does. The
// error is one of those above.
func Choosing(src Source, choice scenario.Choose) (*trace.Trace, error) {
	file, program, errs := src.parse("")
	if len(errs) > 0 {
		return nil, whyNot(errs)
	}
	file.Body = slices.DeleteFunc(file.Body, func(s scenario.Statement) bool {
		c, ok := s.(scenario.Choose)
		return ok && c.Host == choice.Host && c.Name == choice.Name
	})
	t, errs := vary(file, program, choice)
	return t, whyNot(errs)
}

// rounds is for how many of its longest timers a variant that never comes to rest
// is shown after its last change of state.
const rounds = 2

// lastNews is when the last host changed its state.
func lastNews(t *trace.Trace) (us int64) {
	for _, e := range t.Events {
		if e.ChangesState() {
			us = e.AtUS
		}
	}
	return us
}

// vary runs a scenario with one statement more, before all others.
func vary(file *scenario.File, program *protocol.Program, s scenario.Statement) (*trace.Trace, []lines.Error) {
	file.Body = append([]scenario.Statement{s}, file.Body...)
	t, errs := run(file, program)
	if program != nil && slices.ContainsFunc(errs, func(e lines.Error) bool { return e.Code == sim.CodeLimit }) {
		// It asks for ever: a few times are enough to see that.
		until := time.Duration(lastNews(t))*time.Microsecond + rounds*lateness(t)
		t, errs = sim.RunUntil(file, newCast(file, program), until)
	}
	errs = slices.DeleteFunc(errs, func(e lines.Error) bool {
		return e.Code == sim.CodeExpect || e.Code == sim.CodeUnused && e.Line > 0
	})
	if len(errs) > 0 {
		return nil, errs
	}
	return t, nil
}
