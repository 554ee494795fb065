package press

import (
	"slices"
	"strings"
	"sync"

	"woshou/generator/diagnostic"
	"woshou/generator/site"
)

// plan is what all jobs of a site share that follows from its files, the titles
// and the places of its pages, and from nothing else that stands in them.
type plan struct {
	shells shells
	beside func() []beside
	fixed  func() []Job // of files that are none of a page
}

// beside is the site that shows the default language beside another.
type beside struct {
	press  *Press
	shells shells
}

func newPlan(p *Press) *plan {
	return &plan{
		shells: p.shells(),
		fixed:  sync.OnceValue(p.fixedJobs),
		beside: sync.OnceValue(func() (all []beside) {
			if !p.site.Config.Both {
				return nil
			}
			for i := range p.site.Config.Languages[1:] {
				second := *p
				second.site = p.site.SideBySide(&p.site.Config.Languages[i+1])
				all = append(all, beside{&second, second.shells()})
			}
			return all
		}),
	}
}

// fixedJobs are those of the theme's files and of those that are copied.
func (p *Press) fixedJobs() (jobs []Job) {
	for _, asset := range p.theme.Assets() {
		jobs = append(jobs, constant(asset.Name, asset.Bytes))
	}
	for _, file := range p.site.Files {
		jobs = append(jobs, copied(p.site, file))
	}
	return jobs
}

// desk makes the jobs of a site, as its pages are now.
type desk struct {
	*Press
	single pages
	beside func() []*sideBySide
	stamps func() stamps
	drawn  func() drawn
	extras []Job
	old    func() ([]Job, []diagnostic.Problem) // of old addresses
}

// drawn are the jobs of figures by themselves, and the pages on which those
// stand whose files come with the page.
type drawn struct {
	jobs    []Job
	clashes []diagnostic.Problem
	inline  map[string]*site.Page // by the address of the figure
}

func (p *Press) newDesk(parsed *documents) *desk {
	d := &desk{Press: p, single: pages{p.plan.shells, newBodies(p, parsed)}, stamps: sync.OnceValue(p.stamps), drawn: sync.OnceValue(p.drawn)}
	d.beside = sync.OnceValue(func() (all []*sideBySide) {
		for _, b := range p.plan.beside() {
			all = append(all, &sideBySide{single: p.plan.shells, pages: pages{b.shells, newBodies(b.press, parsed)}})
		}
		return all
	})
	d.extras = p.extraJobs(d.stamps)
	d.old = sync.OnceValues(p.plan.shells.addresses.aliasJobs)
	return d
}

// drawn needs the figures of all pages.
func (p *Press) drawn() (d drawn) {
	figures := p.figures()
	d.jobs, d.clashes = figures.fileJobs()
	d.jobs = append(d.jobs, figures.scriptJobs()...)
	d.inline = map[string]*site.Page{}
	for _, page := range p.site.Pages {
		for _, address := range inlineAddresses(page) {
			if d.inline[address] == nil {
				d.inline[address] = page
			}
		}
	}
	return d
}

// Jobs are all jobs of the site, in a fixed order: first what pages refer to,
// then the pages, translations beside each other. The problems are clashes.
func (p *Press) Jobs() ([]Job, []diagnostic.Problem) {
	d := p.desk()
	old, taken := d.old()
	jobs := slices.Concat(p.plan.fixed(), d.drawn().jobs, d.pages(), d.extras, old)
	for i := range jobs {
		jobs[i].Recipe = p.theme.under(jobs[i].Recipe)
	}
	return jobs, slices.Concat(d.drawn().clashes, taken, longNames(jobs), p.theme.flaws)
}

// Clashes are the problems of Jobs but for Flaws. They follow from the figures of
// all pages: what is named after a source alone, the site looked at.
func (p *Press) Clashes() []diagnostic.Problem {
	d := p.desk()
	jobs := slices.Clone(d.drawn().jobs)
	for _, page := range p.site.Pages {
		if len(inlineAddresses(page)) > 0 {
			jobs = append(jobs, d.page(page))
		}
	}
	_, taken := d.old()
	return slices.Concat(d.drawn().clashes, taken, longNames(jobs))
}

// Flaws are what is wrong with what the site puts over the theme.
func (p *Press) Flaws() []diagnostic.Problem { return p.theme.flaws }

// pages are the jobs of the pages. A page that shows two languages comes right
// after these two, so that what was parsed for them serves for it as well.
func (d *desk) pages() (jobs []Job) {
	for i, page := range d.site.Pages {
		jobs = append(jobs, d.page(page))
		if next := i + 1; next == len(d.site.Pages) || d.site.Pages[next].Key != page.Key {
			jobs = append(jobs, d.both(page)...)
		}
	}
	return jobs
}

// Job is the one of Jobs that makes the file at an address: the first, where two
// of them would. Others are not made for it.
func (p *Press) Job(address string) (Job, bool) {
	d := p.desk()
	for _, find := range []func(string) (Job, bool){d.fixedAt, d.figureAt, d.pageAt, d.bothAt, d.extraAt, d.oldAt} {
		if job, found := find(address); found {
			job.Recipe = p.theme.under(job.Recipe)
			return job, true
		}
	}
	return Job{}, false
}

func (d *desk) fixedAt(address string) (Job, bool) { return makes(d.plan.fixed(), address) }

func (d *desk) extraAt(address string) (Job, bool) { return makes(d.extras, address) }

func (d *desk) oldAt(address string) (Job, bool) {
	jobs, _ := d.old()
	return makes(jobs, address)
}

// makes finds the one among some jobs that makes the file at an address.
func makes(jobs []Job, address string) (Job, bool) {
	i := slices.IndexFunc(jobs, func(j Job) bool { return slices.Contains(j.Outputs, address) })
	if i < 0 {
		return Job{}, false
	}
	return jobs[i], true
}

func (d *desk) figureAt(address string) (Job, bool) {
	if !strings.HasPrefix(address, site.FigureFolder+"/") {
		return Job{}, false
	}
	drawn := d.drawn()
	if job, found := makes(drawn.jobs, address); found {
		return job, true
	}
	if on := drawn.inline[address]; on != nil {
		return d.page(on), true
	}
	return Job{}, false
}

func (d *desk) pageAt(address string) (Job, bool) {
	if page := d.site.Page(address); page != nil {
		return d.page(page), true
	}
	if stem, isTwin := strings.CutSuffix(address, ".md"); isTwin {
		if page := d.site.Page(stem + ".html"); page != nil && hasTwin(page) {
			return d.page(page), true
		}
	}
	return Job{}, false
}

func (d *desk) bothAt(address string) (Job, bool) {
	if !strings.HasPrefix(address, site.BothFolder+"/") {
		return Job{}, false
	}
	for _, beside := range d.beside() {
		if page := beside.bodies.site.Page(address); page != nil {
			return d.stamped(beside.job(page), page), true
		}
	}
	return Job{}, false
}

// page is the job of a page.
func (d *desk) page(page *site.Page) Job { return d.stamped(d.single.job(page), page) }

// both are the jobs of the pages that show a page beside its translations.
func (d *desk) both(page *site.Page) (jobs []Job) {
	for i, beside := range d.beside() {
		if both := beside.bodies.site.Page(d.site.SideBySideAddress(page.Key, &d.site.Config.Languages[i+1])); both != nil {
			jobs = append(jobs, d.stamped(beside.job(both), page))
		}
	}
	return jobs
}

func (d *desk) stamped(job Job, page *site.Page) Job {
	job.Stamp = func() (site.Hash, error) { return d.stamps().of(page) }
	return job
}
