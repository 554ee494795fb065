package figure

import (
	"errors"

	"woshou/diagrams"
	"woshou/diagrams/trace"
)

// variant is a run with one more fault: what a reader asks for who wonders
// what would happen if this very segment were lost.
type variant struct {
	fault   trace.Kind
	segment int // of the run as the scenario has it, from 1
	trace   *trace.Trace
	refused string // why there is no trace: the key of a word
}

// vary makes every variant that a figure offers of a run, in the order of its
// segments.
func vary(text string, base *trace.Trace, faults []string) (all []variant) {
	for _, m := range base.Messages {
		for _, fault := range faults {
			v := variant{fault: trace.Kind(fault), segment: m.ID}
			var err error
			if v.trace, err = diagrams.WhatIf(text, base, m.ID, v.fault); err != nil {
				v.refused = refusal(err)
			}
			all = append(all, v)
		}
	}
	return all
}

// refusal is the word for why a variant is not offered.
func refusal(err error) string {
	for _, r := range []struct {
		err  error
		word string
	}{
		{diagrams.ErrForged, "what-if-forged"}, {diagrams.ErrCopy, "what-if-copy"}, {diagrams.ErrLost, "what-if-lost"},
		{diagrams.ErrEndless, "what-if-endless"},
	} {
		if errors.Is(err, r.err) {
			return r.word
		}
	}
	return "what-if-stuck"
}
