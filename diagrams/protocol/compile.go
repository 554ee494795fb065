package protocol

import (
	"cmp"
	"slices"
	"strconv"
	"unicode"
	"unicode/utf8"

	"woshou/diagrams/place"
	"woshou/diagrams/scenario"
	"woshou/diagrams/scenario/lines"
	"woshou/diagrams/words"
)

// Load makes a program of a text: it parses and compiles it. The program is nil
// if there are mistakes.
func Load(name, src string) (*Program, []lines.Error) {
	f, errs := Parse(name, src)
	if len(errs) > 0 {
		return nil, errs
	}
	return Compile(f)
}

// Compile makes a program of a file that Parse found no fault with. It returns
// all mistakes in the order of their places: words that name nothing, rules
// that can never match. The program is nil if there are any. What is odd but can
// be run, it has as its LooseEnds.
func Compile(f *File) (*Program, []lines.Error) {
	c := &compiler{file: f, program: &Program{Name: f.Name, Title: f.Title, Lines: f.Lines}}
	c.Language = language
	c.roles()
	c.values()
	c.messages()
	c.globals()
	for i := range c.program.Roles {
		c.states(i)
		c.variables(i)
	}
	c.calls()
	for i := range c.program.Roles {
		c.rules(i)
	}
	c.traffic()
	c.faults()
	c.budgets()
	c.claims()
	if len(c.Errs) > 0 {
		return nil, sorted(append(c.Errs, c.program.LooseEnds...))
	}
	c.program.LooseEnds = sorted(c.program.LooseEnds)
	c.program.findLife()
	return c.program, nil
}

// sorted are mistakes in the order of their places, one at each.
func sorted(errs []lines.Error) []lines.Error {
	slices.SortStableFunc(errs, func(a, b lines.Error) int { return cmp.Or(a.Line-b.Line, a.Col-b.Col) })
	return slices.CompactFunc(errs, func(a, b lines.Error) bool { return a.Place == b.Place })
}

// looseEnd keeps what is wrong with a name, though the program can be run.
func (c *compiler) looseEnd(n Name, message words.Message, meant string) {
	c.program.LooseEnds = append(c.program.LooseEnds, lines.Error{
		Place: n.Wide(n.Text), Code: language.Name + "-" + lines.Unknown, Message: message, Hint: lines.DidYouMean(meant),
	})
}

// compiler is the state of compiling one file. Its Reader is there for its
// mistakes and hints alone.
type compiler struct {
	lines.Reader
	file    *File
	program *Program
	count   int // rules so far
	// sent and read have each kind of message that is, by the role that it goes
	// to or comes to; anyRole for one that is not known.
	sent map[traffic]Name
	read map[traffic]Name
}

// traffic is a kind of message that comes to a role.
type traffic struct{ kind, role int }

const anyRole = -1

// unknown reports a word that names nothing of its sort.
func (c *compiler) unknown(n Name, sort words.Message, known []string) {
	c.Report(n.Wide(n.Text), lines.Unknown, words.Say("unknown %s %s", sort, n), c.HintFor(n.Text, known))
}

// again reports a name that is there already.
func (c *compiler) again(n Name) {
	c.Report(n.Wide(n.Text), lines.Duplicate, words.Say("%s is the name of two things", n), "")
}

// roles numbers the hosts.
func (c *compiler) roles() {
	p := c.program
	if len(c.file.Roles) == 0 {
		c.Report(place.Place{Line: 1, Col: 1, Width: 1}, lines.Syntax, "a protocol without a role", "it begins with a line such as: role client")
	}
	for _, r := range c.file.Roles {
		if c.roleOf(r.Name.Text) >= 0 {
			c.again(r.Name)
		}
		p.Roles = append(p.Roles, RoleInfo{Role: r, First: len(p.Hosts), Count: r.Count, Timers: r.Timers, on: map[Event][]*rule{}})
		for n := range r.Count {
			name := r.Name.Text
			if r.Count > 1 {
				name += strconv.Itoa(n + 1)
			}
			if scenario.Begins(name) {
				c.Report(r.Name.Wide(r.Name.Text), lines.Syntax, words.Say("%s cannot be the name of a host: lines of a scenario begin with it", name), "")
			}
			p.Hosts = append(p.Hosts, Host{Name: name, Role: len(p.Roles) - 1, Nth: n})
		}
		if len(p.Hosts) > MaxHosts {
			c.Report(r.Place, lines.Bounds, words.Say("%d hosts: at most %d", len(p.Hosts), MaxHosts), "three of a role are enough to show what happens")
			p.Hosts = p.Hosts[:MaxHosts]
		}
	}
}

// roleOf is the index of the role of that name, or -1.
func (c *compiler) roleOf(name string) int {
	return slices.IndexFunc(c.program.Roles, func(r RoleInfo) bool { return r.Role.Name.Text == name })
}

func (c *compiler) roleNames() (names []string) {
	for _, r := range c.program.Roles {
		names = append(names, r.Role.Name.Text)
	}
	return names
}

