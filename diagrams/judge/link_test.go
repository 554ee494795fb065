package judge

import (
	"slices"
	"testing"
	"time"

	"woshou/diagrams/scenario"
)

const latency = 30 * time.Millisecond

// newLink is a link with the faults of the given statements.
func newLink(t *testing.T, faults string) *Link {
	t.Helper()
	f, errs := scenario.Parse("faults", faults+"\nclient connect\n")
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	l := &Link{names: [2]string{"client", "server"}, latency: [2]time.Duration{latency, latency}}
	for _, s := range f.Body {
		if s, ok := s.(scenario.Fault); ok {
			l.faults = append(l.faults, &armed{Fault: s})
		}
	}
	return l
}

// send has a host send one segment at a time in milliseconds.
func send(l *Link, ms int, from int, s wireSegment) {
	l.Depart(time.Duration(ms)*time.Millisecond, from, makePacket(addrs[from], addrs[1-from], s))
}

// arrivals are the milliseconds at which packets arrive.
func arrivals(l *Link) (ms []int64) {
	for now := time.Duration(0); now < time.Second; now += time.Millisecond {
		for _, ok := l.Arrive(now); ok; _, ok = l.Arrive(now) {
			ms = append(ms, now.Milliseconds())
		}
	}
	return ms
}

var (
	syn  = wireSegment{flags: "SYN", seq: 1000}
	data = wireSegment{flags: "PSH,ACK", seq: 1001, ack: 5001, len: 10}
)

func TestLinkCarriesAfterLatency(t *testing.T) {
	l := newLink(t, "")
	send(l, 0, 0, syn)
	send(l, 7, 0, data)
	if got := arrivals(l); !slices.Equal(got, []int64{30, 37}) {
		t.Error(got)
	}
}

func TestLinkFaults(t *testing.T) {
	for _, c := range []struct {
		name, fault string
		want        []int64
		record      string // of the second segment
	}{
		{"lost", "lose DATA from client", []int64{30, 38}, "client PSH,ACK seq 1 ack raw:5001 len 10 lost"},
		{"the second is lost", "lose DATA from client nth 2", []int64{30, 35}, "client PSH,ACK seq 1 ack raw:5001 len 10"},
		{"delayed", "delay DATA from client by 20ms", []int64{30, 38, 55}, "client PSH,ACK seq 1 ack raw:5001 len 10"},
		{"duplicated", "duplicate DATA from client by 4ms", []int64{30, 35, 38, 39}, "client PSH,ACK seq 1 ack raw:5001 len 10"},
		{"the other host's", "lose DATA from server", []int64{30, 35, 38}, "client PSH,ACK seq 1 ack raw:5001 len 10"},
	} {
		l := newLink(t, c.fault)
		send(l, 0, 0, syn)
		send(l, 5, 0, data)
		send(l, 8, 0, data)
		if got := arrivals(l); !slices.Equal(got, c.want) {
			t.Errorf("%s: arrivals at %v, want %v", c.name, got, c.want)
		}
		if got := l.Record().Segments[1].String(); got != c.record {
			t.Errorf("%s: %s, want %s", c.name, got, c.record)
		}
	}
}

func TestLinkCutLosesButCarriesForgeries(t *testing.T) {
	l := newLink(t, "")
	l.cut = true
	send(l, 0, 0, syn)
	l.Forge(0, 0, makePacket(addrs[0], addrs[1], data))
	if got := arrivals(l); !slices.Equal(got, []int64{30}) {
		t.Error(got)
	}
}

// What a host has said of itself is what a forgery can name.
func TestLinkKnowsVariables(t *testing.T) {
	l := newLink(t, "")
	send(l, 0, 0, syn)
	arrivals(l)
	send(l, 40, 1, wireSegment{flags: "SYN,ACK", seq: 5000, ack: 1001})
	arrivals(l)
	send(l, 80, 0, data)
	for name, want := range map[string]uint32{"iss": 1000, "irs": 5000, "snd.nxt": 1011, "snd.una": 1001, "rcv.nxt": 5001} {
		if got := l.of(0).hosts[0].value(name); got != want {
			t.Errorf("%s is %d, want %d", name, got, want)
		}
	}
}
