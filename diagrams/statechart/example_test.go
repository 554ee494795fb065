package statechart_test

import (
	"fmt"

	"woshou/diagrams"
	"woshou/diagrams/statechart"
)

func ExamplePathOf() {
	run, _ := diagrams.Run("open", "server listen\nclient connect\n")
	path, _ := statechart.PathOf(diagrams.Transitions(), run, "server")
	for _, step := range path.Steps {
		fmt.Println(step.From, step.Event, step.To)
	}
	// Output:
	// CLOSED passive OPEN LISTEN
	// LISTEN rcv SYN SYN-RECEIVED
	// SYN-RECEIVED rcv ACK of SYN ESTABLISHED
}
