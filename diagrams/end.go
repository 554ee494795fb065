package diagrams

import (
	"fmt"
	"time"

	"woshou/diagrams/scenario"
	"woshou/diagrams/sim"
	"woshou/diagrams/tcp"
	"woshou/diagrams/trace"
)

// end is one endpoint as a machine of sim.
type end struct {
	*connection
	host     int
	name     string
	endpoint *tcp.Endpoint
	options  tcp.Options
	iss      []uint32 // the initial numbers it has used
	sent     []packet // all that it has sent
	first    int      // the first of them that is of the present connection

	firstISN uint32
	queue    *tcp.Listener         // of finished connections; nil without a backlog
	accepted bool                  // the user has accepted the connection between the hosts
	others   map[int]*tcp.Endpoint // of other connections, by port
	ports    []int                 // their ports, in the order in which they came
	// What `set` has said of the next queue.
	cookies, overflowResets bool
}

// State implements sim.Machine.
func (e *end) State() string { return e.endpoint.State().String() }

// calls are TCP's user calls in the language of scenarios.
//
// RFC 9293 §3.9.1.
var calls = map[scenario.Verb]func(scenario.Call) tcp.Input{
	scenario.Listen:    func(scenario.Call) tcp.Input { return tcp.OpenCall{Passive: true} },
	scenario.Connect:   func(scenario.Call) tcp.Input { return tcp.OpenCall{} },
	scenario.Send:      func(c scenario.Call) tcp.Input { return tcp.SendData{Octets: c.N, Urgent: c.Urgent} },
	scenario.Read:      func(c scenario.Call) tcp.Input { return tcp.ReceiveData{Octets: c.N} },
	scenario.Close:     func(scenario.Call) tcp.Input { return tcp.CloseConn{} },
	scenario.CloseBoth: func(scenario.Call) tcp.Input { return tcp.CloseConn{Both: true} },
	scenario.Abort:     func(scenario.Call) tcp.Input { return tcp.AbortConn{} },
	scenario.Crash:     func(scenario.Call) tcp.Input { return tcp.Crash{} },
}

// Call implements sim.Machine.
func (e *end) Call(now time.Duration, c scenario.Call) []sim.Output {
	if outputs, done := e.queued(now, c); done {
		return outputs
	}
	var outputs []sim.Output
	if c.Verb == scenario.Listen && c.N > 0 {
		e.endpoint.Step(now, tcp.Configure{Options: e.unread()})
	}
	return append(outputs, e.step(now, 0, calls[c.Verb](c))...)
}

// Receive implements sim.Machine.
func (e *end) Receive(now time.Duration, body any) []sim.Output {
	return e.receive(now, body.(packet))
}

// Timeout implements sim.Machine.
func (e *end) Timeout(now time.Duration, timer string) []sim.Output {
	t, port := timerOf(timer)
	return e.step(now, port, tcp.Timeout{Timer: t})
}

// Flush implements sim.Machine.
func (e *end) Flush(now time.Duration) []sim.Output {
	outputs := e.outputs(e.endpoint.Flush(now), 0)
	for _, port := range e.ports {
		outputs = append(outputs, e.outputs(e.others[port].Flush(now), port)...)
	}
	return outputs
}

// pressing are the timers that keep a run from rest.
var pressing = map[tcp.Timer]bool{tcp.RetransmissionTimer: true, tcp.DelayedAckTimer: true, tcp.RackTimer: true, tcp.TailTimer: true}

