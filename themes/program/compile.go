package program

import (
	"html/template"
	"reflect"
	"slices"
	"text/template/parse"
)

// compiler compiles a template and those that it calls.
type compiler struct {
	set    *template.Template
	funcs  template.FuncMap
	blocks map[call]*block // a template may call itself
	gaveUp bool            // what has been compiled is of no use
}

// call is a template called with a type of view.
type call struct {
	name string
	view reflect.Type
}

// scope is where a node stands: what it may ask for.
type scope struct {
	*compiler
	block *block
	dot   reflect.Type
	vars  []variable // the innermost last
}

// variable is one of a block, the at-th.
type variable struct {
	name string
	typ  reflect.Type
	at   int
}

func (c *compiler) block(name string, view reflect.Type) *block {
	key := call{name, view}
	if b := c.blocks[key]; b != nil {
		return b
	}
	b := &block{vars: 1}
	c.blocks[key] = b
	t := c.set.Lookup(name)
	if t == nil || t.Tree == nil {
		c.gaveUp = true
		return b
	}
	b.body = scope{c, b, view, []variable{{"$", view, 0}}}.list(t.Tree.Root)
	return b
}

// unknown gives up.
func (c *compiler) unknown() step {
	c.gaveUp = true
	return nil
}

// declare adds a variable to a scope.
func (s *scope) declare(name string, typ reflect.Type) (at int) {
	at = s.block.vars
	s.block.vars++
	s.vars = append(slices.Clip(s.vars), variable{name, typ, at})
	return at
}

// list compiles nodes; the variables that they declare end with them.
func (s scope) list(list *parse.ListNode) step {
	var steps []step
	if list != nil {
		for _, node := range list.Nodes {
			steps = append(steps, s.node(node))
		}
	}
	return func(f *frame) {
		if f.left.Steps--; f.left.Steps < 0 || f.out.Len() > f.left.Text {
			panic(errFails)
		}
		for _, step := range steps {
			step(f)
		}
	}
}

func (s *scope) node(node parse.Node) step {
	switch n := node.(type) {
	case *parse.TextNode:
		text := n.Text
		return func(f *frame) { f.out.Write(text) }
	case *parse.ActionNode:
		return s.action(n.Pipe)
	case *parse.IfNode:
		return s.ifs(n)
	case *parse.WithNode:
		return s.with(n)
	case *parse.RangeNode:
		return s.ranges(n)
	case *parse.TemplateNode:
		return s.template(n)
	}
	return s.unknown()
}

// action prints a value, or sets a variable.
func (s *scope) action(pipe *parse.PipeNode) step {
	if len(pipe.Decl) > 0 {
		v := s.pipe(pipe)
		return func(f *frame) { v.of(f) }
	}
	var escapers []string
	for _, command := range pipe.Cmds[1:] {
		name, ok := command.Args[0].(*parse.IdentifierNode)
		if !ok || len(command.Args) > 1 {
			return s.unknown()
		}
		escapers = append(escapers, name.Ident)
	}
	if print := printed(s.command(pipe.Cmds[0]), escapers); print != nil {
		return print
	}
	return s.unknown()
}

func (s scope) ifs(n *parse.IfNode) step {
	holds := s.condition(n.Pipe)
	then, otherwise := s.list(n.List), s.list(n.ElseList)
	return func(f *frame) {
		if holds(f) {
			then(f)
		} else {
			otherwise(f)
		}
	}
}

func (s scope) with(n *parse.WithNode) step {
	v := s.pipe(n.Pipe)
	holds := s.truth(v.typ)
	inside := s
	inside.dot = v.typ
	then, otherwise := inside.list(n.List), s.list(n.ElseList)
	return func(f *frame) {
		value := v.of(f)
		if !holds(value) {
			otherwise(f)
			return
		}
		dot := f.dot
		f.dot = value
		then(f)
		f.dot = dot
	}
}

// ranges repeats for the elements of a slice.
func (s scope) ranges(n *parse.RangeNode) step {
	if len(n.Pipe.Cmds) != 1 || n.Pipe.IsAssign {
		return s.unknown()
	}
	v := s.command(n.Pipe.Cmds[0])
	if v.typ.Kind() != reflect.Slice {
		return s.unknown()
	}
	inside := s
	inside.dot = v.typ.Elem()
	index, element := -1, -1
	switch decl := n.Pipe.Decl; len(decl) {
	case 2:
		index = inside.declare(decl[0].Ident[0], reflect.TypeFor[int]())
		element = inside.declare(decl[1].Ident[0], inside.dot)
	case 1:
		element = inside.declare(decl[0].Ident[0], inside.dot)
	}
	each, none := inside.list(n.List), s.list(n.ElseList)
	return func(f *frame) {
		all, dot := v.of(f), f.dot
		for i := range all.Len() {
			f.dot = all.Index(i)
			if index >= 0 {
				f.vars[index] = reflect.ValueOf(i)
			}
			if element >= 0 {
				f.vars[element] = f.dot
			}
			each(f)
		}
		if f.dot = dot; all.Len() == 0 {
			none(f)
		}
	}
}

// template calls another template.
func (s *scope) template(n *parse.TemplateNode) step {
	view := constant(struct{}{}) // which nothing can be asked of
	if n.Pipe != nil {
		view = s.pipe(n.Pipe)
	}
	called := s.compiler.block(n.Name, view.typ)
	return func(f *frame) { called.run(f.out, view.of(f), f.depth+1, f.left) }
}
