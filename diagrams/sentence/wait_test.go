package sentence_test

import (
	"fmt"
	"strings"
	"testing"

	"woshou/diagrams"
	"woshou/diagrams/golden"
	"woshou/diagrams/sentence"
	"woshou/diagrams/trace"
	"woshou/diagrams/words"
)

// TestWaitsAreThoseOfTimers loses each segment of every shipped scenario: the
// wait that the sentence names is one that the figure can bracket, the run of one
// timer from its start to its end, and no sum of several.
func TestWaitsAreThoseOfTimers(t *testing.T) {
	said := 0
	for _, c := range golden.OfTCP(t, golden.Shipped) {
		base, _ := diagrams.Run(c.Name, c.Text)
		for _, m := range base.Messages {
			run, err := diagrams.WhatIf(diagrams.Source{Text: c.Text}, base, m.ID, trace.Lose)
			if err != nil {
				continue
			}
			says := sentence.Voice{Words: words.Of("en"), Spell: trace.Hyphens}.Consequences(run, base, trace.Lose, m.ID)
			_, rest, waits := strings.Cut(says, " waits ")
			if !waits {
				continue
			}
			said++
			wait, _, _ := strings.Cut(rest, ", then")
			if !brackets(run)[strings.ReplaceAll(wait, "\u00a0", " ")] {
				t.Errorf("%s without %d: %s: no timer runs so long", c.Name, m.ID, says)
			}
		}
	}
	if said < 50 {
		t.Error("only", said, "waits")
	}
}

// TestLecturersNameTheWaitOfTheBracket holds the same of the sentence that slides
// have for a repeat.
func TestLecturersNameTheWaitOfTheBracket(t *testing.T) {
	said := 0
	for _, c := range golden.OfTCP(t, golden.Shipped) {
		run, _ := diagrams.Run(c.Name, c.Text)
		for _, m := range run.Messages {
			says := sentence.Voice{Words: words.Of("en"), Spell: trace.Hyphens}.Told(run, []int{m.ID})[0]
			_, rest, waits := strings.Cut(says, " has waited ")
			if !waits {
				continue
			}
			said++
			if wait, _, _ := strings.Cut(rest, " for an acknowledgment"); !brackets(run)[wait] {
				t.Errorf("%s: %s: no timer runs so long", c.Name, says)
			}
		}
	}
	if said < 20 {
		t.Error("only", said, "waits")
	}
}

// brackets are how long the timers of a run ran that came to their end.
func brackets(run *trace.Trace) map[string]bool {
	all, started := map[string]bool{}, map[string]int64{}
	for _, e := range run.Events {
		timer := fmt.Sprint(e.Host, e.Timer, e.Connection)
		switch e.Action {
		case trace.Start:
			started[timer] = e.AtUS
		case trace.Fire:
			all[trace.FormatTime(e.AtUS-started[timer])] = true
		}
	}
	return all
}
