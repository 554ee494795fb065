package sentence_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"woshou/diagrams"
	"woshou/diagrams/golden"
	"woshou/diagrams/scene"
	"woshou/diagrams/sentence"
	"woshou/diagrams/trace"
	"woshou/diagrams/words"
)

// TestWaitsAreThoseOfTheFigure plays all what-ifs of every shipped scenario: where
// the sentence names a wait, a bracket of the figure beside it has that length, and
// it is no sum of several.
func TestWaitsAreThoseOfTheFigure(t *testing.T) {
	if testing.Short() {
		t.Skip("draws hundreds of figures")
	}
	said := 0
	for _, c := range golden.Scenarios(t, golden.Shipped) {
		src := diagrams.Open(c.Text, func(name string) (string, string, bool) { return golden.Protocol(t, c.Name, name) })
		base, _ := src.Run(c.Name)
		for _, m := range base.Messages {
			for _, fault := range []trace.Kind{trace.Lose, trace.Duplicate, trace.Delay, trace.Crash} {
				run, err := diagrams.WhatIf(src, base, m.ID, fault)
				if err != nil || len(run.Messages) > diagrams.MostDrawn {
					continue
				}
				var drawn []string
				for lang, waits := range named {
					says := sentence.Voice{Words: words.Of(lang), Spell: trace.Hyphens}.Consequences(run, base, fault, m.ID)
					wait := waits.FindStringSubmatch(strings.ReplaceAll(says, "\u00a0", " "))
					if wait == nil {
						continue
					}
					if said++; drawn == nil {
						drawn = bracketed(run)
					}
					if !slices.ContainsFunc(drawn, func(text string) bool { return strings.HasSuffix(text, wait[1]) }) {
						t.Errorf("%s, %s at %d: %s: the figure has %q", c.Name, fault, m.ID, says, drawn)
					}
				}
			}
		}
	}
	t.Log(said, "waits")
	if said < 1000 {
		t.Error("only", said, "waits")
	}
}

// named find the wait that a sentence names.
var named = map[string]*regexp.Regexp{
	"en": regexp.MustCompile(` waits ([^,]+), then`),
	"zh": regexp.MustCompile(`等满 ([^，]+)，`),
}

// bracketed are the texts beside the brackets of a figure.
func bracketed(run *trace.Trace) (texts []string) {
	for _, item := range diagrams.DrawNarrow(run, diagrams.Look{}).Scene.Items {
		if text, ok := item.(scene.Text); ok && text.Role == scene.TimerText {
			texts = append(texts, text.Text)
		}
	}
	return texts
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
