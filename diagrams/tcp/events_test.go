package tcp

import (
	"fmt"
	"strings"
	"testing"

	"woshou/diagrams/golden"
)

// The peer's initial number in all the cases; ours is 100.
const peerISS = 300

// situation is a state as a connection comes to it: by which inputs.
type situation struct {
	name   string
	inputs []Input
}

func arrival(seq, ack Seq, flags Flags, n int) Arrival {
	return Arrival{Segment{Seq: seq, Ack: ack, Flags: flags, Len: n, Window: 1000, MSS: 0}}
}

// situations are the eleven states, SYN-RECEIVED both ways (MUST-11), and
// ESTABLISHED with something to acknowledge. Nothing but legal inputs leads to
// them.
func situations() []situation {
	var (
		listen     = []Input{OpenCall{Passive: true}}
		connect    = []Input{OpenCall{}}
		syn        = arrival(peerISS, 0, SYN, 0)
		synAck     = arrival(peerISS, 101, SYN|ACK, 0)
		fin        = func(ack Seq) Input { return arrival(peerISS+1, ack, FIN|ACK, 0) }
		ackOfFin   = arrival(peerISS+1, 102, ACK, 0)
		then       = func(before []Input, more ...Input) []Input { return append(before[:len(before):len(before)], more...) }
		opened     = then(connect, synAck)
		finWait1   = then(opened, CloseConn{})
		finWait2   = then(finWait1, ackOfFin)
		closeWait  = then(opened, fin(101))
		outOfOrder = then(opened, arrival(peerISS+11, 101, ACK, 10))
	)
	return []situation{
		{"CLOSED", nil},
		{"LISTEN", listen},
		{"SYN-SENT", connect},
		{"SYN-RECEIVED after a passive OPEN", then(listen, syn)},
		{"SYN-RECEIVED after an active OPEN", then(connect, syn)},
		{"ESTABLISHED", opened},
		{"ESTABLISHED with 10 octets in flight", then(opened, SendData{Octets: 10})},
		{"ESTABLISHED with 10 octets beyond a gap", outOfOrder},
		{"FIN-WAIT-1", finWait1},
		{"FIN-WAIT-2", finWait2},
		{"CLOSE-WAIT", closeWait},
		{"CLOSING", then(finWait1, fin(101))},
		{"LAST-ACK", then(closeWait, CloseConn{})},
		{"TIME-WAIT", then(finWait2, fin(102))},
	}
}

// enter brings a new endpoint into a situation.
func (s situation) enter(p *Profile) *Endpoint {
	e := New(p, 100, 1100)
	e.opt.Window, e.opt.UserTimeout = 1000, 0
	for _, in := range s.inputs {
		e.Step(0, in)
		e.Flush(0)
	}
	return e
}

// trial is an input, in words and as it is for an endpoint.
type trial struct {
	name string
	in   Input
}

// trials are the inputs of RFC 9293 §3.10 for an endpoint: the calls, segments
// of every kind that the checks tell apart, and the timers that run.
func trials(e *Endpoint) []trial {
	next, una, nxt := e.rcv.nxt, e.snd.una, e.snd.nxt
	if e.state < SynReceived { // nothing has been received yet
		next = peerISS
	}
	end := next.Add(max(e.window(), 1))
	all := []trial{
		{"OPEN passive", OpenCall{Passive: true}},
		{"OPEN active", OpenCall{}},
		{"SEND 10", SendData{Octets: 10}},
		{"RECEIVE", ReceiveData{}},
		{"CLOSE", CloseConn{}},
		{"CLOSE of both", CloseConn{Both: true}},
		{"ABORT", AbortConn{}},
		{"SYN", arrival(next, 0, SYN, 0)},
		{"SYN repeated", arrival(peerISS, 0, SYN, 0)},
		{"SYN with data", arrival(next, 0, SYN, 5)},
		{"SYN,ACK", arrival(next, nxt, SYN|ACK, 0)},
		{"SYN,ACK repeated", arrival(peerISS, nxt, SYN|ACK, 0)},
		{"SYN,ACK of nothing sent", arrival(next, nxt.Add(1), SYN|ACK, 0)},
		{"ACK of all", arrival(next, nxt, ACK, 0)},
		{"ACK of nothing new", arrival(next, una, ACK, 0)},
		{"ACK of nothing sent", arrival(next, nxt.Add(1), ACK, 0)},
		{"ACK before any window", arrival(next, una.Add(-e.snd.maxWnd-1), ACK, 0)},
		{"ACK with an old SEQ", arrival(next.Add(-1), nxt, ACK, 0)},
		{"RST", arrival(next, 0, RST, 0)},
		{"RST in the window", arrival(next.Add(1), 0, RST, 0)},
		{"RST before the window", arrival(next.Add(-1), 0, RST, 0)},
		{"RST behind the window", arrival(end, 0, RST, 0)},
		{"RST,ACK", arrival(next, nxt, RST|ACK, 0)},
		{"RST,ACK of nothing sent", arrival(next, nxt.Add(1), RST|ACK, 0)},
		{"FIN", arrival(next, nxt, FIN|ACK, 0)},
		{"FIN that acks nothing new", arrival(next, una, FIN|ACK, 0)},
		{"FIN with data", arrival(next, nxt, FIN|ACK, 10)},
		{"FIN beyond a gap", arrival(next.Add(10), nxt, FIN|ACK, 0)},
		{"FIN repeated", arrival(next.Add(-1), nxt, FIN|ACK, 0)},
		{"FIN without ACK", arrival(next, 0, FIN, 0)},
		{"data", arrival(next, nxt, ACK, 10)},
		{"data without ACK", arrival(next, 0, PSH, 10)},
		{"data beyond a gap", arrival(next.Add(10), nxt, ACK, 10)},
		{"data partly old", arrival(next.Add(-5), nxt, ACK, 10)},
		{"data all old", arrival(next.Add(-10), nxt, ACK, 10)},
		{"data partly behind the window", arrival(end.Add(-5), nxt, ACK, 10)},
		{"data behind the window", arrival(end, nxt, ACK, 10)},
	}
	for _, t := range Timers {
		if e.running.has(t) {
			all = append(all, trial{string(t) + " timeout", Timeout{t}})
		}
	}
	return all
}

