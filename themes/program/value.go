package program

import (
	"reflect"
	"text/template/parse"
)

// value is what stands in an action. Its type is known beforehand.
type value struct {
	typ reflect.Type
	of  func(*frame) reflect.Value
}

// noValue is what stands where the compiler gives up.
func (c *compiler) noValue() value {
	c.gaveUp = true
	return constant(struct{}{})
}

func constant(v any) value {
	c := reflect.ValueOf(v)
	return value{c.Type(), func(*frame) reflect.Value { return c }}
}

// pipe is the value of a pipeline of one command, and sets the variable that it
// declares.
func (s *scope) pipe(pipe *parse.PipeNode) value {
	if len(pipe.Cmds) != 1 || len(pipe.Decl) > 1 || pipe.IsAssign {
		return s.noValue()
	}
	v := s.command(pipe.Cmds[0])
	if len(pipe.Decl) == 0 {
		return v
	}
	at := s.declare(pipe.Decl[0].Ident[0], v.typ)
	return value{v.typ, func(f *frame) reflect.Value {
		f.vars[at] = v.of(f)
		return f.vars[at]
	}}
}

// command is the value of a command: an argument by itself, or a call.
func (s *scope) command(c *parse.CommandNode) value {
	args := c.Args[1:]
	switch n := c.Args[0].(type) {
	case *parse.IdentifierNode:
		return s.function(n.Ident, args)
	case *parse.FieldNode:
		return s.fields(s.here(), n.Ident, args)
	case *parse.VariableNode:
		return s.fields(s.variable(n.Ident[0]), n.Ident[1:], args)
	case *parse.ChainNode:
		return s.fields(s.argument(n.Node), n.Field, args)
	}
	if len(args) > 0 {
		return s.noValue()
	}
	return s.argument(c.Args[0])
}

// argument is a value that stands by itself.
func (s *scope) argument(node parse.Node) value {
	switch n := node.(type) {
	case *parse.DotNode:
		return s.here()
	case *parse.PipeNode:
		return s.pipe(n)
	case *parse.StringNode:
		return constant(n.Text)
	case *parse.BoolNode:
		return constant(n.True)
	case *parse.NumberNode:
		if n.IsInt {
			return constant(int(n.Int64))
		}
	case *parse.IdentifierNode, *parse.FieldNode, *parse.VariableNode, *parse.ChainNode:
		return s.command(&parse.CommandNode{Args: []parse.Node{n}})
	}
	return s.noValue()
}

// here is what the dot stands for.
func (s *scope) here() value {
	return value{s.dot, func(f *frame) reflect.Value { return f.dot }}
}

func (s *scope) variable(name string) value {
	for i := len(s.vars) - 1; i >= 0; i-- {
		if v := s.vars[i]; v.name == name {
			return value{v.typ, func(f *frame) reflect.Value { return f.vars[v.at] }}
		}
	}
	return s.noValue()
}

// fields follows names from a value; the arguments are for the last of them.
func (s *scope) fields(v value, names []string, args []parse.Node) value {
	for i, name := range names {
		if i == len(names)-1 {
			return s.field(v, name, args)
		}
		v = s.field(v, name, nil)
	}
	if len(args) > 0 {
		return s.noValue()
	}
	return v
}

// field is a field or a method of a struct, or of what a pointer points to.
func (s *scope) field(v value, name string, args []parse.Node) value {
	if m, ok := v.typ.MethodByName(name); ok {
		return s.method(v, m, args)
	}
	of, t := v.of, v.typ
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
		of = func(f *frame) reflect.Value {
			pointer := v.of(f)
			if pointer.IsNil() {
				panic(errFails)
			}
			return pointer.Elem()
		}
	} else if _, ofPointer := reflect.PointerTo(t).MethodByName(name); ofPointer {
		return s.noValue()
	}
	if t.Kind() != reflect.Struct || len(args) > 0 {
		return s.noValue()
	}
	field, found := t.FieldByName(name)
	if !found || !field.IsExported() || field.Type.Kind() == reflect.Interface {
		return s.noValue()
	}
	return value{field.Type, func(f *frame) reflect.Value { return of(f).FieldByIndex(field.Index) }}
}

// condition is the test of an if. What is chosen by and and or need not be of
// one type there.
func (s *scope) condition(node parse.Node) func(*frame) bool {
	pipe, ok := node.(*parse.PipeNode)
	if ok && len(pipe.Cmds) == 1 && len(pipe.Decl) == 0 {
		args := pipe.Cmds[0].Args
		if name, ok := args[0].(*parse.IdentifierNode); ok && s.funcs[name.Ident] == nil {
			switch {
			case name.Ident == "not" && len(args) == 2:
				holds := s.condition(args[1])
				return func(f *frame) bool { return !holds(f) }
			case name.Ident == "and":
				return s.conditions(args[1:], false)
			case name.Ident == "or":
				return s.conditions(args[1:], true)
			}
		}
	}
	v := s.argument(node)
	holds := s.truth(v.typ)
	return func(f *frame) bool { return holds(v.of(f)) }
}

// conditions are asked one after another until one of them is enough.
func (s *scope) conditions(args []parse.Node, enough bool) func(*frame) bool {
	var all []func(*frame) bool
	for _, arg := range args {
		all = append(all, s.condition(arg))
	}
	return func(f *frame) bool {
		for _, holds := range all {
			if holds(f) == enough {
				return enough
			}
		}
		return !enough
	}
}

// truth tells which values of a type count as true: those that are not empty.
func (c *compiler) truth(t reflect.Type) func(reflect.Value) bool {
	switch t.Kind() {
	case reflect.Bool:
		return reflect.Value.Bool
	case reflect.String, reflect.Slice, reflect.Map:
		return func(v reflect.Value) bool { return v.Len() > 0 }
	case reflect.Int:
		return func(v reflect.Value) bool { return v.Int() != 0 }
	case reflect.Pointer:
		return func(v reflect.Value) bool { return !v.IsNil() }
	}
	c.gaveUp = true
	return nil
}
