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
	iss      []uint32      // the initial numbers it has used
	sent     []tcp.Segment // all that it has sent
	first    int           // the first of them that is of the present connection
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
	return e.outputs(e.endpoint.Step(now, calls[c.Verb](c)))
}

// Receive implements sim.Machine.
func (e *end) Receive(now time.Duration, body any) []sim.Output {
	return e.outputs(e.endpoint.Step(now, tcp.Arrival{Segment: body.(tcp.Segment)}))
}

// Timeout implements sim.Machine.
func (e *end) Timeout(now time.Duration, timer string) []sim.Output {
	return e.outputs(e.endpoint.Step(now, tcp.Timeout{Timer: tcp.Timer(timer)}))
}

// Flush implements sim.Machine.
func (e *end) Flush(now time.Duration) []sim.Output { return e.outputs(e.endpoint.Flush(now)) }

// outputs are what the endpoint wants done, in the words of sim.
func (e *end) outputs(list []tcp.Output) []sim.Output {
	outputs := make([]sim.Output, 0, len(list))
	for _, o := range list {
		switch o := o.(type) {
		case tcp.Emit:
			outputs = append(outputs, e.emit(o))
		case tcp.Enter:
			outputs = append(outputs, recorded(trace.Event{
				Kind: trace.State, From: o.From.String(), To: o.To.String(), On: string(o.Event), Rule: o.Rule,
			}))
		case tcp.Choose:
			e.iss = append(e.iss, uint32(o.ISS))
			e.first = len(e.sent)
		case tcp.StartTimer:
			start := recorded(trace.Event{Kind: trace.Timer, Timer: string(o.Timer), Action: trace.Start, Rule: o.Rule})
			start.After, start.Pressing = o.After, o.Timer == tcp.RetransmissionTimer || o.Timer == tcp.DelayedAckTimer
			outputs = append(outputs, start)
		case tcp.StopTimer:
			outputs = append(outputs, recorded(trace.Event{Kind: trace.Timer, Timer: string(o.Timer), Action: trace.Stop, Rule: o.Rule}))
		case tcp.Deliver:
			outputs = append(outputs, recorded(trace.Event{Kind: trace.Deliver, Len: o.Octets, Rule: o.Rule}))
		case tcp.Congestion:
			outputs = append(outputs, recorded(trace.Event{
				Kind: trace.Congestion, Window: o.Window, Threshold: o.Threshold, Flight: o.Flight, Rule: o.Rule,
			}))
		case tcp.Report:
			outputs = append(outputs, recorded(trace.Event{Kind: trace.Error, Error: string(o.Error), Rule: o.Rule}))
		}
	}
	return outputs
}

func recorded(e trace.Event) sim.Output { return sim.Output{Event: e} }

// emit is the sending of a segment.
func (e *end) emit(m tcp.Emit) sim.Output {
	p := e.packet(m.Segment)
	if m.Repeats {
		p.Repeats = e.original(m.Segment)
	}
	e.sent = append(e.sent, m.Segment)
	return sim.Output{Event: trace.Event{Kind: trace.Send, Rule: m.Rule}, Packet: p}
}

// original finds the segment of the present connection whose first octet a
// retransmission repeats, as sim counts them.
func (e *end) original(seg tcp.Segment) int {
	for i := e.first; i < len(e.sent); i++ {
		if s := e.sent[i]; seg.Seq.In(s.Seq, s.Space()) {
			return i + 1
		}
	}
	return 0
}

// packet is a segment from this end to the other.
func (e *end) packet(seg tcp.Segment) *sim.Packet {
	e.left = true
	s := &trace.Segment{Seq: uint32(seg.Seq), Len: seg.Len, Window: seg.Window, Options: optionNames(seg), Urgent: seg.Urgent}
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
