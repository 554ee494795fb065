package serve

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"woshou/generator/diagnostic"
	"woshou/generator/site"
)

// mostReported bounds how many pages are made for the sake of a report: a
// scenario may stand in very many.
const mostReported = 32

// report writes a line about a change to the log, and below it what is wrong
// with the pages it concerns, so that whoever looks at the terminal need not
// look at the browser. Files that concern no page, such as those that editors
// write for a moment, are passed over.
func (p *preview) report(names []string, start time.Time) {
	problems := p.problems
	pages, figures := 0, 0
	for _, page := range p.site.Pages {
		if pages == mostReported || !p.concerns(page, names) {
			continue
		}
		pages++
		figures += len(page.Figures)
		if m, err := p.make(page.Address); err == nil {
			problems = append(problems[:len(problems):len(problems)], m.problems...)
		}
	}
	if pages == 0 && len(problems) == 0 {
		return
	}
	done := p.words.Line("%s, %s in %d ms", p.words.Count(pages, "page"), p.words.Count(figures, "figure"), time.Since(start).Milliseconds())
	fmt.Fprintf(p.log, "%s %s: %s\n", start.Format(time.TimeOnly), strings.Join(names, ", "), done)
	diagnostic.Print(p.log, diagnostic.In(p.words, diagnostic.Merge(problems)), p.site.Read, false)
}

// concerns reports whether a page is made of one of the changed files.
func (p *preview) concerns(page *site.Page, names []string) bool {
	if slices.Contains(names, page.Source.Path) {
		return true
	}
	for _, f := range page.Figures {
		for _, name := range f.Scenarios() {
			if file, found := p.site.Scenario(page, name); found && slices.Contains(names, file) {
				return true
			}
		}
	}
	return false
}
