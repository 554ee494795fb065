// Package press has one job for each file of a site: how it is made, and from
// which facts. Whoever builds a site, previews it or looks for what is wrong
// with it only runs jobs.
//
// Of a page three things are made, each by a type that knows no more than it
// needs: its address and those that it leads to (addresses.go), its shell, which
// is all that the site decides (shell.go nav.go hero.go), and its body, which is
// the page's Markdown (body.go translation.go). What the site puts over the theme
// goes into all of them (dress.go). A kind of file is put together
// from these in a file of its own:
//
//	page.go                       a page, the one for what is none, any that the theme draws
//	sidebyside.go rows.go         two of them beside each other
//	coverage.go                   how far translations are
//	twin.go llms.go               plain Markdown, and the list of it
//	feed.go search.go             what finds pages
//	figurefile.go scriptfile.go   figures by themselves, and what plays in them
package press

import (
	"maps"
	"path"
	"slices"
	"sync"

	"woshou/generator/diagnostic"
	"woshou/generator/figure"
	"woshou/generator/memo"
	"woshou/generator/site"
)

// ReloadScript is the address of the script that the development server adds
// to its pages.
const ReloadScript = "/-/reload.js"

// Options say what a press is for.
type Options struct {
	// Preview has pages ask for ReloadScript, and at the root of a host.
	Preview bool
}

// Press makes the files of one site, each from its sources whenever it is
// asked for. It holds no page. It is safe for concurrent use.
type Press struct {
	site    *site.Site
	options Options
	theme   dress
	studio  *figure.Studio
	code    *coloured
}

// coloured are blocks of code as HTML.
type coloured = memo.Memo[[2]string, []byte]

// New returns the press of a site.
func New(s *site.Site, opt Options) (*Press, error) {
	ours, err := base()
	if err != nil {
		return nil, err
	}
	theme := dress{base: ours}.on(s)
	// The code of a hundred pages, in each of their languages and side by side,
	// is coloured once.
	return &Press{s, opt, theme, figure.New(), &coloured{Size: 512}}, nil
}

// For returns the press of another reading of the site. The two share what
// they made of code and scenarios.
func (p *Press) For(s *site.Site) *Press {
	theme := p.theme.on(s)
	studio := p.studio
	if !maps.Equal(theme.Colours(), p.theme.Colours()) || !slices.EqualFunc(s.Config.Words, p.site.Config.Words, sayTheSame) {
		studio = studio.Afresh()
	}
	return &Press{s, p.options, theme, studio, p.code}
}

// Jobs are all jobs of the site, in a fixed order: first what pages refer to,
// then the pages, translations beside each other. The problems are clashes.
func (p *Press) Jobs() ([]Job, []diagnostic.Problem) {
	var jobs []Job
	for _, asset := range p.theme.Assets() {
		jobs = append(jobs, constant(asset.Name, asset.Bytes))
	}
	for _, file := range p.site.Files {
		jobs = append(jobs, copied(p.site, file))
	}
	files, problems := p.figures().fileJobs()
	jobs = append(append(jobs, files...), p.figures().scriptJobs()...)
	shells, stamps := p.shells(), p.stamps()
	jobs = append(jobs, p.pages(shells, stamps)...)
	jobs = append(jobs, p.extras(shells, stamps)...)
	for i := range jobs {
		jobs[i].Recipe = p.theme.under(jobs[i].Recipe)
	}
	return jobs, append(append(problems, longNames(jobs)...), p.theme.flaws...)
}

// longestName is how many octets a file system takes for a name.
const longestName = 255

// longNames are the problems of files whose names no file system takes: those
// that are named after a source and after more. The site looked at its own.
func longNames(jobs []Job) (problems []diagnostic.Problem) {
	for _, job := range jobs {
		for _, address := range job.Outputs {
			if len(path.Base(address)) > longestName {
				problems = append(problems, diagnostic.Problem{
					Place: diagnostic.File(job.Group), Severity: diagnostic.Error, Code: "file-name",
					Message: diagnostic.Say("a name of more than %d octets", longestName), Hint: "use a shorter name",
				})
			}
		}
	}
	return problems
}

func (p *Press) figures() figures { return figures{p.site, lookOf(p.site, p.theme.Theme), p.studio} }

func (p *Press) shells() shells {
	return shells{
		addresses: addresses{p.site, feeds(p.site)}, theme: p.theme.Theme, preview: p.options.Preview, places: placesOf(p.site),
	}
}

// pages are the jobs of the pages. A page that shows two languages comes right
// after these two, so that what was parsed for them serves for it as well.
func (p *Press) pages(shells shells, stamps stamps) (jobs []Job) {
	parsed := newDocuments(p.site)
	single := pages{shells, newBodies(p, parsed)}
	both := map[string][]Job{}
	if p.site.Config.Both {
		for i := range p.site.Config.Languages[1:] {
			beside := p.For(p.site.SideBySide(&p.site.Config.Languages[i+1]))
			pair := sideBySide{single: shells, pages: pages{beside.shells(), newBodies(beside, parsed)}}
			pair.jobs(both)
		}
	}
	for i, page := range p.site.Pages {
		of := []Job{single.job(page)}
		if next := i + 1; next == len(p.site.Pages) || p.site.Pages[next].Key != page.Key {
			of = append(of, both[page.Key]...)
		}
		for _, job := range of {
			job.Stamp = func() (site.Hash, error) { return stamps.of(page) }
			jobs = append(jobs, job)
		}
	}
	return jobs
}

// extras are the jobs of what a site has beside its pages.
func (p *Press) extras(shells shells, stamps stamps) []Job {
	jobs := []Job{missing(shells)}
	if !p.site.HasFile("robots.txt") {
		jobs = append(jobs, constant("robots.txt", robots(p.site)))
	}
	if !p.site.HasFile("llms.txt") {
		jobs = append(jobs, lazy("llms.txt", func() []byte { return llms(shells.addresses) }))
	}
	if p.site.Config.URL != "" {
		jobs = append(jobs, lazy("sitemap.xml", func() []byte { return sitemap(shells.addresses) }))
	}
	items := sync.OnceValue(p.site.Items)
	return slices.Concat(jobs, coverage{shells, stamps, items}.jobs(), feedJobs(shells.addresses))
}
