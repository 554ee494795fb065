package trace

import (
	"reflect"
	"slices"
	"strings"
)

// Parting tells whether two runs are not the same, whatever is said in them to
// people, and at which lines of theirs they part; both are "" where they part
// in what lines leave out: windows, options, times within a line.
func (t *Trace) Parting(o *Trace) (here, there string, apart bool) {
	a, b := t.unsaid(), o.unsaid()
	if reflect.DeepEqual(a, b) {
		return "", "", false
	}
	x, y := strings.Split(a.String(), "\n"), strings.Split(b.String(), "\n")
	for i := range min(len(x), len(y)) {
		if x[i] != y[i] {
			return x[i], y[i], true
		}
	}
	return "", "", true
}

// unsaid is a run without what is said in it to people.
func (t *Trace) unsaid() *Trace {
	bare := *t
	bare.Title, bare.Show = nil, Show{}
	bare.Hosts, bare.Events = slices.Clone(t.Hosts), slices.Clone(t.Events)
	for i := range bare.Hosts {
		bare.Hosts[i].Label = nil
	}
	for i := range bare.Events {
		bare.Events[i].Text = nil
	}
	return &bare
}
