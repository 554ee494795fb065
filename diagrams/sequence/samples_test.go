package sequence_test

import (
	"cmp"
	"slices"
	"strings"

	"woshou/diagrams/trace"
)

// script writes a trace by hand, one thing at a time, in the order in which
// things happen. Times are in milliseconds. What a segment causes on arrival is
// written after receive.
type script struct {
	t     *trace.Trace
	cause int
	now   int64
}

const latency = 50 // of the samples, in milliseconds

func newScript() *script {
	return &script{t: &trace.Trace{
		Protocol: "tcp", TCP: &trace.TCP{Profile: "rfc9293", ISS: [][]uint32{{100}, {300}}},
		Hosts: []trace.Host{
			{Name: "client", Label: trace.Text{"zh": "客户端", "en": "Client"}, Initial: "CLOSED"},
			{Name: "server", Label: trace.Text{"zh": "服务器", "en": "Server"}, Initial: "CLOSED"},
		},
		Title: trace.Text{"zh": "样本", "en": "Sample"},
		Show:  trace.Show{Numbers: "relative", Calls: true, Timers: true},
	}}
}

func (s *script) event(e trace.Event) int {
	e.N, e.AtUS = len(s.t.Events)+1, s.now
	s.t.Events = append(s.t.Events, e)
	s.t.EndUS = s.now
	return e.N
}

func (s *script) at(ms int64) *script { s.now = ms * 1000; return s }

func (s *script) section(zh, en string) *script {
	s.event(trace.Event{Kind: trace.Section, Host: trace.Nobody, Text: trace.Text{"zh": zh, "en": en}})
	return s
}

func (s *script) note(host, zh, en string) *script {
	s.event(trace.Event{Kind: trace.Note, Host: s.t.Host(host), Text: trace.Text{"zh": zh, "en": en}})
	return s
}

func (s *script) call(host, name string, n int) *script {
	s.cause = s.event(trace.Event{Kind: trace.Call, Host: s.t.Host(host), Call: name, Len: n})
	return s
}

func (s *script) state(host, to string) *script {
	s.event(trace.Event{Kind: trace.State, Host: s.t.Host(host), To: to, Cause: s.cause})
	return s
}

func (s *script) fail(host, name string) *script {
	s.event(trace.Event{Kind: trace.Error, Host: s.t.Host(host), Error: name, Cause: s.cause})
	return s
}

func (s *script) timer(host, name, action string) *script {
	n := s.event(trace.Event{Kind: trace.Timer, Host: s.t.Host(host), Timer: name, Action: action, Cause: s.cause})
	if action == trace.Fire {
		s.cause = n
	}
	return s
}

// send adds a segment with the given fate; ack 0 means none.
func (s *script) send(host, flags string, seq, ack uint32, n int, fate trace.Fate) *trace.Message {
	from := s.t.Host(host)
	seg := trace.Message{
		ID: len(s.t.Messages) + 1, From: from, To: 1 - from, Name: flags, SentUS: s.now, Fate: fate,
		TCP: &trace.Segment{Seq: seq, Len: n, Window: 65535},
	}
	if ack != 0 {
		seg.TCP.Ack = &ack
	}
	kind := trace.Send
	if fate == trace.Forged {
		kind = trace.Forge
	}
	if fate == trace.Delivered || fate == trace.Forged {
		arrived := s.now + latency*1000
		seg.ArrivedUS = &arrived
	}
	if strings.Contains(flags, "SYN") {
		seg.TCP.Options = []string{"MSS=1460"}
	}
	s.t.Messages = append(s.t.Messages, seg)
	s.event(trace.Event{Kind: kind, Host: from, Message: seg.ID, Cause: s.cause})
	if fate == trace.Lost {
		s.event(trace.Event{Kind: trace.Lose, Host: from, Message: seg.ID})
	}
	return &s.t.Messages[len(s.t.Messages)-1]
}

func (s *script) sends(host, flags string, seq, ack uint32) *script {
	s.send(host, flags, seq, ack, 0, trace.Delivered)
	return s
}

func (s *script) loses(host, flags string, seq, ack uint32) *script {
	s.send(host, flags, seq, ack, 0, trace.Lost)
	return s
}

func (s *script) repeats(host, flags string, seq, ack uint32, of int) *script {
	s.send(host, flags, seq, ack, 0, trace.Delivered).RepeatOf = of
	return s
}

