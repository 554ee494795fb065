package scenario

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"woshou/diagrams/place"
	"woshou/diagrams/scenario/lines"
	"woshou/diagrams/words"
)

// Forge sends a segment that no machine made.
type Forge struct {
	place.Place
	Segment  Pattern
	To, As   string // As is the host it claims to come from: by default the other one
	Seq, Ack *Expr  // nil when not written
	Len      int
	Port     int // of another connection than the other host's own; 0 for that
	ForgeFields
	// Args are the values of the fields of a protocol's message.
	Args []string
}

// Expr is a sequence number worked out when the statement runs: a number, or
// a variable of a host plus an offset, modulo 2^32.
type Expr struct {
	place.Place
	Host, Var string // both empty for a plain number; Var is "snd.nxt" …
	Offset    int64  // within ±(2^32-1)
}

// Variables are the variables that an Expr may name (RFC 9293 §3.3.1).
var Variables = []string{"snd.nxt", "snd.una", "rcv.nxt", "iss", "irs"}

const offsetHint = "an offset follows without a space: client.snd.nxt+1"

// forge reads `forge SEG to HOST` and its options. `any` makes no segment.
func (p *parser) forge() Statement {
	if p.vocabulary != nil {
		return p.forgeMessage()
	}
	f := Forge{Place: p.Next().Place}
	t := p.Peek()
	f.Segment = p.pattern()
	if f.Segment.Any {
		p.FailAt(t, lines.Syntax, "expected the flags of one segment, found any", "")
	}
	p.Want("to")
	f.To = p.host()
	f.As = p.otherHost(f.To)
	p.options(append([]string{"as", "port", "seq", "ack", "len"}, fieldWords...), func(option string) {
		if isField(option) {
			p.field(&f.ForgeFields, option)
			return
		}
		switch option {
		case "as":
			f.As = p.host()
		case "port":
			f.Port = int(p.Number("a port", 1, math.MaxUint16))
		case "seq":
			f.Seq = p.expr()
		case "ack":
			f.Ack = p.expr()
		case "len":
			f.Len = int(p.Number("a number of octets", 0, lines.MaxN))
		}
	})
	if f.Segment.Data && f.Len == 0 {
		p.FailAt(t, lines.Syntax, "DATA without any octets", "say how many: len 1")
	}
	return f
}

// forgeMessage reads `forge MESSAGE {ARG} to HOST [as HOST]`; between two hosts
// alone it is plain whom it seems to come from.
func (p *parser) forgeMessage() Statement {
	f := Forge{Place: p.Next().Place}
	t := p.Peek()
	f.Segment = p.message()
	if f.Segment.Any {
		p.FailAt(t, lines.Syntax, "expected one message, found any", "")
	}
	for !p.Failed && p.Peek().Kind == lines.Word && !p.Peek().Is("to") {
		f.Args = append(f.Args, p.value())
	}
	if form := p.vocabulary.form(f.Segment.Message); form != nil && len(form.Fields) != len(f.Args) && !p.Failed {
		hint := words.Message("")
		if len(form.Fields) > 0 {
			hint = words.Say("its fields are %s", strings.Join(form.Fields, ", "))
		}
		p.FailAt(t, lines.Syntax, words.Say("%s: fields %d, values %d", form.Name, len(form.Fields), len(f.Args)), hint)
	}
	p.Want("to")
	f.To = p.host()
	if len(p.names) == 2 && p.Peek().Kind != lines.Word {
		f.As = p.otherHost(f.To)
		return f
	}
	p.Want("as")
	at := p.Peek()
	if f.As = p.host(); f.As == f.To {
		p.FailAt(at, lines.Syntax, words.Say("expected the other host, found %s again", f.As), "")
	}
	return f
}

// value reads what a field holds: a number, a word that is the value of some
// choice, a host or nobody.
func (p *parser) value() string {
	if t := p.Peek(); lines.IsDigits(t.Text) {
		return fmt.Sprint(p.Number("a number", 0, maxValue))
	}
	return p.OneOf("value", "a value", p.vocabulary.values())
}

