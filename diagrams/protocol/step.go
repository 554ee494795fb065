package protocol

import (
	"math/bits"

	"woshou/diagrams/words"
)

// maxRounds is how often in a row rules may fire because others have.
const maxRounds = 64

// Step is one event at one host.
type Step struct {
	Host   int
	Event  Event
	Sender int     // of a message
	Args   []Value // a message's fields
}

// Outcome is what a host did on an event.
type Outcome struct {
	// Effects are what it did, in order.
	Effects []Effect
	// Taken is the number of the rule, from 1 in the order of the file, that took
	// the event, and Used has the numbers of all that fired; 0 where none did.
	Taken int
	Used  []int
	// Deferred tells that the message stays first in its queue.
	Deferred bool
	// Beyond tells that a number with `and on` has reached past its end.
	Beyond bool
	// Wrong is what must not be, nil where all is well.
	Wrong *Wrong
}

// Wrong is what is wrong about an event: no rule takes it, a number leaves its
// range, or rules fire each other without end.
type Wrong struct {
	Kind WrongKind
	Line int // of the role, or of the rule
	// What tells problems of one line apart: the state and the event.
	What    string
	Message words.Message
}

// WrongKind is what sort of thing is wrong.
type WrongKind string

// What can be wrong about an event.
const (
	NoRule     WrongKind = "no-rule"
	OutOfRange WrongKind = "out-of-range"
	NoEnd      WrongKind = "no-end"
	// ToItself is a message that a host of a run sends to itself.
	ToItself WrongKind = "to-itself"
)

// Effect is one thing that a host did.
type Effect struct {
	Kind EffectKind
	Rule int // the number of its rule
	// To, Message and Args are of a message that is sent; Flight counts the
	// flights of this outcome.
	To, Message, Flight int
	Args                []Value
	// ID is the new state, the variable's slot or the timer; Value what the
	// variable holds now.
	ID    int
	Value Value
	Note  *Remark
}

// EffectKind is what sort of thing a host did.
type EffectKind uint8

// What hosts do.
const (
	Sends EffectKind = iota
	Becomes
	Sets
	Starts
	Stops
	Notes
)

// Machine carries out a program. It keeps room between events, so one is for
// one goroutine; what it returns is good until the next event.
type Machine struct {
	*Program
	// Globals are the values of the protocol's choices.
	Globals []Value
	// Endless has numbers with `and on` go on past their end: in a run, which does
	// not have to end there as a check does.
	Endless bool

	ctx     context
	out     Outcome
	was, is []bool // which once rules hold
	args    []Value
	flights int
}

// NewMachine returns a machine of p with the first values of its choices.
func NewMachine(p *Program) *Machine {
	m := &Machine{Program: p, Globals: make([]Value, len(p.Choices))}
	for i, c := range p.Choices {
		m.Globals[i] = c.begins(0)
	}
	return m
}

// context is what the expressions of a rule can see.
type context struct {
	memory  Memory
	globals []Value
	me      int
	sender  int
	args    []Value
}

// Take carries out what an event does at a host, and changes its memory.
func (m *Machine) Take(s Step, memory Memory) *Outcome {
	role := &m.Roles[m.Hosts[s.Host].Role]
	m.out = Outcome{Effects: m.out.Effects[:0], Used: m.out.Used[:0]}
	m.args, m.flights = m.args[:0], 0
	m.ctx = context{memory, m.Globals, s.Host, s.Sender, s.Args}
	m.was = m.hold(role, m.was)
	if s.Event.Kind == Fires {
		memory[timerSlot] &^= 1 << s.Event.ID
	}
	r := m.match(role, s.Event)
	switch {
	case r == nil && (s.Event.Kind == Begins || s.Event.Kind == Restarts):
	case r == nil:
		state, event := role.States[memory.State()], m.EventName(role, s.Event)
		m.wrong(NoRule, role.Line, words.Say("%s in %s has no rule for %s", m.Hosts[s.Host].Name, state, event))
		m.out.Wrong.What = state + " " + event
		return &m.out
	case r.hold:
		m.out.Deferred, m.out.Taken = true, r.source.Number
		return &m.out
	default:
		m.out.Taken = r.source.Number
		m.run(r)
	}
	m.react(role)
	return &m.out
}

// CouldTake reports whether some rule takes the event in that memory.
func (m *Machine) CouldTake(s Step, memory Memory) bool {
	m.ctx = context{memory, m.Globals, s.Host, s.Sender, s.Args}
	return m.match(&m.Roles[m.Hosts[s.Host].Role], s.Event) != nil
}

// Defers reports whether a message would stay first in its queue.
func (m *Machine) Defers(s Step, memory Memory) bool {
	m.ctx = context{memory, m.Globals, s.Host, s.Sender, s.Args}
	r := m.match(&m.Roles[m.Hosts[s.Host].Role], s.Event)
	return r != nil && r.hold
}

