package press

import (
	"maps"
	"slices"

	"woshou/generator/markdown"
	"woshou/generator/page"
	"woshou/generator/site"
)

// ids are those that a text has in a page in which another text comes after it:
// of its elements, and of its figures. The other then ends the same ids in its
// language, and what refers to them in it follows.
type ids struct {
	elements map[string]bool
	figures  []string
}

// idsOf are the ids of the elements of some parts.
func idsOf(parts []markdown.Part) ids {
	all := ids{elements: map[string]bool{}}
	for _, part := range parts {
		for _, id := range part.IDs {
			all.elements[id] = true
		}
		all.figures = append(all.figures, part.Figures...)
	}
	return all
}

// without are the ids but those of some figures.
func (s ids) without(figures []string) ids {
	rest := ids{elements: maps.Clone(s.elements)}
	for _, id := range figures {
		delete(rest.elements, id)
	}
	for _, id := range s.figures {
		if !slices.Contains(figures, id) {
			rest.figures = append(rest.figures, id)
		}
	}
	return rest
}

// among are the ids that a page has too.
func (s ids) among(doc *markdown.Document) ids {
	both := ids{elements: map[string]bool{}}
	for id := range s.elements {
		if _, taken := slices.BinarySearch(doc.IDs, id); taken {
			both.elements[id] = true
		}
	}
	for _, id := range s.figures {
		if slices.ContainsFunc(doc.Figures, func(f page.Figure) bool { return f.ID == id }) {
			both.figures = append(both.figures, id)
		}
	}
	return both
}

// suffix is what the ids of a text in a language end in; nil where none is
// taken.
func (s ids) suffix(lang *site.Language) func(id string) string {
	if s.none() {
		return nil
	}
	return func(id string) string {
		figure, _, isStep := page.StepOf(id)
		if s.elements[id] || isStep && s.haveFigure(figure) {
			return "." + lang.Code
		}
		return ""
	}
}

func (s ids) none() bool { return len(s.elements)+len(s.figures) == 0 }

// haveFigure reports whether a figure of that id would have ids that are taken.
func (s ids) haveFigure(id string) bool { return slices.Contains(s.figures, id) || s.elements[id] }

// suffixOf is what the ids of a figure of the text end in.
func (s ids) suffixOf(f page.Figure, lang *site.Language) string {
	if s.haveFigure(f.ID) {
		return "." + lang.Code
	}
	return ""
}
