package capture

import (
	"slices"

	"woshou/diagrams/tcp"
	"woshou/diagrams/trace"
)

// blink is how short a span is that is only the instant of a change, in
// microseconds.
const blink = 1

// states makes the events in which a side changes its state, or in which it
// begins to be unknown.
func (r *record) states(side int) {
	spans := r.found.spans[side]
	if spans == nil {
		spans = everywhere(r.zero, r.zero+1)
	}
	before := []tcp.State{tcp.Closed}
	since := map[tcp.State]int64{}
	at := int64(0)
	for i, span := range spans {
		if i == 0 || spans[i-1].To-spans[i-1].From > blink {
			at = span.From - r.zero
		}
		for _, s := range span.States {
			if _, known := since[s]; !known {
				since[s] = at
			}
		}
		for s := range since {
			if !slices.Contains(span.States, s) {
				delete(since, s)
			}
		}
		if span.To-span.From <= blink && i < len(spans)-1 {
			continue
		}
		if !slices.Equal(span.States, before) {
			r.change(side, before, span.States, since, at)
		}
		before = span.States
	}
}

// change makes the event in which a side's state becomes one of a set.
func (r *record) change(side int, before, set []tcp.State, since map[tcp.State]int64, at int64) {
	e := trace.Event{AtUS: at, Host: side, Kind: trace.State, To: trace.SetOf(names(set))}
	d := draft{e, rankState, -1}
	if len(set) > 1 {
		r.draft = append(r.draft, d)
		return
	}
	to := set[0]
	d.Doubt = &trace.Doubt{SinceUS: since[to], LikelyUS: (since[to] + at) / 2, LooseUS: max(r.found.at[side].in.most, r.found.at[side].out.most)}
	how := r.cause(side, before, to, since[to], at)
	if how.found {
		d.Doubt.LikelyUS = min(max(how.at, since[to]), at)
	}
	if to == tcp.SynReceived && since[to] == at && len(before) > 1 && slices.Contains(before, tcp.Listen) {
		r.listens(side, d)
	}
	d.Rule = how.rule
	d.cause = r.event(side, how, d)
	r.draft = append(r.draft, d)
}

// listens adds that a side was in LISTEN: a SYN reached it there.
func (r *record) listens(side int, d draft) {
	d.To = tcp.Listen.String()
	d.Rule = ruleOf([]tcp.State{tcp.Closed}, tcp.Listen, tcp.PassiveOpen)
	call := trace.Event{AtUS: d.AtUS, Host: side, Kind: trace.Call, Call: "listen", Doubt: &trace.Doubt{SinceUS: 0, LikelyUS: d.Doubt.LikelyUS, Inferred: true}}
	d.Doubt = &trace.Doubt{SinceUS: 0, LikelyUS: d.Doubt.LikelyUS}
	r.draft = append(r.draft, draft{call, rankArrival - 2, -1})
	d.cause, d.rank = len(r.draft)-1, rankArrival-1
	r.draft = append(r.draft, d)
}

// how is what brought a state.
type how struct {
	found bool
	index int  // of the segment, from the first of the stream on
	out   bool // it was sent, else it arrived
	at    int64
	call  string
	rule  string
}

// entrances are what can bring a state, by the state: what is sent, or what arrives.
var entrances = map[tcp.State][]struct {
	out   bool
	flags tcp.Flags
	call  string
	event []tcp.Event
}{
	tcp.SynSent:     {{true, tcp.SYN, "connect", []tcp.Event{tcp.ActiveOpen}}},
	tcp.SynReceived: {{false, tcp.SYN, "", []tcp.Event{tcp.RcvSyn}}},
	tcp.Established: {{false, tcp.SYN | tcp.ACK, "", []tcp.Event{tcp.RcvSynAck, tcp.RcvAckOfSyn}}, {false, tcp.ACK, "", []tcp.Event{tcp.RcvAckOfSyn}}},
	tcp.FinWait1:    {{true, tcp.FIN, "close", []tcp.Event{tcp.CloseCall}}},
	tcp.LastAck:     {{true, tcp.FIN, "close", []tcp.Event{tcp.CloseCall}}},
	tcp.FinWait2:    {{false, tcp.ACK, "", []tcp.Event{tcp.RcvAckOfFin}}},
	tcp.CloseWait:   {{false, tcp.FIN, "", []tcp.Event{tcp.RcvFin}}},
	tcp.Closing:     {{false, tcp.FIN, "", []tcp.Event{tcp.RcvFin}}},
	tcp.TimeWait:    {{false, tcp.FIN, "", []tcp.Event{tcp.RcvFin, tcp.RcvFinAckOfFin}}, {false, tcp.ACK, "", []tcp.Event{tcp.RcvAckOfFin}}},
	tcp.Closed: {
		{false, tcp.RST, "", []tcp.Event{tcp.RcvRst}}, {true, tcp.RST, "abort", []tcp.Event{tcp.AbortCall}},
		{false, tcp.ACK, "", []tcp.Event{tcp.RcvAckOfFin}},
	},
}

// cause finds what brought a state that was entered between two instants: the
// first segment that can have.
func (r *record) cause(side int, before []tcp.State, to tcp.State, since, at int64) (found how) {
	for _, way := range entrances[to] {
		rule := ruleOf(before, to, way.event...)
		for i, s := range r.seen() {
			m := r.trace.Messages[r.ids[i]-1]
			if !s.Has(way.flags) || (r.c.side(s) == side) != way.out {
				continue
			}
			when := m.SentUS
			if !way.out {
				if m.ArrivedUS == nil {
					continue
				}
				when = *m.ArrivedUS
			}
			if when < since-blink || when > at+blink {
				continue
			}
			if way.call == "abort" && !slices.Equal(r.fates[r.c.first+i].reasons, []string{Abort}) {
				return how{found: true, index: i, out: true, at: when} // it may have been no call
			}
			return how{true, i, way.out, when, way.call, rule}
		}
		found.rule = rule
	}
	return found
}

// ruleOf is the clause of the change of state, "" where the RFC has none.
func ruleOf(before []tcp.State, to tcp.State, events ...tcp.Event) string {
	for _, row := range tcp.Table {
		if row.To == to && slices.Contains(before, row.From) && slices.Contains(events, row.Event) {
			return row.Rule
		}
	}
	return ""
}

// event makes the event that brought a state, and returns its place in the list.
func (r *record) event(side int, by how, d draft) int {
	if !by.found || by.out && by.call == "" {
		return -1
	}
	m := r.trace.Messages[r.ids[by.index]-1]
	if !by.out {
		if !r.received(m.ID) {
			r.draft = append(r.draft, receipt(m))
		}
		return slices.IndexFunc(r.draft, func(d draft) bool { return d.Kind == trace.Receive && d.Message == m.ID })
	}
	call := trace.Event{AtUS: m.SentUS, Host: side, Kind: trace.Call, Call: by.call, Message: m.ID, Doubt: &trace.Doubt{Inferred: true, SinceUS: m.SentUS, LikelyUS: m.SentUS}}
	r.draft = append(r.draft, draft{call, rankCall, -1})
	return len(r.draft) - 1
}
