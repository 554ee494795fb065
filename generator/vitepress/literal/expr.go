package literal

import (
	"strings"

	"woshou/diagrams/place"
	"woshou/diagrams/words"
)

// reading is the evaluation of one expression of a module.
type reading struct {
	r *Reader
	m *module
	i int
}

func (e *reading) is(text string) bool { return e.m.is(e.i, text) }

func (e *reading) token() token { return e.m.tokens[min(e.i, len(e.m.tokens)-1)] }

func opaque(what words.Message, at place.Place) Value {
	return Value{Kind: Opaque, What: what, Place: at}
}

// resolve is the value of a name of a module, asked for at a place.
func (r *Reader) resolve(m *module, name string, at place.Place) Value {
	b, ok := m.names[name]
	switch {
	case !ok:
		return opaque(words.Say("the name %s", name), at)
	case *b.busy || r.depth > mostDepth:
		return opaque(words.Say("the name %s, which leads back to itself", name), at)
	}
	*b.busy = true
	r.depth++
	defer func() { *b.busy = false; r.depth-- }()
	if b.from != "" {
		return r.foreign(m, b, name, at)
	}
	e := &reading{r, m, b.at}
	if b.function {
		return e.returned(at)
	}
	return e.expression()
}

// foreign is the value of an imported name.
func (r *Reader) foreign(m *module, b binding, name string, at place.Place) Value {
	other := r.imported(m, b.from)
	if other == nil {
		return opaque(words.Say("the name %s, from %s", name, b.from), at)
	}
	if b.export == "*" {
		all := Value{Kind: Object, Place: at}
		for _, known := range sortedKeys(other.exports) {
			all.Fields = append(all.Fields, Field{known, r.resolve(other, other.exports[known], at), at})
		}
		return all
	}
	local, ok := other.exports[b.export]
	if !ok {
		return opaque(words.Say("the name %s, from %s", name, b.from), at)
	}
	return r.resolve(other, local, at)
}

// expression reads an expression and what follows it up to its end. One that
// does more than name or write a value is opaque.
func (e *reading) expression() Value {
	start := e.token()
	e.r.budget--
	e.r.depth++
	defer func() { e.r.depth-- }()
	if e.r.budget <= 0 || e.r.depth > mostDepth {
		e.skip()
		return opaque("more than is read", start.Place)
	}
	v := e.chain(e.primary())
	e.types()
	for e.is("+") && v.Kind == String {
		e.i++
		next := e.chain(e.primary())
		if next.Kind != String {
			v = opaque("an expression", start.Place)
			break
		}
		if !e.r.spend(len(v.Text) + len(next.Text)) {
			v = opaque("more than is read", start.Place)
			break
		}
		v.Text += next.Text
	}
	if !e.ends() {
		e.skip()
		return opaque("an expression", start.Place)
	}
	return v
}

// ends reports whether an expression is over. What is no mark starts the next
// statement: semicolons may be missing.
func (e *reading) ends() bool {
	t := e.token()
	return t.kind != tokenMark || strings.Contains(",;)]}:", t.text)
}

// spend takes octets or tokens that are gone over once more, which cost less than
// a value, off what may be read; false if nothing is left.
func (r *Reader) spend(n int) bool {
	r.budget -= n / 64
	return r.budget > 0
}

// skip goes to the end of an expression.
func (e *reading) skip() {
	depth, start := 0, e.i
	defer func() { e.r.spend(e.i - start) }()
	for ; e.token().kind != tokenEnd; e.i++ {
		if e.token().kind != tokenMark {
			continue
		}
		switch e.token().text {
		case "{", "(", "[":
			depth++
		case "}", ")", "]":
			if depth == 0 {
				return
			}
			depth--
		case ",", ";":
			if depth == 0 {
				return
			}
		}
	}
}

// types steps over what TypeScript adds behind a value: as const, satisfies T.
func (e *reading) types() {
	for {
		switch {
		case e.is("!"):
			e.i++
		case e.is("as"), e.is("satisfies"):
			e.i++
			e.typeName()
		default:
			return
		}
	}
}

