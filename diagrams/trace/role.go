package trace

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Role is what the hosts of one role have in common, in a run of a protocol
// that an author defined.
type Role struct {
	Name  string
	Label Text
	// States are those of the role, in the order of its file.
	States []RoleState
}

// RoleState is a state that hosts of a role may be in.
type RoleState struct {
	Name  string
	Label Text // what it means; or nil
	// Rests tells that a host may stay in it for ever.
	Rests bool
	// Shunned tells that some property says that no host is ever in it.
	Shunned bool
	// Stage is how far a host has come that is in it.
	Stage Stage
}

// Stage is how far a host has come, whatever its states are called: figures
// give each stage a hue.
type Stage string

// The stages.
const (
	Idle     Stage = "idle"
	UnderWay Stage = "under-way"
	Agreed   Stage = "agreed"
	Bound    Stage = "bound"    // it depends on what others say
	GivenUp  Stage = "given-up" // it ended otherwise than hoped for
)

// SetStages gives the states of a role their stages, by how the rows of its
// table lead from one to another:
//
//   - it is given up where a property shuns it, and idle where it begins;
//   - of the other states in which it may stay, the one farthest from the
//     beginning is what was hoped for; those that lead there are bound, and the
//     others are given up;
//   - of those in which it may not stay it is bound where only messages lead in
//     and out, so that others have brought it there and hold it, and under way in
//     the rest;
//   - a role that may stay nowhere else has agreed where it is farthest from
//     its beginning.
func (r *Role) SetStages(initial string, rows []Transition) {
	depth, own := Distances(initial, rows), onItsOwn(rows)
	hoped := r.farthest(depth, func(s RoleState) bool { return s.Rests && !s.Shunned && s.Name != initial })
	if hoped == "" {
		hoped = r.farthest(depth, func(s RoleState) bool { return !s.Shunned && depth[s.Name] > 1 })
	}
	for i := range r.States {
		s := &r.States[i]
		_, leads := Distances(s.Name, rows)[hoped]
		switch {
		case s.Shunned:
			s.Stage = GivenUp
		case s.Name == initial:
			s.Stage = Idle
		case s.Name == hoped:
			s.Stage = Agreed
		case s.Rests && !leads:
			s.Stage = GivenUp
		case s.Rests || !own[s.Name]:
			s.Stage = Bound
		default:
			s.Stage = UnderWay
		}
	}
}

// farthest is the state, of those that may be meant, that is farthest from the
// beginning, the first in the file of several; "" for none.
func (r *Role) farthest(depth map[string]int, meant func(RoleState) bool) (name string) {
	for _, s := range r.States {
		if meant(s) && (name == "" || depth[s.Name] > depth[name]) {
			name = s.Name
		}
	}
	return name
}

// onItsOwn are the states that a call or a timer leads into or out of. Those
// are spelled in lower case, and messages are not.
func onItsOwn(rows []Transition) map[string]bool {
	own := map[string]bool{}
	for _, row := range rows {
		first, _ := utf8.DecodeRuneInString(row.Event)
		if row.From != row.To && unicode.IsLower(first) && !strings.HasPrefix(row.Event, "once ") {
			own[row.From], own[row.To] = true, true
		}
	}
	return own
}

// Distances are how many changes of state lead from one state to each that can be
// reached, by name.
func Distances(initial string, rows []Transition) map[string]int {
	depth := map[string]int{initial: 0}
	for reached := []string{initial}; len(reached) > 0; reached = reached[1:] {
		for _, row := range rows {
			if _, known := depth[row.To]; row.From == reached[0] && !known {
				depth[row.To] = depth[row.From] + 1
				reached = append(reached, row.To)
			}
		}
	}
	return depth
}

// RoleOf is the role of a host, or nil in a run of a protocol without roles.
func (t *Trace) RoleOf(host int) *Role {
	i := slices.IndexFunc(t.Roles, func(r Role) bool { return r.Name == t.Hosts[host].Role })
	if i < 0 {
		return nil
	}
	return &t.Roles[i]
}

// StatesOf are the names of the states that a host may be in; none in a run of a
// protocol without roles.
func (t *Trace) StatesOf(host int) (names []string) {
	if role := t.RoleOf(host); role != nil {
		for _, s := range role.States {
			names = append(names, s.Name)
		}
	}
	return names
}

// State is the state of that name, or nil if the role has none.
func (r *Role) State(name string) *RoleState {
	i := slices.IndexFunc(r.States, func(s RoleState) bool { return s.Name == name })
	if i < 0 {
		return nil
	}
	return &r.States[i]
}
