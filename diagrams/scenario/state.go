package scenario

import (
	"woshou/diagrams/scenario/lines"
	"woshou/diagrams/words"
)

// State is the name of a state: of a connection, spelled as in RFC 9293
// (SYN-SENT), or of a protocol's role, spelled as there.
type State string

// States are the eleven states, in the order of RFC 9293 §3.3.2.
var States = []State{
	"LISTEN", "SYN-SENT", "SYN-RECEIVED", "ESTABLISHED", "FIN-WAIT-1", "FIN-WAIT-2",
	"CLOSE-WAIT", "CLOSING", "LAST-ACK", "TIME-WAIT", "CLOSED",
}

// stateOf is the state of a host that s spells, with hyphens or underscores.
func (p *parser) stateOf(host, s string) (State, bool) {
	name, ok := spelt(s, p.stateNames(host))
	return State(name), ok
}

// state reads the name of a state of a host.
func (p *parser) state(host string) State {
	t := p.Peek()
	if t.Kind != lines.Word {
		p.Expected("a state", p.HintFor("", p.stateNames(host)))
	}
	state, ok := p.stateOf(host, t.Text)
	if !ok {
		p.Fail(lines.Unknown, words.Say("unknown state %s", t.Text), p.HintFor(t.Text, p.stateNames(host)))
	}
	p.Next()
	return state
}

// stateNames are the states of a host.
func (p *parser) stateNames(host string) []string {
	if role := p.roleOf(host); role != nil {
		return role.States
	}
	names := make([]string, len(States))
	for i, s := range States {
		names[i] = string(s)
	}
	return names
}
