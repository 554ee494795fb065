package diagrams

import (
	"woshou/diagrams/statechart"
	"woshou/diagrams/tcp"
	"woshou/diagrams/trace"
)

// Machines are the machines that there are.
var Machines = []string{"tcp"}

// Transition is one row of a machine's table, in the words of its protocol.
type Transition struct {
	From, Event, To string
	Emits           string // what is sent with it, or ""
	Rule            string // the clause
}

// Transitions are the rows of TCP's table.
func Transitions() (rows []Transition) {
	for _, t := range tcp.Table {
		rows = append(rows, plain(t))
	}
	return rows
}

func plain(t tcp.Transition) Transition {
	return Transition{From: t.From.String(), Event: string(t.Event), To: t.To.String(), Emits: t.Emits, Rule: t.Rule}
}

// Event says an event of the table.
func (l Look) Event(name string) string { return statechart.EventIn(l.words(), tcp.Event(name)) }

// Way is the way of one host through the states in one run.
type Way struct {
	Host trace.Text // the host's name
	path statechart.Path
}

// WayOf returns the way of a host in a run. It fails if the run has no such
// host.
func WayOf(t *trace.Trace, host string) (Way, error) {
	path, err := statechart.PathOf(t, host)
	return Way{Host: path.Host, path: path}, err
}

// Numbers returns the numbers, from 1, of the steps of a way that are a row of
// the table.
func (w Way) Numbers(row Transition) (numbers []int) {
	for i, step := range w.path.Steps {
		if plain(step) == row {
			numbers = append(numbers, i+1)
		}
	}
	return numbers
}

// DrawStates lays TCP's table out as a state diagram, with the ways that runs
// took through it.
func DrawStates(ways []Way, look Look) Drawing {
	opt := statechart.Options{Words: look.Words, Tag: look.Tag, Underscore: look.Underscore}
	for _, w := range ways {
		opt.Paths = append(opt.Paths, w.path)
	}
	return Drawing{Scene: statechart.Layout(tcp.Table, opt), look: look}
}
