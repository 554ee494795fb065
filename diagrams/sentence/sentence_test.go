package sentence_test

import (
	"fmt"

	"woshou/diagrams/sentence"
	"woshou/diagrams/trace"
	"woshou/diagrams/words"
)

// A run of any protocol can be told: here a coordinator asks two participants,
// and one of them never hears of it.
func ExampleVoice_Run() {
	arrived := int64(50_000)
	commit := &trace.Trace{
		Show: trace.Show{Fields: true},
		Hosts: []trace.Host{
			{Name: "coordinator", Label: trace.Text{"zh": "协调者", "en": "Coordinator"}, Initial: "START", Final: "WAITING"},
			{Name: "participant1", Initial: "WORKING", Final: "READY"},
			{Name: "participant2", Initial: "WORKING", Final: "WORKING"},
		},
		Messages: []trace.Message{
			{ID: 1, From: 0, To: 1, Name: "PREPARE", Fields: []trace.Field{{Name: "term", Value: "3"}}, Flight: 1, ArrivedUS: &arrived, Fate: trace.Delivered},
			{ID: 2, From: 0, To: 2, Name: "PREPARE", Fields: []trace.Field{{Name: "term", Value: "3"}}, Flight: 1, Fate: trace.Lost},
		},
		Events: []trace.Event{
			{N: 1, Host: 0, Kind: trace.Call, Call: "commit"},
			{N: 2, Host: 0, Kind: trace.State, From: "START", To: "WAITING", Cause: 1},
			{N: 3, Host: 0, Kind: trace.Send, Message: 1, Cause: 1},
			{N: 4, Host: 0, Kind: trace.Send, Message: 2, Cause: 1},
			{N: 5, Host: 0, Kind: trace.Lose, Message: 2},
			{N: 6, AtUS: arrived, Host: 1, Kind: trace.Receive, Message: 1},
			{N: 7, AtUS: arrived, Host: 1, Kind: trace.State, From: "WORKING", To: "READY", Cause: 6},
		},
	}
	for _, said := range (sentence.Voice{Words: words.Of("en"), Spell: trace.Hyphens}).Run(commit) {
		fmt.Println(said)
	}
	// Output:
	// Step 1: Coordinator → participant1, PREPARE, term=3; Coordinator enters WAITING; on arrival participant1 enters READY. Step 1: Coordinator → participant2, PREPARE, term=3; lost on the way.
	// At the end Coordinator is in WAITING.
	// At the end participant1 is in READY.
	// At the end participant2 is in WORKING.
}
