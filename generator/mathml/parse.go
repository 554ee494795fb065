package mathml

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// parser reads a formula from left to right.
type parser struct {
	src      string
	pos      int
	depth    int
	stop     string   // what else ends the row being read
	alphabet alphabet // of the letters being read
	problems []Problem
}

// mostDepth bounds how deep groups and commands may nest.
const mostDepth = 100

// deeper goes one level down, and reports false where there is none: then the
// rest of the formula is left out.
func (p *parser) deeper() bool {
	if p.depth >= mostDepth {
		start := p.pos
		p.pos = len(p.src)
		p.report(start, "the formula nests too deep")
		return false
	}
	p.depth++
	return true
}

// report adds a problem of what was read since start.
func (p *parser) report(start int, message Format) { p.reportPart(start, message, "") }

// reportPart adds one whose message names a part of the formula.
func (p *parser) reportPart(start int, message Format, part string) {
	p.problems = append(p.problems, Problem{start, max(p.pos, start), message, part})
}

// blanks steps over white space and comments.
func (p *parser) blanks() {
	for p.pos < len(p.src) {
		switch c := p.src[p.pos]; {
		case c == ' ' || c == '\t' || c == '\n' || c == '\r':
			p.pos++
		case c == '%':
			end := strings.IndexByte(p.src[p.pos:], '\n')
			if end < 0 {
				end = len(p.src) - p.pos
			}
			p.pos += end
		default:
			return
		}
	}
}

// peek returns the token at the parser's place, "" at the end: a command with
// its backslash, or one character.
func (p *parser) peek() string {
	p.blanks()
	rest := p.src[p.pos:]
	if rest == "" {
		return ""
	}
	if rest[0] != '\\' {
		_, n := utf8.DecodeRuneInString(rest)
		return rest[:n]
	}
	n := 1
	for n < len(rest) && (rest[n]|0x20) >= 'a' && (rest[n]|0x20) <= 'z' {
		n++
	}
	if n == 1 && len(rest) > 1 {
		_, size := utf8.DecodeRuneInString(rest[1:])
		n += size
	}
	return rest[:n]
}

// skip steps over the token at the parser's place and returns it.
func (p *parser) skip() string {
	t := p.peek()
	p.pos += len(t)
	return t
}

// accept steps over the token t if it stands here.
func (p *parser) accept(t string) bool {
	if p.peek() != t {
		return false
	}
	p.pos += len(t)
	return true
}

// ends reports whether a token ends a row of formulas.
func ends(t string) bool {
	switch t {
	case "", "}", "&", `\\`, `\cr`, `\end`, `\right`, `\middle`:
		return true
	}
	return false
}

// row reads formulas up to a token that ends them, or to stop.
func (p *parser) row(stop string) []node {
	if !p.deeper() {
		return nil
	}
	outer := p.stop
	p.stop = stop
	defer func() { p.depth, p.stop = p.depth-1, outer }()
	var kids []node
	for {
		t := p.peek()
		if ends(t) || t == stop {
			return kids
		}
		if stack, ok := stacks[t]; ok {
			p.skip()
			stack.kids = []node{row(kids), row(p.row(stop))}
			return []node{stack}
		}
		n, ok := p.atom(kids)
		if !ok {
			continue
		}
		if len(kids) > 0 && kids[len(kids)-1].function && startsArgument(n) {
			kids = append(kids, space("0.1667"))
		}
		kids = append(kids, n)
	}
}

// stacks are the old commands that part a group in two, one above the other.
var stacks = map[string]node{
	`\over`: {tag: "mfrac"}, `\atop`: {tag: "mfrac", attrs: ` linethickness="0"`},
}

// startsArgument reports whether a function is parted from n by a thin space.
func startsArgument(n node) bool { return n.tag != "mo" && n.tag != "mspace" }

// atom reads one formula with its scripts. before is what stands to its left.
// It reports false for what shows nothing.
func (p *parser) atom(before []node) (node, bool) {
	var n node
	switch t := p.peek(); t {
	case "^", "_", "'": // scripts of nothing
		n = node{tag: "mrow"}
	default:
		var ok bool
		if n, ok = p.nucleus(before); !ok {
			return n, false
		}
	}
	return p.scripts(n), true
}

// nucleus reads one formula without its scripts.
func (p *parser) nucleus(before []node) (node, bool) {
	switch t := p.peek(); {
	case t == "{":
		return p.group(), true
	case t[0] == '\\':
		return p.command(before)
	case t[0] >= '0' && t[0] <= '9':
		return p.number(), true
	default:
		p.pos += len(t)
		return p.character(t, before), true
	}
}

// group reads `{…}`.
func (p *parser) group() node {
	start := p.pos
	p.skip()
	outer := p.alphabet
	kids := p.row("")
	p.alphabet = outer
	if !p.accept("}") {
		p.problems = append(p.problems, Problem{start, start + 1, "{ is never closed", ""})
	}
	return row(kids)
}

// argument reads what a command or a script applies to: a group, or one token.
func (p *parser) argument() node {
	t := p.peek()
	switch {
	case ends(t):
		start := p.pos
		p.report(start, "something is missing here")
		return node{tag: "mrow"}
	case t[0] >= '0' && t[0] <= '9':
		p.pos++
		return leaf("mn", p.alphabet.letters(t))
	}
	if !p.deeper() {
		return node{tag: "mrow"}
	}
	n, ok := p.nucleus(nil)
	p.depth--
	if !ok {
		return node{tag: "mrow"}
	}
	return n
}

