package protocol

import (
	"maps"
	"slices"

	"woshou/diagrams/scenario/lines"
	"woshou/diagrams/words"
)

// states numbers the states of a role: those that a `state` line declares, then
// those that its rules name, in the order of the file.
func (c *compiler) states(i int) {
	role := &c.program.Roles[i]
	c.declaredStates(role)
	for _, r := range role.Rules {
		role.addStates(r.In...)
	}
	c.places(role)
	role.addStates(role.Rest...)
	for _, b := range role.becomes() {
		role.addStates(b.State)
	}
	c.boundStates(role)
	role.rest = c.stateSet(role, role.Rest)
	if len(role.States) == 1 {
		role.rest = 1
	}
}

// declaredStates adds the states that have a line of their own.
func (c *compiler) declaredStates(role *RoleInfo) {
	for _, s := range role.Role.States {
		if slices.Contains(role.States, s.Name.Text) {
			c.again(s.Name)
			continue
		}
		role.addStates(s.Name)
		role.Labels[len(role.Labels)-1] = s.Label
	}
}

// addStates adds the states that are not there yet.
func (role *RoleInfo) addStates(names ...Name) {
	for _, n := range names {
		if !n.Is("any") && !slices.Contains(role.States, n.Text) {
			role.States = append(role.States, n.Text)
			role.Labels = append(role.Labels, nil)
		}
	}
}

// becomes are the changes of state that the rules of a role have.
func (role *RoleInfo) becomes() (list []*Become) {
	for _, r := range role.Rules {
		for _, a := range r.Do {
			if b, ok := a.(*Become); ok {
				list = append(list, b)
			}
		}
	}
	return list
}

// boundStates has a role have a state, and not too many.
func (c *compiler) boundStates(role *RoleInfo) {
	if len(role.States) > MaxStates {
		c.Report(role.Place, lines.Bounds, words.Say("%d states: at most %d", len(role.States), MaxStates), "")
		role.States, role.Labels = role.States[:MaxStates], role.Labels[:MaxStates]
	}
	if len(role.States) == 0 {
		c.Report(role.Place, lines.Syntax, words.Say("role %s has no rule", role.Role.Name), "")
		role.States, role.Labels = []string{""}, []lines.Text{nil}
	}
}

// places reports the states that lead nowhere, and those that nothing leads to.
// Of two that are one, misspelt, the first is enough.
func (c *compiler) places(role *RoleInfo) {
	led := role.ledTo()
	used := slices.Clone(role.Rest) // where a state is needed
	for _, r := range role.Rules {
		used = append(used, r.In...)
	}
	stays := map[string]bool{}
	for _, n := range used {
		stays[n.Text] = true
	}
	meant := map[string]bool{}
	for _, b := range role.becomes() {
		if !stays["any"] && !stays[b.State.Text] {
			other := c.Likeliest(b.State.Text, slices.Sorted(maps.Keys(stays)))
			meant[other] = true
			c.looseEnd(b.State, words.Say("%s is a state without a rule, in which %s may not rest", b.State, role.Role.Name), other)
		}
	}
	for _, n := range used {
		if !n.Is("any") && !led[n.Text] && !meant[n.Text] {
			other := c.Likeliest(n.Text, slices.Sorted(maps.Keys(led)))
			c.looseEnd(n, words.Say("nothing leads to the state %s", n), other)
		}
	}
}

// ledTo are the states that a host of a role begins in or that a rule leads to, as
// far as the role has states yet.
func (role *RoleInfo) ledTo() map[string]bool {
	led := map[string]bool{}
	if len(role.States) > 0 {
		led[role.States[0]] = true
	}
	for _, b := range role.becomes() {
		led[b.State.Text] = true
	}
	return led
}

// stateSet has a bit for each of the states.
func (c *compiler) stateSet(role *RoleInfo, names []Name) (set uint64) {
	for _, n := range names {
		if n.Is("any") {
			return 1<<len(role.States) - 1
		}
		i := slices.Index(role.States, n.Text)
		if i < 0 {
			c.unknown(n, "state", role.States)
			continue
		}
		set |= 1 << i
	}
	return set
}
