package statechart

import (
	"fmt"
	"slices"

	"woshou/diagrams/trace"
)

// PathOfRole returns the way of a host in a run of a protocol that an author wrote,
// by the table of the host's role: a change of state is the row of the rule that
// made it. Way counts the ways that are shown, from 0: each has a look of its own.
// It fails if the run has no such host, or the host another role.
func PathOfRole(role trace.Role, table []trace.Transition, t *trace.Trace, host string, way int) (Path, error) {
	i := t.Host(host)
	if i == trace.Nobody {
		return Path{}, fmt.Errorf("the run has no host %s", host)
	}
	if t.Hosts[i].Role != role.Name {
		return Path{}, fmt.Errorf("%s is no %s", host, role.Name)
	}
	p := Path{Title: t.Title, Host: t.Hosts[i].Label, Side: way, Start: t.Hosts[i].Initial}
	if p.Host.In("en") == "" {
		p.Host = trace.Text{"en": host}
	}
	for _, e := range t.Events {
		if !e.ChangesState() || e.Host != i {
			continue
		}
		row := slices.IndexFunc(table, func(row Step) bool { return row.From == e.From && row.Rule == e.Rule && row.To == e.To })
		if row < 0 {
			return Path{}, fmt.Errorf("event %d, from %s to %s by %s, is no row of the table", e.N, e.From, e.To, e.Rule)
		}
		p.Steps = append(p.Steps, table[row])
	}
	return p, nil
}
