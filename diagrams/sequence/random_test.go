package sequence_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"woshou/diagrams/scene"
	"woshou/diagrams/sequence"
	"woshou/diagrams/trace"
	"woshou/diagrams/words"
)

// chance makes up runs of protocols that there are not.
type chance struct {
	*rand.Rand
	t    *trace.Trace
	busy map[int]int64 // of hosts that sent to all: until when
}

// randomRun is a run of so many hosts, the same for the same seed: states,
// messages to one host and to all, losses, copies, delays, calls, timers, notes.
func randomRun(hosts int, seed uint64) *trace.Trace {
	c := chance{rand.New(rand.NewPCG(seed, uint64(hosts))), &trace.Trace{
		Protocol: "made-up", Title: trace.Text{"zh": "任意", "en": "Anything"}, Show: trace.Show{Calls: true, Timers: true},
	}, map[int]int64{}}
	c.t.Show.Time = c.IntN(8) == 0
	for i, role := range []string{"asker", "helper", "store"} {
		r := trace.Role{Name: role}
		for j := range []int{4, 3, 1}[i] {
			r.States = append(r.States, trace.RoleState{Name: []string{"IDLE", "WAITING", "CONNECTED", "GIVEN-UP"}[j], Stage: []trace.Stage{trace.Idle, trace.UnderWay, trace.Agreed, trace.GivenUp}[j]})
		}
		c.t.Roles = append(c.t.Roles, r)
	}
	for i := range hosts {
		role := c.t.Roles[c.IntN(3)]
		c.t.Hosts = append(c.t.Hosts, trace.Host{
			Name: fmt.Sprintf("h%d", i), Role: role.Name, Initial: "IDLE",
			Label: trace.Text{"zh": []string{"协调者", "参与者 1", "根服务器"}[c.IntN(3)], "en": []string{"Coordinator", "Participant 1", "Root"}[c.IntN(3)]},
		})
	}
	for at := int64(0); at < 300_000; at += 10_000 * c.Int64N(6) {
		c.happen(at)
		if c.IntN(12) == 0 { // it is at rest
			at += 4_000_000
			c.add(trace.Event{AtUS: at, Host: trace.Nobody, Kind: trace.Section, Text: trace.Text{"zh": "第二阶段", "en": "Second phase"}})
			c.add(trace.Event{AtUS: at, Host: c.IntN(hosts+1) - 1, Kind: trace.Note, Text: trace.Text{"zh": "此时还不知道结果", "en": "It does not know the result yet."}})
		}
	}
	return c.done()
}

// happen makes up what a host does at an instant.
func (c chance) happen(at int64) {
	host := c.IntN(len(c.t.Hosts))
	if at < c.busy[host] {
		return
	}
	switch c.IntN(7) {
	case 0:
		c.add(trace.Event{AtUS: at, Host: host, Kind: trace.Call, Call: []string{"commit", "ask"}[c.IntN(2)]})
	case 1:
		c.add(trace.Event{AtUS: at, Host: host, Kind: trace.Timer, Timer: "patience", Action: trace.Start})
		c.add(trace.Event{AtUS: at + 100_000*(1+c.Int64N(30)), Host: host, Kind: trace.Timer, Timer: "patience", Action: trace.Fire})
	case 2:
		c.busy[host] = at + 100_000
		flight := len(c.t.Messages) + 1
		for to := range c.t.Hosts {
			if to != host {
				c.send(at, host, to, flight, "PREPARE")
			}
		}
	default:
		if to := c.IntN(len(c.t.Hosts)); to != host {
			c.send(at, host, to, 0, []string{"YES", "REQUEST", "APPEND"}[c.IntN(3)])
		}
	}
}

// send makes up a message, of a flight or of none, and what comes of it.
func (c chance) send(at int64, from, to, flight int, name string) {
	m := trace.Message{ID: len(c.t.Messages) + 1, From: from, To: to, Name: name, Flight: flight, SentUS: at, Fate: trace.Lost}
	if c.IntN(3) == 0 {
		m.Fields = []trace.Field{{Name: "term", Value: "1"}, {Name: "name", Value: "www"}}[:1+c.IntN(2)]
	}
	if c.IntN(5) > 0 {
		arrived := at + 50_000 + 30_000*(c.Int64N(8)/7)
		m.ArrivedUS, m.Fate = &arrived, trace.Delivered
	}
	c.t.Messages = append(c.t.Messages, m)
	c.add(trace.Event{AtUS: at, Host: from, Kind: trace.Send, Message: m.ID})
	if m.Fate == trace.Delivered {
		c.add(trace.Event{AtUS: *m.ArrivedUS, Host: to, Kind: trace.Receive, Message: m.ID})
	}
}

func (c chance) add(e trace.Event) { c.t.Events = append(c.t.Events, e) }

// done puts the events in order and has hosts change their states upon some.
func (c chance) done() *trace.Trace {
	slices.SortStableFunc(c.t.Events, func(a, b trace.Event) int { return cmp.Compare(a.AtUS, b.AtUS) })
	state := make([]string, len(c.t.Hosts))
	var events []trace.Event
	for _, e := range c.t.Events {
		e.N = len(events) + 1
		events = append(events, e)
		if e.Kind != trace.Receive && e.Kind != trace.Call || c.IntN(2) == 0 {
			continue
		}
		states := c.t.RoleOf(e.Host).States
		from, to := cmp.Or(state[e.Host], "IDLE"), states[c.IntN(len(states))].Name
		if from != to {
			state[e.Host] = to
			events = append(events, trace.Event{N: e.N + 1, AtUS: e.AtUS, Host: e.Host, Kind: trace.State, From: from, To: to, Cause: e.N})
		}
	}
	c.t.Events = events
	for i := range c.t.Hosts {
		c.t.Hosts[i].Final = cmp.Or(state[i], "IDLE")
	}
	if len(events) > 0 {
		c.t.EndUS = events[len(events)-1].AtUS
	}
	return c.t
}

// known are further runs in which something once met something: a name on an
// arrow and a header, two circles, a circle and a cross, a length of a wait.
var known = map[int][]uint64{2: {54}, 4: {93}, 5: {77, 171}, 6: {77, 166, 235}, 7: {141, 233}, 8: {30, 51, 81}}

// TestAnyRunIsLegible holds of runs that nobody thought of what holds of all
// figures: nothing meets, nothing leaves the picture.
func TestAnyRunIsLegible(t *testing.T) {
	seeds := uint64(24)
	if testing.Short() {
		seeds = 8
	}
	for hosts := 2; hosts <= 8; hosts++ {
		for seed := range seeds {
			legible(t, hosts, seed)
		}
		for _, seed := range known[hosts] {
			legible(t, hosts, seed)
		}
	}
}

// legible holds one run against what all figures must be.
func legible(t *testing.T, hosts int, seed uint64) {
	run := randomRun(hosts, seed)
	for _, lang := range []string{"zh", "en"} {
		for _, width := range []float64{0, 420, 960} {
			s := sequence.Layout(run, sequence.Options{Words: words.Of(lang), Width: width})
			if err := scene.Validate(s); err != nil {
				t.Errorf("%d hosts, seed %d, %s, %g: %v", hosts, seed, lang, width, err)
			}
			for _, problem := range sequence.Overlaps(s) {
				t.Errorf("%d hosts, seed %d, %s, %g: %s", hosts, seed, lang, width, problem)
			}
		}
	}
}
