package protocol

import (
	"slices"

	"woshou/diagrams/place"
	"woshou/diagrams/scenario/lines"
)

// Program is a protocol in which names are numbers. It is not modified by what
// runs it.
type Program struct {
	Name    string // the file's path, as messages show it
	Title   lines.Text
	Lines   []Line     // of the file
	Hosts   []Host     // those of the first role, then those of the next
	Roles   []RoleInfo // in the order of the file
	Kinds   []Kind     // of messages
	Choices []Variable // of the whole protocol
	Claims  []*Claim
	Faults  []NetworkFault
	// LooseEnds are messages that nobody sends or reads, and states that nothing
	// leads to or out of.
	LooseEnds []lines.Error
	// Calls are the names of all calls.
	Calls []string

	values []string // the words that are values
	budget []int    // how often each host makes each call while checking
}

// Host is one host of a program.
type Host struct {
	Name string
	Role int // index in Roles
	Nth  int // among those of its role, from 0
}

// Kind is one kind of message.
type Kind struct {
	Name   string
	Label  lines.Text
	Fields []string
}

// RoleInfo is what the hosts of a role have in common.
type RoleInfo struct {
	*Role
	First, Count int // its hosts are Hosts[First:First+Count]
	States       []string
	Labels       []lines.Text // of the states
	Timers       []*Timer
	Variables    []Variable
	// Named tells that some rule, or a begins, names one of its hosts, so that
	// they are not alike.
	Named bool

	initial int    // state
	rest    uint64 // a bit for each state
	rules   []*rule
	once    []*rule
	on      map[Event][]*rule // those without once, by kind of event and number
	live    [][]bool          // by state and variable: whether a later rule reads it
}

// Variable is one variable of a host, or of the whole protocol.
type Variable struct {
	place.Place
	Name string
	// Slot is where a host's Memory holds it; the numbers that are kept for each
	// host of a role lie side by side.
	Slot int
	Each int // how many there are
	// Begins is what it holds at first, by the host's Nth; Tried are the values
	// that are tried instead.
	Begins []Value
	Tried  []Value
	// Low and High bound a number. AndOn: reaching beyond High is where checking
	// stops, and no mistake.
	Low, High int
	AndOn     bool
	kind      kind
	each      int  // the role for each of whose hosts there is one
	asked     bool // some property reads it
}

// kind is what sort of value a variable holds.
type kind int

const (
	aNumber kind = iota
	aWord
	aHost
	aSet
)

// Memory is what a host knows: its state, its timers that run, a bit for each,
// and its variables.
type Memory []Value

// The places of a memory that are no variables.
const (
	stateSlot = iota
	timerSlot
	variables0 // the first variable
)

// State is the number of the state.
func (m Memory) State() int { return int(m[stateSlot]) }

// Timers has a bit for each timer that runs.
func (m Memory) Timers() Value { return m[timerSlot] }

// StopAll stops all timers.
func (m Memory) StopAll() { m[timerSlot] = 0 }

// Begin is the memory of a host before anything has happened, its choices those
// that come first.
func (p *Program) Begin(host int) Memory {
	h := p.Hosts[host]
	role := p.Roles[h.Role]
	m := make(Memory, variables0)
	m[stateSlot] = Value(role.initial)
	for _, v := range role.Variables {
		for range v.Each {
			m = append(m, v.begins(h.Nth))
		}
	}
	return m
}

// begins is what v holds at first at the nth host of its role.
func (v Variable) begins(nth int) Value {
	if len(v.Begins) == 1 {
		return v.Begins[0]
	}
	return v.Begins[nth]
}

// RestsIn reports whether a host may stay for ever in the state that it is in.
func (p *Program) RestsIn(host int, m Memory) bool {
	return p.Roles[p.Hosts[host].Role].RestsIn(m.State())
}

// RestsIn reports whether a host of the role may stay for ever in a state.
func (role *RoleInfo) RestsIn(state int) bool { return role.rest>>state&1 == 1 }

// Initial is the state that a host of the role begins in.
func (role *RoleInfo) Initial() int { return role.initial }

// CallsOf are the calls that some rule of a role takes.
func (p *Program) CallsOf(role int) (calls []string) {
	for i, call := range p.Calls {
		if len(p.Roles[role].on[Event{IsCalled, i}]) > 0 {
			calls = append(calls, call)
		}
	}
	return calls
}

// Kind is the number of the kind of message of that name, or -1.
func (p *Program) Kind(name string) int {
	return slices.IndexFunc(p.Kinds, func(k Kind) bool { return k.Name == name })
}

// Budget is how often a host makes a call while checking.
func (p *Program) Budget(call int) int { return p.budget[call] }

// rule is a compiled Rule.
type rule struct {
	source *Rule
	line   int
	in     uint64 // a bit for each state
	tests  []test
	do     []op
	hold   bool // defer
}

// Event is something that happens to a host.
type Event struct {
	Kind EventKind
	// ID is the number of the message's kind, of the timer or of the call.
	ID int
}

// EventKind is what sort of thing happens.
type EventKind uint8

// The kinds of events.
const (
	Receives EventKind = iota
	Fires
	IsCalled
	Begins
	Restarts
)

// Rules is how many rules there are.
func (p *Program) Rules() (n int) {
	for _, r := range p.Roles {
		n += len(r.rules)
	}
	return n
}

// Rule is the rule of a number, from 1.
func (p *Program) Rule(n int) *Rule {
	for _, r := range p.Roles {
		if n <= len(r.rules) {
			return r.rules[n-1].source
		}
		n -= len(r.rules)
	}
	return nil
}

// Line is a whole line of the file, by its number: that of a role, or of a rule.
func (p *Program) Line(number int) place.Place {
	for _, l := range p.Lines {
		if at := l.Position(); at.Line == number {
			at.File = p.Name
			return at.Wide(l.String())
		}
	}
	return place.Place{File: p.Name, Line: max(number, 1), Col: 1, Width: 1}
}

// Defers reports whether some rule defers a message.
func (p *Program) Defers() bool {
	for _, r := range p.Roles {
		for _, one := range r.rules {
			if one.hold {
				return true
			}
		}
	}
	return false
}