// option reads `[…]`, if there is one.
func (p *parser) option() (node, bool) {
	if !p.accept("[") {
		return node{}, false
	}
	start := p.pos - 1
	kids := p.row("]")
	if !p.accept("]") {
		p.problems = append(p.problems, Problem{start, start + 1, "[ is never closed", ""})
	}
	return row(kids), true
}

// words reads `{…}` as text, with blanks as they are.
func (p *parser) words() string {
	p.blanks()
	if p.pos >= len(p.src) || p.src[p.pos] != '{' {
		return p.skip()
	}
	start, depth := p.pos, 0
	for ; p.pos < len(p.src); p.pos++ {
		switch p.src[p.pos] {
		case '\\':
			p.pos++
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				text := p.src[start+1 : p.pos]
				p.pos++
				return text
			}
		}
	}
	p.pos = len(p.src)
	p.problems = append(p.problems, Problem{start, start + 1, "{ is never closed", ""})
	return p.src[min(start+1, p.pos):]
}

// number reads digits, with a point among them.
func (p *parser) number() node {
	start := p.pos
	for p.pos < len(p.src) {
		c := p.src[p.pos]
		point := c == '.' && p.pos+1 < len(p.src) && p.src[p.pos+1] >= '0' && p.src[p.pos+1] <= '9'
		if (c < '0' || c > '9') && !point {
			break
		}
		p.pos++
	}
	return leaf("mn", p.alphabet.letters(p.src[start:p.pos]))
}

// character reads a letter, a mark or a sign that stands for itself.
func (p *parser) character(t string, before []node) node {
	switch t {
	case "~":
		return space("0.3333")
	case "-", "+":
		return sign(map[string]string{"-": "−", "+": "+"}[t], before)
	case "(", "[":
		return fence(t, "prefix")
	case ")", "]":
		return fence(t, "postfix")
	case "|":
		return bar("|")
	case "*":
		return operator("∗")
	case "/":
		return node{tag: "mo", text: "/", attrs: ` lspace="0" rspace="0"`}
	case ",", ";":
		return leaf("mo", t)
	case "!", "?":
		return node{tag: "mo", text: t, attrs: ` lspace="0" rspace="0"`}
	case "=", "<", ">", ":":
		return operator(t)
	}
	r, _ := utf8.DecodeRuneInString(t)
	switch {
	case unicode.Is(unicode.Han, r):
		return leaf("mtext", t)
	case unicode.IsLetter(r):
		return p.alphabet.identifier(t)
	case unicode.IsDigit(r):
		return leaf("mn", t)
	}
	return leaf("mo", t)
}

// sign is a plus or minus: between two formulas an operator, elsewhere a sign.
func sign(text string, before []node) node {
	n := node{tag: "mo", text: text, open: true}
	if len(before) == 0 || before[len(before)-1].open {
		n.attrs = ` form="prefix"`
	}
	return n
}

// operator is one after which a minus is a sign.
func operator(text string) node { return node{tag: "mo", text: text, open: true} }

// fence is a bracket that does not grow.
func fence(text, form string) node {
	return node{tag: "mo", text: text, attrs: ` form="` + form + `" stretchy="false"`, open: form == "prefix"}
}

// bar is a bracket that opens and closes alike.
func bar(text string) node {
	return node{tag: "mo", text: text, attrs: ` lspace="0" rspace="0" stretchy="false"`}
}

// scripts reads the scripts and primes behind n.
func (p *parser) scripts(n node) node {
	var sub, sup *node
	limits := n.limits
	for {
		start := p.pos
		switch t := p.peek(); t {
		case `\limits`, `\nolimits`:
			p.skip()
			limits = t == `\limits`
			continue
		case "'":
			primes := p.primes()
			if sup != nil {
				primes = joined(*sup, primes)
			}
			sup = &primes
			continue
		case "^", "_":
			p.skip()
			arg := p.argument()
			into := &sub
			if t == "^" {
				into = &sup
			}
			if *into != nil {
				if t == "_" || (*into).text == "" || !strings.ContainsAny((*into).text, "′″‴") {
					p.reportPart(start, "%s twice behind one formula", strconv.Quote(t))
				}
				arg = joined(**into, arg)
			}
			*into = &arg
			continue
		}
		return attach(n, sub, sup, limits)
	}
}

// primes reads a run of them.
func (p *parser) primes() node {
	n := 0
	for p.accept("'") {
		n++
	}
	if n <= 3 {
		return leaf("mo", []string{"′", "″", "‴"}[n-1])
	}
	return leaf("mo", strings.Repeat("′", n))
}

// attach puts scripts behind n, or below and above it.
func attach(n node, sub, sup *node, limits bool) node {
	tags := [3]string{"msub", "msup", "msubsup"}
	if limits {
		tags = [3]string{"munder", "mover", "munderover"}
	}
	out := node{open: n.open, function: n.function}
	switch {
	case sub == nil && sup == nil:
		return n
	case sup == nil:
		out.tag, out.kids = tags[0], []node{n, *sub}
	case sub == nil:
		out.tag, out.kids = tags[1], []node{n, *sup}
	default:
		out.tag, out.kids = tags[2], []node{n, *sub, *sup}
	}
	return out
}
