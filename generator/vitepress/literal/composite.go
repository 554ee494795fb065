package literal

import (
	"cmp"

	"woshou/diagrams/place"
	"woshou/diagrams/words"
)

// array reads `[a, ...b]`.
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
				v.Items = append(v.Items, spreadOf(spread, at))
			}
		} else if !e.is(",") {
			v.Items = append(v.Items, e.expression())
		}
		e.separator(before)
	}
	e.i++
	return v
}

// spreadOf stands for what is spread and is not plainly written.
func spreadOf(v Value, at place.Place) Value {
	return opaque(words.Say("...%s", cmp.Or(v.What, words.Message(v.Text))), at)
}

// separator steps over a comma, and over a token that nothing wanted, so that
// every turn of a loop gets on.
func (e *reading) separator(before int) {
	if e.is(",") || e.i == before {
		e.i++
	}
}

// object reads `{a: 1, b, ...c}`.
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
				v.Fields = append(v.Fields, Field{"...", spreadOf(spread, at), at})
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
func (e *reading) returned(at place.Place) Value {
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
		case e.m.is(i, "return") && depth == 1 && e.r.budget > 0:
			value := (&reading{e.r, e.m, i + 1}).expression()
			if value.Kind != Opaque {
				return value
			}
		}
	}
	return opaque("a function", at)
}
