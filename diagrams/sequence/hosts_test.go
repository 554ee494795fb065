package sequence_test

import (
	"fmt"
	"slices"
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
	send := func(at int64, from, to, flight int, name string) {
		arrived := at + 50_000
		t.Messages = append(t.Messages, trace.Message{
			ID: len(t.Messages) + 1, From: from, To: to, Name: name, Flight: flight, Fields: []trace.Field{{Name: "round", Value: "1"}},
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
		send(0, 0, i, 1, "PREPARE")
	}
	for i := 1; i < hosts; i++ {
		receive(50_000, i)
		add(trace.Event{AtUS: 50_000, Host: i, Kind: trace.State, From: "START", To: "READY", Cause: len(t.Events)})
		send(50_000, i, 0, 0, "YES")
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
		receivers := map[int][]float64{} // of the steps
		for i, m := range run.Messages {
			n := run.StepNumbers()[i]
			receivers[n] = append(receivers[n], ribbons[run.Hosts[m.To].Name])
		}
		walk(s.Items, nil, func(it scene.Item, in *scene.Group) {
			l, ok := it.(scene.Line)
			if !ok || !l.Arrow {
				return
			}
			list := receivers[in.Segment]
			if n := slices.IndexFunc(list, func(x float64) bool { return abs(l.To.X-x) < 8 }); n >= 0 {
				receivers[in.Segment] = slices.Delete(list, n, n+1)
			} else {
				t.Errorf("%d hosts: step %d arrives at %.0f, not at %.0f", hosts, in.Segment, l.To.X, list)
			}
		})
		for step, list := range receivers {
			if len(list) > 0 {
				t.Errorf("%d hosts: step %d does not arrive at %.0f", hosts, step, list)
			}
		}
		for _, problem := range sequence.Overlaps(s) {
			t.Errorf("%d hosts: %s", hosts, problem)
		}
	}
}

func abs(x float64) float64 { return max(x, -x) }
