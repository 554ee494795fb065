package scenario

import (
	"fmt"
	"slices"

	"woshou/diagrams/place"
	"woshou/diagrams/words"
)

// Call is a user call, such as `client send 100`.
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
)

// maxBacklog is what Linux takes at most.
const maxBacklog = 4096

// verbs are the words that may follow a host.
var verbs = []string{"listen", "connect", "send", "read", "close", "abort", "crash", "accept"}

// call reads a line that starts with none of the statement words, and so
// should start with a host.
func (p *parser) call() Statement {
	start := p.peek()
	if !p.isHost(start) {
		// A call behind it tells a misspelt host from a misspelt statement.
		acts := p.ahead(1).is("set") || likeliest(p.ahead(1).text, verbs) != ""
		if !p.anyName || !acts {
			p.unknownStart(start, acts)
		}
	}
	c := Call{Place: start.Place, Host: p.next().text}
	if p.got("set") {
		return p.set(c.Place, c.Host)
	}
	c.Verb = Verb(p.oneOf("call", "a call", verbs))
	switch c.Verb {
	case Listen:
		if p.got("backlog") {
			c.N = int(p.number("a number of connections", 1, maxBacklog))
		}
	case Send:
		c.N = int(p.number("a number of octets", 1, MaxN))
		c.Urgent = p.got("urgent")
	case Read:
		if p.peek().kind == word {
			c.N = int(p.number("a number of octets", 1, MaxN))
		}
	case Close:
		if p.got("both") {
			c.Verb = CloseBoth
		}
	}
	return c
}

// unknownStart reports a first word that is neither ours nor a host. Acts says
// that a call follows it.
func (p *parser) unknownStart(start token, acts bool) {
	if acts {
		p.unknownHost(start, start.text)
		return
	}
	known := slices.Concat(statementWords, p.names)
	if p.firstStep == 0 {
		known = slices.Concat(headerWords, known)
	}
	p.failAt(start, CodeUnknown, words.Say("unknown statement or host %s", start.text), hint(start.text, known))
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
