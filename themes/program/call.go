package program

import (
	"cmp"
	"reflect"
	"text/template/parse"
)

// getter is what a page calls most: a method that looks up a word.
type getter interface {
	Get(key string) (string, error)
}

// method calls a method of a value.
func (s *scope) method(v value, m reflect.Method, args []parse.Node) value {
	if m.Name == "Get" && v.typ.Implements(reflect.TypeFor[getter]()) && len(args) == 1 {
		key := s.argument(args[0])
		if key.typ.Kind() != reflect.String {
			return s.noValue()
		}
		return value{reflect.TypeFor[string](), func(f *frame) reflect.Value {
			word, err := v.of(f).Interface().(getter).Get(key.of(f).String())
			if err != nil {
				panic(errFails)
			}
			return reflect.ValueOf(word)
		}}
	}
	return s.call(func(f *frame) reflect.Value { return v.of(f).Method(m.Index) }, m.Type, 1, args)
}

// call calls what has results as templates know them: one, and perhaps an
// error. The first arguments of its type are there already.
func (s *scope) call(of func(*frame) reflect.Value, t reflect.Type, bound int, args []parse.Node) value {
	fallible := t.NumOut() == 2 && t.Out(1) == reflect.TypeFor[error]()
	fixed := t.NumIn() - bound
	if t.IsVariadic() {
		fixed--
	}
	if len(args) < fixed || len(args) > fixed && !t.IsVariadic() || t.NumOut() != 1 && !fallible || t.Out(0).Kind() == reflect.Interface {
		return s.noValue()
	}
	given := s.arguments(args)
	for i, v := range given {
		in := t.In(bound + min(i, fixed))
		if i >= fixed {
			in = in.Elem() // of the arguments of which there may be any number
		}
		if !v.typ.AssignableTo(in) {
			return s.noValue()
		}
	}
	return value{t.Out(0), func(f *frame) reflect.Value {
		results := of(f).Call(valuesOf(given, f))
		if fallible && !results[1].IsNil() {
			panic(errFails)
		}
		return results[0]
	}}
}

func (s *scope) arguments(nodes []parse.Node) (args []value) {
	for _, node := range nodes {
		args = append(args, s.argument(node))
	}
	return args
}

func valuesOf(args []value, f *frame) (values []reflect.Value) {
	for _, arg := range args {
		values = append(values, arg.of(f))
	}
	return values
}

// function calls a function by its name: one of the set, or of the language.
func (s *scope) function(name string, nodes []parse.Node) value {
	if own := s.funcs[name]; own != nil {
		f := reflect.ValueOf(own)
		return s.call(func(*frame) reflect.Value { return f }, f.Type(), 0, nodes)
	}
	args := s.arguments(nodes)
	switch {
	case name == "not" && len(args) == 1:
		holds := s.truth(args[0].typ)
		return value{reflect.TypeFor[bool](), func(f *frame) reflect.Value { return reflect.ValueOf(!holds(args[0].of(f))) }}
	case (name == "and" || name == "or") && len(args) > 0:
		return s.choice(args, name == "or")
	case name == "len" && len(args) == 1:
		return s.length(args[0])
	case comparisons[name] != nil && len(args) == 2:
		return s.comparison(args[0], args[1], name)
	}
	return s.noValue()
}

// choice is the first of some values that is true, or that is not; else the
// last.
func (s *scope) choice(args []value, until bool) value {
	t, last := args[0].typ, len(args)-1
	for _, arg := range args {
		if arg.typ != t {
			return s.noValue()
		}
	}
	holds := s.truth(t)
	return value{t, func(f *frame) reflect.Value {
		for _, arg := range args[:last] {
			if v := arg.of(f); holds(v) == until {
				return v
			}
		}
		return args[last].of(f)
	}}
}

func (s *scope) length(of value) value {
	switch of.typ.Kind() {
	case reflect.Slice, reflect.String, reflect.Map:
		return value{reflect.TypeFor[int](), func(f *frame) reflect.Value { return reflect.ValueOf(of.of(f).Len()) }}
	}
	return s.noValue()
}

// comparisons tell what the order of two values, as of cmp.Compare, says.
var comparisons = map[string]func(order int) bool{
	"eq": func(order int) bool { return order == 0 }, "ne": func(order int) bool { return order != 0 },
	"lt": func(order int) bool { return order < 0 }, "le": func(order int) bool { return order <= 0 },
	"gt": func(order int) bool { return order > 0 }, "ge": func(order int) bool { return order >= 0 },
}

// comparison compares texts, or numbers.
func (s *scope) comparison(a, b value, name string) value {
	var order func(x, y reflect.Value) int
	switch kind := a.typ.Kind(); {
	case kind != b.typ.Kind():
		return s.noValue()
	case kind == reflect.String:
		order = func(x, y reflect.Value) int { return cmp.Compare(x.String(), y.String()) }
	case kind == reflect.Int:
		order = func(x, y reflect.Value) int { return cmp.Compare(x.Int(), y.Int()) }
	default:
		return s.noValue()
	}
	says := comparisons[name]
	return value{reflect.TypeFor[bool](), func(f *frame) reflect.Value { return reflect.ValueOf(says(order(a.of(f), b.of(f)))) }}
}
