package diagrams

import (
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

// WayOf returns the way of a host in a run. It fails if the run has no such
// host.
func WayOf(t *trace.Trace, host string) (Way, error) {
	path, err := statechart.PathOf(Transitions(), t, host)
	return Way{Host: path.Host, path: path}, err
}

// Numbers returns the numbers, from 1, of the steps of a way that are a row of
// the table.
func (w Way) Numbers(row trace.Transition) []int { return w.path.Numbers(row) }

// DrawStates lays TCP's table out as a state diagram, with the ways that runs
// took through it.
func DrawStates(ways []Way, look Look) Drawing {
	opt := statechart.Options{Words: look.Words, Tag: look.Tag, Underscore: look.Underscore}
	for _, w := range ways {
		opt.Paths = append(opt.Paths, w.path)
	}
	return Drawing{Scene: statechart.Layout(Transitions(), opt), look: look}
}
