package diagrams

import (
	"fmt"
	"path"
	"time"

	"woshou/diagrams/protocol"
	"woshou/diagrams/scenario"
	"woshou/diagrams/scenario/lines"
	"woshou/diagrams/sim"
	"woshou/diagrams/trace"
	"woshou/diagrams/words"
)

// cast is the hosts of a protocol as sim runs them, in the order of the figure.
type cast struct {
	program *protocol.Program
	machine *protocol.Machine
	actors  []*actor
	shown   []int // where each host of the program stands in the figure
	labels  []trace.Text
	rules   []string // where each rule stands, by its number
}

// newCast returns the hosts of a scenario before anything has happened, choices
// made.
func newCast(f *scenario.File, p *protocol.Program) *cast {
	c := &cast{program: p, machine: protocol.NewMachine(p), shown: make([]int, len(p.Hosts)), rules: make([]string, p.Rules()+1)}
	c.machine.Endless = true
	for i, h := range f.Hosts {
		c.shown[h.Order] = i
		c.actors = append(c.actors, &actor{cast: c, host: h.Order, memory: p.Begin(h.Order)})
	}
	for _, k := range p.Kinds {
		c.labels = append(c.labels, k.Label.ByLanguage())
	}
	for n := 1; n < len(c.rules); n++ {
		c.rules[n] = fmt.Sprintf("%s:%d", path.Base(p.Name), p.Rule(n).Line)
	}
	for _, s := range f.Body {
		if choice, ok := s.(scenario.Choose); ok {
			c.choose(choice)
		}
	}
	return c
}

// choose makes a choice; the parser has seen to it that there is one.
func (c *cast) choose(s scenario.Choose) {
	value, _ := c.program.Value(s.Value)
	if s.Host == "" {
		for i, v := range c.program.Choices {
			if v.Name == s.Name {
				c.machine.Globals[i] = value
			}
		}
		return
	}
	a := c.actors[c.shown[c.program.Host(s.Host)]]
	for _, v := range a.role().Variables {
		if v.Name == s.Name {
			a.memory[v.Slot] = value
		}
	}
}

// Machines implements sim.Protocol.
func (c *cast) Machines() (list []sim.Machine) {
	for _, a := range c.actors {
		a.begun = a.choices()
		list = append(list, a)
	}
	return list
}

// MSL implements sim.Protocol: no scenario of a protocol counts in it.
func (c *cast) MSL() time.Duration { return 0 }

// Sign implements sim.Protocol: it adds the name, the roles and the choices.
func (c *cast) Sign(t *trace.Trace) {
	t.Protocol = nameOf(c.program)
	if t.Title == nil {
		t.Title = c.program.Title.ByLanguage()
	}
	for i, v := range c.program.Choices {
		if v.Tried != nil {
			t.Choices = append(t.Choices, trace.Field{Name: v.Name, Value: c.program.Say(c.machine.Globals[i])})
		}
	}
	for i, a := range c.actors {
		t.Hosts[i].Role, t.Hosts[i].Choices = a.role().Role.Name.Text, a.begun
	}
	t.Roles = rolesOf(c.program)
}

// Forge implements sim.Protocol.
func (c *cast) Forge(f scenario.Forge) (*sim.Packet, *scenario.Expr) {
	var args []protocol.Value
	for _, word := range f.Args {
		value, _ := c.program.Value(word)
		args = append(args, value)
	}
	return c.packet(c.program.Host(f.As), c.program.Host(f.To), c.program.Kind(f.Segment.Message), args), nil
}

// parcel is a message as its receiver is handed it.
type parcel struct {
	kind, from int
	args       []protocol.Value
}

// packet is a message between hosts of the program.
func (c *cast) packet(from, to, kind int, args []protocol.Value) *sim.Packet {
	k := c.program.Kinds[kind]
	m := trace.Message{From: c.shown[from], To: c.shown[to], Name: k.Name, Label: c.labels[kind]}
	for i, v := range args {
		m.Fields = append(m.Fields, trace.Field{Name: k.Fields[i], Value: c.program.Say(v)})
	}
	return &sim.Packet{Message: m, Body: parcel{kind, from, append([]protocol.Value(nil), args...)}}
}

// wrong is what a host did that must not be, as an error in the protocol's file.
func (c *cast) wrong(w *protocol.Wrong) sim.Output {
	return sim.Output{Wrong: &lines.Error{
		Place: c.program.Line(w.Line), Code: "protocol-" + string(w.Kind), Message: w.Message,
	}}
}

// toItself is the mistake of a host that sends to itself: no figure shows that.
func (c *cast) toItself(host int, e protocol.Effect) sim.Output {
	return c.wrong(&protocol.Wrong{
		Kind: protocol.ToItself, Line: c.program.Rule(e.Rule).Line,
		Message: words.Say("%s sends %s to itself", c.program.Hosts[host].Name, c.program.Kinds[e.Message].Name),
	})
}