// receive moves the clock to a segment's arrival.
func (s *script) receive(id int) *script {
	seg := s.t.Messages[id-1]
	s.now = *seg.ArrivedUS
	s.cause = s.event(trace.Event{Kind: trace.Receive, Host: seg.To, Message: id})
	return s
}

func (s *script) end() *trace.Trace {
	slices.SortStableFunc(s.t.Events, func(a, b trace.Event) int { return cmp.Compare(a.AtUS, b.AtUS) })
	return s.t
}

// opened is the three-way handshake, segments 1 to 3.
func opened() *script {
	s := newScript().section("三次握手", "Three-way handshake")
	s.call("server", "listen", 0).state("server", "LISTEN")
	s.call("client", "connect", 0).sends("client", "SYN", 100, 0).state("client", "SYN-SENT")
	s.receive(1).state("server", "SYN-RECEIVED").sends("server", "SYN,ACK", 300, 101)
	s.receive(2).state("client", "ESTABLISHED").sends("client", "ACK", 101, 301)
	return s.receive(3).state("server", "ESTABLISHED")
}

// samples are the traces that every property must hold for.
func samples() map[string]*trace.Trace {
	m := map[string]*trace.Trace{
		"handshake":          opened().end(),
		"close":              fourWayClose(),
		"third-lost":         thirdLost(),
		"three-close":        threeClose(),
		"simultaneous-open":  simultaneousOpen(),
		"simultaneous-close": simultaneousClose(),
		"refused":            refused(),
		"overtaking":         overtaking(),
		"notes":              notes(),
		"forged":             forged(),
	}
	all := fourWayClose()
	all.Show.Window, all.Show.Options, all.Show.Time, all.Show.Numbers = true, true, true, "absolute"
	m["everything"] = all
	symbolic := thirdLost()
	symbolic.Show.Numbers = "symbolic"
	m["symbolic"] = symbolic
	return m
}

func fourWayClose() *trace.Trace {
	s := opened().at(300).section("四次挥手", "Four-way close")
	s.call("client", "close", 0).state("client", "FIN-WAIT-1").sends("client", "FIN,ACK", 101, 301)
	s.receive(4).state("server", "CLOSE-WAIT").sends("server", "ACK", 301, 102)
	s.receive(5).state("client", "FIN-WAIT-2")
	s.call("server", "close", 0).state("server", "LAST-ACK").sends("server", "FIN,ACK", 301, 102)
	s.timer("server", trace.Retransmission, trace.Start)
	s.receive(6).state("client", "TIME-WAIT").loses("client", "ACK", 102, 302)
	s.timer("client", trace.TimeWait, trace.Start)
	s.at(1400).timer("server", trace.Retransmission, trace.Fire).repeats("server", "FIN,ACK", 301, 102, 6)
	s.receive(8).sends("client", "ACK", 102, 302).timer("client", trace.TimeWait, trace.Start)
	s.receive(9).state("server", "CLOSED")
	return s.at(241450).timer("client", trace.TimeWait, trace.Fire).state("client", "CLOSED").end()
}

func thirdLost() *trace.Trace {
	s := newScript()
	s.call("server", "listen", 0).state("server", "LISTEN")
	s.call("client", "connect", 0).sends("client", "SYN", 100, 0).state("client", "SYN-SENT")
	s.receive(1).state("server", "SYN-RECEIVED").sends("server", "SYN,ACK", 300, 101)
	s.timer("server", trace.Retransmission, trace.Start)
	s.receive(2).state("client", "ESTABLISHED").loses("client", "ACK", 101, 301)
	s.at(1050).timer("server", trace.Retransmission, trace.Fire).repeats("server", "SYN,ACK", 300, 101, 2)
	s.receive(4).sends("client", "ACK", 101, 301)
	return s.receive(5).state("server", "ESTABLISHED").end()
}

func established() *script {
	s := newScript()
	for i := range s.t.Hosts {
		s.t.Hosts[i].Initial = "ESTABLISHED"
	}
	s.t.Show.Numbers = "symbolic"
	return s
}

func threeClose() *trace.Trace {
	s := established()
	s.call("client", "close", 0).state("client", "FIN-WAIT-1").sends("client", "FIN,ACK", 101, 301)
	s.receive(1).state("server", "CLOSE-WAIT").call("server", "close", 0).state("server", "LAST-ACK").sends("server", "FIN,ACK", 301, 102)
	s.receive(2).state("client", "TIME-WAIT").sends("client", "ACK", 102, 302).timer("client", trace.TimeWait, trace.Start)
	s.receive(3).state("server", "CLOSED")
	return s.at(240100).timer("client", trace.TimeWait, trace.Fire).state("client", "CLOSED").end()
}

