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
//   - it is idle where it begins;
//   - of the other states in which it may stay, the first in the file is what
//     was hoped for, and the others are given up;
//   - of those in which it may not stay it is bound where only messages lead in
//     and out, so that others have brought it there and hold it, and under way in
//     the rest;
//   - a role that may stay nowhere else has agreed where it is farthest from
//     its beginning.
func (r *Role) SetStages(initial string, rows []Transition) {
	depth, own := depths(initial, rows), onItsOwn(rows)
	farthest, ends := 0, false
	for _, s := range r.States {
		farthest = max(farthest, depth[s.Name])
		ends = ends || s.Rests && s.Name != initial
	}
	hoped := false
	for i := range r.States {
		s := &r.States[i]
		switch d := depth[s.Name]; {
		case s.Name == initial:
			s.Stage = Idle
		case s.Rests && !hoped:
			s.Stage, hoped = Agreed, true
		case s.Rests:
			s.Stage = GivenUp
		case !ends && d == farthest && d > 1:
			s.Stage = Agreed
		case !own[s.Name]:
			s.Stage = Bound
		default:
			s.Stage = UnderWay
		}
	}
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

// depths are how many changes of state the states are away from the initial
// one, by name.
func depths(initial string, rows []Transition) map[string]int {
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

// State is the state of that name, or nil if the role has none.
func (r *Role) State(name string) *RoleState {
	i := slices.IndexFunc(r.States, func(s RoleState) bool { return s.Name == name })
	if i < 0 {
		return nil
	}
	return &r.States[i]
}
