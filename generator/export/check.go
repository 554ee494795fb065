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
	protocol, ok := c.protocol(dir, s, on, f)
	if !ok {
		return false
	}
	to.Source, ok = figure.Counterexample(protocol)
	return ok
}

// protocol reads the protocol that a figure names. One that is not there is a
// problem at the figure's place.
func (c *collector) protocol(dir string, s *site.Site, on *site.Page, f page.Figure) (diagrams.File, bool) {
	file, _ := s.Scenario(on, f.ProtocolPath())
	text, err := s.Read(file)
	if err != nil {
		at := diagnostic.Place{File: below(dir, f.File), Line: f.Line, Col: f.Col, Width: 1}
		c.problems = append(c.problems, errorIn(at, "protocol-missing", diagnostic.Say("there is no protocol `%s`", f.ProtocolPath())))
	}
	return diagrams.File{Name: below(dir, file), Text: string(text)}, err == nil
}
