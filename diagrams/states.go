package diagrams

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"woshou/diagrams/protocol"
	"woshou/diagrams/scenario/lines"
	"woshou/diagrams/scene"
	"woshou/diagrams/statechart"
	"woshou/diagrams/tcp"
	"woshou/diagrams/trace"
	"woshou/diagrams/words"
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
	of   string     // the machine's name
	path statechart.Path
}

// Of reports whether it is a way through the states of a machine.
func (w Way) Of(m Machine) bool { return w.of == m.Name }

// Numbers returns the numbers, from 1, of the steps of a way that are a row of
// the table.
func (w Way) Numbers(row trace.Transition) []int { return w.path.Numbers(row) }

// Machine is what a state diagram is of: an endpoint of TCP, a role of a protocol
// that an author wrote, or all roles of it.
type Machine struct {
	// Name is "tcp", or the role's, or that of the protocol's file.
	Name string
	Rows []trace.Transition
	// Messages are those of all roles; of a role alone none.
	Messages []MessageKind

	tcp   bool
	label trace.Text  // of the role, or the title of the protocol; nil without one
	role  *trace.Role // of a role alone
	roles []Machine   // of all roles
}

// MessageKind is one kind of message of a protocol.
type MessageKind struct {
	Name   string
	Label  trace.Text // nil without one
	Fields []string
	// SentBy and ReadBy are the labels of the roles that send it and that have a
	// rule for it.
	SentBy, ReadBy []trace.Text
}

// IsTCP reports whether it is an endpoint of TCP, whose states and events have words
// in every language.
func (m Machine) IsTCP() bool { return m.tcp }

// Roles are the machines of the roles of a protocol; TCP and a role are their own.
func (m Machine) Roles() []Machine {
	if m.tcp || m.role != nil {
		return []Machine{m}
	}
	return m.roles
}

// Label is what a role or a protocol is called.
func (m Machine) Label() trace.Text { return labelled(m.label, m.Name) }

// labelled is a label, or where there is none a name in every language.
func labelled(label trace.Text, name string) trace.Text {
	if label == nil {
		return trace.Text{words.English: name}
	}
	return label
}

// TCP is the machine of TCP.
func TCP() Machine { return Machine{Name: Machines[0], Rows: Transitions(), tcp: true} }

// ProtocolOf is a protocol with its messages, and with those of its roles that have
// more than one state, in the order of its file. It can be drawn if there is one.
func ProtocolOf(file File) (whole Machine, errs []lines.Error) {
	program, errs := protocol.Load(file.Name, file.Text)
	if len(errs) > 0 {
		return Machine{}, in(file.Name, errs)
	}
	name := path.Base(file.Name)
	whole.Name, whole.label = name, labelled(program.Title.ByLanguage(), strings.TrimSuffix(name, path.Ext(name)))
	roles, rows := rolesOf(program), rowsOf(program)
	for _, r := range roles {
		if len(r.States) > 1 {
			whole.roles = append(whole.roles, Machine{Name: r.Name, Rows: rows[r.Name], label: r.Label, role: &r})
		}
	}
	whole.Messages = messagesOf(program, roles)
	return whole, nil
}

// messagesOf are the kinds of messages of a protocol, in the order of its file.
func messagesOf(p *protocol.Program, roles []trace.Role) (kinds []MessageKind) {
	labels := map[string]trace.Text{}
	for _, r := range roles {
		labels[r.Name] = labelled(r.Label, r.Name)
	}
	sends, reads := map[string][]string{}, map[string][]string{}
	note := func(roles map[string][]string, message, role string) {
		if !slices.Contains(roles[message], role) {
			roles[message] = append(roles[message], role)
		}
	}
	for _, row := range p.Table() {
		note(reads, row.Event, row.Role)
		for name := range strings.SplitSeq(row.Emits, ",") {
			note(sends, name, row.Role)
		}
	}
	called := func(roles []string) (all []trace.Text) {
		for _, r := range roles {
			all = append(all, labels[r])
		}
		return all
	}
	for _, k := range p.Kinds {
		kinds = append(kinds, MessageKind{k.Name, k.Label.ByLanguage(), k.Fields, called(sends[k.Name]), called(reads[k.Name])})
	}
	return kinds
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
	of := m
	if i := t.Host(host); i != trace.Nobody {
		for _, role := range m.roles {
			if role.Name == t.Hosts[i].Role {
				of = role
			}
		}
		if !of.tcp && (of.role == nil || of.Name != t.Hosts[i].Role) {
			return Way{}, fmt.Errorf("%s is no %s", host, m.Name)
		}
	}
	way, err := statechart.PathOf(of.Rows, t, host)
	if of.role != nil {
		way.Side = nth // two hosts of a role are told apart all the same
	}
	return Way{Host: way.Host, of: of.Name, path: way}, err
}

// Draw lays the machine's table out as a state diagram, with the ways that runs took
// through it. States of an author's are spelled as the file does.
func (m Machine) Draw(ways []Way, look Look) Drawing {
	d := Drawing{machine: m, ways: ways, look: look}
	if m.tcp {
		d.Scene = statechart.Layout(m.Rows, m.options(ways, look))
	} else {
		d.Scene = statechart.LayoutRoles(m.Label(), m.tables(ways), m.options(ways, look))
	}
	return d
}

// wide are the pictures of a state diagram for slides.
func (d Drawing) wide() []*scene.Scene {
	opt := d.machine.options(d.ways, d.look)
	if d.machine.tcp {
		return statechart.Wide(d.machine.Rows, opt)
	}
	return statechart.WideRoles(d.machine.Label(), d.machine.tables(d.ways), opt)
}

// options are what a look asks of a state diagram; of TCP's with the ways too.
func (m Machine) options(ways []Way, look Look) statechart.Options {
	opt := statechart.Options{Words: look.Words, Tag: look.Tag}
	if m.tcp {
		opt.Underscore = look.Underscore
		for _, w := range ways {
			opt.Paths = append(opt.Paths, w.path)
		}
	}
	return opt
}

// tables are the tables of the roles of a protocol with the ways through each.
func (m Machine) tables(ways []Way) (tables []statechart.RoleTable) {
	for _, of := range m.Roles() {
		table := statechart.RoleTable{Role: *of.role, Rows: of.Rows}
		for _, w := range ways {
			if w.Of(of) {
				table.Paths = append(table.Paths, w.path)
			}
		}
		tables = append(tables, table)
	}
	return tables
}
