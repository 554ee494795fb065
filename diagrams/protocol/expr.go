package protocol

import (
	"fmt"
	"slices"
	"strings"

	"woshou/diagrams/place"
	"woshou/diagrams/scenario/lines"
)

type (
	// Expr is a value that a rule works out: a word, with what is added to it.
	// What the word means, Compile finds out.
	Expr struct {
		place.Place
		// Its tells that Word is a field of the message received.
		Its  bool
		Word Name
		// Of is whose number it is, of those kept for each host of a role.
		Of *Expr
		// Plus is added, and Mod, if there is one, the modulus of the sum.
		Plus int
		Mod  *Expr
	}

	// Condition holds if all its tests do. One without tests always holds.
	Condition []*Test

	// Test compares two values, or asks what is in a set of hosts.
	Test struct {
		place.Place
		Left *Expr
		// Op is = != < > <= >= is or has.
		Op string
		// Right is what is compared, or the host that the set has.
		Right *Expr
		// All or Most tells what the set has of the role Of.
		All, Most bool
		Of        Name
	}
)

// expr reads an EXPR.
func (p *parser) expr() *Expr {
	t := p.Peek()
	if t.Kind != lines.Word || slices.Contains([]string{"to", "and", "per", "if", "or"}, t.Text) {
		p.Expected("a value", "")
		return &Expr{Place: t.Place}
	}
	e := &Expr{Place: t.Place, Its: p.Got("its")}
	e.Word = p.word()
	if e.Word.Text == "" {
		p.Expected("the name of a field after its", "")
	}
	if p.Got("of") {
		e.Of = p.expr()
	}
	p.sum(e)
	if p.Got("mod") {
		e.Mod = p.expr()
	}
	return e
}

// sum reads what stands apart from the word: + 1, or +1.
func (p *parser) sum(e *Expr) {
	t := p.Peek()
	if t.Kind != lines.Word || t.Text == "" || !strings.Contains("+-", t.Text[:1]) {
		return
	}
	digits := t.Text[1:]
	p.Next()
	if digits == "" {
		digits = p.Next().Text
	}
	n, ok := lines.AtMost(digits, MaxNumber)
	if !lines.IsDigits(digits) || !ok {
		p.FailAt(t, lines.Syntax, "expected a number after + or -", "")
	}
	e.Plus = int(n)
	if t.Text[0] == '-' {
		e.Plus = -e.Plus
	}
}

// split takes the arithmetic at the end of a word away from it, unless a name
// has that whole spelling.
func (e *Expr) split(isName func(string) bool) {
	w := e.Word.Text
	i := strings.LastIndexAny(w, "+-")
	if i <= 0 || e.Plus != 0 || isName(w) || !lines.IsDigits(w[i+1:]) {
		return
	}
	n, ok := lines.AtMost(w[i+1:], MaxNumber)
	if !ok {
		return
	}
	if e.Plus = int(n); w[i] == '-' {
		e.Plus = -e.Plus
	}
	e.Word = Name{e.Word.Wide(w[:i]), w[:i]}
}

// String is e in canonical spelling.
func (e *Expr) String() string {
	s := e.Word.Text
	if e.Its {
		s = "its " + s
	}
	if e.Of != nil {
		s += " of " + e.Of.String()
	}
	if e.Plus != 0 {
		s += fmt.Sprintf("%+d", e.Plus)
	}
	if e.Mod != nil {
		s += " mod " + e.Mod.String()
	}
	return s
}

// operators are those that compare.
var operators = []string{"=", "!=", "<", ">", "<=", ">=", "is"}

// condition reads a CONDITION.
func (p *parser) condition() (c Condition) {
	for ok := true; ok && !p.Failed; ok = p.Got("and") {
		c = append(c, p.test())
	}
	return c
}

func (p *parser) test() *Test {
	t := &Test{Place: p.Peek().Place, Left: p.expr()}
	op := p.Peek()
	switch {
	case slices.Contains(operators, op.Text):
		t.Op = p.Next().Text
		t.Right = p.expr()
	case p.Got("has"):
		t.Op = "has"
		t.All, t.Most = p.Peek().Is("all"), p.Peek().Is("most")
		if t.All || t.Most {
			p.Next()
			t.Of = p.word()
		} else {
			t.Right = p.expr()
		}
	default:
		p.Expected("=, !=, <, >, <=, >=, is or has", "")
	}
	return t
}

// String is c in canonical spelling.
func (c Condition) String() string { return joinedBy(" and ", c) }

// String is t in canonical spelling.
func (t *Test) String() string {
	switch {
	case t.All:
		return fmt.Sprintf("%s has all %s", t.Left, t.Of)
	case t.Most:
		return fmt.Sprintf("%s has most %s", t.Left, t.Of)
	}
	return fmt.Sprintf("%s %s %s", t.Left, t.Op, t.Right)
}