// match is the first rule that takes an event, or nil.
func (m *Machine) match(role *RoleInfo, e Event) *rule {
	for _, r := range role.on[e] {
		if r.in>>m.ctx.memory.State()&1 == 1 && m.all(r.tests) {
			return r
		}
	}
	return nil
}

// react fires the once rules that have come true, the first of the file, then
// again for what that changed.
func (m *Machine) react(role *RoleInfo) {
	for round := 0; m.out.Wrong == nil && len(role.once) > 0; round++ {
		m.is = m.hold(role, m.is)
		var next *rule
		for i, r := range role.once {
			if m.is[i] && !m.was[i] {
				next = r
				break
			}
		}
		if next == nil {
			return
		}
		if round == maxRounds {
			m.wrong(NoEnd, next.line, words.Say("rules fire each other without end: %d times", maxRounds))
			return
		}
		m.was, m.is = m.is, m.was
		m.run(next)
	}
}

// hold tells of each once rule of a role whether its state and condition hold.
func (m *Machine) hold(role *RoleInfo, room []bool) []bool {
	room = room[:0]
	for _, r := range role.once {
		room = append(room, r.in>>m.ctx.memory.State()&1 == 1 && m.all(r.tests))
	}
	return room
}

func (m *Machine) wrong(kind WrongKind, line int, message words.Message) {
	if m.out.Wrong == nil {
		m.out.Wrong = &Wrong{Kind: kind, Line: line, Message: message}
	}
}

// run carries a rule out, each action seeing what earlier ones did.
func (m *Machine) run(r *rule) {
	m.out.Used = append(m.out.Used, r.source.Number)
	for _, o := range r.do {
		if o(m, r); m.out.Wrong != nil {
			return
		}
	}
}

// op is a compiled Action.
type op func(m *Machine, r *rule)

func (m *Machine) effect(r *rule, e Effect) {
	e.Rule = r.source.Number
	m.out.Effects = append(m.out.Effects, e)
}

// store gives a variable a value, which a number has to have in its range.
func (m *Machine) store(r *rule, v *Variable, slot, value int) {
	if v.kind == aNumber && value < int(words0) && (value > v.High || value < v.Low) {
		if v.AndOn && value > v.High && m.Endless && value <= MaxNumber {
			// It goes on.
		} else if v.AndOn && value > v.High && !m.Endless {
			m.out.Beyond = true
			value = v.High
		} else {
			m.wrong(OutOfRange, r.line, words.Say("%s of %s would be %d, outside %d..%d", v.Name, m.Hosts[m.ctx.me].Name, value, v.Low, v.High))
			return
		}
	}
	m.ctx.memory[slot] = Value(value)
	m.effect(r, Effect{Kind: Sets, ID: slot, Value: Value(value)})
}

// send puts the messages of a flight on their way to one host.
func (m *Machine) send(r *rule, to int, flight []sending) {
	for _, s := range flight {
		from := len(m.args)
		for _, a := range s.args {
			v := a.eval(&m.ctx)
			if v < 0 || a.isSum && v > MaxNumber {
				m.wrong(OutOfRange, r.line, words.Say("%s would be sent with %d, outside 0..%d", m.Kinds[s.kind].Name, v, MaxNumber))
				v = 0
			}
			m.args = append(m.args, Value(v))
		}
		m.effect(r, Effect{Kind: Sends, To: to, Message: s.kind, Flight: m.flights, Args: m.args[from:len(m.args):len(m.args)]})
	}
}

// sending is a compiled Sending.
type sending struct {
	kind int
	args []*expr
}

// each calls do for the hosts of a set, in their order.
func each(set Value, do func(host int)) {
	for rest := set - sets0; rest != 0; rest &= rest - 1 {
		do(bits.TrailingZeros16(uint16(rest)))
	}
}

// EventName is what an event is called in the file.
func (p *Program) EventName(role *RoleInfo, e Event) string {
	switch e.Kind {
	case Receives:
		return p.Kinds[e.ID].Name
	case Fires:
		return role.Timers[e.ID].Name.Text
	case IsCalled:
		return p.Calls[e.ID]
	case Begins:
		return "begin"
	}
	return "restart"
}

// --- expressions ---

// expr is a compiled Expr.
type expr struct {
	word  func(c *context) int // what the word stands for
	plus  int
	mod   *expr
	isSum bool
	kind  kind
}

// eval is the value, as a number that may be outside of what a Value can be.
func (e *expr) eval(c *context) int {
	v := e.word(c) + e.plus
	if e.mod == nil {
		return v
	}
	by := e.mod.eval(c)
	if by <= 0 || by >= int(words0) {
		return v
	}
	return (v%by + by) % by
}

// test is a compiled Test.
type test func(c *context) bool

func (m *Machine) all(tests []test) bool {
	for _, t := range tests {
		if !t(&m.ctx) {
			return false
		}
	}
	return true
}
