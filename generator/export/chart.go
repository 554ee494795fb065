package export

import (
	"fmt"
	"path/filepath"

	"woshou/diagrams"
	"woshou/diagrams/place"
	"woshou/diagrams/statechart"
	"woshou/diagrams/tcp"
	"woshou/generator/diagnostic"
	"woshou/generator/page"
	"woshou/generator/site"
)

// Way is the way of a host through a state diagram.
type Way struct {
	Host string
	// Run is the scenario, with its Text and File.
	Run Figure
	// Line and Col are where the host is named, in the file of the diagram.
	Line, Col int
}

// chart completes a state diagram; false if a scenario of it is missing.
func (c *collector) chart(figure *Figure, dir string, s *site.Site, on *site.Page, f page.Figure) bool {
	figure.Chart = f.Chart
	for _, w := range f.Ways {
		file, text, ok := c.read(dir, s, on, page.Figure{Path: w.Path, Place: w.PathAt})
		if !ok {
			return false
		}
		run := Figure{Text: text, File: filepath.ToSlash(filepath.Join(dir, file)), Line: 1}
		figure.Ways = append(figure.Ways, Way{Host: w.Host, Run: run, Line: w.Line, Col: w.Col})
	}
	return true
}

// drawChart lays a state diagram out in each of its languages.
func (f Figure) drawChart() (drawings []drawing, problems []diagnostic.Problem) {
	paths, problems := f.paths()
	if len(problems) > 0 {
		return nil, problems
	}
	for _, lang := range f.Langs {
		s := statechart.Layout(tcp.Table, statechart.Options{Words: languages(f.Words).Of(lang), Underscore: f.Underscore, Paths: paths})
		drawings = append(drawings, drawing{f, lang, nil, s})
	}
	return drawings, nil
}

// paths runs the scenarios of a state diagram.
func (f Figure) paths() (paths []statechart.Path, problems []diagnostic.Problem) {
	problem := diagnostic.Problem{Place: place.Place{File: f.File, Width: 1}, Severity: diagnostic.Error}
	if f.Chart != "tcp" {
		problem.Code, problem.Line, problem.Col = "unknown-machine", f.Line, f.Indent+1
		problem.Message = fmt.Sprintf("there is no machine `%s`", f.Chart)
		return nil, []diagnostic.Problem{problem}
	}
	for _, w := range f.Ways {
		run, errs := diagrams.Run(w.Run.File, w.Run.Text)
		if problems = append(problems, diagnostic.OfScenario(w.Run.origin(), errs)...); len(errs) > 0 {
			continue
		}
		path, err := statechart.PathOf(run, w.Host)
		if err != nil {
			problem.Code, problem.Line, problem.Col, problem.Message = "unknown-host", w.Line, w.Col, err.Error()
			problems = append(problems, problem)
		}
		paths = append(paths, path)
	}
	return paths, problems
}
