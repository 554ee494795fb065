package figure

import (
	"errors"

	"woshou/diagrams"
	"woshou/diagrams/scenario"
	"woshou/diagrams/sim"
	"woshou/diagrams/trace"
)

// variant is a run with one more fault: what a reader asks for who wonders
// what would happen if this very segment were lost.
type variant struct {
	fault   scenario.FaultKind
	segment int // of the run as the scenario has it, from 1
	trace   *trace.Trace
	refused string // why there is no trace: the key of a word
}

// vary makes every variant that a figure offers of a run, in the order of its
// segments.
func vary(text string, base *trace.Trace, faults []string) (all []variant) {
	for _, s := range base.Messages {
		for _, fault := range faults {
			all = append(all, varied(text, base, s.ID, scenario.FaultKind(fault)))
		}
	}
	return all
}

func varied(text string, base *trace.Trace, segment int, kind scenario.FaultKind) variant {
	v := variant{fault: kind, segment: segment}
	fault, err := diagrams.FaultOn(base, segment, kind)
	if err != nil {
		v.refused = untouchable(err)
		return v
	}
	run, problems := diagrams.Vary(text, fault)
	switch {
	case len(problems) == 0:
		v.trace = run
	case problems[0].Code == sim.CodeLimit:
		v.refused = "what-if-endless"
	default: // a state that is waited for in vain, a number of a connection that is not there
		v.refused = "what-if-stuck"
	}
	return v
}

// untouchable is the word for why no fault can strike a segment.
func untouchable(err error) string {
	switch {
	case errors.Is(err, diagrams.ErrLost):
		return "what-if-lost"
	case errors.Is(err, diagrams.ErrCopy):
		return "what-if-copy"
	}
	return "what-if-forged"
}
