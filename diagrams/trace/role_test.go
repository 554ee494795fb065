package trace_test

import (
	"fmt"

	"woshou/diagrams/trace"
)

func ExampleRole_SetStages() {
	participant := trace.Role{Name: "participant", States: []trace.RoleState{
		{Name: "WORKING", Rests: true}, {Name: "PREPARED"}, {Name: "COMMITTED", Rests: true}, {Name: "ABORTED", Rests: true},
		{Name: "BETRAYED", Rests: true, Shunned: true},
	}}
	participant.SetStages("WORKING", []trace.Transition{
		{From: "WORKING", Event: "PREPARE", To: "PREPARED"}, {From: "WORKING", Event: "PREPARE", To: "ABORTED"},
		{From: "PREPARED", Event: "COMMIT", To: "COMMITTED"}, {From: "PREPARED", Event: "ABORT", To: "ABORTED"},
		{From: "PREPARED", Event: "doubt", To: "PREPARED"}, {From: "COMMITTED", Event: "ABORT", To: "BETRAYED"},
	})
	for _, s := range participant.States {
		fmt.Println(s.Name, s.Stage)
	}
	// Output:
	// WORKING idle
	// PREPARED bound
	// COMMITTED agreed
	// ABORTED given-up
	// BETRAYED given-up
}

func ExampleTrace_StepNumbers() {
	t := &trace.Trace{
		Hosts: []trace.Host{{Name: "coordinator"}, {Name: "participant1"}, {Name: "participant2"}},
		Messages: []trace.Message{
			{ID: 1, From: 0, To: 1, Name: "PREPARE", Flight: 1}, {ID: 2, From: 0, To: 2, Name: "PREPARE", Flight: 1},
			{ID: 3, From: 1, To: 0, Name: "YES", SentUS: 50}, {ID: 4, From: 2, To: 0, Name: "YES", SentUS: 50},
			{ID: 5, From: 0, To: 1, Name: "COMMIT", SentUS: 100, Flight: 5}, {ID: 6, From: 0, To: 2, Name: "COMMIT", SentUS: 100, Flight: 5},
		},
	}
	fmt.Println(t.StepNumbers())
	fmt.Println(t.MessagesOfSteps())
	// Output:
	// [1 1 2 3 4 4]
	// [[1 2] [3] [4] [5 6]]
}
