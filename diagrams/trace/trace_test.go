package trace_test

import (
	"fmt"
	"strings"
	"testing"

	"woshou/diagrams/trace"
)

// commit is a run of another protocol, with three hosts: a coordinator asks
// two participants, and the second never answers.
func commit() *trace.Trace {
	at := func(ms int64) *int64 { ms *= 1000; return &ms }
	return &trace.Trace{
		Protocol: "two-phase-commit", EndUS: 100_000,
		Hosts: []trace.Host{
			{Name: "coordinator", Label: trace.Text{"zh": "协调者", "en": "Coordinator"}, Initial: "START", Final: "WAITING"},
			{Name: "participant1", Initial: "WORKING", Final: "READY"},
			{Name: "participant2", Initial: "WORKING", Final: "WORKING"},
		},
		Messages: []trace.Message{
			{ID: 1, From: 0, To: 1, Name: "PREPARE", Fields: []trace.Field{{Name: "term", Value: "3"}}, ArrivedUS: at(50), Fate: trace.Delivered},
			{ID: 2, From: 0, To: 2, Name: "PREPARE", Fields: []trace.Field{{Name: "term", Value: "3"}}, Fate: trace.Lost},
			{ID: 3, From: 1, To: 0, Name: "VOTE", SentUS: 50_000, ArrivedUS: at(100), Fate: trace.Delivered},
		},
		Events: []trace.Event{
			{N: 1, Host: trace.Nobody, Kind: trace.Section, Text: trace.Text{"en": "Phase 1"}},
			{N: 2, Host: 0, Kind: trace.Call, Call: "commit"},
			{N: 3, Host: 0, Kind: trace.State, From: "START", To: "WAITING", Cause: 2},
			{N: 4, Host: 0, Kind: trace.Send, Message: 1, Cause: 2},
			{N: 5, Host: 0, Kind: trace.Send, Message: 2, Cause: 2},
			{N: 6, Host: 0, Kind: trace.Lose, Message: 2},
			{N: 7, AtUS: 50_000, Host: 1, Kind: trace.Receive, Message: 1},
			{N: 8, AtUS: 50_000, Host: 1, Kind: trace.State, From: "WORKING", To: "READY", Cause: 7},
			{N: 9, AtUS: 50_000, Host: 1, Kind: trace.Send, Message: 3, Cause: 7},
			{N: 10, AtUS: 100_000, Host: 0, Kind: trace.Receive, Message: 3},
		},
	}
}

// Whatever is not TCP's own is there for any protocol.
func TestAnotherProtocolFits(t *testing.T) {
	if err := commit().Validate(); err != nil {
		t.Error(err)
	}
	var published strings.Builder
	if err := commit().Encode(&published); err != nil || !strings.Contains(published.String(), `"version": 2`) {
		t.Errorf("%v: %s", err, published.String())
	}
	step := commit().Step(3)
	if got, want := fmt.Sprint(step.States, step.Changes), "[WAITING READY WORKING] [1 1 0]"; got != want {
		t.Errorf("step 3: %s, want %s", got, want)
	}
}

func ExampleTrace_String() {
	fmt.Print(commit())
	// Output:
	// 0 ms section  "Phase 1"
	// 0 ms coordinator calls commit
	// 0 ms coordinator START > WAITING
	// 0 ms coordinator sends 1 PREPARE term=3
	// 0 ms coordinator sends 2 PREPARE term=3
	// 0 ms coordinator loses 2 PREPARE term=3
	// 50 ms participant1 receives 1 PREPARE term=3
	// 50 ms participant1 WORKING > READY
	// 50 ms participant1 sends 3 VOTE
	// 100 ms coordinator receives 3 VOTE
	// end coordinator WAITING
	// end participant1 READY
	// end participant2 WORKING
}

// What is said to people makes no other run.
func TestRunsPartWhereTheyDiffer(t *testing.T) {
	said, late := commit(), commit()
	said.Title, said.Hosts[0].Label, said.Events[0].Text = trace.Text{"en": "Commit"}, nil, nil
	if here, there, apart := said.Parting(commit()); apart {
		t.Errorf("%q and %q part a run from its translation", here, there)
	}
	late.Events[6].AtUS++
	if here, there, apart := late.Parting(commit()); !apart || here != "50.001 ms participant1 receives 1 PREPARE term=3" || there != "50 ms participant1 receives 1 PREPARE term=3" {
		t.Errorf("%q, %q, %v", here, there, apart)
	}
	late = commit()
	late.Messages[2].ArrivedUS = nil
	if here, there, apart := late.Parting(commit()); !apart || here+there != "" {
		t.Errorf("%q, %q, %v", here, there, apart)
	}
}
