package sim_test

import (
	"fmt"
	"time"

	"woshou/diagrams/scenario"
	"woshou/diagrams/sim"
	"woshou/diagrams/trace"
)

// echo is a protocol of two machines: one asks again until the other answers.
type echo struct{ ends []sim.Machine }

func newEcho() echo { return echo{[]sim.Machine{&asker{state: "IDLE"}, &answerer{}}} }

func (p echo) Machines() []sim.Machine { return p.ends }
func (p echo) MSL() time.Duration      { return time.Second }
func (p echo) Sign(t *trace.Trace)     { t.Protocol = "echo" }
func (p echo) Forge(scenario.Forge) (*sim.Packet, *scenario.Expr) {
	return &sim.Packet{Message: trace.Message{From: 1, To: 0, Name: "PONG"}}, nil
}

// asker sends PING, and again after a second without PONG.
type asker struct {
	state string
	asked int
}

func (a *asker) State() string                                { return a.state }
func (a *asker) Set(time.Duration, scenario.Set) []sim.Output { return nil }
func (a *asker) Flush(time.Duration) []sim.Output             { return nil }

func (a *asker) Call(time.Duration, scenario.Call) []sim.Output {
	return append(a.move("ASKING"), a.ask()...)
}

func (a *asker) Receive(time.Duration, any) []sim.Output {
	stop := sim.Output{Event: trace.Event{Kind: trace.Timer, Timer: "answer", Action: trace.Stop}}
	return append(a.move("ANSWERED"), stop)
}

func (a *asker) Timeout(time.Duration, string) []sim.Output { return a.ask() }

func (a *asker) move(to string) []sim.Output {
	from := a.state
	a.state = to
	return []sim.Output{{Event: trace.Event{Kind: trace.State, From: from, To: to}}}
}

func (a *asker) ask() []sim.Output {
	ping := &sim.Packet{Message: trace.Message{From: 0, To: 1, Name: "PING"}, Repeats: min(a.asked, 1)}
	a.asked++
	return []sim.Output{
		{Event: trace.Event{Kind: trace.Send}, Packet: ping},
		{Event: trace.Event{Kind: trace.Timer, Timer: "answer", Action: trace.Start}, After: time.Second, Pressing: true},
	}
}

// answerer sends PONG for whatever comes.
type answerer struct{}

func (*answerer) State() string                                  { return "READY" }
func (*answerer) Call(time.Duration, scenario.Call) []sim.Output { return nil }
func (*answerer) Set(time.Duration, scenario.Set) []sim.Output   { return nil }
func (*answerer) Timeout(time.Duration, string) []sim.Output     { return nil }
func (*answerer) Flush(time.Duration) []sim.Output               { return nil }
func (*answerer) Receive(_ time.Duration, _ any) (o []sim.Output) {
	return append(o, sim.Output{Event: trace.Event{Kind: trace.Send}, Packet: &sim.Packet{Message: trace.Message{From: 1, To: 0, Name: "PONG"}}})
}

// A run is of whatever protocol its machines speak: the network, the clock and
// the faults are the same.
func ExampleRun() {
	file, _ := scenario.Parse("echo.scenario", "lose any from client\nclient connect\nexpect client sends any\n")
	t, errs := sim.Run(file, newEcho())
	fmt.Print(t)
	fmt.Println(t.Validate(), errs)
	// Output:
	// 0 ms client calls connect
	// 0 ms client IDLE > ASKING
	// 0 ms client sends 1 PING
	// 0 ms client loses 1 PING
	// 0 ms client timer answer start
	// 1 s client timer answer fire
	// 1 s client sends 2 PING again 1
	// 1 s client timer answer start
	// 1.05 s server receives 2 PING again 1
	// 1.05 s server sends 3 PONG
	// 1.1 s client receives 3 PONG
	// 1.1 s client ASKING > ANSWERED
	// 1.1 s client timer answer stop
	// end client ANSWERED
	// end server READY
	// <nil> []
}
