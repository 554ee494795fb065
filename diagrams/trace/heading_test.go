package trace_test

import (
	"fmt"

	"woshou/diagrams/trace"
)

func ExampleMessage_Heading() {
	for _, name := range []string{"ACK", "PSH,ACK", "FIN,PSH,ACK", "SYN,ACK", "RST"} {
		empty := trace.Message{Name: name, TCP: &trace.Segment{}}
		full := trace.Message{Name: name, TCP: &trace.Segment{Len: 500}}
		fmt.Println(empty.Heading(), full.Heading())
	}
	// Output:
	// ACK DATA
	// PSH,ACK DATA
	// FIN,PSH,ACK DATA,FIN
	// SYN,ACK SYN,DATA
	// RST RST
}
