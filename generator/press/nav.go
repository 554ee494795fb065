package press

import (
	"slices"
	"woshou/generator/page"
	"woshou/generator/site"
	"woshou/themes"
)

// wholeNav is the number of entries up to which a page shows the navigation of
// the whole site. In a larger site only the branch that holds the page is
// unfolded: a page must not grow with the site.
const wholeNav = 150

// sidebar is the navigation as seen from a page.
func (s shells) sidebar(page *site.Page) []themes.Entry {
	branches := s.site.Nav(page.Lang)
	return entries(branches, page, entriesIn(branches) <= wholeNav)
}

func entriesIn(branches []*site.Branch) int {
	n := len(branches)
	for _, b := range branches {
		n += entriesIn(b.Children)
	}
	return n
}

func entries(branches []*site.Branch, page *site.Page, whole bool) []themes.Entry {
	var all []themes.Entry
	for _, b := range branches {
		e := themes.Entry{Title: b.Title, Href: b.Link, Current: b.Page == page}
		if b.Page != nil {
			e.Href = site.Href(page.Address, b.Page.Address)
		}
		if whole || b.Page == page || holds(b.Children, page) {
			e.Children = entries(b.Children, page, whole)
		} else if e.Href == "" {
			e.Href = firstHref(b.Children, page)
		}
		all = append(all, e)
	}
	return all
}

func holds(branches []*site.Branch, page *site.Page) bool {
	return slices.ContainsFunc(branches, func(b *site.Branch) bool { return b.Page == page || holds(b.Children, page) })
}

// firstHref is where a folded heading leads: to the first page below it.
func firstHref(branches []*site.Branch, from *site.Page) string {
	for _, b := range branches {
		if b.Page != nil {
			return site.Href(from.Address, b.Page.Address)
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
	for _, b := range place.above {
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
	above      []*site.Branch
	prev, next *site.Branch
}

// placesOf finds the place of every page by one walk of each navigation.
func placesOf(s *site.Site) map[*site.Page]neighbourhood {
	places := map[*site.Page]neighbourhood{}
	for i := range s.Config.Languages {
		var last *site.Branch
		var walk func(branches, above []*site.Branch)
		walk = func(branches, above []*site.Branch) {
			for _, b := range branches {
				if _, seen := places[b.Page]; b.Page != nil && !seen {
					places[b.Page] = neighbourhood{above: above, prev: last}
					if last != nil {
						before := places[last.Page]
						before.next = b
						places[last.Page] = before
					}
					last = b
				}
				walk(b.Children, append(slices.Clip(above), b))
			}
		}
		walk(s.Nav(&s.Config.Languages[i]), nil)
	}
	return places
}
