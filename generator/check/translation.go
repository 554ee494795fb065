package check

import (
	"fmt"
	"slices"
	"strings"

	"woshou/generator/diagnostic"
	"woshou/generator/markdown"
	"woshou/generator/site"
)

// differences reports translations that show other scenarios than the page in
// the default language does: one scenario serves every language.
func differences(s *site.Site) []diagnostic.Problem {
	var problems []diagnostic.Problem
	for _, page := range s.Pages {
		first := s.Translations(page)[0]
		if page == first || first.Lang != &s.Config.Languages[0] || page.Listing || first.Listing {
			continue
		}
		ours, theirs := scenariosOf(s, page), scenariosOf(s, first)
		for i := range max(len(ours), len(theirs)) {
			if i < len(ours) && i < len(theirs) && ours[i].name == theirs[i].name {
				continue
			}
			problems = append(problems, differs(page, first, ours, theirs, i))
			break // what follows is only shifted
		}
	}
	return problems
}

// shown is one scenario that a page shows; an inline one is known by its text.
type shown struct {
	name string
	markdown.Figure
}

// scenariosOf are the scenarios of a page, in order.
func scenariosOf(s *site.Site, page *site.Page) []shown {
	var all []shown
	var inline []markdown.Figure
	if slices.ContainsFunc(page.Figures, func(f markdown.Figure) bool { return f.Path == "" && f.Chart == "" }) {
		if doc, err := s.Document(page); err == nil {
			inline = doc.Figures // the site's facts leave their texts out
		}
	}
	for i, f := range page.Figures {
		switch {
		case f.Path != "":
			name, _ := s.Scenario(page, f.Path)
			all = append(all, shown{name, f})
		case f.Chart == "" && i < len(inline):
			all = append(all, shown{strings.TrimSpace(inline[i].Source), f})
		}
	}
	return all
}

// differs is the problem at the first scenario that is not the same.
func differs(page, first *site.Page, ours, theirs []shown, i int) diagnostic.Problem {
	p := diagnostic.Problem{Severity: diagnostic.Warning, Code: "translation-scenario", File: page.Source.Path, Width: 1}
	if i < len(ours) {
		p.Line, p.Col = ours[i].Line, ours[i].Col
	}
	p.Message = fmt.Sprintf("this is not the scenario that %s shows here", first.Source.Path)
	switch {
	case i >= len(ours):
		p.Message = fmt.Sprintf("%s shows a scenario more, in line %d", first.Source.Path, theirs[i].Line)
	case i >= len(theirs):
		p.Message = fmt.Sprintf("%s does not show this scenario", first.Source.Path)
	}
	p.Hint = "one scenario serves every language; its texts have a form for each"
	return p
}
