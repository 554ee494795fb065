package diagrams

import (
	"fmt"

	"woshou/diagrams/protocol"
	"woshou/diagrams/scenario/lines"
	"woshou/diagrams/statechart"
	"woshou/diagrams/tcp"
	"woshou/diagrams/trace"
)

// Machines are the machines that there are.
var Machines = []string{"tcp"}

// Transitions are the rows of TCP's table.
func Transitions() (rows []trace.Transition) {
	for _, t := range tcp.Table {
		rows = append(rows, trace.Transition{From: t.From.String(), Event: string(t.Event), To: t.To.String(), Emits: t.Emits, Rule: t.Rule})
	}
	return rows
}

// States are the names of TCP's states.
func States() []string { return tcp.StateNames() }

// Misnomers are names that others have for them.
func Misnomers() []tcp.Misnomer { return tcp.Misnomers }

// Meant are the states that somebody means by a name that is none, nil where it
// is not known to be anybody's.
func Meant(name string) []string {
	for _, m := range tcp.Misnomers {
		if m.Name == name {
			return m.Right
		}
	}
	return nil
}

// Event says an event of the table.
func (l Look) Event(name string) string { return statechart.EventIn(l.words(), name) }

// Way is the way of one host through the states in one run.
type Way struct {
	Host trace.Text // the host's name
	path statechart.Path
}

// Numbers returns the numbers, from 1, of the steps of a way that are a row of
// the table.
func (w Way) Numbers(row trace.Transition) []int { return w.path.Numbers(row) }

// Machine is what a state diagram is of: an endpoint of TCP, or a role of a protocol
// that an author wrote.
type Machine struct {
	// Name is "tcp", or the role's.
	Name string
	Rows []trace.Transition
	role *trace.Role // nil for TCP
}

// TCP is the machine of TCP.
func TCP() Machine { return Machine{Name: Machines[0], Rows: Transitions()} }

// MachinesOf are the roles of a protocol that have more than one state, in the
// order of its file.
func MachinesOf(file File) (machines []Machine, errs []lines.Error) {
	program, errs := protocol.Load(file.Name, file.Text)
	if len(errs) > 0 {
		return nil, in(file.Name, errs)
	}
	rows := rowsOf(program)
	for _, r := range rolesOf(program) {
		if len(r.States) > 1 {
			machines = append(machines, Machine{Name: r.Name, Rows: rows[r.Name], role: &r})
		}
	}
	return machines, nil
}

// States are those of a role, in the order of its file; of TCP none.
func (m Machine) States() []trace.RoleState {
	if m.role == nil {
		return nil
	}
	return m.role.States
}

// WayOf returns the way of a host in a run; nth counts the ways that are shown, from
// 0. It fails if the run has no such host, or that is no such machine.
func (m Machine) WayOf(t *trace.Trace, host string, nth int) (Way, error) {
	if i := t.Host(host); m.role != nil && i != trace.Nobody && t.Hosts[i].Role != m.Name {
		return Way{}, fmt.Errorf("%s is no %s", host, m.Name)
	}
	path, err := statechart.PathOf(m.Rows, t, host)
	if m.role != nil {
		path.Side = nth // two hosts of a role are told apart all the same
	}
	return Way{Host: path.Host, path: path}, err
}

// Draw lays the machine's table out as a state diagram, with the ways that runs took
// through it. States of an author's are spelled as the file does.
func (m Machine) Draw(ways []Way, look Look) Drawing {
	opt := statechart.Options{Words: look.Words, Tag: look.Tag}
	for _, w := range ways {
		opt.Paths = append(opt.Paths, w.path)
	}
	if m.role != nil {
		return Drawing{Scene: statechart.LayoutRole(*m.role, m.Rows, opt), look: look}
	}
	opt.Underscore = look.Underscore
	return Drawing{Scene: statechart.Layout(m.Rows, opt), look: look}
}
