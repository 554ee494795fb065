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
	"slices"
	"sync"

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
	plan    *plan
	desk    func() *desk
}

// coloured are blocks of code as HTML.
type coloured = memo.Memo[[2]string, []byte]

// New returns the press of a site.
func New(s *site.Site, opt Options) (*Press, error) {
	ours, err := base()
	if err != nil {
		return nil, err
	}
	// The code of a hundred pages, in each of their languages and side by side,
	// is coloured once.
	p := Press{site: s, options: opt, theme: dress{base: ours}.on(s), studio: figure.New(), code: &coloured{Size: 512}}
	return p.planned(), nil
}

// For returns the press of another reading of the site. The two share what
// they made of code and scenarios.
func (p *Press) For(s *site.Site) *Press {
	next := Press{site: s, options: p.options, theme: p.theme.on(s), studio: p.studio, code: p.code}
	if !maps.Equal(next.theme.Colours(), p.theme.Colours()) || !slices.EqualFunc(s.Config.Words, p.site.Config.Words, sayTheSame) {
		next.studio = p.studio.Afresh()
	}
	return next.planned()
}

// Revised returns the press of the same site after that was revised. What
// follows from the site but not from the texts of its pages is kept.
func (p *Press) Revised() *Press {
	next := *p
	next.desk = sync.OnceValue(func() *desk { return next.newDesk(newDocuments(next.site)) })
	return &next
}

// planned has a press know how it will make what.
func (p Press) planned() *Press {
	p.plan = newPlan(&p)
	return p.Revised()
}

func (p *Press) figures() figures { return figures{p.site, lookOf(p.site, p.theme.Theme), p.studio} }

func (p *Press) shells() shells {
	return shells{
		addresses: addresses{p.site, feeds(p.site)}, theme: p.theme.Theme, preview: p.options.Preview,
		places: placesOf(p.site), sidebars: sidebarsOf(p.site),
	}
}

// extraJobs are the jobs of what a site has beside its pages.
func (p *Press) extraJobs(stamps func() stamps) []Job {
	shells := p.plan.shells
	jobs := []Job{missing(shells)}
	if !p.site.HasFile("robots.txt") {
		jobs = append(jobs, constant("robots.txt", robots(p.site)))
	}
	covered := sync.OnceValue(func() map[string]*covered { return coveredIn(p.site) })
	return slices.Concat(jobs, p.lists(stamps), coverage{shells, stamps, covered}.jobs())
}

// lists are the jobs of what lists the pages of a site.
func (p *Press) lists(stamps func() stamps) []Job {
	at := p.plan.shells.addresses
	jobs := feedJobs(at)
	if !p.site.HasFile("llms.txt") {
		jobs = append(jobs, lazy("llms.txt", func() []byte { return llms(at) }))
	}
	if p.site.Config.URL != "" {
		jobs = append(jobs, lazy("sitemap.xml", func() []byte { return sitemap(at) }))
	}
	for i := range jobs {
		jobs[i].Stamp = func() (site.Hash, error) { return stamps().listed() }
	}
	return jobs
}
