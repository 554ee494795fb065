package serve

import (
	"slices"
	"time"

	"woshou/generator/diagnostic"
	"woshou/generator/site"
)

// mostReported bounds how many pages are made for the sake of a report: a
// scenario may stand in very many.
const mostReported = 32

// Change is what a change of sources led to.
type Change struct {
	Names []string // of the files, from the site's folder
	Start time.Time
	Took  time.Duration
	// Pages and Figures are how many of them it concerns, Problems what is
	// wrong with those and with the site, sorted; Read reads a file that a
	// problem names.
	Pages, Figures int
	Problems       []diagnostic.Problem
	Read           func(name string) ([]byte, error)
}

// report tells of a change, and what is wrong with the pages it concerns, so
// that whoever looks at the terminal need not look at the browser. Files that
// concern no page, such as those that editors write for a moment, are passed
// over.
func (p *preview) report(names []string, start time.Time) {
	if p.changed == nil {
		return
	}
	c := Change{Names: names, Start: start, Read: p.site.Read}
	problems := p.wrong()
	for _, page := range p.site.Pages {
		if c.Pages == mostReported || !p.concerns(page, names) {
			continue
		}
		c.Pages++
		c.Figures += len(page.Figures())
		if m, err := p.make(page.Address); err == nil {
			problems = append(problems[:len(problems):len(problems)], m.problems...)
		}
	}
	if c.Pages == 0 && len(problems) == 0 {
		return
	}
	c.Took, c.Problems = time.Since(start), diagnostic.Merge(problems)
	p.changed(c)
}

// concerns reports whether a page is made of one of the changed files.
func (p *preview) concerns(page *site.Page, names []string) bool {
	if slices.Contains(names, page.Source.Path) {
		return true
	}
	if !page.IsRead() {
		return false // it is among those left for later
	}
	isNamed := func(file string) bool { return slices.Contains(names, file) }
	for _, f := range page.Figures() {
		for _, name := range f.Scenarios() {
			if file, found := p.site.Scenario(page, name); found && slices.ContainsFunc(p.sourcesOfScenario(file), isNamed) {
				return true
			}
		}
	}
	return slices.ContainsFunc(page.Protocols(), isNamed)
}
