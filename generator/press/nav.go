package press

import (
	"path"
	"slices"

	"woshou/generator/memo"
	"woshou/generator/page"
	"woshou/generator/site"
	"woshou/themes"
)

// wholeNav is the number of entries up to which a page shows the navigation of
// the whole site. In a larger site only the branch that holds the page is
// unfolded: a page must not grow with the site.
const wholeNav = 150

// sidebars are what the sidebars of pages have in common.
type sidebars struct {
	whole map[string]bool // the languages whose pages show all of the navigation
	// lately are those made lately, without a mark at the page itself: pages of
	// one folder share one, and are made one after another.
	lately memo.Memo[outlook, []themes.Entry]
}

func sidebarsOf(s *site.Site) *sidebars {
	all := &sidebars{whole: map[string]bool{}}
	for i := range s.Config.Languages {
		lang := &s.Config.Languages[i]
		all.whole[lang.Code] = entriesIn(s.Nav(lang)) <= wholeNav
	}
	all.lately.Size = 64
	return all
}

// outlook is all that a sidebar depends on but the page itself.
type outlook struct {
	lang   string
	folder string       // of the page's address
	open   *site.Branch // the innermost one that is unfolded
}

// sidebar is the navigation as seen from a page. What other pages share of it
// must not be modified.
func (s shells) sidebar(page *site.Page) []themes.Entry {
	branches, ways := s.site.Nav(page.Lang), s.places[page].ways
	isOpen := func(b *site.Branch) bool {
		return slices.ContainsFunc(ways, func(way []*site.Branch) bool { return slices.Contains(way, b) })
	}
	view := outlook{lang: page.Lang.Code, folder: path.Dir(page.Address)}
	if s.sidebars.whole[page.Lang.Code] {
		isOpen = func(*site.Branch) bool { return true }
	} else if len(ways) > 0 {
		view.open = innermost(ways[0])
	}
	unmarked := func() []themes.Entry { return entries(branches, page.Address, isOpen) }
	if len(ways) > 1 {
		return withMarks(unmarked(), branches, ways)
	}
	return withMarks(s.sidebars.lately.Get(view, unmarked), branches, ways)
}

// innermost is the last branch on a way that has others below it; nil for none.
func innermost(way []*site.Branch) *site.Branch {
	for _, b := range slices.Backward(way) {
		if len(b.Children) > 0 {
			return b
		}
	}
	return nil
}

// withMarks are entries with marks at the ends of ways through their branches. Only
// what leads there is copied.
func withMarks(all []themes.Entry, branches []*site.Branch, ways [][]*site.Branch) []themes.Entry {
	for _, way := range ways {
		i := slices.Index(branches, way[0])
		all = slices.Clone(all)
		if all[i].Current = all[i].Current || len(way) == 1; len(way) > 1 {
			all[i].Children = withMarks(all[i].Children, branches[i].Children, [][]*site.Branch{way[1:]})
		}
	}
	return all
}

func entriesIn(branches []*site.Branch) int {
	n := len(branches)
	for _, b := range branches {
		n += entriesIn(b.Children)
	}
	return n
}

// entries are branches as seen from an address.
func entries(branches []*site.Branch, from string, isOpen func(*site.Branch) bool) []themes.Entry {
	var all []themes.Entry
	for _, b := range branches {
		e := themes.Entry{Title: b.Title, Href: b.Link}
		if b.Page != nil {
			e.Href = site.Href(from, b.Page.Address)
		}
		if isOpen(b) {
			e.Children = entries(b.Children, from, isOpen)
		} else if e.Href == "" {
			e.Href = firstHref(b.Children, from)
		}
		all = append(all, e)
	}
	return all
}

// firstHref is where a folded heading leads: to the first page below it.
func firstHref(branches []*site.Branch, from string) string {
	for _, b := range branches {
		if b.Page != nil {
			return site.Href(from, b.Page.Address)
		}
		if href := firstHref(b.Children, from); href != "" {
			return href
		}
	}
	return ""
}

// outline nests the headings of a page below its title, those from one level
// to another.
func outline(headings []page.Heading, levels [2]int) []themes.Entry {
	if levels[0] == 0 {
		levels = [2]int{2, 3}
	}
	return nest(slices.DeleteFunc(slices.Clone(headings), func(h page.Heading) bool {
		return h.Level < levels[0] || h.Level > levels[1]
	}))
}

// nest puts under each heading those of a deeper level that follow it.
func nest(headings []page.Heading) []themes.Entry {
	var all []themes.Entry
	for len(headings) > 0 {
		h, n := headings[0], 1
		for n < len(headings) && headings[n].Level > h.Level {
			n++
		}
		all = append(all, themes.Entry{Title: h.Text, Href: fragment(h.ID), Children: nest(headings[1:n])})
		headings = headings[n:]
	}
	return all
}

// neighbours are the way down to a page, and the pages before and after it.
func (s shells) neighbours(page *site.Page) (crumbs []themes.Link, prev, next *themes.Link) {
	place := s.places[page]
	link := func(b *site.Branch) *themes.Link {
		if b == nil {
			return nil
		}
		return &themes.Link{Title: b.Title, Href: site.Href(page.Address, b.Page.Address)}
	}
	crumbs = []themes.Link{{Title: s.site.Title(page.Lang), Href: site.Href(page.Address, page.Lang.Prefix+"index.html")}}
	for _, b := range place.above() {
		crumb := themes.Link{Title: b.Title}
		if b.Page != nil {
			crumb.Href = site.Href(page.Address, b.Page.Address)
		}
		crumbs = append(crumbs, crumb)
	}
	return crumbs, link(place.prev), link(place.next)
}

// neighbourhood is where a page stands in the navigation of its language.
type neighbourhood struct {
	ways       [][]*site.Branch // down to the page itself; more than one if it is named again
	prev, next *site.Branch
}

// above are the branches that the page lies under.
func (n neighbourhood) above() []*site.Branch {
	if len(n.ways) == 0 {
		return nil
	}
	return n.ways[0][:len(n.ways[0])-1]
}

// placesOf finds the place of every page by one walk of each navigation.
func placesOf(s *site.Site) map[*site.Page]neighbourhood {
	places := make(map[*site.Page]neighbourhood, len(s.Pages))
	for i := range s.Config.Languages {
		var last *site.Branch
		var walk func(branches, above []*site.Branch)
		walk = func(branches, above []*site.Branch) {
			for _, b := range branches {
				way := append(slices.Clip(above), b)
				place, again := places[b.Page]
				if b.Page != nil && !again {
					place.prev = last
					if last != nil {
						before := places[last.Page]
						before.next = b
						places[last.Page] = before
					}
					last = b
				}
				if b.Page != nil {
					place.ways = append(place.ways, way)
					places[b.Page] = place
				}
				walk(b.Children, way)
			}
		}
		walk(s.Nav(&s.Config.Languages[i]), nil)
	}
	return places
}
