package scenario

import (
	"slices"
	"strings"

	"woshou/diagrams/scenario/lines"
	"woshou/diagrams/words"
)

// State is the name of a connection state, spelled as in RFC 9293: SYN-SENT.
type State string

// States are the eleven states, in the order of RFC 9293 §3.3.2.
var States = []State{
	"LISTEN", "SYN-SENT", "SYN-RECEIVED", "ESTABLISHED", "FIN-WAIT-1", "FIN-WAIT-2",
	"CLOSE-WAIT", "CLOSING", "LAST-ACK", "TIME-WAIT", "CLOSED",
}

// stateOf is the state that s spells, with hyphens or underscores.
func stateOf(s string) (State, bool) {
	state := State(strings.ReplaceAll(s, "_", "-"))
	return state, slices.Contains(States, state)
}

// state reads the name of a state.
func (p *parser) state() State {
	t := p.Peek()
	if t.Kind != lines.Word {
		p.Expected("a state", p.HintFor("", stateNames()))
	}
	state, ok := stateOf(t.Text)
	if !ok {
		p.Fail(lines.Unknown, words.Say("unknown state %s", t.Text), p.HintFor(t.Text, stateNames()))
	}
	p.Next()
	return state
}

// stateNames are the States as words to suggest.
func stateNames() []string {
	names := make([]string, len(States))
	for i, s := range States {
		names[i] = string(s)
	}
	return names
}
