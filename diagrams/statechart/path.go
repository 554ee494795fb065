package statechart

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"woshou/diagrams/trace"
)

// Path is the way of one host through the states in one run.
type Path struct {
	Title trace.Text // the run's, by language; nil for a run without one
	Host  trace.Text // the host's name
	Side  int        // the index of the host in the run
	Start string
	Steps []Step // in order
}

// Step is one change of state: a row of the table.
type Step = trace.Transition

// PathOf returns the way of a host in a run of the machine that a table is of.
// It fails if the run has no such host, or makes a change that is no row of the
// table; no run of the machine does.
func PathOf(table []trace.Transition, t *trace.Trace, host string) (Path, error) {
	i := t.Host(host)
	if i == trace.Nobody {
		return Path{}, fmt.Errorf("the run has no host %s", host)
	}
	label := t.Hosts[i].Label
	// A run that no scenario labelled still has names.
	if label.In("en") == "" {
		label = trace.Text{"en": host}
	}
	p := Path{Title: t.Title, Host: label, Side: i, Start: cmp.Or(t.Hosts[i].Initial, closed)}
	for _, e := range t.Events {
		if !e.ChangesState() || e.Host != i {
			continue
		}
		row := slices.IndexFunc(table, func(row Step) bool { return makes(row, e) })
		if row < 0 {
			return Path{}, fmt.Errorf("event %d, from %s to %s by %s, is no row of the table", e.N, e.From, e.To, e.Rule)
		}
		p.Steps = append(p.Steps, table[row])
	}
	return p, nil
}

// makes reports whether a row is the one that a change of state was made by. Its
// event may go on with a condition.
func makes(row Step, e trace.Event) bool {
	event, _, _ := strings.Cut(row.Event, "|")
	return row.From == e.From && row.To == e.To && event == e.On && row.Rule == e.Rule
}

// Numbers returns the numbers, from 1, of the steps that are one of rows.
func (p Path) Numbers(rows ...trace.Transition) (numbers []int) {
	for i, s := range p.Steps {
		if slices.Contains(rows, s) {
			numbers = append(numbers, i+1)
		}
	}
	return numbers
}

// side is which look a way has: that of its host, so that client and server
// keep their colours. Where two ways are of the same side, the second takes
// the other look.
func (s subject) side(path int) int {
	own := s.opt.Paths[path].Side
	switch {
	case path == 0 || own != s.opt.Paths[0].Side:
		return own
	case own == 0:
		return 1
	}
	return 0
}

// letter is how roles call a side.
func letter(side int) string { return string(rune('a' + side)) }

// visited reports whether a way leads through the bar of a state; of the two of
// CLOSED, the one at the end, or the other. When no way is shown all bars count as
// visited, so that none looks left out.
func (s subject) visited(state string, end bool) bool {
	for _, p := range s.opt.Paths {
		if p.Start == state && !end {
			return true
		}
		for _, step := range p.Steps {
			if step.From == state && !end || step.To == state && end == ends(step) {
				return true
			}
		}
	}
	return len(s.opt.Paths) == 0
}

// ends reports whether a step leads to the CLOSED at the end. Only an arrow of the
// opening can lead to the other one; an exit of the grid ends a connection.
func ends(t Step) bool {
	return t.To == closed && !slices.ContainsFunc(opening.routes, func(r route) bool { return r.stands(t) })
}
