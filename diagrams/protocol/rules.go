package protocol

import (
	"slices"

	"woshou/diagrams/scenario"
	"woshou/diagrams/scenario/lines"
	"woshou/diagrams/words"
)

// calls numbers the calls: the events that are neither messages nor timers.
func (c *compiler) calls() {
	for i := range c.program.Roles {
		role := &c.program.Roles[i]
		for _, r := range role.Rules {
			for _, e := range r.On {
				if e.Is("begin") || e.Is("restart") || role.timer(e.Text) >= 0 || c.isMessage(e.Text) {
					continue
				}
				if scenario.EveryHost(e.Text) {
					c.Report(e.Wide(e.Text), lines.Syntax, words.Say("%s cannot be a call: in a scenario it says something about any host", e), "")
				}
				if !slices.Contains(c.program.Calls, e.Text) {
					c.program.Calls = append(c.program.Calls, e.Text)
				}
			}
		}
	}
}

// event is what a word after on means to a role.
func (c *compiler) event(role *RoleInfo, word string) Event {
	if i := role.timer(word); i >= 0 {
		return Event{Fires, i}
	}
	switch i := c.kindOf(word); {
	case i >= 0:
		return Event{Receives, i}
	case word == "begin":
		return Event{Begins, 0}
	case word == "restart":
		return Event{Restarts, 0}
	}
	return Event{IsCalled, slices.Index(c.program.Calls, word)}
}

// scope is where the words of an expression get their meaning.
type scope struct {
	role *RoleInfo
	// kinds are the messages whose fields `its` may name; none where no message
	// was received.
	kinds []int
	// message tells that there is a sender.
	message bool
}

// rules compiles the rules of a role.
func (c *compiler) rules(i int) {
	role := &c.program.Roles[i]
	for _, source := range role.Rules {
		c.count++
		source.Number = c.count
		r := &rule{source: source, line: source.Line, in: c.stateSet(role, source.In), hold: source.Has("defer")}
		s := scope{role: role}
		var events []Event
		for _, n := range source.On {
			e := c.event(role, n.Text)
			events = append(events, e)
			if e.Kind == Receives {
				s.kinds = append(s.kinds, e.ID)
				c.receives(e.ID, i, n)
			}
		}
		s.message = len(s.kinds) == len(events) && len(events) > 0
		r.tests = c.condition(s, source.If)
		for _, a := range source.Do {
			if o := c.action(s, a); o != nil {
				r.do = append(r.do, o)
			}
		}
		role.rules = append(role.rules, r)
		if source.Once {
			role.once = append(role.once, r)
			continue
		}
		c.shadowed(role, r, events)
		for _, e := range events {
			role.on[e] = append(role.on[e], r)
		}
	}
	if c.count > MaxRules {
		c.Report(role.Place, lines.Bounds, words.Say("%d rules: at most %d", c.count, MaxRules), "")
	}
}

// shadowed reports a rule that can never match, since those above it take all
// that it would.
func (c *compiler) shadowed(role *RoleInfo, r *rule, events []Event) {
	var above *rule
	for _, e := range events {
		left := r.in
		for _, o := range role.on[e] {
			if len(o.source.If) == 0 || o.source.If.String() == r.source.If.String() {
				if left&o.in != 0 {
					above = o
				}
				left &^= o.in
			}
		}
		if left != 0 {
			return
		}
	}
	if above != nil {
		c.Report(r.source.Place, lines.Order, words.Say("this rule can never match: line %d takes all that it would", above.line), "of the rules that match, the first in the file is taken")
	}
}

// condition compiles tests.
func (c *compiler) condition(s scope, cond Condition) (tests []test) {
	for _, t := range cond {
		if one := c.test(s, t); one != nil {
			tests = append(tests, one)
		}
	}
	return tests
}

func (c *compiler) test(s scope, t *Test) test {
	if t.Op == "has" {
		return c.has(s, t)
	}
	left, right := c.expr(s, t.Left), c.expr(s, t.Right)
	if left == nil || right == nil {
		return nil
	}
	c.comparable(t, left.kind, right.kind)
	return func(ctx *context) bool { return compare(t.Op, left.eval(ctx), right.eval(ctx)) }
}