func simultaneousOpen() *trace.Trace {
	s := newScript()
	s.call("client", "connect", 0).state("client", "SYN-SENT").sends("client", "SYN", 100, 0)
	s.call("server", "connect", 0).state("server", "SYN-SENT").sends("server", "SYN", 300, 0)
	s.receive(1).state("server", "SYN-RECEIVED").sends("server", "SYN,ACK", 300, 101)
	s.receive(2).state("client", "SYN-RECEIVED").sends("client", "SYN,ACK", 100, 301)
	s.receive(3).state("client", "ESTABLISHED")
	return s.receive(4).state("server", "ESTABLISHED").end()
}

func simultaneousClose() *trace.Trace {
	s := established()
	s.call("client", "close", 0).state("client", "FIN-WAIT-1").sends("client", "FIN,ACK", 101, 301)
	s.call("server", "close", 0).state("server", "FIN-WAIT-1").sends("server", "FIN,ACK", 301, 101)
	s.receive(1).state("server", "CLOSING").sends("server", "ACK", 302, 102)
	s.receive(2).state("client", "CLOSING").sends("client", "ACK", 102, 302)
	s.receive(3).state("client", "TIME-WAIT").timer("client", trace.TimeWait, trace.Start)
	s.receive(4).state("server", "TIME-WAIT").timer("server", trace.TimeWait, trace.Start)
	s.at(240100).timer("client", trace.TimeWait, trace.Fire).state("client", "CLOSED")
	return s.timer("server", trace.TimeWait, trace.Fire).state("server", "CLOSED").end()
}

func refused() *trace.Trace {
	s := newScript()
	s.call("client", "connect", 0).state("client", "SYN-SENT").sends("client", "SYN", 100, 0)
	s.receive(1).sends("server", "RST,ACK", 0, 101)
	return s.receive(2).state("client", "CLOSED").fail("client", "refused").end()
}

func overtaking() *trace.Trace {
	s := established()
	s.t.Show.Numbers = "relative"
	s.call("client", "send", 1000)
	s.send("client", "PSH,ACK", 101, 301, 1000, trace.Delivered)
	slow := int64(110_000)
	s.t.Messages[0].ArrivedUS = &slow
	s.call("client", "send", 500)
	s.send("client", "PSH,ACK", 1101, 301, 500, trace.Delivered)
	s.receive(2).sends("server", "ACK", 301, 101)
	s.receive(3)
	s.receive(1).sends("server", "ACK", 301, 1601)
	return s.receive(4).end()
}

const (
	han   = "第三个报文段在路上丢失，客户端却以为连接已经建立，服务器停在原来的状态，直到定时器到时把第二个报文段再发送一次，客户端再确认一次。"
	latin = "The third segment is lost on its way: the client believes the connection is open, while the server waits until its timer sends the second segment again."
)

func notes() *trace.Trace {
	s := newScript().note("", han, latin)
	s.call("server", "listen", 0).state("server", "LISTEN").note("server", han, latin)
	s.call("client", "connect", 0).sends("client", "SYN", 100, 0).state("client", "SYN-SENT")
	s.receive(1).state("server", "SYN-RECEIVED").sends("server", "SYN,ACK", 300, 101).note("server", "半开", "Half-open")
	s.receive(2).state("client", "ESTABLISHED").sends("client", "ACK", 101, 301).note("client", han, latin)
	return s.receive(3).state("server", "ESTABLISHED").note("", han, latin).end()
}

func forged() *trace.Trace {
	s := established()
	s.t.Show.Numbers = "relative"
	s.send("client", "RST", 150, 0, 0, trace.Forged)
	s.receive(1).sends("server", "ACK", 301, 101)
	s.receive(2)
	s.call("client", "send", 100)
	s.send("client", "PSH,ACK", 101, 301, 100, trace.Delivered)
	later := s.now + 60_000
	twin := s.send("client", "PSH,ACK", 101, 301, 100, trace.Delivered)
	twin.CopyOf, twin.ArrivedUS = 3, &later
	s.t.Events[len(s.t.Events)-1].Kind = trace.Duplicate
	s.receive(3).sends("server", "ACK", 301, 201)
	s.receive(4).sends("server", "ACK", 301, 201)
	s.receive(5)
	return s.receive(6).end()
}
