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
	stamps func() stamps
	items  func() []site.Item // how each translated section stands
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
	items := c.items()
	for i := range c.site.Config.Languages {
		into := covering{c.addresses, address, &c.site.Config.Languages[i]}
		if covered := into.cover(items); len(covered.Pages) > 0 {
			shell.Covered = append(shell.Covered, covered)
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

func (c *covering) cover(items []site.Item) themes.Covered {
	covered := themes.Covered{Lang: c.into.Lang, Name: c.into.Name}
	var all []site.Item
	for i := 0; i < len(items); {
		end := i + 1
		for end < len(items) && items[end].Translation == items[i].Translation {
			end++
		}
		if items[i].Translation.Target == c.into.Code {
			covered.Pages = append(covered.Pages, c.page(items[i:end]))
			all = append(all, items[i:end]...)
		}
		i = end
	}
	covered.Tally = tally(all)
	return covered
}

// page tells of one page, whose sections the items are.
func (c *covering) page(items []site.Item) themes.CoveredPage {
	page := c.site.In(items[0].Page, c.into.Code)
	original := c.site.In(items[0].Page, items[0].Translation.Source)
	p := themes.CoveredPage{Title: page.Title(), Lang: page.Lang.Lang, Href: site.Href(c.from, page.Address), Tally: tally(items)}
	if !page.IsWritten() {
		p.Title, p.Lang = original.Title(), original.Lang.Lang
		return p // that all of it lacks need not be said of each section
	}
	for _, i := range items {
		s := themes.CoveredSection{State: string(i.State), Title: i.Heading(), Lang: c.into.Lang}
		switch i.State {
		case bilingual.Stale, bilingual.Orphan:
			s.Title, s.Href = i.Section.Target.Text, p.Href+fragment(i.Section.Target.ID)
		case bilingual.Missing:
			s.Lang, s.Href = original.Lang.Lang, p.Href+fragment(i.Section.Source.ID)
		default:
			continue
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
func tally(items []site.Item) themes.Tally {
	count := site.CountOf(items, func(site.Item) bool { return true })
	t := themes.Tally{Percent: count.Percent(), Translated: count.Translated(), Sections: count.Sources()}
	at := 0
	for _, state := range shares {
		n := count[state]
		if n == 0 {
			continue
		}
		t.Shares = append(t.Shares, themes.Share{State: string(state), Count: n, At: hundredths(at, len(items)), Width: hundredths(n, len(items))})
		at += n
	}
	return t
}

// hundredths is n of all as a number of hundredths.
func hundredths(n, all int) string {
	return strconv.FormatFloat(100*float64(n)/float64(all), 'f', 2, 64)
}
