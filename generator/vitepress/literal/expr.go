package literal

import "strings"

// reading is the evaluation of one expression of a module.
type reading struct {
	r *Reader
	m *module
	i int
}

func (e *reading) is(text string) bool { return e.m.is(e.i, text) }

func (e *reading) token() token { return e.m.tokens[min(e.i, len(e.m.tokens)-1)] }

func opaque(what string, at Place) Value { return Value{Kind: Opaque, Text: what, Place: at} }

// resolve is the value of a name of a module, asked for at a place.
func (r *Reader) resolve(m *module, name string, at Place) Value {
	b, ok := m.names[name]
	switch {
	case !ok:
		return opaque("the name "+name, at)
	case *b.busy || r.depth > mostDepth:
		return opaque("the name "+name+", which leads back to itself", at)
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
func (r *Reader) foreign(m *module, b binding, name string, at Place) Value {
	other := r.imported(m, b.from)
	if other == nil {
		return opaque("the name "+name+", from "+b.from, at)
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
		return opaque("the name "+name+", from "+b.from, at)
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

// skip goes to the end of an expression.
func (e *reading) skip() {
	depth := 0
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

// call reads a call: of a function of ours that returns a literal, that; of
// another, such as defineConfig or withMermaid, its first argument.
func (e *reading) call(name token) Value {
	e.i++
	first := opaque("a call of "+name.text, name.Place)
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
	if first.Kind == Object && !strings.HasPrefix(name.text, "define") && !strings.HasPrefix(name.text, "with") {
		return opaque("a call of "+name.text, name.Place)
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

func (e *reading) array() Value {
	v := Value{Kind: Array, Place: e.token().Place}
	e.i++
	for !e.is("]") && e.token().kind != tokenEnd {
		before := e.i
		if e.is("...") {
			at := e.token().Place
			e.i++
			if spread := e.expression(); spread.Kind == Array {
				v.Items = append(v.Items, spread.Items...)
			} else {
				v.Items = append(v.Items, opaque("..."+spread.Text, at))
			}
		} else if !e.is(",") {
			v.Items = append(v.Items, e.expression())
		}
		e.separator(before)
	}
	e.i++
	return v
}

// separator steps over a comma, and over a token that nothing wanted, so that
// every turn of a loop gets on.
func (e *reading) separator(before int) {
	if e.is(",") || e.i == before {
		e.i++
	}
}

func (e *reading) object() Value {
	v := Value{Kind: Object, Place: e.token().Place}
	e.i++
	for !e.is("}") && e.token().kind != tokenEnd {
		before := e.i
		if e.is("...") {
			at := e.token().Place
			e.i++
			if spread := e.expression(); spread.Kind == Object {
				v.Fields = append(v.Fields, spread.Fields...)
			} else {
				v.Fields = append(v.Fields, Field{"...", opaque("..."+spread.Text, at), at})
			}
		} else {
			v.Fields = append(v.Fields, e.property())
		}
		e.separator(before)
	}
	e.i++
	return v
}

// property reads `key: value`, `key`, or a method.
func (e *reading) property() Field {
	key := e.token()
	f := Field{Key: key.text, Place: key.Place}
	switch {
	case e.is("["):
		e.balanced()
		f.Key = "[…]"
	case (e.is("async") || e.is("get") || e.is("set") || e.is("*")) && !e.m.is(e.i+1, ":") && !e.m.is(e.i+1, ",") && !e.m.is(e.i+1, "("):
		e.i++
		return e.property()
	case key.kind == tokenMark:
		e.skip()
		f.Value = opaque("an expression", key.Place)
		return f
	default:
		e.i++
	}
	switch {
	case e.is(":"):
		e.i++
		f.Value = e.expression()
	case e.is("("):
		e.balanced()
		e.skip()
		f.Value = opaque("a function", key.Place)
	case key.kind == tokenName:
		f.Value = e.r.resolve(e.m, key.text, key.Place)
	default:
		f.Value = opaque("an expression", key.Place)
	}
	return f
}

// parenthesis reads `(value)`, or a function `() => value`, which is taken for
// its value only where it is called, and a name is.
func (e *reading) parenthesis() Value {
	at, start := e.token().Place, e.i
	e.balanced()
	if e.is("=>") || e.is(":") && e.arrowAfterType() {
		e.i = start
		return e.returned(at)
	}
	e.i = start + 1
	v := e.expression()
	for !e.is(")") && e.token().kind != tokenEnd {
		e.i++
		e.skip()
	}
	e.i++
	return v
}

// arrowAfterType reports whether `: Type =>` follows.
func (e *reading) arrowAfterType() bool {
	for i := e.i; i < min(e.i+12, len(e.m.tokens)); i++ {
		if e.m.is(i, "=>") {
			return true
		}
		if e.m.is(i, ",") || e.m.is(i, ";") {
			return false
		}
	}
	return false
}

// returned reads a function from its parameters on, for what it returns: the
// value behind the arrow or the first `return` of its own.
func (e *reading) returned(at Place) Value {
	e.balanced() // the parameters
	for !e.is("{") && !e.is("=>") && e.token().kind != tokenEnd {
		e.i++ // the type of the result
	}
	if e.is("=>") {
		if e.i++; !e.is("{") {
			return e.expression()
		}
	}
	body := e.i
	e.balanced()
	after, depth := e.i, 0
	for i := body; i < after; i++ {
		switch {
		case e.m.is(i, "{"):
			depth++
		case e.m.is(i, "}"):
			depth--
		case e.m.is(i, "return") && depth == 1:
			value := (&reading{e.r, e.m, i + 1}).expression()
			if value.Kind != Opaque {
				return value
			}
		}
	}
	return opaque("a function", at)
}
