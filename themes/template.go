package themes

import (
	"html/template"
	"maps"
	"slices"
	text "text/template"
	"text/template/parse"
)

// forest is the trees of templates by name, before they are put together. A
// tree that is planted later takes the place of one of its name, even if it is
// empty: package template alone would keep the one that is there.
type forest struct {
	funcs template.FuncMap
	trees map[string]*parse.Tree
}

func newForest(funcs template.FuncMap) *forest {
	return &forest{funcs, map[string]*parse.Tree{}}
}

// plant adds the templates that a file defines; none if it cannot be parsed.
func (f *forest) plant(name, source string) *Fault {
	set, err := text.New(name).Funcs(text.FuncMap(f.funcs)).Parse(source)
	if err != nil {
		return f.faultOf(err, map[string]string{name: source})
	}
	for _, t := range set.Templates() {
		mark(t.Tree.Root)
		f.trees[t.Name()] = t.Tree
	}
	return nil
}

// names are those of the templates, sorted.
func (f *forest) names() []string { return slices.Sorted(maps.Keys(f.trees)) }

// template is all of them together. Escaping changes trees: it has its own.
func (f *forest) template() *template.Template {
	all := template.New("").Funcs(f.funcs)
	for _, name := range f.names() {
		template.Must(all.AddParseTree(name, f.trees[name].Copy())) // fails only once all has been executed
	}
	return all
}
