package scenario

import (
	"fmt"
	"slices"

	"woshou/diagrams/place"
	"woshou/diagrams/scenario/lines"
	"woshou/diagrams/words"
)

// Call is a user call, such as `client send 100`, or one that a protocol has.
type Call struct {
	place.Place
	Host   string
	Verb   Verb
	N      int // octets, for send and read, 0 for a read of everything; the backlog of listen, 0 for none
	Urgent bool
}

// Verb is the name of a user call.
type Verb string

// The user calls of RFC 9293 §3.9.1, in the words of the sockets interface.
const (
	Listen    Verb = "listen"
	Connect   Verb = "connect"
	Send      Verb = "send"
	Read      Verb = "read"
	Close     Verb = "close"
	CloseBoth Verb = "close both"
	Abort     Verb = "abort"
	Crash     Verb = "crash"
	Accept    Verb = "accept"
	// Restart brings a host back that has crashed; only protocols have it.
	Restart Verb = "restart"
)

// maxBacklog is what Linux takes at most.
const maxBacklog = 4096

// verbs are the words that may follow a host.
var verbs = []string{"listen", "connect", "send", "read", "close", "abort", "crash", "accept"}

// verbs are the words that may follow a host: its role's calls, where a
// protocol is used, all of them for "".
func (p *parser) verbs(host string) []string {
	switch role := p.roleOf(host); {
	case role != nil:
		return append(slices.Clone(role.Calls), string(Crash), string(Restart))
	case p.vocabulary != nil:
		return append(p.vocabulary.allCalls(), string(Crash), string(Restart))
	}
	return verbs
}

// call reads a line that starts with none of the statement words, and so
// should start with a host.
func (p *parser) call() Statement {
	start := p.Peek()
	if !p.isHost(start) {
		// A call behind it tells a misspelt host from a misspelt statement.
		acts := p.Ahead(1).Is("set") || p.Likeliest(p.Ahead(1).Text, p.verbs("")) != ""
		if !p.anyName || !acts {
			p.unknownStart(start, acts)
		}
	}
	c := Call{Place: start.Place, Host: p.Next().Text}
	if p.Got("set") {
		if p.vocabulary != nil {
			return p.choose(start, c.Host)
		}
		return p.set(c.Place, c.Host)
	}
	c.Verb = Verb(p.OneOf("call", "a call", p.verbs(c.Host)))
	if p.vocabulary != nil {
		return c
	}
	switch c.Verb {
	case Listen:
		if p.Got("backlog") {
			c.N = int(p.Number("a number of connections", 1, maxBacklog))
		}
	case Send:
		c.N = int(p.Number("a number of octets", 1, lines.MaxN))
		c.Urgent = p.Got("urgent")
	case Read:
		if p.Peek().Kind == lines.Word {
			c.N = int(p.Number("a number of octets", 1, lines.MaxN))
		}
	case Close:
		if p.Got("both") {
			c.Verb = CloseBoth
		}
	}
	return c
}

// unknownStart reports a first word that is neither ours nor a host. Acts says
// that a call follows it.
func (p *parser) unknownStart(start lines.Token, acts bool) {
	if acts {
		p.unknownHost(start, start.Text)
		return
	}
	known := slices.Concat(statementWords, p.names)
	if p.vocabulary != nil {
		known = slices.Concat(known, protocolWords)
	}
	if p.firstStep == 0 {
		known = slices.Concat(headerWords, known)
	}
	p.FailAt(start, lines.Unknown, words.Say("unknown statement or host %s", start.Text), p.HintFor(start.Text, known))
}

// String is c in canonical spelling.
func (c Call) String() string {
	s := c.Host + " " + string(c.Verb)
	if c.Verb == Listen && c.N > 0 {
		s += " backlog"
	}
	if c.N > 0 {
		s += fmt.Sprintf(" %d", c.N)
	}
	if c.Urgent {
		s += " urgent"
	}
	return s
}
