package trace

// Step is one message and the states around it, as the figures of RFC 9293
// print them: the sender's after the departure, the receiver's after the
// arrival.
type Step struct {
	Message Message
	// States are those of Hosts, by the same index. Of a message that never
	// arrived, the receiver's is the one it was in at the departure.
	States []string
	// Changes are how often the hosts, by the same index, have changed their
	// state until then.
	Changes []int
	// Entered are the states that came with the departure, then those that came
	// with the arrival: what a reader should notice at this step. A state that an
	// arrival brought belongs to the message that arrived, even if another message
	// leaves at the same instant because of it; one that came with several
	// departures, to the first of them.
	Entered []Change
}

// Change is a state that a host entered.
type Change struct {
	Host  int // index in Hosts
	State string
	// Arrival tells that the message's arrival brought it.
	Arrival bool
}

// Step returns the step of message id.
func (t *Trace) Step(id int) Step {
	m := t.Messages[id-1]
	step := Step{Message: m, States: make([]string, len(t.Hosts)), Changes: make([]int, len(t.Hosts))}
	sent, received := t.eventOf(Send, id), t.eventOf(Receive, id)
	if sent == nil {
		sent = t.departureOf(id)
	}
	for i := range t.Hosts {
		step.States[i], step.Changes[i] = t.stateBefore(i, sent.N)
	}
	if t.leads(sent) {
		for _, c := range t.changes(m.From, sent.Cause) {
			step.Entered = append(step.Entered, Change{Host: m.From, State: c})
		}
	}
	if received == nil {
		return step
	}
	step.States[m.To], step.Changes[m.To] = t.stateBefore(m.To, received.N)
	for _, c := range t.changes(m.To, received.N) {
		step.States[m.To] = c
		step.Changes[m.To]++
		step.Entered = append(step.Entered, Change{Host: m.To, State: c, Arrival: true})
	}
	return step
}

// CauseOf is the event that message id was sent upon: a call, an arrival or a
// timer; the zero Event if it was sent upon none.
func (t *Trace) CauseOf(id int) Event {
	if sent := t.eventOf(Send, id); sent != nil && sent.Cause > 0 {
		return t.Events[sent.Cause-1]
	}
	return Event{}
}

// Effects are the events of the receiver that message id brings when it arrives.
func (t *Trace) Effects(id int) (effects []Event) {
	received := t.eventOf(Receive, id)
	for _, e := range t.Events {
		if received != nil && e.Cause == received.N && e.Host == received.Host && e.Connection == 0 {
			effects = append(effects, e)
		}
	}
	return effects
}

// RuleOf is the clause by which message id was sent, "" for one that no host
// sent.
func (t *Trace) RuleOf(id int) string {
	if sent := t.eventOf(Send, id); sent != nil {
		return sent.Rule
	}
	return ""
}

// eventOf is the event of a kind that concerns message id, or nil.
func (t *Trace) eventOf(kind Kind, id int) *Event {
	for i, e := range t.Events {
		if e.Kind == kind && e.Message == id {
			return &t.Events[i]
		}
	}
	return nil
}

// IsForged reports whether nobody sent message id, be it still on its way.
func (t *Trace) IsForged(id int) bool { return t.eventOf(Forge, id) != nil }

// departureOf is the event with which a message left that no host sent: the
// forging, or the sending of what it is a copy of.
func (t *Trace) departureOf(id int) *Event {
	if forged := t.eventOf(Forge, id); forged != nil {
		return forged
	}
	return t.eventOf(Send, t.Messages[id-1].CopyOf)
}

// stateBefore is the state that a host is in just before event n, after how
// many changes.
func (t *Trace) stateBefore(host, n int) (state string, changes int) {
	state = t.Hosts[host].Initial
	for _, e := range t.Events[:n-1] {
		if e.ChangesState() && e.Host == host {
			state = e.To
			changes++
		}
	}
	return state, changes
}

// changes are the states that a host entered because of event n.
func (t *Trace) changes(host, n int) (states []string) {
	for _, e := range t.Events {
		if e.ChangesState() && e.Host == host && e.Cause == n && n > 0 {
			states = append(states, e.To)
		}
	}
	return states
}

// leads reports whether a departure is the first that follows from its cause, and
// that is no arrival: the changes that came with the cause are then its step's.
func (t *Trace) leads(sent *Event) bool {
	if sent.Cause == 0 || t.Events[sent.Cause-1].Kind == Receive {
		return false
	}
	for _, e := range t.Events[sent.Cause : sent.N-1] {
		if e.Kind == Send && e.Cause == sent.Cause {
			return false
		}
	}
	return true
}
