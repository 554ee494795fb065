package statechart

import (
	"fmt"
	"slices"

	"woshou/diagrams/tcp"
	"woshou/diagrams/trace"
)

// Path is the way of one host through the states in one run.
type Path struct {
	Title trace.Text // the run's, by language; nil for a run without one
	Host  trace.Text // the host's name
	Side  int        // 0 for the run's left host, 1 for its right one
	Start tcp.State
	Steps []Step // in order
}

// Step is one change of state: a row of the table.
type Step = tcp.Transition

// PathOf returns the way of a host in a run, which is not modified. It fails if
// the run has no such host, or makes a change that is no row of the machine's
// table; no run of the machine does.
func PathOf(t *trace.Trace, host string) (Path, error) {
	i := t.Host(host)
	if i == trace.Nobody {
		return Path{}, fmt.Errorf("the run has no host %s", host)
	}
	label := t.Hosts[i].Label
	// A run that no scenario labelled still has names.
	if label.In("en") == "" {
		label = trace.Text{"en": host}
	}
	p := Path{Title: t.Title, Host: label, Side: i, Start: stateOf(t.Hosts[i].Initial)}
	for _, e := range t.Events {
		if e.Kind != trace.State || e.Host != i {
			continue
		}
		row, ok := rowOf(t, e)
		if !ok {
			return Path{}, fmt.Errorf("event %d, from %s to %s by %s, is no row of the table", e.N, e.From, e.To, e.Rule)
		}
		p.Steps = append(p.Steps, row)
	}
	return p, nil
}

// stateOf is the state of a name; CLOSED for a name that is none.
func stateOf(name string) tcp.State {
	for s := tcp.Closed; s <= tcp.TimeWait; s++ {
		if s.String() == name {
			return s
		}
	}
	return tcp.Closed
}

// Numbers returns the numbers, from 1, of the steps that are one of rows.
func (p Path) Numbers(rows ...tcp.Transition) (numbers []int) {
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
func (c *chart) side(path int) int {
	if path > 0 && c.opt.Paths[path].Side == c.opt.Paths[0].Side {
		return 1 - c.opt.Paths[path].Side
	}
	return c.opt.Paths[path].Side
}

// letter is how roles call a side.
func letter(side int) string { return [...]string{"a", "b"}[side] }

// visited reports whether a way leads through a bar. When no way is shown all
// bars count as visited, so that none looks left out.
func (c *chart) visited(n node) bool {
	for _, p := range c.opt.Paths {
		if n == startBar(p.Start) {
			return true
		}
		for _, s := range p.Steps {
			if n == startBar(s.From) || n == endBar(s) {
				return true
			}
		}
	}
	return len(c.opt.Paths) == 0
}

// startBar is the bar that steps leave a state from: the upper one of CLOSED.
func startBar(s tcp.State) node {
	return nodes[slices.IndexFunc(nodes, func(n node) bool { return n.state == s })]
}

// endBar is the bar that a step ends at. Only an arrow can lead to the upper
// CLOSED; an exit of the grid ends a connection at the lower one.
func endBar(t Step) node {
	first := startBar(t.To)
	if t.To != tcp.Closed {
		return first
	}
	for _, r := range routes {
		if r.stands(t) && r.line[len(r.line)-1].Y <= first.top+nodeHeight {
			return first
		}
	}
	return nodes[len(nodes)-1]
}
