package serve

import (
	"context"
	"reflect"
	"runtime"
	"time"

	"woshou/generator/diagnostic"
)

// mostAtOnce bounds how many pages an update reads for what is wrong with them
// before it is done.
const mostAtOnce = 32

// survey reads the pages that nobody has asked for, one by one, for what is
// wrong with them, and tells it when it knows all. It begins when the first file
// has been served, and again after each update; whoever wants something meanwhile
// comes before the next page. It ends with ctx.
func (p *preview) survey(ctx context.Context) {
	visited := p.visited
	for {
		select {
		case <-ctx.Done():
			return
		case <-visited:
			visited = nil
		case <-p.outdated:
		}
		for ctx.Err() == nil && p.surveyNext() {
			runtime.Gosched()
		}
	}
}

// surveyNext reads one page, and reports whether there may be others to read.
func (p *preview) surveyNext() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.surveySome(1) {
		return true
	}
	if p.surveyed {
		return false
	}
	if p.surveyed = true; p.redrawn {
		p.clashes, p.redrawn = p.press.Clashes(), false
	}
	if !reflect.DeepEqual(p.wrong(), p.told) {
		p.tell()
	}
	if p.unreported != nil {
		p.report(p.unreported, time.Now())
		p.unreported = nil
	}
	return false
}

// surveySome reads a number of pages, and reports whether there were so many.
func (p *preview) surveySome(n int) bool {
	for ; p.next < len(p.site.Pages) && n > 0; p.next++ {
		if page := p.site.Pages[p.next]; !page.IsRead() {
			page.Problems()
			n--
		}
	}
	return n == 0
}

// wrong is all that is known to be wrong with the site, but for what is found
// when a page is made.
func (p *preview) wrong() []diagnostic.Problem {
	all := [][]diagnostic.Problem{p.problems, p.clashes}
	for _, page := range p.site.Pages {
		if page.IsRead() && !page.Untranslated {
			all = append(all, page.Problems())
		}
	}
	return diagnostic.Merge(all...)
}
