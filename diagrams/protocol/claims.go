package protocol

import (
	"slices"
	"strings"

	"woshou/diagrams/scenario/lines"
	"woshou/diagrams/words"
)

type (
	// NetworkFault is a Fault, compiled: what the network may do, at most N times on one
	// way.
	NetworkFault struct {
		*Fault
		// Role is whose hosts it falls on.
		Role int
		// Message, From and To are of a message that leaks or is forged; From is
		// -1 for one that leaks.
		Message, From, To int
		Args              []Value
	}

	// World is what a property is asked of: everything at one moment.
	World struct {
		Memories []Memory
		Globals  []Value
		// Down has a bit for each host that has crashed.
		Down uint
		// Counts is how often each fault has happened, in the order of
		// FaultWords.
		Counts []int
	}

	// Claim is a compiled Property.
	Claim struct {
		*Property
		with  []chosen
		who   []who
		tests []worldTest
		roles []int // of the letters
	}

	// chosen is a choice that has a value: the protocol's, or that of a host.
	chosen struct {
		host, slot int
		value      Value
	}

	// who is a compiled Who. Its host is fixed by letter, or any.
	who struct {
		role   int
		states uint64
		every  bool
		letter int // -1 for none
	}

	// worldTest asks something of a world in which each letter is a host.
	worldTest func(w *World, letters []int) bool
)

// Shuns reports whether a property says of a state of a role, without a condition, that
// nobody is ever in it.
func (p *Program) Shuns(role, state int) bool {
	return slices.ContainsFunc(p.Claims, func(c *Claim) bool {
		alone := !c.Possible && len(c.who) == 1 && len(c.tests) == 0
		return alone && c.who[0].role == role && c.who[0].states>>state&1 == 1
	})
}

// FaultWords are the counters that a condition may name, in the order of
// World.Counts.
var FaultWords = []string{"lost", "duplicated", "delayed", "crashed", "restarted", "cut", "leaked", "forged"}

// faults compiles what the network may do.
func (c *compiler) faults() {
	for _, f := range c.file.Network {
		power := NetworkFault{Fault: f, Role: -1, From: -1, To: -1}
		if f.Role.Text != "" {
			power.Role = c.role(f.Role)
		}
		if f.Message != nil {
			power.Message = c.kindOf(f.Message.Message.Text)
			power.To = c.host(f.To)
			if power.Message < 0 {
				c.unknown(f.Message.Message, "message", c.kindNames())
				continue
			}
		}
		if f.As.Text != "" {
			power.From = c.host(f.As)
			if c.carries(f.Message, power.Message) {
				power.Args = c.constants(f.Message.Args)
			}
		}
		c.program.Faults = append(c.program.Faults, power)
	}
}

func (c *compiler) kindNames() (names []string) {
	for _, k := range c.program.Kinds {
		names = append(names, k.Name)
	}
	return names
}

// constants are the values of expressions that are numbers, values or hosts.
func (c *compiler) constants(all []*Expr) (values []Value) {
	for _, e := range all {
		if v, ok := c.value(e.Word.Text); ok && e.Of == nil && !e.Its {
			values = append(values, v)
		} else if i := c.program.Host(e.Word.Text); i >= 0 {
			values = append(values, HostValue(i))
		} else {
			c.unknown(e.Word, "value", append(slices.Clone(c.program.values), c.hostNames()...))
		}
	}
	return values
}

// budgets works out how often each host makes each call while checking.
func (c *compiler) budgets() {
	c.program.budget = make([]int, len(c.program.Calls))
	for i := range c.program.budget {
		c.program.budget[i] = 1
	}
	for _, check := range c.file.Checks {
		i := slices.Index(c.program.Calls, check.Call.Text)
		if i < 0 {
			c.unknown(check.Call, "call", c.program.Calls)
			continue
		}
		c.program.budget[i] = check.N
	}
}

// claims compiles the properties.
func (c *compiler) claims() {
	for _, q := range c.file.Properties {
		claim := &Claim{Property: q}
		for _, w := range q.With {
			if one, ok := c.chosen(w); ok {
				claim.with = append(claim.with, one)
			}
		}
		letters := map[string]int{}
		for _, w := range q.Who {
			role := c.role(w.Role)
			if role < 0 {
				continue
			}
			one := who{role: role, states: c.stateSet(&c.program.Roles[role], w.States), every: w.Every, letter: -1}
			if l := w.Letter.Text; l != "" {
				n, ok := letters[l]
				if !ok {
					n = len(letters)
					letters[l] = n
					claim.roles = append(claim.roles, role)
				}
				one.letter = n
				if claim.roles[n] != role {
					c.Report(w.Letter.Wide(l), lines.Syntax, words.Say("%s already stands for a host of another role", l), "")
				}
			}
			claim.who = append(claim.who, one)
		}
		for _, t := range q.If {
			if one := c.worldTest(t, letters, claim.roles); one != nil {
				claim.tests = append(claim.tests, one)
			}
		}
		c.program.Claims = append(c.program.Claims, claim)
	}
}

// chosen compiles what a property asks of a choice.
func (c *compiler) chosen(w Chosen) (one chosen, ok bool) {
	value, ok := c.value(w.Value.Text)
	var v *Variable
	one = chosen{host: -1, value: value}
	if host, name, dotted := strings.Cut(w.Name.Text, "."); dotted {
		if one.host = c.program.Host(host); one.host >= 0 {
			role := &c.program.Roles[c.program.Hosts[one.host].Role]
			role.Named = true // the hosts of that role are no longer alike
			v = role.variable(name)
		}
	} else if i := c.global(w.Name.Text); i >= 0 {
		v = &c.program.Choices[i]
	}
	if v == nil || v.Tried == nil {
		var known []string
		for _, g := range c.program.Choices {
			known = append(known, g.Name)
		}
		c.unknown(w.Name, "choice", known)
		return one, false
	}
	if !ok || !slices.Contains(v.Tried, value) {
		var known []string
		for _, t := range v.Tried {
			known = append(known, c.program.Say(t))
		}
		c.unknown(w.Value, "value", known)
		return one, false
	}
	v.asked = true
	one.slot = v.Slot
	return one, true
}

