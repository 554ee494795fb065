package scenario

import (
	"woshou/diagrams/place"
	"woshou/diagrams/scenario/lines"
	"woshou/diagrams/words"
)

// Choose makes a choice of the protocol that the scenario uses, before the run
// begins: one of a host's, or, with Host "", of the whole protocol.
type Choose struct {
	place.Place
	Host, Name, Value string
}

// choose reads what follows `set` or `HOST set`.
func (p *parser) choose(start lines.Token, host string) Statement {
	c := Choose{Place: start.Place, Host: host}
	options := p.vocabulary.Choices
	if host != "" {
		options = nil
		if role := p.roleOf(host); role != nil {
			options = role.Choices
		}
	}
	var names, values []string
	for _, o := range options {
		names = append(names, o.Name)
	}
	t := p.Peek()
	c.Name = p.OneOf("choice", "a choice", names)
	for _, o := range options {
		if o.Name == c.Name {
			values = o.Values
		}
	}
	c.Value = p.OneOf("value", "a value", values)
	const why = "choices are made before anything happens"
	for _, block := range []string{"together", "when"} {
		p.notIn(block, start, words.Message(why))
	}
	if p.firstStep > 0 {
		p.FailAt(start, lines.Order, words.Say("%s must come before the first step (line %d)", start.Text, p.firstStep), why)
	}
	subject := "set " + c.Name
	if host != "" {
		subject = host + " " + subject
	}
	if line, twice := p.said[subject]; twice && !p.Failed {
		p.FailAt(t, lines.Duplicate, words.Say("%s is already given at line %d", subject, line), "")
	}
	p.said[subject] = start.Line
	return c
}

// String is c in canonical spelling.
func (c Choose) String() string {
	s := "set " + c.Name + " " + c.Value
	if c.Host != "" {
		s = c.Host + " " + s
	}
	return s
}
