package diagrams

import (
	"slices"
	"time"

	"woshou/diagrams/protocol"
	"woshou/diagrams/scenario"
	"woshou/diagrams/sim"
	"woshou/diagrams/trace"
)

// actor is one host of a protocol as a machine of sim.
type actor struct {
	*cast
	host   int // in the program
	memory protocol.Memory
	begun  []trace.Field // its choices when the run begins
}

func (a *actor) role() *protocol.RoleInfo { return &a.program.Roles[a.program.Hosts[a.host].Role] }

// choices are what was chosen for it.
func (a *actor) choices() (list []trace.Field) {
	for _, v := range a.role().Variables {
		if v.Tried != nil {
			list = append(list, trace.Field{Name: v.Name, Value: a.program.Say(a.memory[v.Slot])})
		}
	}
	return list
}

// State implements sim.Machine.
func (a *actor) State() string { return a.role().States[a.memory.State()] }

// Begin implements sim.Actor.
func (a *actor) Begin(time.Duration) []sim.Output {
	return a.take(protocol.Step{Event: protocol.Event{Kind: protocol.Begins}})
}

// Call implements sim.Machine.
func (a *actor) Call(_ time.Duration, c scenario.Call) []sim.Output {
	return a.take(protocol.Step{Event: protocol.Event{Kind: protocol.IsCalled, ID: slices.Index(a.program.Calls, string(c.Verb))}})
}

// Set implements sim.Machine: what TCP's hosts are set to is nothing to others.
func (a *actor) Set(time.Duration, scenario.Set) []sim.Output { return nil }

// Receive implements sim.Machine.
func (a *actor) Receive(_ time.Duration, body any) []sim.Output { return a.take(arrival(body)) }

// arrival is the event of a message that arrives.
func arrival(body any) protocol.Step {
	p := body.(parcel)
	return protocol.Step{Event: protocol.Event{Kind: protocol.Receives, ID: p.kind}, Sender: p.from, Args: p.args}
}

// Timeout implements sim.Machine.
func (a *actor) Timeout(_ time.Duration, timer string) []sim.Output {
	i := slices.IndexFunc(a.role().Timers, func(t *protocol.Timer) bool { return t.Name.Text == timer })
	return a.take(protocol.Step{Event: protocol.Event{Kind: protocol.Fires, ID: i}})
}

// Flush implements sim.Machine: nothing waits for company.
func (a *actor) Flush(time.Duration) []sim.Output { return nil }

// Defers implements sim.Actor.
func (a *actor) Defers(body any) bool {
	s := arrival(body)
	s.Host = a.host
	return a.machine.Defers(s, a.memory)
}

// Restless implements sim.Actor.
func (a *actor) Restless() bool {
	return a.memory.Timers() != 0 && !a.program.RestsIn(a.host, a.memory)
}

// Crash implements sim.Actor.
func (a *actor) Crash() { a.memory.StopAll() }

// Restart implements sim.Actor.
func (a *actor) Restart(time.Duration) []sim.Output {
	return a.take(protocol.Step{Event: protocol.Event{Kind: protocol.Restarts}})
}

// take has the host take an event.
func (a *actor) take(s protocol.Step) (outputs []sim.Output) {
	s.Host = a.host
	state := a.State()
	out := a.machine.Take(s, a.memory)
	for _, e := range out.Effects {
		if e.Kind == protocol.Sends && e.To == a.host {
			return append(outputs, a.toItself(a.host, e))
		}
		o := a.output(e, &state)
		if o.Event.Kind == trace.State {
			o.Event.On = a.event(s, e.Rule == out.Taken, e.Rule)
		}
		o.Event.Rule, o.Event.Per = a.rules[e.Rule], a.program.Rule(e.Rule).Per
		outputs = append(outputs, o)
	}
	if out.Wrong != nil {
		outputs = append(outputs, a.wrong(out.Wrong))
	}
	return outputs
}

// event is what a change of state is on, as the table names it: the event that the
// rule took, or the condition of a rule that fired because others had.
func (a *actor) event(s protocol.Step, taken bool, rule int) string {
	if taken {
		return a.program.EventName(a.role(), s.Event)
	}
	return "once " + a.program.Rule(rule).If.String()
}

// output is an effect in the words of sim. State is the one that the host is in,
// and is kept.
func (a *actor) output(e protocol.Effect, state *string) sim.Output {
	role := a.role()
	switch e.Kind {
	case protocol.Sends:
		return sim.Output{Event: trace.Event{Kind: trace.Send}, Packet: a.packet(a.host, e.To, e.Message, e.Args), Flight: e.Flight}
	case protocol.Becomes:
		from := *state
		*state = role.States[e.ID]
		return recorded(trace.Event{Kind: trace.State, From: from, To: *state})
	case protocol.Starts:
		t := role.Timers[e.ID]
		after := t.After[0]
		if len(t.After) > 1 {
			after = t.After[a.program.Hosts[a.host].Nth]
		}
		o := recorded(trace.Event{Kind: trace.Timer, Timer: t.Name.Text, Action: trace.Start, LastsUS: after.Fixed.Microseconds()})
		o.After = after.Fixed
		return o
	case protocol.Stops:
		return recorded(trace.Event{Kind: trace.Timer, Timer: role.Timers[e.ID].Name.Text, Action: trace.Stop})
	case protocol.Notes:
		return recorded(trace.Event{Kind: trace.Note, Text: e.Note.Text.ByLanguage()})
	}
	v, of := a.program.Variable(a.host, e.ID)
	event := trace.Event{Kind: trace.Set, Variable: v.Name, Value: a.program.Say(e.Value)}
	if of >= 0 {
		event.Of = a.program.Hosts[of].Name
	}
	return recorded(event)
}