// worldTest compiles a test of a property's condition.
func (c *compiler) worldTest(t *Test, letters map[string]int, roles []int) worldTest {
	if t.Op == "has" {
		c.Report(t.Place, lines.Syntax, "a property compares: it asks of no set", "")
		return nil
	}
	left, k1 := c.worldExpr(t.Left, letters, roles)
	right, k2 := c.worldExpr(t.Right, letters, roles)
	if left == nil || right == nil {
		return nil
	}
	c.comparable(t, k1, k2)
	return func(w *World, at []int) bool { return compare(t.Op, left(w, at), right(w, at)) }
}

// worldExpr compiles an expression of a property's condition: ROLE.NAME, of one
// host only, LETTER.NAME, a counter of faults, a choice of the protocol, a
// number or a value.
func (c *compiler) worldExpr(e *Expr, letters map[string]int, roles []int) (value func(w *World, at []int) int, k kind) {
	e.split(func(word string) bool {
		_, isValue := c.value(word)
		_, _, dotted := strings.Cut(word, ".")
		return isValue || !dotted && c.global(word) >= 0
	})
	n, plus := e.Word, e.Plus
	if i := slices.Index(FaultWords, n.Text); i >= 0 {
		return func(w *World, _ []int) int { return w.Counts[i] + plus }, aNumber
	}
	if i := c.global(n.Text); i >= 0 {
		return func(w *World, _ []int) int { return int(w.Globals[i]) + plus }, c.program.Choices[i].kind
	}
	if v, ok := c.value(n.Text); ok {
		k := aWord
		if v < words0 {
			k = aNumber
		}
		return func(*World, []int) int { return int(v) + plus }, k
	}
	read, k := c.asked(n, letters, roles)
	if read == nil {
		return nil, anything
	}
	return func(w *World, at []int) int { return read(w, at) + plus }, k
}

// asked reads a variable of a host, ROLE.NAME or LETTER.NAME. It is nil, and
// reported, if there is none such.
func (c *compiler) asked(n Name, letters map[string]int, roles []int) (read func(w *World, at []int) int, k kind) {
	owner, name, dotted := strings.Cut(n.Text, ".")
	if !dotted || owner == "" || name == "" {
		c.unknown(n, "value", append(slices.Clone(FaultWords), c.program.values...))
		return nil, anything
	}
	letter, isLetter := letters[owner]
	role := c.roleOf(owner)
	if isLetter {
		role = roles[letter]
	}
	if role < 0 {
		c.unknown(Name{n.Place, owner}, "role", c.roleNames())
		return nil, anything
	}
	info := &c.program.Roles[role]
	if !isLetter && info.Count > 1 {
		c.Report(n.Wide(owner), lines.Syntax, words.Say("there are %d of %s: say which", info.Count, owner), words.Say("a letter stands for one: %s a …, and a.%s", owner, name))
		return nil, anything
	}
	v := info.variable(name)
	if v == nil || v.each != anyRole {
		c.unknown(Name{n.Place, name}, "variable", variableNames(info))
		return nil, anything
	}
	v.asked = true
	host, slot := info.First, v.Slot
	return func(w *World, at []int) int {
		i := host
		if isLetter {
			i = at[letter]
		}
		return int(w.Memories[i][slot])
	}, v.kind
}

// Concerns reports whether a property is asked of the runs with these choices.
func (q *Claim) Concerns(w *World) bool {
	for _, c := range q.with {
		have := w.Globals
		if c.host >= 0 {
			have = w.Memories[c.host]
		}
		if have[c.slot] != c.value {
			return false
		}
	}
	return true
}

// HoldsIn reports whether the predicate of a property holds in a world. A host
// that has crashed counts in its last state; where something is to be possible,
// `every` passes over it and nothing else finds it.
func (p *Program) HoldsIn(q *Claim, w *World) bool {
	return p.assign(q, w, make([]int, 0, 8))
}

// assign tries every host for the next letter, different ones for letters of one
// role.
func (p *Program) assign(q *Claim, w *World, at []int) bool {
	if len(at) == len(q.roles) {
		return p.holds(q, w, at)
	}
	role := &p.Roles[q.roles[len(at)]]
	for i := role.First; i < role.First+role.Count; i++ {
		if !slices.Contains(at, i) && !(q.Possible && w.Down>>i&1 == 1) && p.assign(q, w, append(at, i)) {
			return true
		}
	}
	return false
}

func (p *Program) holds(q *Claim, w *World, at []int) bool {
	for _, one := range q.who {
		if !p.found(q, w, one, at) {
			return false
		}
	}
	for _, t := range q.tests {
		if !t(w, at) {
			return false
		}
	}
	return true
}

// found reports whether some host, or every host, is in one of the states.
func (p *Program) found(q *Claim, w *World, one who, at []int) bool {
	in := func(i int) bool { return one.states>>w.Memories[i].State()&1 == 1 }
	if one.letter >= 0 {
		return in(at[one.letter])
	}
	role := &p.Roles[one.role]
	for i := role.First; i < role.First+role.Count; i++ {
		isDown := q.Possible && w.Down>>i&1 == 1
		switch {
		case one.every && !isDown && !in(i):
			return false
		case !one.every && !isDown && in(i):
			return true
		}
	}
	return one.every
}