// comparable reports a test of things of two sorts.
func (c *compiler) comparable(t *Test, a, b kind) {
	if a != anything && b != anything && a != b {
		c.Report(t.Place, lines.Syntax, words.Say("%s and %s are never of one sort", t.Left, t.Right), "")
	}
	if slices.Contains([]string{"<", ">", "<=", ">="}, t.Op) && (a == aHost || a == aSet || a == aWord) {
		c.Report(t.Place, lines.Syntax, words.Say("%s is no number: %s compares numbers", t.Left, t.Op), "")
	}
}

func compare(op string, a, b int) bool {
	switch op {
	case "!=":
		return a != b
	case "<":
		return a < b
	case ">":
		return a > b
	case "<=":
		return a <= b
	case ">=":
		return a >= b
	}
	return a == b
}

// has compiles a test of what is in a set of hosts.
func (c *compiler) has(s scope, t *Test) test {
	set := c.needVariable(s.role, t.Left.Word, "a set of hosts", aSet)
	if set == nil {
		return nil
	}
	if t.Right != nil {
		host := c.hostExpr(s, t.Right)
		if host == nil {
			return nil
		}
		return func(ctx *context) bool {
			i, ok := Value(host.eval(ctx)).host()
			return ok && ctx.memory[set.Slot].has(i)
		}
	}
	i := c.role(t.Of)
	if i < 0 {
		return nil
	}
	of := &c.program.Roles[i]
	mask := Value(1<<of.Count-1) << of.First
	most := t.Most
	return func(ctx *context) bool {
		got := ctx.memory[set.Slot] & mask
		if most {
			return 2*count(got) > of.Count
		}
		return got == mask
	}
}

func count(set Value) (n int) {
	for ; set != 0; set &= set - 1 {
		n++
	}
	return n
}

// hostExpr compiles an expression that is to be a host.
func (c *compiler) hostExpr(s scope, e *Expr) *expr {
	x := c.expr(s, e)
	if x != nil && x.kind != aHost && x.kind != anything {
		c.Report(e.Place, lines.Syntax, words.Say("expected a host, found %s", e), "")
		return nil
	}
	return x
}

// anything is the kind of a field: what it holds depends on who sends it.
const anything kind = -1

// expr compiles an expression; nil where it has a mistake.
func (c *compiler) expr(s scope, e *Expr) *expr {
	e.split(func(word string) bool { return c.isName(s.role, word) })
	x := &expr{plus: e.Plus, isSum: e.Plus != 0 || e.Mod != nil}
	switch {
	case e.Its:
		x.word, x.kind = c.field(s, e.Word), anything
	default:
		x.word, x.kind = c.word(s, e)
	}
	if x.word == nil {
		return nil
	}
	if x.isSum && x.kind != aNumber && x.kind != anything {
		c.Report(e.Place, lines.Syntax, words.Say("%s is no number to calculate with", e.Word), "")
		return nil
	}
	if e.Mod != nil {
		if x.mod = c.expr(s, e.Mod); x.mod == nil {
			return nil
		}
	}
	return x
}

// isName reports whether a word, as it is, names something that an expression
// can be.
func (c *compiler) isName(role *RoleInfo, word string) bool {
	if _, ok := c.value(word); ok {
		return true
	}
	return role != nil && role.variable(word) != nil || c.global(word) >= 0 || c.program.Host(word) >= 0
}

// global is the index of the protocol's choice of that name, or -1.
func (c *compiler) global(name string) int {
	return slices.IndexFunc(c.program.Choices, func(v Variable) bool { return v.Name == name })
}

