package front

import (
	"woshou/generator/page"

	"github.com/goccy/go-yaml/ast"
)

// switches are the readers of those keys.
func (r *reader) switches(m *page.Meta) map[string]func(ast.Node) {
	w := &m.Without
	return map[string]func(ast.Node){
		"sidebar": off(&w.Sidebar), "aside": off(&w.Outline), "outline": r.outline(m),
		"search":   off(&w.Search),
		"editLink": off(&w.Edit), "lastUpdated": off(&w.Updated),
		"prev": r.neighbour(&m.Prev, &w.Prev), "next": r.neighbour(&m.Next, &w.Next),
		"layout": func(n ast.Node) {
			r.str(&m.Layout)(n)
			switch m.Layout {
			case "false":
				*w = page.Without{Sidebar: true, Outline: true, Edit: true, Updated: true, Prev: true, Next: true}
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
// them as its text, and its address.
func (r *reader) neighbour(into *page.Neighbour, none *bool) func(ast.Node) {
	return func(n ast.Node) {
		switch {
		case isScalar(n) && scalar(n) == "false":
			*none = true
		case isScalar(n):
			r.words(&into.Text)(n)
		default:
			r.fields(n, map[string]func(ast.Node){"text": r.words(&into.Text), "link": r.address(&into.Link)})
		}
	}
}

// outline reads the levels of the headings that the page's outline shows: one
// of them, the first and the last, "deep" for all, false for none; or a map
// with that as its `level`.
func (r *reader) outline(m *page.Meta) func(ast.Node) {
	var read func(ast.Node)
	read = func(n ast.Node) {
		off(&m.Without.Outline)(n)
		if _, isMap := plainNode(n).(ast.MapNode); isMap {
			r.fields(n, map[string]func(ast.Node){"level": read})
			return
		}
		var levels []int
		if s, isList := plainNode(n).(*ast.SequenceNode); isList {
			for _, entry := range s.Values {
				levels = append(levels, level(entry))
			}
		} else if scalar(n) == "deep" {
			levels = []int{2, 6}
		} else {
			levels = []int{level(n), level(n)}
		}
		if len(levels) == 2 && levels[0] > 0 && levels[0] <= levels[1] {
			m.Outline = [2]int(levels)
		}
	}
	return read
}

// level is a level of headings, 0 for what is none.
func level(n ast.Node) int {
	if s := scalar(n); len(s) == 1 && s[0] >= '1' && s[0] <= '6' {
		return int(s[0] - '0')
	}
	return 0
}
