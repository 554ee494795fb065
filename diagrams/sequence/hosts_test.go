package sequence_test

import (
	"fmt"
	"testing"

	"woshou/diagrams/scene"
	"woshou/diagrams/sequence"
	"woshou/diagrams/trace"
)

// committed is a run of another protocol than TCP: the first host asks each of
// the others and tells them all what they decided.
func committed(hosts int) *trace.Trace {
	t := &trace.Trace{Protocol: "two-phase-commit", Show: trace.Show{Calls: true}}
	for i := range hosts {
		t.Hosts = append(t.Hosts, trace.Host{Name: fmt.Sprintf("host%d", i), Initial: "START"})
	}
	add := func(e trace.Event) {
		e.N = len(t.Events) + 1
		t.Events = append(t.Events, e)
	}
	send := func(at int64, from, to int, name string) {
		arrived := at + 50_000
		t.Messages = append(t.Messages, trace.Message{
			ID: len(t.Messages) + 1, From: from, To: to, Name: name, Fields: []trace.Field{{Name: "round", Value: "1"}},
			SentUS: at, ArrivedUS: &arrived, Fate: trace.Delivered,
		})
		add(trace.Event{AtUS: at, Host: from, Kind: trace.Send, Message: len(t.Messages)})
	}
	receive := func(at int64, id int) {
		add(trace.Event{AtUS: at, Host: t.Messages[id-1].To, Kind: trace.Receive, Message: id})
	}
	add(trace.Event{Host: 0, Kind: trace.Call, Call: "commit"})
	add(trace.Event{Host: 0, Kind: trace.State, From: "START", To: "WAITING", Cause: 1})
	for i := 1; i < hosts; i++ {
		send(0, 0, i, "PREPARE")
	}
	for i := 1; i < hosts; i++ {
		receive(50_000, i)
		add(trace.Event{AtUS: 50_000, Host: i, Kind: trace.State, From: "START", To: "READY", Cause: len(t.Events)})
		send(50_000, i, 0, "YES")
	}
	for i := 1; i < hosts; i++ {
		receive(100_000, hosts-1+i)
	}
	add(trace.Event{AtUS: 100_000, Host: trace.Nobody, Kind: trace.Note, Text: trace.Text{"en": "All agree."}})
	t.EndUS = 100_000
	for i := range t.Hosts {
		t.Hosts[i].Final = "READY"
	}
	t.Hosts[0].Final = "WAITING"
	return t
}

// TestAnyNumberOfHosts holds that each host has its ribbon and each message
// runs between its own two.
func TestAnyNumberOfHosts(t *testing.T) {
	for hosts := 2; hosts <= 8; hosts++ {
		run := committed(hosts)
		if err := run.Validate(); err != nil {
			t.Fatal(err)
		}
		s := sequence.Layout(run, sequence.Options{})
		if err := scene.Validate(s); err != nil {
			t.Errorf("%d hosts: %v", hosts, err)
		}
		ribbons := map[string]float64{} // the middle of each
		walk(s.Items, nil, func(it scene.Item, in *scene.Group) {
			if r, ok := it.(scene.Rect); ok && in != nil && in.Host != "" {
				ribbons[in.Host] = r.X + r.Width/2
			}
		})
		if len(ribbons) != hosts {
			t.Errorf("%d hosts have the ribbons %v", hosts, ribbons)
		}
		for id, e := range endsOf(s) {
			m := run.Messages[id-1]
			if from, to := ribbons[run.Hosts[m.From].Name], ribbons[run.Hosts[m.To].Name]; abs(e.from.X-from) > 8 || abs(e.to.X-to) > 8 {
				t.Errorf("%d hosts: message %d runs from %.0f to %.0f, its ribbons stand at %.0f and %.0f", hosts, id, e.from.X, e.to.X, from, to)
			}
		}
	}
}

func abs(x float64) float64 { return max(x, -x) }
