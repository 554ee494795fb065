package export

import (
	"woshou/diagrams"
	"woshou/generator/diagnostic"
	"woshou/generator/figure"
	"woshou/generator/page"
	"woshou/generator/site"
)

// Way is the way of a host through a state diagram.
type Way struct {
	Host string
	At   diagnostic.Place // where the host is named
	diagrams.Source
	Origin diagnostic.Origin
}

// chart completes a state diagram; false if its machine or a scenario of it is
// missing.
func (c *collector) chart(to *Figure, dir string, s *site.Site, on *site.Page, f page.Figure) bool {
	of := figure.Figure{Figure: f}
	of.File = below(dir, f.File)
	if f.ProtocolPath() != "" {
		var ok bool
		if of.Protocol, ok = c.protocol(dir, s, on, f); !ok {
			return false
		}
	}
	machine, problems := figure.MachineOf(of)
	if c.problems = append(c.problems, problems...); len(problems) > 0 {
		return false
	}
	to.Chart, to.Machine = f.Chart+" "+f.Role, machine
	for _, w := range f.Ways {
		file, text, ok := c.read(dir, s, on, page.Figure{Path: w.Path, Place: w.PathAt})
		if !ok {
			return false
		}
		at := diagnostic.Place{File: to.Origin.File, Line: w.Line, Col: w.Col, Width: 1}
		to.Ways = append(to.Ways, Way{Host: w.Host, At: at, Source: diagrams.Open(text, protocolsBelow(dir, s, file)), Origin: diagnostic.Origin{File: below(dir, file), Line: 1}})
	}
	return true
}

// drawChart lays a state diagram out in each of its languages.
func (f Figure) drawChart(opt Options) (drawings []drawing, problems []diagnostic.Problem) {
	ways, problems := f.ways()
	if len(problems) > 0 {
		return nil, problems
	}
	for _, lang := range f.Langs {
		drawings = append(drawings, drawing{f, lang, f.Machine.Draw(ways, f.look(lang, opt))})
	}
	return drawings, nil
}

// ways runs the scenarios of a state diagram.
func (f Figure) ways() (ways []diagrams.Way, problems []diagnostic.Problem) {
	for i, w := range f.Ways {
		run, errs := diagrams.RunToDraw(w.Origin.File, w.Source)
		if problems = append(problems, diagnostic.Of(w.Origin, errs)...); len(errs) > 0 {
			continue
		}
		way, err := f.Machine.WayOf(run, w.Host, i)
		if err != nil {
			problems = append(problems, errorIn(w.At, "unknown-host", diagnostic.Message(err.Error())))
		}
		ways = append(ways, way)
	}
	return ways, problems
}

// errorIn is an error at a place.
func errorIn(at diagnostic.Place, code string, message diagnostic.Message) diagnostic.Problem {
	return diagnostic.Problem{Place: at, Severity: diagnostic.Error, Code: code, Message: message}
}
