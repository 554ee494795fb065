package protocol

import (
	"slices"
	"strings"

	"woshou/diagrams/scenario/lines"
	"woshou/diagrams/words"
)

// action compiles an action; nil where it has a mistake, or does nothing.
func (c *compiler) action(s scope, a Action) op {
	switch a := a.(type) {
	case *Send:
		return c.send(s, a)
	case *Become:
		state := slices.Index(s.role.States, a.State.Text)
		if state < 0 {
			return nil // there are too many, which is reported
		}
		return func(m *Machine, r *rule) {
			if m.ctx.memory.State() != state {
				m.ctx.memory[stateSlot] = Value(state)
				m.effect(r, Effect{Kind: Becomes, ID: state})
			}
		}
	case *Assign:
		return c.assign(s, a)
	case *Member:
		return c.member(s, a)
	case *Clock:
		return c.clock(s, a)
	case *Remark:
		return func(m *Machine, r *rule) { m.effect(r, Effect{Kind: Notes, Note: a}) }
	}
	return nil
}

// assign compiles `set` and `clear`.
func (c *compiler) assign(s scope, a *Assign) op {
	if a.Value == nil {
		v := c.needVariable(s.role, a.Variable, "a host or a set of hosts", aHost, aSet)
		if v == nil {
			return nil
		}
		return func(m *Machine, r *rule) { m.store(r, v, v.Slot, int(v.nothing())) }
	}
	v := c.needVariable(s.role, a.Variable, "a variable", aNumber, aWord, aHost)
	value := c.expr(s, a.Value)
	if v == nil || value == nil {
		return nil
	}
	if value.kind != anything && value.kind != v.kind {
		c.Report(a.Value.Place, lines.Syntax, words.Say("%s cannot hold %s", a.Variable, a.Value), "")
		return nil
	}
	slot := c.slot(s, a.Of, v, a.Variable)
	if slot == nil {
		return nil
	}
	return func(m *Machine, r *rule) {
		if at := slot(&m.ctx); at >= 0 {
			m.store(r, v, at, value.eval(&m.ctx))
		}
	}
}

// nothing is what a variable holds that holds nothing.
func (v *Variable) nothing() Value {
	if v.kind == aSet {
		return sets0
	}
	return nobody
}

// member compiles `add` and `remove`.
func (c *compiler) member(s scope, a *Member) op {
	v := c.needVariable(s.role, a.Set, "a set of hosts", aSet)
	host := c.hostExpr(s, a.Host)
	if v == nil || host == nil {
		return nil
	}
	return func(m *Machine, r *rule) {
		i, ok := Value(host.eval(&m.ctx)).host()
		if !ok {
			return
		}
		set := m.ctx.memory[v.Slot] | 1<<i
		if a.Remove {
			set &^= 1 << i
		}
		m.store(r, v, v.Slot, int(set))
	}
}

// clock compiles `start` and `stop`.
func (c *compiler) clock(s scope, a *Clock) op {
	i := s.role.timer(a.Timer.Text)
	if i < 0 {
		var known []string
		for _, t := range s.role.Timers {
			known = append(known, t.Name.Text)
		}
		c.unknown(a.Timer, "timer", known)
		return nil
	}
	if a.Stop {
		return func(m *Machine, r *rule) {
			if m.ctx.memory[timerSlot]>>i&1 == 1 {
				m.ctx.memory[timerSlot] &^= 1 << i
				m.effect(r, Effect{Kind: Stops, ID: i})
			}
		}
	}
	return func(m *Machine, r *rule) {
		m.ctx.memory[timerSlot] |= 1 << i
		m.effect(r, Effect{Kind: Starts, ID: i})
	}
}

// send compiles `send`.
func (c *compiler) send(s scope, a *Send) op {
	to, role := c.target(s, a)
	var flight []sending
	for _, m := range a.Flight {
		if one, ok := c.sending(s, m, role); ok {
			flight = append(flight, one)
		}
	}
	if to == nil || len(flight) < len(a.Flight) {
		return nil
	}
	return func(m *Machine, r *rule) {
		m.flights++
		to(m, func(host int) { m.send(r, host, flight) })
	}
}

// sending compiles one message that goes to a role.
func (c *compiler) sending(s scope, m *Sending, role int) (one sending, ok bool) {
	kind := c.kindOf(m.Message.Text)
	if kind < 0 {
		if !c.isMessage(m.Message.Text) {
			c.Report(m.Message.Wide(m.Message.Text), lines.Syntax, words.Say("%s cannot be a message: it begins with a small letter", m.Message), "a message begins with a capital, a digit, or is declared")
			return one, false
		}
		c.program.Kinds = append(c.program.Kinds, Kind{Name: m.Message.Text})
		kind = len(c.program.Kinds) - 1
	}
	c.sends(kind, role, m.Message)
	one.kind = kind
	for _, e := range m.Args {
		x := c.expr(s, e)
		if x == nil {
			return one, false
		}
		one.args = append(one.args, x)
	}
	return one, c.carries(m, kind)
}

