package protocol

import (
	"fmt"
	"strconv"
	"strings"

	"woshou/diagrams/place"
	"woshou/diagrams/scenario/lines"
	"woshou/diagrams/words"
)

type (
	// Choice is what an author or a check chooses before a run: every value is
	// tried. One that Begins is not: rules change it.
	Choice struct {
		place.Place
		Name   Name
		Values []Name
		Begins []Name // one for all hosts of the role, or one for each
	}

	// Message is the declaration of one that has fields, or a label of its own.
	Message struct {
		place.Place
		Name   Name
		Fields []Name
		Label  lines.Text
	}

	// Role is what one or several hosts are.
	Role struct {
		place.Place
		Name    Name
		Count   int
		Label   lines.Text
		States  []*State
		Timers  []*Timer
		Numbers []*Number
		Choices []*Choice
		Hosts   []*HostVariable
		Rules   []*Rule
		Rest    []Name // "any" alone for every state
	}

	// State is the declaration of one.
	State struct {
		place.Place
		Name  Name
		Label lines.Text
	}

	// Timer is the declaration of one: a duration for all hosts of the role, or
	// one for each.
	Timer struct {
		place.Place
		Name  Name
		After []lines.Duration
	}

	// Number is a variable that counts from Low to High.
	Number struct {
		place.Place
		Name      Name
		Low, High int
		Begins    *int
		ForEach   Name // the role for each of whose hosts there is one; or none
		AndOn     bool // checking goes no further than High
	}

	// HostVariable is a variable that holds one host or nobody, or a set of hosts.
	HostVariable struct {
		place.Place
		Name   Name
		Set    bool
		Begins Name // or none
	}
)

// choice reads `choice NAME VALUE, … [begins VALUE, …]`.
func (p *parser) choice() Node {
	c := &Choice{Place: p.Next().Place, Name: p.name("the name of a choice")}
	c.Values = p.names("a value")
	if p.Got("begins") {
		c.Begins = p.names("a value")
	}
	if p.role != nil {
		p.role.Choices = append(p.role.Choices, c)
	} else {
		p.file.Choices = append(p.file.Choices, c)
	}
	return c
}

// String is c in canonical spelling.
func (c *Choice) String() string {
	s := fmt.Sprintf("choice %s %s", c.Name, joined(c.Values))
	if c.Begins != nil {
		s += " begins " + joined(c.Begins)
	}
	return s
}

// message reads `message NAME {FIELD} [TEXT]`.
func (p *parser) message() Node {
	m := &Message{Place: p.Next().Place, Name: p.name("the name of a message")}
	for p.Peek().Kind == lines.Word && p.Ahead(1).Kind != lines.Quoted {
		m.Fields = append(m.Fields, p.word())
	}
	m.Label = p.label()
	p.file.Messages = append(p.file.Messages, m)
	return m
}

// label reads a TEXT if there is one.
func (p *parser) label() lines.Text {
	if p.Peek().Kind == lines.EndOfLine {
		return nil
	}
	return p.Text()
}

// labelled is a line with the label at its end.
func labelled(line string, label lines.Text) string {
	if len(label) > 0 {
		line += " " + label.String()
	}
	return line
}

// String is m in canonical spelling.
func (m *Message) String() string {
	return labelled(strings.TrimRight(fmt.Sprintf("message %s %s", m.Name, joinedBy(" ", m.Fields)), " "), m.Label)
}

// newRole reads `role NAME [COUNT] [TEXT]`.
func (p *parser) newRole() Node {
	r := &Role{Place: p.Next().Place, Name: p.name("the name of a role"), Count: 1}
	if t := p.Peek(); t.Kind == lines.Word && lines.IsDigits(t.Text) {
		r.Count = int(p.Number("a number of hosts", 1, MaxHosts))
	}
	r.Label = p.label()
	p.role = r
	p.file.Roles = append(p.file.Roles, r)
	return r
}

// String is the line that begins r.
func (r *Role) String() string {
	s := "role " + r.Name.Text
	if r.Count > 1 {
		s += " " + strconv.Itoa(r.Count)
	}
	return labelled(s, r.Label)
}

// state reads `state NAME [TEXT]`.
func (p *parser) state() Node {
	s := &State{Place: p.Next().Place, Name: p.name("the name of a state")}
	s.Label = p.label()
	p.role.States = append(p.role.States, s)
	return s
}

// String is s in canonical spelling.
func (s *State) String() string { return labelled("state "+s.Name.Text, s.Label) }

