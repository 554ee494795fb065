package check

import (
	"slices"

	"woshou/diagrams"
	"woshou/generator/diagnostic"
	"woshou/generator/page"
	"woshou/generator/site"
)

// differences reports translations whose scenarios do not run as those of the
// page they are made from: one scenario serves every language. Runs are
// compared, not texts.
func differences(s *site.Site) []diagnostic.Problem {
	var problems []diagnostic.Problem
	for _, page := range s.Pages {
		original := s.Original(page)
		if page == original || !page.IsWritten() || !original.IsWritten() {
			continue
		}
		ours, theirs := scenariosOf(s, page), scenariosOf(s, original)
		for i := range max(len(ours), len(theirs)) {
			var where diagnostic.Message
			if i < len(ours) && i < len(theirs) {
				if where = parting(ours[i], theirs[i]); where == "" {
					continue
				}
			}
			problems = append(problems, differs(page, original, ours, theirs, i, where))
			if len(ours) != len(theirs) {
				break // what follows is only shifted
			}
		}
	}
	return problems
}

// parting is the first moment at which two scenarios do not run alike, as each
// has it; "" if they do. What cannot be run is an error of its own.
func parting(ours, theirs showing) diagnostic.Message {
	if ours.source == theirs.source || ours.missing || theirs.missing {
		return ""
	}
	a, wrong := ours.source.Run("")
	b, wrong2 := theirs.source.Run("")
	if len(wrong)+len(wrong2) > 0 {
		return ""
	}
	here, there, apart := a.Parting(b)
	switch {
	case !apart:
		return ""
	case here == "":
		return "windows, options or times differ"
	}
	return diagnostic.Say("`%s` here, `%s` there", here, there)
}

// showing is one scenario that a page shows.
type showing struct {
	source  diagrams.Source
	missing bool // its file is not there
	page.Figure
}

// scenariosOf are the scenarios of a page, in order.
func scenariosOf(s *site.Site, on *site.Page) []showing {
	var all []showing
	var inline []page.Figure
	if slices.ContainsFunc(on.Figures(), func(f page.Figure) bool { return f.Path == "" && f.IsRun() }) {
		if doc, err := s.Document(on); err == nil {
			inline = doc.Figures // the site's facts leave their texts out
		}
	}
	for i, f := range on.Figures() {
		switch {
		case f.Path != "":
			name, _ := s.Scenario(on, f.Path)
			text, err := s.Read(name)
			all = append(all, showing{diagrams.Open(string(text), s.ProtocolsFor(name)), err != nil, f})
		case f.IsRun() && i < len(inline):
			all = append(all, showing{diagrams.Open(inline[i].Source, s.ProtocolsFor(on.Source.Path)), false, f})
		}
	}
	return all
}

// differs is the problem at the first scenario that is not the same.
func differs(page, first *site.Page, ours, theirs []showing, i int, where diagnostic.Message) diagnostic.Problem {
	p := diagnostic.Problem{Place: diagnostic.File(page.Source.Path), Severity: diagnostic.Warning, Code: "translation-scenario"}
	if i < len(ours) {
		p.Line, p.Col = ours[i].Line, ours[i].Col
	}
	switch {
	case where != "":
		p.Message = diagnostic.Say("this does not run as the scenario in %s:%d: %s", first.Source.Path, theirs[i].Line, where)
	case i >= len(ours):
		p.Message = diagnostic.Say("%s shows a scenario more, in line %d", first.Source.Path, theirs[i].Line)
	case i >= len(theirs):
		p.Message = diagnostic.Say("%s does not show this scenario", first.Source.Path)
	}
	p.Hint = "one scenario serves every language; its texts have a form for each"
	return p
}
