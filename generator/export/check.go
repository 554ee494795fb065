package export

import (
	"woshou/diagrams"
	"woshou/generator/diagnostic"
	"woshou/generator/figure"
	"woshou/generator/page"
	"woshou/generator/site"
)

// counterexample completes the figure of a check; false if its protocol is missing,
// or where there is nothing to draw since all is as its author says.
func (c *collector) counterexample(to *Figure, dir string, s *site.Site, on *site.Page, f page.Figure) bool {
	file, _ := s.Scenario(on, f.Check)
	text, err := s.Read(file)
	if err != nil {
		at := diagnostic.Place{File: below(dir, f.File), Line: f.Line, Col: f.Col, Width: 1}
		c.problems = append(c.problems, errorIn(at, "protocol-missing", diagnostic.Say("there is no protocol `%s`", f.Check)))
		return false
	}
	var found bool
	to.Source, found = figure.Counterexample(diagrams.File{Name: below(dir, file), Text: string(text)})
	return found
}
