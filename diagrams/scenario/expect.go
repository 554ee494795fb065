package scenario

import (
	"slices"
	"strings"

	"woshou/diagrams/place"
	"woshou/diagrams/scenario/lines"
)

// Expect states what must hold at that point.
type Expect struct {
	place.Place
	Claims []Claim
}

// Claim is one thing that an Expect states. Just one of State, Sends, Nothing
// and Error is set.
type Claim struct {
	place.Place // of the host
	Host        string
	State       State
	Sends       *Pattern
	Nothing     bool // sends nothing
	Error       string
}

// UserErrors are the errors that a user call may be told.
var UserErrors = []string{"refused", "reset", "timeout", "closing", "no-connection"}

// expect reads `expect CLAIM, …`.
func (p *parser) expect() Statement {
	e := Expect{Place: p.Next().Place}
	for more := true; more; more = p.Got(",") {
		e.Claims = append(e.Claims, p.claim())
	}
	return e
}

// claim reads one CLAIM. A word that is neither `sends` nor `error` nor like
// one of them is taken for the name of a state.
func (p *parser) claim() Claim {
	c := Claim{Place: p.Peek().Place, Host: p.host()}
	t := p.Peek()
	_, isState := p.stateOf(c.Host, t.Text)
	others := []string{"sends", "error"}
	if p.vocabulary != nil {
		others = others[:1]
	}
	switch {
	case p.Got("sends"):
		if c.Nothing = p.Got("nothing"); !c.Nothing {
			segment := p.pattern()
			c.Sends = &segment
		}
	case p.vocabulary == nil && p.Got("error"):
		c.Error = p.OneOf("kind of error", "a kind of error", UserErrors)
	case !isState && slices.Contains(others, p.Likeliest(t.Text, slices.Concat(p.stateNames(c.Host), others))):
		p.Expected("a state, sends or error", p.HintFor(t.Text, others))
	case t.Kind != lines.Word:
		p.Expected("a state, sends or error", "")
	default:
		c.State = p.state(c.Host)
	}
	return c
}

// String is c in canonical spelling.
func (c Claim) String() string {
	switch {
	case c.Nothing:
		return c.Host + " sends nothing"
	case c.Sends != nil:
		return c.Host + " sends " + c.Sends.String()
	case c.Error != "":
		return c.Host + " error " + c.Error
	}
	return c.Host + " " + string(c.State)
}

// String is e in canonical spelling.
func (e Expect) String() string {
	claims := make([]string, len(e.Claims))
	for i, c := range e.Claims {
		claims[i] = c.String()
	}
	return "expect " + strings.Join(claims, ", ")
}
