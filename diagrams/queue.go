package diagrams

import (
	"strconv"
	"strings"
	"time"

	"woshou/diagrams/scenario"
	"woshou/diagrams/sim"
	"woshou/diagrams/tcp"
	"woshou/diagrams/trace"
)

// The other host's own connection is the one that a figure shows. What comes
// by `forge … port N` is of further ones, each with an endpoint of its own: they
// matter for the room that they take in a listener's queue.

// packet is what hosts hand to each other: a segment, and the port of the
// connection it belongs to; 0 is the one between the hosts.
type packet struct {
	tcp.Segment
	port  int
	leave bool // it goes to whoever forges the segments of that connection
}

// endpointOf is the endpoint of a connection. A listening host has one for
// whoever asks; any other host has no connection with a stranger.
func (e *end) endpointOf(port int) *tcp.Endpoint {
	if port == 0 {
		return e.endpoint
	}
	if e.others == nil {
		e.others = map[int]*tcp.Endpoint{}
	}
	o := e.others[port]
	if o == nil {
		o = tcp.New(e.profile, e.firstISN+uint32(100_000*(len(e.ports)+1)))
		e.others[port], e.ports = o, append(e.ports, port)
		o.Step(0, tcp.Configure{Options: e.unread()})
	}
	if e.queue != nil && o.State() == tcp.Closed {
		o.Step(0, tcp.OpenCall{Passive: true})
	}
	return o
}

// unread are the options of a connection whose user has not accepted it.
func (e *end) unread() tcp.Options {
	o := e.options
	o.AutoRead = false
	return o
}

// step gives an endpoint an input, and does what the queue makes of its new
// state.
func (e *end) step(now time.Duration, port int, in tcp.Input) []sim.Output {
	o := e.endpointOf(port)
	before := o.State()
	outputs := e.outputs(o.Step(now, in), port)
	if e.queue == nil {
		return outputs
	}
	if after := o.State(); after != before && after >= tcp.Established && before <= tcp.SynReceived {
		if e.queue.Done(port) {
			outputs = append(outputs, e.hand(now, port)...)
		}
	} else if after == tcp.Closed && before != after {
		e.queue.Forget(port)
	}
	if after := o.State(); port == 0 && (after == tcp.Closed || after == tcp.TimeWait) && before != after {
		e.accepted = false
		outputs = append(outputs, e.outputs(o.Step(now, tcp.OpenCall{Passive: true}), 0)...) // the listener is still there
	}
	return outputs
}

// receive asks the queue about what asks for a connection, and hands on the
// rest.
func (e *end) receive(now time.Duration, p packet) []sim.Output {
	if p.leave {
		return nil // he is outside, and answers only what a scenario forges
	}
	o := e.endpointOf(p.port)
	if e.queue == nil {
		return e.step(now, p.port, tcp.Arrival{Segment: p.Segment})
	}
	switch verdict := e.judge(o, p); verdict {
	case tcp.Drop:
		return nil
	case tcp.Cookie:
		return e.outputs([]tcp.Output{o.CookieAnswer(p.port, p.Segment)}, p.port)
	case tcp.Deny:
		return e.step(now, p.port, tcp.Denied{Segment: p.Segment})
	}
	if o.State() == tcp.Listen && e.queue.Cookies && tcp.ProvesCookie(p.port, p.Segment) {
		return e.step(now, p.port, tcp.CookieAck{Segment: p.Segment})
	}
	return e.step(now, p.port, tcp.Arrival{Segment: p.Segment})
}

// judge is what the queue says of a segment; Take of one that asks for nothing.
func (e *end) judge(o *tcp.Endpoint, p packet) tcp.Verdict {
	switch o.State() {
	case tcp.Listen:
		if p.Flags == tcp.SYN {
			return e.queue.Request(e.halfOpen())
		}
		if e.queue.Cookies && tcp.ProvesCookie(p.port, p.Segment) {
			return e.queue.Completion()
		}
	case tcp.SynReceived:
		next, _ := o.Var("snd.nxt")
		if p.Has(tcp.ACK) && !p.Has(tcp.SYN) && !p.Has(tcp.RST) && p.Ack == next {
			return e.queue.Completion()
		}
	}
	return tcp.Take
}

// halfOpen is how many connections have not finished their handshake.
func (e *end) halfOpen() (n int) {
	for _, port := range append([]int{0}, e.ports...) {
		if e.endpointOf(port).State() == tcp.SynReceived {
			n++
		}
	}
	return n
}

// listen begins a queue of that backlog.
func (e *end) listen(backlog int) {
	e.queue = &tcp.Listener{
		Backlog: backlog, OneMore: e.profile.QueueHoldsOneMore, Cookies: e.cookies, OverflowResets: e.overflowResets,
	}
	e.accepted = false
}

// accept takes the oldest connection from the queue, or waits for one.
func (e *end) accept(now time.Duration) []sim.Output {
	if e.queue == nil {
		return e.outputs([]tcp.Output{tcp.Report{Error: tcp.NoConnection, Rule: acceptRule}}, 0)
	}
	if port, ok := e.queue.Accept(); ok {
		return e.hand(now, port)
	}
	return nil
}

// acceptRule is where accept is from: the RFC's passive OPEN knows one connection.
const acceptRule = "POSIX accept()"

// hand gives the user a connection: what it has received may be read now.
func (e *end) hand(now time.Duration, port int) []sim.Output {
	if port == 0 {
		e.accepted = true
	}
	o := recorded(trace.Event{Kind: trace.Accept, Connection: port, Rule: acceptRule})
	return append([]sim.Output{o}, e.outputs(e.endpointOf(port).Step(now, tcp.Configure{Options: e.options}), port)...)
}

// closeListener ends the queue: what nobody has accepted is reset.
func (e *end) closeListener(now time.Duration) (outputs []sim.Output) {
	waiting := e.queue.Waiting()
	e.queue = nil
	for _, port := range waiting {
		outputs = append(outputs, e.step(now, port, tcp.AbortConn{})...)
	}
	if e.endpoint.State() == tcp.Listen {
		outputs = append(outputs, e.step(now, 0, tcp.CloseConn{})...)
	}
	return outputs
}

// queued carries out a call of a host that listens with a queue, where the call
// is about the queue or its connection is not accepted yet. It reports whether
// it was.
func (e *end) queued(now time.Duration, c scenario.Call) ([]sim.Output, bool) {
	switch {
	case c.Verb == scenario.Accept:
		return e.accept(now), true
	case c.Verb == scenario.Listen && c.N > 0 && (e.endpoint.State() == tcp.Closed || e.endpoint.State() == tcp.TimeWait):
		e.listen(c.N)
		return nil, false
	case c.Verb == scenario.Crash:
		e.queue, e.others, e.ports = nil, nil, nil
		return nil, false
	case e.queue == nil || e.accepted:
		return nil, false
	case c.Verb == scenario.Close || c.Verb == scenario.CloseBoth || c.Verb == scenario.Abort:
		return e.closeListener(now), true
	}
	return e.outputs([]tcp.Output{tcp.Report{Error: tcp.NoConnection, Rule: acceptRule}}, 0), true
}

// timerOf parts the name by which sim knows a timer: of another connection than
// the one between the hosts it ends with the port.
func timerOf(name string) (tcp.Timer, int) {
	timer, number, _ := strings.Cut(name, " ")
	port, _ := strconv.Atoi(number)
	return tcp.Timer(timer), port
}