// carries reports a message that has not a value for each of its fields.
func (c *compiler) carries(m *Sending, kind int) bool {
	fields := c.program.Kinds[kind].Fields
	if len(m.Args) == len(fields) {
		return true
	}
	hint := words.Message("")
	if len(fields) == 0 {
		hint = "a message with fields is declared by a line message NAME FIELD …"
	} else {
		hint = words.Say("its fields are %s", strings.Join(fields, ", "))
	}
	c.Report(m.Message.Wide(m.Message.Text), lines.Syntax, words.Say("%s: fields %d, values %d", m.Message, len(fields), len(m.Args)), hint)
	return false
}

// target compiles to whom a message goes, and which role that is, if it is
// known.
func (c *compiler) target(s scope, a *Send) (to func(m *Machine, do func(host int)), role int) {
	p := c.program
	own := slices.IndexFunc(p.Roles, func(r RoleInfo) bool { return r.Role == s.role.Role })
	switch {
	case a.Others, a.All.Text != "":
		role = own
		if !a.Others {
			if role = c.role(a.All); role < 0 {
				return nil, anyRole
			}
		}
		first, count := p.Roles[role].First, p.Roles[role].Count
		return func(m *Machine, do func(int)) {
			for i := first; i < first+count; i++ {
				if i != m.ctx.me {
					do(i)
				}
			}
		}, role
	case a.To == nil && len(p.Hosts) != 2:
		c.Report(a.Place, lines.Syntax, words.Say("among %d hosts, a message says to whom it goes", len(p.Hosts)), "send … to HOST")
		return nil, anyRole
	case a.To == nil:
		return func(m *Machine, do func(int)) { do(1 - m.ctx.me) }, p.Hosts[1-s.role.First].Role
	}
	if set := s.role.variable(a.To.Word.Text); set != nil && set.kind == aSet {
		return func(m *Machine, do func(int)) { each(m.ctx.memory[set.Slot], do) }, anyRole
	}
	host := c.hostExpr(s, a.To)
	if host == nil {
		return nil, anyRole
	}
	role = anyRole
	if i := p.Host(a.To.Word.Text); i >= 0 && s.role.variable(a.To.Word.Text) == nil && !a.To.Its {
		role = p.Hosts[i].Role
	}
	return func(m *Machine, do func(int)) {
		if i, ok := Value(host.eval(&m.ctx)).host(); ok {
			do(i)
		}
	}, role
}

// sends and receives keep account of which messages come to which role.
func (c *compiler) sends(kind, role int, n Name) { keep(&c.sent, traffic{kind, role}, n) }

func (c *compiler) receives(kind, role int, n Name) { keep(&c.read, traffic{kind, role}, n) }

// keep notes the first place of some traffic.
func keep(all *map[traffic]Name, t traffic, n Name) {
	if *all == nil {
		*all = map[traffic]Name{}
	}
	if _, ok := (*all)[t]; !ok {
		(*all)[t] = n
	}
}

// traffic reports messages that nobody reads, or that nobody sends.
func (c *compiler) traffic() {
	meant := map[string]bool{} // by a misspelt one: reported once, where it is sent
	for t, n := range c.sent {
		if !meets(c.read, t) {
			other := c.otherName(n, c.read)
			meant[other] = true
			c.looseEnd(n, words.Say("nobody to whom it goes has a rule for %s", n), other)
		}
	}
	for _, f := range c.file.Network {
		if f.Message != nil {
			if kind := c.kindOf(f.Message.Message.Text); kind >= 0 {
				c.sends(kind, anyRole, f.Message.Message)
			}
		}
	}
	for t, n := range c.read {
		if !meets(c.sent, t) && !meant[n.Text] {
			c.looseEnd(n, words.Say("nobody sends %s", n), c.otherName(n, c.sent))
		}
	}
}

// otherName is another message that is there and may have been meant, or "".
func (c *compiler) otherName(n Name, there map[traffic]Name) string {
	var known []string
	for _, other := range there {
		if other.Text != n.Text {
			known = append(known, other.Text)
		}
	}
	slices.Sort(known)
	return c.Likeliest(n.Text, known)
}

// meets reports whether some traffic has its other end.
func meets(there map[traffic]Name, t traffic) bool {
	for o := range there {
		if o.kind == t.kind && (o.role == t.role || o.role == anyRole || t.role == anyRole) {
			return true
		}
	}
	return false
}
