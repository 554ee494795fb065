package sequence

import (
	"slices"

	"woshou/diagrams/trace"
)

// accent is the letter of a host's colour: "a" for the first role of the run and
// "b" for the second, whatever the order of the lifelines, and "c" for all others.
// Hosts of one role share a colour.
func (w wording) accent(host int) string {
	switch w.roleIndex(host) {
	case 0:
		return "a"
	case 1:
		return "b"
	}
	return "c"
}

// roleIndex counts the roles before that of a host. Where there are no roles
// each host is one of its own.
func (w wording) roleIndex(host int) int {
	name := w.trace.Hosts[host].Role
	i := slices.IndexFunc(w.trace.Roles, func(r trace.Role) bool { return r.Name == name })
	if i < 0 {
		return host
	}
	return i
}

// hue is the word that completes the roles of a state's shapes: of TCP its name,
// of other protocols the stage that a host in it has come to.
func (w wording) hue(host int, state string) string {
	if w.trace.TCP != nil {
		all := trace.StatesIn(state) // of several, the colour of the last
		return all[len(all)-1]
	}
	if role := w.trace.RoleOf(host); role != nil {
		if s := role.State(state); s != nil && s.Stage != "" {
			return string(s.Stage)
		}
	}
	if state == w.trace.Hosts[host].Initial {
		return string(trace.Idle)
	}
	return string(trace.UnderWay)
}

// stateless reports whether a host's role has a single state: its lifeline is a
// thread without names.
func (w wording) stateless(host int) bool {
	if w.trace.TCP != nil {
		return false
	}
	role := w.trace.RoleOf(host)
	return role != nil && len(role.States) < 2
}
