package question_test

import (
	"fmt"

	"woshou/diagrams/question"
	"woshou/diagrams/sentence"
	"woshou/diagrams/trace"
	"woshou/diagrams/words"
)

// A vote of any machine can be asked about, as long as its table has rows that
// look alike.
func ExampleOf() {
	arrived := int64(50_000)
	run := &trace.Trace{
		Hosts:    []trace.Host{{Name: "Coordinator", Initial: "START"}, {Name: "Participant", Initial: "WORKING"}},
		Messages: []trace.Message{{ID: 1, To: 1, Name: "PREPARE", ArrivedUS: &arrived, Fate: trace.Delivered}},
		Events: []trace.Event{
			{N: 1, Kind: trace.Call, Call: "commit"},
			{N: 2, Kind: trace.Send, Message: 1, Cause: 1},
			{N: 3, AtUS: arrived, Host: 1, Kind: trace.Receive, Message: 1},
			{N: 4, AtUS: arrived, Host: 1, Kind: trace.State, From: "WORKING", To: "READY", On: "rcv PREPARE", Cause: 3},
		},
	}
	table := []trace.Transition{
		{From: "WORKING", Event: "rcv PREPARE", To: "READY", Emits: "YES", Rule: "line 12"},
		{From: "WORKING", Event: "rcv ABORT", To: "ABORTED", Rule: "line 14"},
		{From: "READY", Event: "rcv COMMIT", To: "COMMITTED", Rule: "line 16"},
	}
	q, _ := question.Of(run, table, 1)
	voice := question.Voice{
		Voice: sentence.Voice{Words: words.Of("en"), Spell: trace.Hyphens},
		Event: func(event string) string { return event },
	}
	fmt.Println(voice.Ask(run, q))
	for _, c := range q.Choices {
		fmt.Println("-", voice.Answer(q, c), voice.Verdict(run, q, c))
	}
	// Output:
	// Step 1: Coordinator sends PREPARE. What does its arrival do to Participant?
	// - It enters READY. Participant is in WORKING. On “rcv PREPARE” it enters READY.
	// - It enters ABORTED. From WORKING, it takes “rcv ABORT” to enter ABORTED; this is “rcv PREPARE”.
	// - It enters COMMITTED. A host in READY goes on “rcv COMMIT” to COMMITTED; Participant is in WORKING.
}
