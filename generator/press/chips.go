package press

import (
	"strings"

	"woshou/generator/figure"
	"woshou/generator/markdown"
)

// mark has the names of states in the page's text marked, and its glossary completed,
// by what the figures of the page are about.
func (w *writer) mark(r *markdown.Renderer) {
	named := figure.NamedIn(w.figures.all(w.page, w.page.Figures()))
	lang := w.figures.shownIn(w.page.Lang)
	r.OtherStates = named.Others && !named.TCP && w.page.Meta.Protocol == "" && len(w.page.States()) == 0
	r.Chip = func(name string) (c markdown.Chip, ok bool) {
		s, ok := named.State(name)
		c = markdown.Chip{Stage: string(s.Stage), Text: s.Label.In(lang.Code)}
		if s.Chart != "" {
			c.Href = "#" + s.Chart
		}
		return c, ok
	}
	r.Term = func(term string) []byte {
		if s, ok := named.State(strings.TrimSpace(term)); ok {
			return s.Arrows(lang, term)
		}
		return figure.Arrows(lang, term)
	}
}
