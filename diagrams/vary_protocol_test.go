package diagrams_test

import (
	"errors"
	"os"
	"strings"
	"testing"

	"woshou/diagrams"
	"woshou/diagrams/scene"
	"woshou/diagrams/trace"
)

// What would happen if a message of a protocol were lost, late or doubled, if a
// host crashed, if another choice had been made.
func TestProtocolsHaveWhatIfs(t *testing.T) {
	src := diagrams.Open("use two-phase-commit.protocol\ncoordinator commit\nexpect coordinator COMMITTED\n",
		func(name string) (string, string, bool) { return protocolFile(t, name) })
	base, errs := src.Run("")
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	for _, c := range []struct {
		kind trace.Kind
		id   int
		end  string
	}{
		{trace.Lose, 1, "coordinator ABORTED, participant1 ABORTED, participant2 ABORTED"},
		{trace.Lose, 5, "coordinator COMMITTED, participant1 COMMITTED, participant2 COMMITTED"},
		{trace.Delay, 3, "coordinator ABORTED, participant1 ABORTED, participant2 ABORTED"},
		// Blocked for ever; shown for a while.
		{trace.Crash, 2, "coordinator WAITING, participant1 PREPARED, participant2 PREPARED"},
		// One has heard of it before the coordinator died, the other asks in vain.
		{trace.Crash, 5, "coordinator COMMITTED, participant1 COMMITTED, participant2 PREPARED"},
	} {
		run, err := diagrams.WhatIf(src, base, c.id, c.kind)
		if err != nil {
			t.Errorf("%s %d: %v", c.kind, c.id, err)
			continue
		}
		if err := run.Validate(); err != nil {
			t.Errorf("%s %d: %v", c.kind, c.id, err)
		}
		if got := ends(run); got != c.end {
			t.Errorf("%s %d ends with %s, want %s\n%s", c.kind, c.id, got, c.end, run)
		}
	}
	if _, err := diagrams.WhatIf(src, base, 1, trace.Duplicate); !errors.Is(err, diagrams.ErrNoRule) {
		t.Errorf("a doubled PREPARE: %v", err)
	}
	for _, choice := range diagrams.OtherChoices(src) {
		run, err := diagrams.Choosing(src, choice)
		if err != nil || !strings.HasPrefix(ends(run), "coordinator ABORTED") {
			t.Errorf("%s: %v %v", choice, err, ends(run))
		}
	}
	if got := len(diagrams.OtherChoices(src)); got != 2 {
		t.Errorf("%d other choices", got)
	}
}

// Variants of a protocol can be far longer than its run. Each is drawn inside of its
// picture, be there room for all its words or not.
func TestWhatIfsOfProtocolsStayInThePicture(t *testing.T) {
	const shipped = "../content/scenarios/protocols/"
	for _, name := range []string{"raft-split", "raft-log-leader-dies", "dns-walk"} {
		text, err := os.ReadFile(shipped + name + ".scenario")
		if err != nil {
			t.Fatal(err)
		}
		src := diagrams.Open(string(text), func(name string) (string, string, bool) {
			file, err := os.ReadFile(shipped + name)
			return name, string(file), err == nil
		})
		base, errs := src.Run(name)
		if len(errs) > 0 {
			t.Fatal(errs)
		}
		drawn := 0
		for id := range base.Messages {
			for _, kind := range []trace.Kind{trace.Lose, trace.Delay} {
				run, err := diagrams.WhatIf(src, base, id+1, kind)
				if err != nil {
					continue
				}
				drawn++
				if err := scene.Validate(diagrams.DrawNarrow(run, diagrams.Look{ID: "f", Inline: true}.In("zh")).Scene); err != nil {
					t.Errorf("%s, %s %d: %v", name, kind, id+1, err)
				}
			}
		}
		if drawn == 0 {
			t.Errorf("%s has no variants", name)
		}
	}
}

// ends are the last states of a run.
func ends(t *trace.Trace) string {
	var all []string
	for _, h := range t.Hosts {
		all = append(all, h.Name+" "+h.Final)
	}
	return strings.Join(all, ", ")
}
