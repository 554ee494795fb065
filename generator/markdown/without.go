package markdown

import "github.com/goccy/go-yaml/ast"

// Without says what of the page around the text a page's front matter turns
// off, with the keys that VitePress has for it.
type Without struct {
	Sidebar, Outline, Edit, Updated bool
	Prev, Next                      bool // the links to them
}

// switches are the readers of those keys.
func (v *visit) switches(m *Meta) map[string]func(ast.Node) {
	w := &m.Without
	return map[string]func(ast.Node){
		"sidebar": off(&w.Sidebar), "aside": off(&w.Outline), "outline": off(&w.Outline),
		"editLink": off(&w.Edit), "lastUpdated": off(&w.Updated),
		"prev": v.neighbour(&m.Prev, &w.Prev), "next": v.neighbour(&m.Next, &w.Next),
		"layout": func(n ast.Node) {
			v.str(&m.Layout)(n)
			switch m.Layout {
			case "false":
				*w = Without{true, true, true, true, true, true}
			case "page":
				w.Outline, w.Prev, w.Next = true, true, true
			}
		},
	}
}

// off notes a `false`; other values ask for more than a switch.
func off(into *bool) func(ast.Node) {
	return func(n ast.Node) {
		*into = *into || isScalar(n) && scalar(n) == "false"
	}
}

// neighbour reads `prev` or `next`: false, words for the link, or a map with
// them as its text.
func (v *visit) neighbour(words *string, none *bool) func(ast.Node) {
	return func(n ast.Node) {
		switch {
		case isScalar(n) && scalar(n) == "false":
			*none = true
		case isScalar(n):
			*words = scalar(n)
		default:
			v.fields(n, map[string]func(ast.Node){"text": v.words(words)})
		}
	}
}