// outputs are what the endpoint of a connection wants done, in the words of sim.
// Nothing waits for the timers of another connection than the one between the
// hosts, and its calls have no user here.
func (e *end) outputs(list []tcp.Output, port int) []sim.Output {
	outputs := make([]sim.Output, 0, len(list))
	for _, o := range list {
		switch o := o.(type) {
		case tcp.Emit:
			outputs = append(outputs, e.emit(o, port))
		case tcp.Enter:
			outputs = append(outputs, recorded(trace.Event{
				Kind: trace.State, From: o.From.String(), To: o.To.String(), On: string(o.Event), Rule: o.Rule,
			}))
		case tcp.Choose:
			if port > 0 {
				continue
			}
			e.iss = append(e.iss, uint32(o.ISS))
			e.first = len(e.sent)
		case tcp.StartTimer:
			start := recorded(trace.Event{Kind: trace.Timer, Timer: string(o.Timer), Action: trace.Start, Rule: o.Rule})
			start.After, start.Pressing = o.After, port == 0 && pressing[o.Timer]
			outputs = append(outputs, start)
		case tcp.StopTimer:
			outputs = append(outputs, recorded(trace.Event{Kind: trace.Timer, Timer: string(o.Timer), Action: trace.Stop, Rule: o.Rule}))
		case tcp.Deliver:
			outputs = append(outputs, recorded(trace.Event{Kind: trace.Deliver, Len: o.Octets, Rule: o.Rule}))
		case tcp.Congestion:
			outputs = append(outputs, recorded(trace.Event{
				Kind: trace.Congestion, Window: o.Window, Threshold: o.Threshold, Flight: o.Flight, Phase: string(o.Phase), Rule: o.Rule,
			}))
		case tcp.Urgent:
			outputs = append(outputs, recorded(trace.Event{Kind: trace.Urgent, Len: o.Octets, Rule: o.Rule}))
		case tcp.Advise:
			outputs = append(outputs, recorded(trace.Event{Kind: trace.Advice, Rule: o.Rule}))
		case tcp.Resume:
			outputs = append(outputs, sim.Output{After: o.After})
		case tcp.Report:
			outputs = append(outputs, recorded(trace.Event{Kind: trace.Error, Error: string(o.Error), Rule: o.Rule}))
		}
	}
	for i := range outputs {
		if port > 0 {
			outputs[i].Event.Connection = port
		}
	}
	return outputs
}

func recorded(e trace.Event) sim.Output { return sim.Output{Event: e} }

// emit is the sending of a segment.
func (e *end) emit(m tcp.Emit, port int) sim.Output {
	body := packet{m.Segment, port, port > 0}
	p := e.packet(body)
	if m.Repeats {
		p.Repeats = e.original(body)
	}
	e.sent = append(e.sent, body)
	return sim.Output{Event: trace.Event{Kind: trace.Send, Rule: m.Rule}, Packet: p}
}

// original finds the segment of the same connection whose first octet a
// retransmission repeats, as sim counts them.
func (e *end) original(seg packet) int {
	first := e.first
	if seg.port > 0 {
		first = 0
	}
	for i := first; i < len(e.sent); i++ {
		if s := e.sent[i]; s.port == seg.port && seg.Seq.In(s.Seq, s.Space()) {
			return i + 1
		}
	}
	return 0
}

// packet is a segment from this end to the other.
func (e *end) packet(seg packet) *sim.Packet {
	e.left = true
	s := &trace.Segment{Seq: uint32(seg.Seq), Len: seg.Len, Window: seg.Window, Options: optionNames(seg.Segment), Urgent: seg.Urgent, Connection: seg.port}
	if seg.Has(tcp.ACK) {
		ack := uint32(seg.Ack)
		s.Ack = &ack
	}
	return &sim.Packet{Message: trace.Message{From: e.host, To: 1 - e.host, Name: seg.Flags.String(), TCP: s}, Body: seg}
}

// optionNames are a segment's options as the trace names them.
func optionNames(seg tcp.Segment) (names []string) {
	add := func(form string, a ...any) { names = append(names, fmt.Sprintf(form, a...)) }
	if seg.MSS > 0 {
		add("MSS=%d", seg.MSS)
	}
	if seg.SACKOK {
		add("SACK-permitted")
	}
	if t := seg.Timestamps; t != nil {
		add("TSval=%d", t.Value)
		add("TSecr=%d", t.Echo)
	}
	if seg.Scale != nil {
		add("WS=%d", *seg.Scale)
	}
	for _, b := range seg.SACK {
		add("SACK=%d-%d", uint32(b.From), uint32(b.To))
	}
	return names
}
