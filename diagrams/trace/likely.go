package trace

import (
	"cmp"
	"slices"
)

// Likely is the record of a capture as it is drawn: what is unknown only because
// nobody saw the instant happens at its likeliest, and time starts at 0. What is
// really open stays so. The record of a run is returned as it is.
func (t *Trace) Likely() *Trace {
	if t.Capture == nil || t.Capture.Record != nil {
		return t
	}
	likely, taken := *t, *t.Capture
	taken.Record = t
	likely.Capture = &taken
	likely.Hosts = slices.Clone(t.Hosts)
	likely.Messages = slices.Clone(t.Messages)
	likely.Events = t.decided()
	slices.SortStableFunc(likely.Events, func(a, b Event) int {
		return cmp.Or(cmp.Compare(a.AtUS, b.AtUS), cmp.Compare(turn(a.Kind), turn(b.Kind)))
	})
	likely.begin()
	likely.renumber()
	likely.start()
	likely.Chain()
	return &likely
}

// turn is when in an instant an event of a kind comes.
func turn(k Kind) int { return slices.Index([]Kind{Receive, Call, State, Send}, k) }

// decided are the events without those that only say that an instant is not
// known.
func (t *Trace) decided() (events []Event) {
	state := make([]string, len(t.Hosts))
	for i, h := range t.Hosts {
		state[i] = h.Initial
	}
	for i, e := range t.Events {
		if e.Kind != State {
			events = append(events, e)
			continue
		}
		if next := t.nextChange(i); next != nil && !Certain(e.To) && isStep(state[e.Host], e.To, next.To) && next.Doubt.timing() {
			continue
		}
		if e.Doubt != nil {
			e.AtUS = e.Doubt.LikelyUS
		}
		state[e.Host] = e.To
		events = append(events, e)
	}
	return events
}

// begin has each host start in the state that it is in from the first instant on:
// that the record begins there is no change.
func (t *Trace) begin() {
	first := int64(0)
	if len(t.Events) > 0 {
		first = t.Events[0].AtUS
	}
	t.Events = slices.DeleteFunc(t.Events, func(e Event) bool {
		begins := e.Kind == State && e.AtUS == first && e.Cause == 0
		if begins {
			t.Hosts[e.Host].Initial = e.To
		}
		return begins
	})
}

// timing reports whether a state is open for a while only because nobody saw the
// instant.
func (d *Doubt) timing() bool { return d != nil && d.LikelyUS-d.SinceUS <= d.LooseUS }

// nextChange is the change of state after event i of its host, or nil.
func (t *Trace) nextChange(i int) *Event {
	for j := i + 1; j < len(t.Events); j++ {
		if t.Events[j].Kind == State && t.Events[j].Host == t.Events[i].Host {
			return &t.Events[j]
		}
	}
	return nil
}

// isStep reports whether a set has nothing but what was before it and the one
// state after it.
func isStep(before, set, after string) bool {
	if !Certain(after) {
		return false
	}
	for _, s := range StatesIn(set) {
		if s != after && !slices.Contains(StatesIn(before), s) {
			return false
		}
	}
	return true
}

// Note adds a note on a message to the record: below where it left (Send), or where
// its receiver has it (Receive), if it arrived.
func (t *Trace) Note(m *Message, where Kind, text Text) {
	at := t.placeOf(m, where)
	t.insert(at, Event{AtUS: t.Events[at].AtUS, Host: t.Events[at].Host, Kind: Note, Text: text})
}

// NoteAcross adds a note on both hosts, below where the receiver of a message has it.
func (t *Trace) NoteAcross(m *Message, text Text) {
	at := t.placeOf(m, Receive)
	t.insert(at, Event{AtUS: t.Events[at].AtUS, Host: Nobody, Kind: Note, Text: text})
}

// insert adds an event behind another.
func (t *Trace) insert(at int, e Event) {
	e.N = len(t.Events) + 1
	t.Events = slices.Insert(t.Events, at+1, e)
	t.renumber()
}

// placeOf is the event of a message, or the last change of state that it brings there.
func (t *Trace) placeOf(m *Message, where Kind) int {
	at := slices.IndexFunc(t.Events, func(e Event) bool { return e.Message == m.ID && e.Kind == where })
	if at < 0 {
		at = slices.IndexFunc(t.Events, func(e Event) bool { return e.Message == m.ID && e.Kind == Send })
	}
	for at+1 < len(t.Events) && t.Events[at+1].AtUS == t.Events[at].AtUS && t.Events[at+1].Host == t.Events[at].Host && t.Events[at+1].Kind == State {
		at++
	}
	return at
}

// renumber counts the events anew, in their order.
func (t *Trace) renumber() {
	number := map[int]int{}
	for i, e := range t.Events {
		number[e.N] = i + 1
	}
	for i := range t.Events {
		e := &t.Events[i]
		e.N, e.Cause = i+1, number[e.Cause]
		if e.Cause >= e.N {
			e.Cause = 0
		}
	}
}

// start moves all times so that the first is 0.
func (t *Trace) start() {
	if len(t.Events) == 0 {
		return
	}
	first := t.Events[0].AtUS
	for i := range t.Events {
		t.Events[i].AtUS -= first
	}
	for i := range t.Messages {
		m := &t.Messages[i]
		m.SentUS -= first
		if m.ArrivedUS != nil {
			at := *m.ArrivedUS - first
			m.ArrivedUS = &at
		}
	}
	t.Capture.FirstUS -= first
	t.EndUS = 0
	for _, e := range t.Events {
		t.EndUS = max(t.EndUS, e.AtUS)
	}
}

// Chain has each change of state leave the state that was before it.
func (t *Trace) Chain() {
	for i := range t.Hosts {
		t.Hosts[i].Final = t.Hosts[i].Initial
	}
	for i := range t.Events {
		if e := &t.Events[i]; e.Kind == State {
			e.From = t.Hosts[e.Host].Final
			t.Hosts[e.Host].Final = e.To
		}
	}
}
