package sim

import (
	"time"

	"woshou/diagrams/scenario"
	"woshou/diagrams/scenario/lines"
	"woshou/diagrams/trace"
)

// Protocol is what the hosts of a run speak.
type Protocol interface {
	// Machines are those of the scenario's hosts, in their order, in the state
	// that the run begins in.
	Machines() []Machine
	// MSL is how long the language's "msl" is.
	MSL() time.Duration
	// Forge forms the packet that a statement asks for. Where a number that is
	// named has no value, the packet is nothing and missing is that number.
	Forge(f scenario.Forge) (p *Packet, missing *scenario.Expr)
	// Sign completes the record of a run with what only this protocol has.
	Sign(t *trace.Trace)
}

// Machine is what one host runs. It knows no clock, no network and no other
// host: it is told what happens and when, and answers with what it wants done,
// in order, short of sending what may still find company. Flush sends that.
type Machine interface {
	// State is the name of the state it is in.
	State() string
	// Call is a call of its user, Set a change of an option.
	Call(now time.Duration, c scenario.Call) []Output
	Set(now time.Duration, s scenario.Set) []Output
	// Receive is the arrival of a packet, by its body.
	Receive(now time.Duration, body any) []Output
	// Timeout is that a timer has run out.
	Timeout(now time.Duration, timer string) []Output
	Flush(now time.Duration) []Output
}

// Output is one thing that a machine wants done.
type Output struct {
	// Event is how it is recorded: a change of state, a sending, a timer that
	// starts or stops, a delivery, an error. The run fills in its number, time,
	// host and cause. Without a kind nothing is recorded: the machine asks for
	// another Flush, for the same cause.
	Event trace.Event
	// Packet is what is sent, nil for all but a sending.
	Packet *Packet
	// Flight tells which sendings of one answer leave as one flight: those of equal
	// numbers. 0 is none.
	Flight int
	// After is how long a timer that starts runs, or until that Flush. The run is not at rest before
	// a Pressing one has fired or stopped.
	After    time.Duration
	Pressing bool
	// Wrong is what a protocol must not do; nil where all is well. It ends the run.
	Wrong *lines.Error
}

// Packet is a message on the network.
type Packet struct {
	// Message is how it is recorded: from whom, to whom, and what. The run
	// fills in its id, times and fate.
	Message trace.Message
	// Body is what the receiver is handed. The network does not look at it.
	Body any
	// Repeats tells which of the packets that its sender has sent is sent again:
	// the how-manieth, from 1; 0 for none.
	Repeats int
}