// role is the index of a role that is named, or -1 and reported.
func (c *compiler) role(n Name) int {
	i := c.roleOf(n.Text)
	if i < 0 {
		c.unknown(n, "role", c.roleNames())
	}
	return i
}

// Host is the index of the host of that name, or -1.
func (p *Program) Host(name string) int {
	return slices.IndexFunc(p.Hosts, func(h Host) bool { return h.Name == name })
}

func (c *compiler) hostNames() (names []string) {
	for _, h := range c.program.Hosts {
		names = append(names, h.Name)
	}
	return names
}

// host is the index of a host that is named, or -1 and reported.
func (c *compiler) host(n Name) int {
	i := c.program.Host(n.Text)
	if i < 0 {
		c.unknown(n, "host", c.hostNames())
		return i
	}
	role := &c.program.Roles[c.program.Hosts[i].Role]
	role.Named = role.Named || role.Count > 1
	return i
}

// values numbers the words that are values of choices.
func (c *compiler) values() {
	add := func(choices []*Choice) {
		for _, choice := range choices {
			for _, v := range choice.Values {
				if !lines.IsDigits(v.Text) && !slices.Contains(c.program.values, v.Text) {
					c.program.values = append(c.program.values, v.Text)
				}
			}
		}
	}
	add(c.file.Choices)
	for _, r := range c.file.Roles {
		add(r.Choices)
	}
}

// value is the value of a word that is a number or a value of some choice.
func (c *compiler) value(word string) (v Value, ok bool) {
	if lines.IsDigits(word) {
		n, ok := lines.AtMost(word, MaxNumber)
		return Value(n), ok
	}
	i := slices.Index(c.program.values, word)
	return words0 + Value(i), i >= 0
}

// messages numbers the kinds of messages: those declared, those sent, those
// that rules read.
func (c *compiler) messages() {
	p := c.program
	for _, m := range c.file.Messages {
		if c.kindOf(m.Name.Text) >= 0 {
			c.again(m.Name)
		}
		var fields []string
		for _, f := range m.Fields {
			if slices.Contains(fields, f.Text) {
				c.again(f)
			}
			fields = append(fields, f.Text)
		}
		if len(fields) > MaxFields {
			c.Report(m.Place, lines.Bounds, words.Say("%d fields: at most %d", len(fields), MaxFields), "")
		}
		p.Kinds = append(p.Kinds, Kind{Name: m.Name.Text, Label: m.Label, Fields: fields})
	}
	for _, r := range c.file.Roles {
		for _, rule := range r.Rules {
			for _, e := range rule.On {
				if c.isMessage(e.Text) && c.kindOf(e.Text) < 0 {
					p.Kinds = append(p.Kinds, Kind{Name: e.Text})
				}
			}
		}
	}
}

// kindOf is the number of the kind of message of that name, or -1.
func (c *compiler) kindOf(name string) int {
	return c.program.Kind(name)
}

// isMessage reports whether a word names a message: it begins with a capital or
// a digit, or is declared.
func (c *compiler) isMessage(word string) bool {
	first, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(first) || unicode.IsDigit(first) || c.kindOf(word) >= 0
}

// globals are the protocol's own choices.
func (c *compiler) globals() {
	for i, choice := range c.file.Choices {
		if slices.ContainsFunc(c.program.Choices, func(v Variable) bool { return v.Name == choice.Name.Text }) {
			c.again(choice.Name)
		}
		v := c.choice(choice, 1)
		v.Slot = i
		c.program.Choices = append(c.program.Choices, v)
	}
}

// choice is the variable of a choice, of a role with so many hosts.
func (c *compiler) choice(choice *Choice, hosts int) Variable {
	v := Variable{Place: choice.Name.Wide(choice.Name.Text), Name: choice.Name.Text, Each: 1, kind: aWord, each: anyRole}
	valueOf := func(n Name) Value {
		value, ok := c.value(n.Text)
		if !ok || !slices.ContainsFunc(choice.Values, func(v Name) bool { return v.Text == n.Text }) {
			c.unknown(n, "value", textsOf(choice.Values))
		}
		if value < words0 {
			v.kind, v.High = aNumber, max(v.High, int(value))
		}
		return value
	}
	for _, n := range choice.Values {
		value := valueOf(n)
		if slices.Contains(v.Tried, value) {
			c.again(n)
		}
		v.Tried = append(v.Tried, value)
	}
	if len(v.Tried) == 0 {
		return v
	}
	v.Begins = v.Tried[:1]
	if choice.Begins == nil {
		return v
	}
	v.Tried, v.Begins = nil, nil
	for _, n := range choice.Begins {
		v.Begins = append(v.Begins, valueOf(n))
	}
	c.oneForEach(choice.Place, len(v.Begins), hosts)
	return v
}

// oneForEach reports a list that is neither one for all nor one for each.
func (c *compiler) oneForEach(at place.Place, got, hosts int) {
	if got != 1 && got != hosts {
		c.Report(at, lines.Bounds, words.Say("values: %d, hosts: %d", got, hosts), "one for all, or one for each, in their order")
	}
}

func textsOf(names []Name) (texts []string) {
	for _, n := range names {
		texts = append(texts, n.Text)
	}
	return texts
}