// word compiles what a word stands for.
func (c *compiler) word(s scope, e *Expr) (value func(*context) int, k kind) {
	n := e.Word
	switch n.Text {
	case "me":
		return func(ctx *context) int { return int(HostValue(ctx.me)) }, aHost
	case "nobody":
		return func(*context) int { return int(nobody) }, aHost
	case "sender":
		if c.roleOf("sender") < 0 {
			if !s.message {
				c.Report(n.Wide(n.Text), lines.Order, "sender is who sent the message, and this rule is on none", "")
				return nil, aHost
			}
			return func(ctx *context) int { return int(HostValue(ctx.sender)) }, aHost
		}
	}
	if v := s.role.variable(n.Text); v != nil {
		return c.variable(s, e, v), v.kind
	}
	if e.Of != nil {
		c.unknown(n, "number", variableNames(s.role))
		return nil, aNumber
	}
	if i := c.global(n.Text); i >= 0 {
		return func(ctx *context) int { return int(ctx.globals[i]) }, c.program.Choices[i].kind
	}
	if v, ok := c.value(n.Text); ok {
		k := aWord
		if v < words0 {
			k = aNumber
		}
		return func(*context) int { return int(v) }, k
	}
	if c.program.Host(n.Text) >= 0 {
		host := int(HostValue(c.host(n)))
		return func(*context) int { return host }, aHost
	}
	known := append(variableNames(s.role), c.program.values...)
	known = append(known, c.hostNames()...)
	for _, v := range c.program.Choices {
		known = append(known, v.Name)
	}
	c.unknown(n, "value", known)
	return nil, anything
}

func variableNames(role *RoleInfo) (names []string) {
	for _, v := range role.Variables {
		names = append(names, v.Name)
	}
	return names
}

// variable compiles the reading of a variable, of a host where one is kept for
// each.
func (c *compiler) variable(s scope, e *Expr, v *Variable) func(*context) int {
	slot := c.slot(s, e.Of, v, e.Word)
	if slot == nil {
		return nil
	}
	return func(ctx *context) int {
		if at := slot(ctx); at >= 0 {
			return int(ctx.memory[at])
		}
		return v.Low
	}
}

// slot compiles which slot a variable has; -1 where it is kept for each host of
// a role and the host is none of them.
func (c *compiler) slot(s scope, of *Expr, v *Variable, n Name) func(*context) int {
	switch {
	case of == nil && v.each == anyRole:
		return func(*context) int { return v.Slot }
	case of == nil:
		c.Report(n.Wide(n.Text), lines.Syntax, words.Say("%s is kept for each %s: say of which", n, c.program.Roles[v.each].Role.Name), "NAME of HOST")
		return nil
	case v.each == anyRole:
		c.Report(of.Place, lines.Syntax, words.Say("%s is not kept for each host of a role", n), "")
		return nil
	}
	host := c.hostExpr(s, of)
	if host == nil {
		return nil
	}
	first := c.program.Roles[v.each].First
	return func(ctx *context) int {
		i, ok := Value(host.eval(ctx)).host()
		if !ok || i < first || i >= first+v.Each {
			return -1
		}
		return v.Slot + i - first
	}
}

// field compiles `its FIELD`: of whichever message came.
func (c *compiler) field(s scope, n Name) func(*context) int {
	if !s.message {
		c.Report(n.Wide(n.Text), lines.Order, words.Say("its %s is a field of a message, and this rule is on none", n), "")
		return nil
	}
	at := -1
	for _, k := range s.kinds {
		kind := c.program.Kinds[k]
		i := slices.Index(kind.Fields, n.Text)
		switch {
		case i < 0:
			c.Report(n.Wide(n.Text), lines.Unknown, words.Say("%s has no field %s", kind.Name, n), c.fieldHint(n, kind))
			return nil
		case at >= 0 && at != i:
			c.Report(n.Wide(n.Text), lines.Syntax, words.Say("%s does not stand at the same place in all of these messages", n), "write a rule for each")
			return nil
		}
		at = i
	}
	return func(ctx *context) int { return int(ctx.args[at]) }
}

func (c *compiler) fieldHint(n Name, k Kind) words.Message {
	if len(k.Fields) == 0 {
		return words.Say("declare it: message %s %s", k.Name, n)
	}
	return c.HintFor(n.Text, k.Fields)
}