// result is what an endpoint does, in the order in which it does it.
func result(outputs []Output) string {
	var did []string
	add := func(format string, a ...any) { did = append(did, fmt.Sprintf(format, a...)) }
	for _, o := range outputs {
		switch o := o.(type) {
		case Emit:
			add("%v", o.Segment)
		case Enter:
			add("> %v", o.To)
		case Deliver:
			add("delivers %d", o.Octets)
		case Report:
			add("error: %s", o.Error)
		case StartTimer:
			add("+%s", o.Timer)
		case StopTimer:
			add("-%s", o.Timer)
		}
	}
	if did == nil {
		return "nothing"
	}
	return strings.Join(did, " ")
}

// happens is what an input does to an endpoint in a situation.
func (s situation) happens(p *Profile, k int) (trial, string) {
	e := s.enter(p)
	try := trials(e)[k]
	outputs := e.Step(0, try.in)
	return try, result(append(outputs, e.Flush(0)...))
}

// event is one line of testdata/events.txt.
func event(try trial, result string) string {
	segment := ""
	if a, ok := try.in.(Arrival); ok {
		segment = a.Segment.String()
	}
	return fmt.Sprintf("  %-30s %-36s %s\n", try.name, segment, result)
}

// TestEveryEventInEveryState holds what each input does in each state against
// testdata/events.txt, which is written to be read beside RFC 9293 §3.10.
// After a change, run it with -update and read the difference.
func TestEveryEventInEveryState(t *testing.T) {
	var b strings.Builder
	b.WriteString(eventsHead)
	for _, s := range situations() {
		e := s.enter(&RFC9293)
		fmt.Fprintf(&b, "\n%s  SND.UNA=%d SND.NXT=%d RCV.NXT=%d RCV.WND=%d\n", s.name, e.snd.una, e.snd.nxt, e.rcv.nxt, e.window())
		if !strings.HasPrefix(s.name, e.state.String()) {
			t.Errorf("%s: the inputs lead to %v", s.name, e.state)
		}
		for k := range trials(e) {
			b.WriteString(event(s.happens(&RFC9293, k)))
		}
	}
	for _, p := range Profiles[1:] {
		fmt.Fprintf(&b, "\nWhat profile %s does otherwise:\n", p.Name)
		for _, s := range situations() {
			for k := range trials(s.enter(p)) {
				_, usual := s.happens(&RFC9293, k)
				if try, other := s.happens(p, k); other != usual {
					fmt.Fprintf(&b, "  %s:\n  %s", s.name, event(try, other))
				}
			}
		}
	}
	golden.File(t, "testdata/events.txt", b.String())
}

const eventsHead = `Every event of RFC 9293 section 3.10 in every state, under the default profile.

Each line is one input to a fresh connection in that state: its name, the
segment if it is one, and what follows, in order: segments sent, "> STATE"
entered, octets delivered, errors, timers started (+) and stopped (-).
Our ISS is 100 (1100 for a second connection), the peer's is 300.
`
