package press

import (
	"path"
	"strings"

	"woshou/generator/diagnostic"
	"woshou/generator/figure"
	"woshou/generator/page"
	"woshou/generator/site"
)

// fileJobs draw the scenarios that stand in files of their own, once for
// each language that shows them. Two figures at one address are a problem.
func (d figures) fileJobs() ([]Job, []diagnostic.Problem) {
	var jobs []Job
	var problems []diagnostic.Problem
	owner := map[string]string{}
	for _, page := range d.site.Pages {
		for _, f := range page.Figures() {
			source, numbers := page.Source.Path, ""
			if f.Path != "" {
				file, found := d.site.Scenario(page, f.Path)
				if !found {
					continue // reported where the page is made
				}
				source, numbers = file, f.Numbers
			}
			address := site.FigureFile(d.name(page, f), numbers, page.Lang)
			switch other, taken := owner[strings.ToLower(address)]; {
			case !taken && f.Path != "":
				jobs = append(jobs, d.job(address, source, numbers, page.Lang))
			case taken && other != source:
				problems = append(problems, clash(f, address, other))
			}
			owner[strings.ToLower(address)] = source
		}
	}
	return append(jobs, d.linked(owner)...), problems
}

// linked draw the scenarios that pages link to, or show in small, and
// that no page shows as a figure. Owner has the addresses that are taken.
func (d figures) linked(owner map[string]string) []Job {
	var jobs []Job
	for _, page := range d.site.Pages {
		for _, scenario := range page.Scenarios() {
			file, found := d.site.Scenario(page, scenario)
			name := strings.TrimSuffix(file, path.Ext(file))
			address := site.FigureFile(name, "", page.Lang)
			if _, taken := owner[strings.ToLower(address)]; !found || taken {
				continue
			}
			owner[strings.ToLower(address)] = file
			jobs = append(jobs, d.job(address, file, "", page.Lang))
		}
	}
	return jobs
}

// clash is the problem of a figure at an address that another file has.
func clash(f page.Figure, address, other string) diagnostic.Problem {
	at := f.Place
	at.Width = 1
	return diagnostic.Problem{
		Place: at, Severity: diagnostic.Error, Code: "address", Message: diagnostic.Say("the address %s belongs to a figure of %s", address, other),
		Hint: "give the figure another id, or the scenario another name",
	}
}

func (d figures) job(address, source, numbers string, lang *site.Language) Job {
	return Job{
		Outputs: []string{address},
		Group:   source,
		Recipe:  func() (site.Hash, error) { return d.site.ScenarioHash(source) },
		Make: func() ([][]byte, []diagnostic.Problem, error) {
			scenario, err := d.scenarioFile(source)
			if err != nil {
				return nil, nil, err
			}
			id := strings.ReplaceAll(strings.TrimSuffix(source, path.Ext(source)), "/", "-")
			f := figure.Figure{Figure: page.Figure{ID: id, Numbers: numbers}, Scenario: scenario}
			drawing, problems, err := d.File(f, d.shownIn(lang))
			return [][]byte{drawing}, problems, err
		},
	}
}
