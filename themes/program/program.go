// Package program runs the templates of package html/template to the same text
// in a fraction of the time.
//
// That package looks up each field by its name, and takes each value through
// interfaces and each escape through reflection, anew on every page. Here a
// template that it has parsed and made safe is compiled once, for views of one
// type: fields become indices, and what is to be escaped is known.
//
//	p := program.Of(templates, "page.html", reflect.TypeFor[*Page](), funcs, bounds)
//	if !p.Write(&out, page) {
//		err := templates.ExecuteTemplate(&out, "page.html", page)
//	}
//
// What a page is made of is compiled: texts, fields, variables, calls, if, with,
// range, template, comparisons, and values in text, attributes and addresses.
// Of a template with anything else, a value in a script for example, there is no
// program. What is safe to print where is not decided here: every action is
// printed through the escapers that html/template has put behind it.
//
//	compile.go   nodes of a template to steps
//	value.go     what stands in an action, and the tests of if and with
//	call.go      functions and methods
//	escape.go    values into the page
package program

import (
	"bytes"
	"errors"
	"html/template"
	"reflect"
)

// Program writes what one template makes of views of one type. Nil is one that
// writes nothing. It is safe for concurrent use.
type Program struct {
	page   *block
	bounds Bounds
}

// Bounds are what a page may take at most: lists of nodes that are run, and octets
// that are written. More is left to html/template.
type Bounds struct{ Steps, Text int }

// Of compiles a template of a set that has been executed: html/template makes
// templates safe when they are first needed. It is nil if the template, or one
// that it calls, holds what is not known here, or is not safe yet.
func Of(set *template.Template, name string, view reflect.Type, funcs template.FuncMap, bounds Bounds) *Program {
	c := compiler{set: set, funcs: funcs, blocks: map[call]*block{}}
	page := c.block(name, view)
	if c.gaveUp {
		return nil
	}
	return &Program{page, bounds}
}

// Write writes the page of a view, which has the type that the program was
// compiled for. It reports false, and has written nothing, where html/template
// is to be asked: it says what is wrong.
func (p *Program) Write(out *bytes.Buffer, view any) (ok bool) {
	if p == nil {
		return false
	}
	start := out.Len()
	defer func() {
		if recover() != nil {
			out.Truncate(start)
			ok = false
		}
	}()
	bounds := p.bounds
	bounds.Text += start
	p.page.run(out, reflect.ValueOf(view), 0, &bounds)
	return true
}

// errFails stops a program, from inside of values within values.
var errFails = errors.New("the template fails on this view")

// step writes a part of a page.
type step func(*frame)

// block is a template, compiled for one type of view.
type block struct {
	body step
	vars int // how many variables it has, $ included
}

// frame is a template that is running.
type frame struct {
	out   *bytes.Buffer
	dot   reflect.Value
	vars  []reflect.Value
	depth int // of templates that call each other
	left  *Bounds
}

// deepest bounds them: one that calls itself for ever is left to html/template,
// which says so.
const deepest = 1000

func (b *block) run(out *bytes.Buffer, view reflect.Value, depth int, left *Bounds) {
	if depth > deepest {
		panic(errFails)
	}
	f := frame{out, view, make([]reflect.Value, b.vars), depth, left}
	f.vars[0] = view
	b.body(&f)
}