// maxValue is the largest number that a field may hold: protocol.MaxNumber.
const maxValue = 1<<14 - 1

// otherHost is the host that a forged segment to host seems to come from.
func (p *parser) otherHost(host string) string {
	for _, name := range p.names {
		if name != host {
			return name
		}
	}
	return ""
}

// expr reads a sequence number: 300, client.snd.nxt, server.iss+1.
func (p *parser) expr() *Expr {
	t := p.Peek()
	if t.Kind != lines.Word {
		p.Expected("a sequence number such as 300 or client.snd.nxt", "")
	}
	if lines.IsDigits(t.Text) {
		return &Expr{Place: t.Place, Offset: p.Number("a sequence number", 0, math.MaxUint32)}
	}
	p.Next()
	host, rest, dotted := strings.Cut(t.Text, ".")
	if !dotted || host == "" {
		p.FailAt(t, lines.Syntax, words.Say("expected a sequence number such as 300 or client.snd.nxt, found %s", t.Named()), "")
	}
	e := &Expr{Place: t.Place, Host: host}
	if !p.anyName && !slices.Contains(p.names, host) {
		at := t
		at.Width = utf8.RuneCountInString(host)
		p.unknownHost(at, host)
	}
	p.variable(e, rest, t.From(utf8.RuneCountInString(host)+1))
	p.unspaced(offsetHint)
	return e
}

// variable reads the part after the host, which stands at t, into e.
func (p *parser) variable(e *Expr, s string, t lines.Token) {
	e.Var = s
	if i := strings.IndexAny(s, "+-"); i >= 0 {
		digits := s[i+1:]
		e.Var = s[:i]
		at := t.From(utf8.RuneCountInString(e.Var) + 1)
		n, ok := lines.AtMost(digits, math.MaxUint32)
		switch {
		case !lines.IsDigits(digits):
			p.FailAt(at, lines.Syntax, words.Say("expected a number after %s", s[i:i+1]), offsetHint)
		case !ok:
			p.FailAt(at, lines.Bounds, words.Say("%s is too large: sequence numbers end at %d", digits, uint32(math.MaxUint32)), "")
		}
		if e.Offset = n; s[i] == '-' {
			e.Offset = -n
		}
	}
	t.Width = max(utf8.RuneCountInString(e.Var), 1)
	switch {
	case e.Var == "":
		p.FailAt(t, lines.Syntax, "expected a variable after the point", p.HintFor("", Variables))
	case !slices.Contains(Variables, e.Var):
		p.FailAt(t, lines.Unknown, words.Say("unknown variable %s", e.Var), p.HintFor(e.Var, Variables))
	}
}

// String is e in canonical spelling.
func (e Expr) String() string {
	switch {
	case e.Host == "":
		return fmt.Sprint(e.Offset)
	case e.Offset == 0:
		return e.Host + "." + e.Var
	}
	return fmt.Sprintf("%s.%s%+d", e.Host, e.Var, e.Offset)
}

// String is f in canonical spelling.
func (f Forge) String() string {
	if f.Segment.Message != "" {
		what := strings.Join(append([]string{f.Segment.Message}, f.Args...), " ")
		return fmt.Sprintf("forge %s to %s as %s", what, f.To, f.As)
	}
	s := fmt.Sprintf("forge %s to %s", f.Segment, f.To)
	if f.As == f.To {
		s += " as " + f.As
	}
	if f.Port > 0 {
		s += fmt.Sprintf(" port %d", f.Port)
	}
	if f.Seq != nil {
		s += " seq " + f.Seq.String()
	}
	if f.Ack != nil {
		s += " ack " + f.Ack.String()
	}
	if f.Len > 0 {
		s += fmt.Sprintf(" len %d", f.Len)
	}
	return s + f.ForgeFields.String()
}
