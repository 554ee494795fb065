package press

import (
	"strconv"

	"woshou/generator/bilingual"
	"woshou/generator/site"
	"woshou/themes"
)

// coverage makes, in each language, the page that tells how far the site is
// translated. A site of one language has none.
type coverage struct {
	shells
	stamps  func() stamps
	covered func() map[string]*covered // by the code of the language
}

// covered is how far the site is translated into a language, wherever that is told.
type covered struct {
	pages []coveredPage
	count site.Count
}

// coveredPage is a page in that language, the sections to work on among its items.
type coveredPage struct {
	page, original *site.Page
	tally          themes.Tally
	todo           []site.Item
}

// coveredIn finds out how far a site is translated into each language.
func coveredIn(s *site.Site) map[string]*covered {
	all := map[string]*covered{}
	for items := range s.ItemsByPage() {
		of := items[0].Translation
		into := all[of.Target]
		if into == nil {
			into = &covered{count: site.Count{}}
			all[of.Target] = into
		}
		count := site.CountOf(items, func(site.Item) bool { return true })
		for state, n := range count {
			into.count[state] += n
		}
		p := coveredPage{page: s.In(of.Page, of.Target), original: s.In(of.Page, of.Source), tally: tally(count)}
		for _, i := range items {
			if isTodo(i.State) && p.page.IsWritten() { // else all of it lacks, which need not be said of each section
				p.todo = append(p.todo, i)
			}
		}
		into.pages = append(into.pages, p)
	}
	return all
}

// isTodo reports whether a section in some state is to be worked on.
func isTodo(state bilingual.State) bool {
	return state == bilingual.Stale || state == bilingual.Orphan || state == bilingual.Missing
}

func (c coverage) jobs() (jobs []Job) {
	for i := range c.site.Config.Languages {
		lang := &c.site.Config.Languages[i]
		address := c.coverage(lang)
		if address == "" {
			return nil
		}
		job := (&leaf{
			outputs: []string{address},
			shell:   func() (*themes.Page, error) { return c.page(lang, address) },
		}).job(c.theme)
		job.Stamp = func() (site.Hash, error) { return c.stamps().covered() }
		jobs = append(jobs, job)
	}
	return jobs
}

func (c coverage) page(lang *site.Language, address string) (*themes.Page, error) {
	words := c.theme.Vocabulary(lang.Code)
	shell := c.frame(lang, address)
	shell.Kind, shell.Title = themes.Coverage, words.Word("coverage")
	shell.Sheets = []string{site.Href(address, c.theme.Sheet(themes.CoverageSheet).Name)}
	shell.Sidebar = c.sidebar(&site.Page{Lang: lang, Address: address})
	shell.Crumbs = []themes.Link{{Title: shell.Site, Href: shell.Home}}
	for i := range c.site.Config.Languages {
		other := &c.site.Config.Languages[i]
		shell.Languages = append(shell.Languages, themes.Language{
			Lang: other.Lang, Code: other.Code, Name: other.Name, Href: site.Href(address, c.coverage(other)), Current: other == lang,
		})
	}
	for i := range c.site.Config.Languages {
		into := &c.site.Config.Languages[i]
		if all := c.covered()[into.Code]; all != nil {
			shell.Covered = append(shell.Covered, covering{c.addresses, address, into}.cover(all))
		}
	}
	return shell, words.Err()
}

// covering tells of one language, on the page at an address.
type covering struct {
	addresses
	from string
	into *site.Language
}

func (c covering) cover(all *covered) themes.Covered {
	covered := themes.Covered{Lang: c.into.Lang, Name: c.into.Name, Tally: tally(all.count)}
	for _, p := range all.pages {
		covered.Pages = append(covered.Pages, c.page(p))
	}
	return covered
}

// page tells of one page.
func (c covering) page(of coveredPage) themes.CoveredPage {
	p := themes.CoveredPage{Title: of.page.Title(), Lang: of.page.Lang.Lang, Href: site.Href(c.from, of.page.Address), Tally: of.tally}
	if !of.page.IsWritten() {
		p.Title, p.Lang = of.original.Title(), of.original.Lang.Lang
	}
	for _, i := range of.todo {
		s := themes.CoveredSection{State: string(i.State), Title: i.Heading(), Lang: c.into.Lang}
		if i.State == bilingual.Missing {
			s.Lang, s.Href = of.original.Lang.Lang, p.Href+fragment(i.Section.Source.ID)
		} else {
			s.Title, s.Href = i.Section.Target.Text, p.Href+fragment(i.Section.Target.ID)
		}
		if s.Title == "" { // before the first heading
			s.Title, s.Href = p.Title, p.Href
		}
		p.Sections = append(p.Sections, s)
	}
	return p
}

// shares is the order of the states in a bar: what is well comes first.
var shares = []bilingual.State{bilingual.Fresh, bilingual.Edited, bilingual.Unverified, bilingual.Stale, bilingual.Orphan, bilingual.Missing}

// tally counts sections for a bar of a hundred units.
func tally(count site.Count) themes.Tally {
	t := themes.Tally{Percent: count.Percent(), Translated: count.Translated(), Sections: count.Sources()}
	all, at := 0, 0
	for _, state := range shares {
		all += count[state]
	}
	for _, state := range shares {
		n := count[state]
		if n == 0 {
			continue
		}
		t.Shares = append(t.Shares, themes.Share{State: string(state), Count: n, At: hundredths(at, all), Width: hundredths(n, all)})
		at += n
	}
	return t
}

// hundredths is n of all as a number of hundredths.
func hundredths(n, all int) string {
	return strconv.FormatFloat(100*float64(n)/float64(all), 'f', 2, 64)
}
