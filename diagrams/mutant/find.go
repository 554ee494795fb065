package mutant

import (
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"hash/fnv"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// Kind is what a mutant changes.
type Kind string

// The kinds.
const (
	Constant   Kind = "constant"
	Comparison Kind = "comparison"
	Branch     Kind = "branch"
)

// Mutant is one change of one line.
type Mutant struct {
	Kind Kind
	// Name tells file, function and change, and stays as long as they do:
	// "persist.go probe: n == 0 → n != 0".
	Name string
	// File is the path of the source, Offset and End the place in it, With what
	// stands there when mutant number %d is chosen among others.
	File        string
	Offset, End int
	With        string
}

// source is a package as it was read.
type source struct {
	fset  *token.FileSet
	files []*ast.File
	info  types.Info
	text  map[string][]byte
}

// load reads the sources of the package in a folder, its tests left out.
func load(folder string, text map[string][]byte) (*source, error) {
	s := &source{fset: token.NewFileSet(), text: text, info: types.Info{Types: map[ast.Expr]types.TypeAndValue{}}}
	var names []string
	for name := range text {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		f, err := parser.ParseFile(s.fset, name, text[name], parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		s.files = append(s.files, f)
	}
	conf := types.Config{Importer: importer.ForCompiler(s.fset, "source", nil)}
	_, err := conf.Check(folder, s.fset, s.files, &s.info)
	return s, err
}

// Find returns all mutants of the functions and variables of a package, given
// by the text of its files.
func Find(folder string, text map[string][]byte) ([]Mutant, error) {
	s, err := load(folder, text)
	if err != nil {
		return nil, err
	}
	var all []Mutant
	for _, f := range s.files {
		for _, d := range f.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				all = append(all, s.within(d, d.Name.Name)...)
			case *ast.GenDecl:
				if d.Tok == token.VAR {
					all = append(all, s.within(d, "variable")...)
				}
			}
		}
	}
	number(all)
	return all, nil
}

// within finds the mutants of one declaration.
func (s *source) within(d ast.Node, where string) (list []Mutant) {
	add := func(kind Kind, at ast.Node, change, with string) {
		from, to := s.fset.Position(at.Pos()), s.fset.Position(at.End())
		name := fmt.Sprintf("%s %s: %s", filepath.Base(from.Filename), where, change)
		list = append(list, Mutant{kind, name, from.Filename, from.Offset, to.Offset, with})
	}
	ast.Inspect(d, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BinaryExpr:
			if other, ok := offByOne[n.Op]; ok {
				was, is := s.binary(n, n.Op), s.binary(n, other)
				add(Comparison, n, was+" → "+is, fmt.Sprintf("(mutated(%%d) && (%s) || !mutated(%%d) && (%s))", is, was))
			}
		case *ast.IfStmt:
			add(Branch, n.Cond, "no if "+s.at(n.Cond), "(!mutated(%d) && ("+s.at(n.Cond)+"))")
		case *ast.SwitchStmt:
			if n.Tag == nil {
				for _, c := range n.Body.List {
					for _, e := range c.(*ast.CaseClause).List {
						add(Branch, e, "no case "+s.at(e), "(!mutated(%d) && ("+s.at(e)+"))")
					}
				}
			}
		case *ast.BasicLit:
			if with, ok := s.another(n); ok {
				add(Constant, n, n.Value+" → "+with, fmt.Sprintf("pick[%s](%%d, %s, %s)", s.typeOf(n), n.Value, with))
			}
		}
		return true
	})
	return list
}

// offByOne is the comparison that each is mistaken for.
var offByOne = map[token.Token]token.Token{
	token.LSS: token.LEQ, token.LEQ: token.LSS, token.GTR: token.GEQ, token.GEQ: token.GTR, token.EQL: token.NEQ, token.NEQ: token.EQL,
}

func (s *source) at(n ast.Node) string {
	from, to := s.fset.Position(n.Pos()), s.fset.Position(n.End())
	return string(s.text[from.Filename][from.Offset:to.Offset])
}

func (s *source) binary(n *ast.BinaryExpr, op token.Token) string {
	return s.at(n.X) + " " + op.String() + " " + s.at(n.Y)
}

// another is another value for a number: the next one, or half as much again.
func (s *source) another(lit *ast.BasicLit) (string, bool) {
	basic, ok := s.info.Types[lit].Type.(*types.Basic)
	if lit.Kind != token.INT || ok && basic.Info()&types.IsUntyped != 0 {
		return "", false
	}
	n, err := strconv.Atoi(lit.Value)
	if err != nil {
		return "", false
	}
	return strconv.Itoa(n + max(1, n/2)), true
}

// typeOf is the type of a number as a source may name it, see support.
func (s *source) typeOf(lit *ast.BasicLit) string {
	name := types.TypeString(s.info.Types[lit].Type, func(*types.Package) string { return "" })
	if name == "Duration" {
		return "duration"
	}
	return name
}

// number tells apart mutants of equal names, by counting.
func number(all []Mutant) {
	seen := map[string]int{}
	for i := range all {
		all[i].Name = strings.Join(strings.Fields(all[i].Name), " ")
		if seen[all[i].Name]++; seen[all[i].Name] > 1 {
			all[i].Name += fmt.Sprintf(" (%d)", seen[all[i].Name])
		}
	}
}

// Choose takes n mutants, as many of each kind as it can. Which they are depends
// on their names alone, so that a change of the machine changes few of them.
func Choose(all []Mutant, n int) (chosen []Mutant) {
	hash := func(m Mutant) uint64 {
		h := fnv.New64a()
		h.Write([]byte(m.Name))
		return h.Sum64()
	}
	all = slices.Clone(all)
	slices.SortFunc(all, func(a, b Mutant) int {
		if hash(a) < hash(b) {
			return -1
		}
		return 1
	})
	for len(chosen) < n && len(all) > 0 {
		for _, k := range []Kind{Constant, Comparison, Branch} {
			if i := slices.IndexFunc(all, func(m Mutant) bool { return m.Kind == k }); i >= 0 && len(chosen) < n {
				chosen, all = append(chosen, all[i]), slices.Delete(all, i, i+1)
			}
		}
	}
	return chosen
}
