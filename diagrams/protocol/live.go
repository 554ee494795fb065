package protocol

import "slices"

// findLife works out which variables no later rule reads, state by state: what
// they hold makes no difference then. It goes backward through each rule until
// nothing changes.
func (p *Program) findLife() {
	for i := range p.Roles {
		role := &p.Roles[i]
		role.live = make([][]bool, len(role.States))
		for s := range role.live {
			role.live[s] = make([]bool, len(role.Variables))
			for v, variable := range role.Variables {
				role.live[s][v] = variable.asked
			}
		}
		for changed := true; changed; {
			changed = false
			for _, r := range role.rules {
				changed = role.backward(r) || changed
			}
		}
	}
}

// backward makes live before a rule what it reads, and what is live after it
// and not written by it. It reports whether that was news.
func (role *RoleInfo) backward(r *rule) (changed bool) {
	after := -1
	for _, a := range r.source.Do {
		if b, ok := a.(*Become); ok {
			after = slices.Index(role.States, b.State.Text)
		}
	}
	for s := range role.States {
		if r.in>>s&1 == 0 {
			continue
		}
		live := slices.Clone(role.live[s])
		if after >= 0 {
			copy(live, role.live[after])
		}
		for _, a := range slices.Backward(r.source.Do) {
			role.readBy(a, live)
		}
		for _, t := range r.source.If {
			role.read(t.Left, live)
			role.read(t.Right, live)
		}
		for v := range live {
			if live[v] && !role.live[s][v] {
				role.live[s][v], changed = true, true
			}
		}
	}
	return changed
}

// readBy updates what is live before an action, from what is after it.
func (role *RoleInfo) readBy(a Action, live []bool) {
	switch a := a.(type) {
	case *Send:
		role.read(a.To, live)
		for _, m := range a.Flight {
			for _, e := range m.Args {
				role.read(e, live)
			}
		}
	case *Assign:
		if i := role.indexOf(a.Variable.Text); i >= 0 && a.Of == nil {
			live[i] = false
		}
		role.read(a.Of, live)
		role.read(a.Value, live)
	case *Member:
		role.read(a.Host, live)
	}
}

// read makes the variables that an expression reads live.
func (role *RoleInfo) read(e *Expr, live []bool) {
	if e == nil {
		return
	}
	if i := role.indexOf(e.Word.Text); i >= 0 && !e.Its {
		live[i] = true
	}
	role.read(e.Of, live)
	role.read(e.Mod, live)
}

func (role *RoleInfo) indexOf(name string) int {
	return slices.IndexFunc(role.Variables, func(v Variable) bool { return v.Name == name })
}

// Forget gives the variables that no later rule reads one value, so that worlds
// that differ in nothing else are equal. Of a host that is gone for good, no
// rule reads any.
func (p *Program) Forget(host int, m Memory, isGone bool) {
	role := &p.Roles[p.Hosts[host].Role]
	live := role.live[m.State()]
	for i, v := range role.Variables {
		if !live[i] || isGone && !v.asked {
			clear(m[v.Slot : v.Slot+v.Each])
		}
	}
}
