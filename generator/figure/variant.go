package figure

import (
	"errors"
	"iter"
	"runtime"
	"slices"

	"woshou/diagrams"
	"woshou/diagrams/scenario"
	"woshou/diagrams/trace"

	"golang.org/x/sync/errgroup"
)

// variant is a run with one more fault: what a reader asks for who wonders
// what would happen if this very segment were lost. Or it is one that begins with
// another choice.
type variant struct {
	fault   trace.Kind
	segment int             // ID of the message in the run as the scenario has it; of choices the number
	choice  scenario.Choose // of a variant whose fault is choose
	trace   *trace.Trace
	refused string // why there is no trace: the key of a word
}

// choose stands among the faults for the choices that a run could begin with instead
// of its own.
const choose = trace.Kind("choose")

// variantsOf are what a figure offers of a run, before any is run: the faults at each
// segment, then the choices.
func variantsOf(source diagrams.Source, base *trace.Trace, faults []string) (all []variant) {
	for _, m := range base.Messages {
		for _, fault := range faults {
			if kind := trace.Kind(fault); kind != choose {
				all = append(all, variant{fault: kind, segment: m.ID})
			}
		}
	}
	if slices.Contains(faults, string(choose)) {
		for i, c := range diagrams.OtherChoices(source) {
			all = append(all, variant{fault: choose, segment: i + 1, choice: c})
		}
	}
	return all
}

// mostVaried bounds what the variants of a figure cost: the sum of the squares of
// how many messages they have, as each draws all of them again, and drawing takes
// the square.
const mostVaried = 300_000

// tooLong is the word for why a variant beyond mostVaried is not offered.
const tooLong = "what-if-long"

// vary runs every variant that a figure offers of a run, in the order of its
// segments.
func vary(source diagrams.Source, base *trace.Trace, faults []string) []variant {
	all, offered := variantsOf(source, base, faults), mostVaried
	for i := range all {
		v := &all[i]
		if offered <= 0 {
			v.refused = tooLong
		} else {
			v.trace, v.refused = varied(source, base, *v)
		}
		if n := len(base.Messages); v.trace == nil {
			offered -= n
		} else {
			n = max(n, len(v.trace.Messages))
			offered -= n * n
		}
	}
	return all
}

// drawn yields the variants in their order with their drawings, those that have
// a run. They are drawn on all processors, a few at a time, so that few are kept.
func drawn(variants []variant, v view, lang Language) iter.Seq2[variant, drawing] {
	return func(yield func(variant, drawing) bool) {
		for some := range slices.Chunk(variants, 2*runtime.GOMAXPROCS(0)) {
			drawings := make([]drawing, len(some))
			var group errgroup.Group
			group.SetLimit(runtime.GOMAXPROCS(0))
			for i, variant := range some {
				if variant.trace != nil {
					group.Go(func() error {
						drawings[i] = drawRun(variant.trace, v, lang)
						return nil
					})
				}
			}
			_ = group.Wait() // what went wrong is told in the drawing
			for i, variant := range some {
				if !yield(variant, drawings[i]) {
					return
				}
			}
		}
	}
}

// varied is the run of a variant, or the word for why there is none.
func varied(source diagrams.Source, base *trace.Trace, v variant) (t *trace.Trace, refused string) {
	var err error
	if v.fault == choose {
		t, err = diagrams.Choosing(source, v.choice)
	} else {
		t, err = diagrams.WhatIf(source, base, v.segment, v.fault)
	}
	switch {
	case err != nil:
		return nil, refusal(err)
	case len(t.Messages) > diagrams.MostDrawn:
		return nil, tooLong
	}
	return t, ""
}

// offered is of how many messages variants are offered, about: all, unless the
// run is too long.
func offered(base *trace.Trace, faults []string) int {
	n := len(base.Messages)
	if n*n*n*len(faults) <= mostVaried {
		return n
	}
	return mostVaried / (n * n * len(faults))
}

// refusal is the word for why a variant is not offered.
func refusal(err error) string {
	for _, r := range []struct {
		err  error
		word string
	}{
		{diagrams.ErrForged, "what-if-forged"}, {diagrams.ErrCopy, "what-if-copy"}, {diagrams.ErrLost, "what-if-lost"},
		{diagrams.ErrNoCrash, "what-if-crash"}, {diagrams.ErrEndless, "what-if-endless"}, {diagrams.ErrNoRule, "what-if-no-rule"},
	} {
		if errors.Is(err, r.err) {
			return r.word
		}
	}
	return "what-if-stuck"
}