// typeName steps over a type: names, dots, brackets.
func (e *reading) typeName() {
	for {
		switch {
		case e.is("<"), e.is("["), e.is("{"), e.is("("):
			e.balanced()
		case e.is("."), e.is("|"), e.is("&"):
			e.i++
		case e.token().kind == tokenName && (e.m.is(e.i-1, "as") || e.m.is(e.i-1, "satisfies") || e.m.is(e.i-1, ".") || e.m.is(e.i-1, "|") || e.m.is(e.i-1, "&")):
			e.i++
		default:
			return
		}
	}
}

// mostTypes is how many tokens the type arguments of a call may have.
const mostTypes = 100

// balanced steps over a bracket and what is in it.
func (e *reading) balanced() {
	closing := map[string]string{"(": ")", "[": "]", "{": "}", "<": ">"}
	open := e.token().text
	end, depth, start := closing[open], 0, e.i
	defer func() { e.r.spend(e.i - start) }()
	for ; e.token().kind != tokenEnd; e.i++ {
		if open == "<" && e.i > start+mostTypes {
			return // it compares numbers
		}
		if e.is(open) {
			depth++
		}
		if e.is(end) {
			if depth--; depth == 0 {
				e.i++
				return
			}
		}
	}
}

// primary reads one value without what may be done to it.
func (e *reading) primary() Value {
	t := e.token()
	switch t.kind {
	case tokenString:
		e.i++
		return Value{Kind: String, Text: t.text, Place: t.Place}
	case tokenNumber:
		e.i++
		return Value{Kind: Number, Text: t.text, Place: t.Place}
	case tokenTemplate:
		e.i++
		return opaque("a template with ${…}", t.Place)
	case tokenRegexp:
		e.i++
		return opaque("a regular expression", t.Place)
	case tokenName:
		return e.named(t)
	}
	switch {
	case e.is("["):
		return e.array()
	case e.is("{"):
		return e.object()
	case e.is("("):
		return e.parenthesis()
	case e.is("-"):
		e.i++
		if n := e.token(); n.kind == tokenNumber {
			e.i++
			return Value{Kind: Number, Text: "-" + n.text, Place: t.Place}
		}
	}
	return opaque("an expression", t.Place)
}

// named reads what starts with a name.
func (e *reading) named(t token) Value {
	e.i++
	switch t.text {
	case "true", "false":
		return Value{Kind: Bool, True: t.text == "true", Place: t.Place}
	case "null", "undefined":
		return Value{Kind: Null, Place: t.Place}
	case "function", "class", "async", "new", "await", "typeof", "void":
		e.skip()
		return opaque("program code", t.Place)
	}
	if e.is("=>") {
		e.skip()
		return opaque("a function", t.Place)
	}
	if e.is("<") { // the type arguments of a call
		before := e.i
		if e.balanced(); !e.is("(") {
			e.i = before
		}
	}
	if e.is("(") {
		return e.call(t)
	}
	return e.r.resolve(e.m, t.text, t.Place)
}

// passesOn reports whether a function, by its name, most likely returns what it is
// given, or that with more: defineConfig, withMermaid, extendConfig.
func passesOn(name string) bool {
	return strings.HasPrefix(name, "define") || strings.HasPrefix(name, "with") || strings.HasPrefix(name, "extend")
}

// call reads a call: of a function of ours that returns a literal, that; of
// another, such as defineConfig or withMermaid, its first argument.
func (e *reading) call(name token) Value {
	e.i++
	first := opaque(words.Say("a call of %s", name.text), name.Place)
	if !e.is(")") {
		if v := e.expression(); v.Kind == Object || v.Kind == Array {
			first = v
		}
	}
	for !e.is(")") && e.token().kind != tokenEnd {
		e.i++
		e.skip()
	}
	e.i++
	if b, ok := e.m.names[name.text]; ok {
		if v := e.r.resolve(e.m, name.text, name.Place); v.Kind != Opaque || b.from == "" {
			return v
		}
	}
	if first.Kind == Object && !passesOn(name.text) {
		return opaque(words.Say("a call of %s", name.text), name.Place)
	}
	return first
}

// chain reads members after a value: zh.nav, shared['nav'].
func (e *reading) chain(v Value) Value {
	for e.is(".") || e.is("?.") {
		e.i++
		key := e.token()
		e.i++
		field, ok := v.Get(key.text)
		if !ok || e.is("(") {
			if e.is("(") {
				e.balanced()
			}
			field = opaque("an expression", key.Place)
		}
		v = field
	}
	return v
}