// timer reads `timer NAME DURATION, …`.
func (p *parser) timer() Node {
	t := &Timer{Place: p.Next().Place, Name: p.name("the name of a timer")}
	for ok := true; ok && !p.Failed; ok = p.Got(",") {
		t.After = append(t.After, p.Duration())
	}
	p.role.Timers = append(p.role.Timers, t)
	return t
}

// String is t in canonical spelling.
func (t *Timer) String() string {
	var all []string
	for _, d := range t.After {
		all = append(all, d.Text)
	}
	return fmt.Sprintf("timer %s %s", t.Name, strings.Join(all, ", "))
}

// numbers are the variables that one line declares.
type numbers struct {
	place.Place
	all []*Number
}

// numbers reads `number NAME LOW..HIGH [begins N] [for each ROLE] [and on], …`.
func (p *parser) numbers() Node {
	line := &numbers{Place: p.Next().Place}
	for ok := true; ok && !p.Failed; ok = p.Got(",") {
		n := &Number{Name: p.name("the name of a number")}
		n.Place = n.Name.Place
		n.Low, n.High = p.span()
		if p.Got("begins") {
			begins := int(p.Number("a number", int64(n.Low), int64(n.High)))
			n.Begins = &begins
		}
		if p.Got("for") {
			p.Want("each")
			n.ForEach = p.word()
		}
		if p.Got("and") {
			p.Want("on")
			n.AndOn = true
		}
		line.all = append(line.all, n)
	}
	p.role.Numbers = append(p.role.Numbers, line.all...)
	return line
}

// span reads LOW..HIGH.
func (p *parser) span() (low, high int) {
	t := p.Peek()
	from, to, isSpan := strings.Cut(t.Text, "..")
	if t.Kind != lines.Word || !isSpan || !lines.IsDigits(from) || !lines.IsDigits(to) {
		p.Expected("the least and the greatest value, such as 0..3", "")
		return 0, 0
	}
	a, _ := lines.AtMost(from, MaxNumber)
	b, ok := lines.AtMost(to, MaxNumber)
	switch {
	case !ok:
		p.Fail(lines.Bounds, words.Say("%s is too large: numbers end at %d", to, MaxNumber), "")
	case a > b:
		p.Fail(lines.Bounds, words.Say("%s ends below its beginning", t.Text), "")
	}
	p.Next()
	return int(a), int(b)
}

// String is the line in canonical spelling.
func (n *numbers) String() string { return "number " + joined(n.all) }

// String is n in canonical spelling, without the word number.
func (n *Number) String() string {
	s := fmt.Sprintf("%s %d..%d", n.Name, n.Low, n.High)
	if n.Begins != nil {
		s += fmt.Sprintf(" begins %d", *n.Begins)
	}
	if n.ForEach.Text != "" {
		s += " for each " + n.ForEach.Text
	}
	if n.AndOn {
		s += " and on"
	}
	return s
}

// hostVariables are the variables that one line declares.
type hostVariables struct {
	place.Place
	word string // host or hosts
	all  []*HostVariable
}

// hosts reads `host NAME [begins HOST], …` and `hosts NAME, …`.
func (p *parser) hosts() Node {
	start := p.Next()
	line := &hostVariables{Place: start.Place, word: start.Text}
	for ok := true; ok && !p.Failed; ok = p.Got(",") {
		v := &HostVariable{Name: p.name("the name of a variable"), Set: start.Is("hosts")}
		v.Place = v.Name.Place
		if !v.Set && p.Got("begins") {
			v.Begins = p.word()
		}
		line.all = append(line.all, v)
	}
	p.role.Hosts = append(p.role.Hosts, line.all...)
	return line
}

// String is the line in canonical spelling.
func (h *hostVariables) String() string { return h.word + " " + joined(h.all) }

// String is v in canonical spelling, without the word host.
func (v *HostVariable) String() string {
	if v.Begins.Text != "" {
		return v.Name.Text + " begins " + v.Begins.Text
	}
	return v.Name.Text
}

// rest is the line of that name.
type rest struct {
	place.Place
	states []Name
}

// rest reads `rest in STATE, …`.
func (p *parser) rest() Node {
	r := &rest{Place: p.Next().Place}
	p.Want("in")
	r.states = p.names("a state")
	p.role.Rest = append(p.role.Rest, r.states...)
	return r
}

// String is the line in canonical spelling.
func (r *rest) String() string { return "rest in " + joined(r.states) }
