package press

import "woshou/generator/site"

// glossaries are the pages that explain the states to those that do not do so
// themselves: in each language the one that explains most, the first of equals.
func glossaries(s *site.Site) map[*site.Language]*site.Page {
	most := map[*site.Language]*site.Page{}
	for _, page := range s.Pages {
		best := most[page.Lang]
		if !page.Untranslated && len(page.States) > 0 && (best == nil || len(page.States) > len(best.States)) {
			most[page.Lang] = page
		}
	}
	return most
}

// entry is where another page explains a state, and in which words.
func (w *writer) entry(state string) (href, text string) {
	from := w.glossaries[w.page.Lang]
	if from == nil {
		return "", ""
	}
	e, explained := from.States[state]
	if !explained {
		return "", ""
	}
	return site.Href(w.page.Address, from.Address) + fragment(e.ID), e.Text
}

// explained is what the chips of a page may take from another.
func (p *Press) explained(page *site.Page) any {
	from := p.glossaries[page.Lang]
	if from == nil {
		return nil
	}
	return []any{from.Address, from.States}
}
