package protocol

import (
	"slices"

	"woshou/diagrams/scenario/lines"
	"woshou/diagrams/words"
)

// variables gives the variables of a role their slots.
func (c *compiler) variables(i int) {
	role := &c.program.Roles[i]
	slot := variables0
	add := func(v Variable) {
		taken := func(o Variable) bool { return o.Name == v.Name }
		if slices.ContainsFunc(role.Variables, taken) || slices.ContainsFunc(c.program.Choices, taken) {
			c.again(Name{v.Place, v.Name})
		}
		v.Slot = slot
		slot += v.Each
		role.Variables = append(role.Variables, v)
	}
	for _, n := range role.Numbers {
		add(c.number(n))
	}
	for _, choice := range role.Choices {
		add(c.choice(choice, role.Count))
	}
	for _, h := range role.Role.Hosts {
		add(c.hosts(h))
	}
	c.timers(role)
}

// number is the variable of a number.
func (c *compiler) number(n *Number) Variable {
	v := Variable{Place: n.Name.Wide(n.Name.Text), Name: n.Name.Text, Each: 1, Low: n.Low, High: n.High, AndOn: n.AndOn, Begins: []Value{Value(n.Low)}, each: anyRole}
	if n.Begins != nil {
		v.Begins = []Value{Value(*n.Begins)}
	}
	if n.ForEach.Text != "" {
		if v.each = c.role(n.ForEach); v.each >= 0 {
			v.Each = c.program.Roles[v.each].Count
		}
	}
	return v
}

// hosts is the variable of a host or of a set of hosts.
func (c *compiler) hosts(h *HostVariable) Variable {
	v := Variable{Place: h.Name.Wide(h.Name.Text), Name: h.Name.Text, Each: 1, kind: aHost, Begins: []Value{nobody}, each: anyRole}
	if h.Set {
		v.kind, v.Begins = aSet, []Value{sets0}
	}
	if h.Begins.Text != "" && !h.Begins.Is("nobody") {
		if i := c.host(h.Begins); i >= 0 {
			v.Begins = []Value{HostValue(i)}
		}
	}
	return v
}

// timers reports what is wrong with the timers of a role.
func (c *compiler) timers(role *RoleInfo) {
	for n, t := range role.Timers {
		if len(t.After) != 1 {
			c.oneForEach(t.Place, len(t.After), role.Count)
		}
		if slices.ContainsFunc(role.Timers[:n], func(o *Timer) bool { return o.Name.Text == t.Name.Text }) {
			c.again(t.Name)
		}
	}
	if len(role.Timers) > maxTimers {
		c.Report(role.Place, lines.Bounds, words.Say("%d timers: at most %d", len(role.Timers), maxTimers), "")
	}
}

// variable is a variable of a role, nil if there is none of that name.
func (role *RoleInfo) variable(name string) *Variable {
	for i := range role.Variables {
		if role.Variables[i].Name == name {
			return &role.Variables[i]
		}
	}
	return nil
}

// Variable is the name of what a slot of a host's memory holds, with the host
// that it is kept for.
func (p *Program) Variable(host, slot int) (v *Variable, of int) {
	role := &p.Roles[p.Hosts[host].Role]
	for i := range role.Variables {
		if v := &role.Variables[i]; slot >= v.Slot && slot < v.Slot+v.Each {
			if v.each != anyRole {
				return v, p.Roles[v.each].First + slot - v.Slot
			}
			return v, -1
		}
	}
	return nil, -1
}

// timer is the number of a timer of a role, or -1.
func (role *RoleInfo) timer(name string) int {
	return slices.IndexFunc(role.Timers, func(t *Timer) bool { return t.Name.Text == name })
}

// needVariable is a variable of one of some kinds, or nil and reported.
func (c *compiler) needVariable(role *RoleInfo, n Name, sort words.Message, kinds ...kind) *Variable {
	v := role.variable(n.Text)
	if v == nil || !slices.Contains(kinds, v.kind) {
		var known []string
		for _, v := range role.Variables {
			if slices.Contains(kinds, v.kind) {
				known = append(known, v.Name)
			}
		}
		if v == nil {
			c.unknown(n, sort, known)
		} else {
			c.Report(n.Wide(n.Text), lines.Syntax, words.Say("expected %s, found %s", sort, n), c.HintFor(n.Text, known))
		}
		return nil
	}
	return v
}
