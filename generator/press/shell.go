package press

import (
	"cmp"
	"net/url"
	"slices"
	"strings"

	"woshou/generator/page"
	"woshou/generator/site"
	"woshou/themes"
)

// wholeNav is the number of entries up to which a page shows the navigation of
// the whole site. In a larger site only the branch that holds the page is
// unfolded: a page must not grow with the site.
const wholeNav = 150

// shell is a page without its body: everything on it that the site decides.
// It is all that a page owes to other pages, so its hash tells whether a page
// is still up to date.
func (p *Press) shell(page *site.Page) *themes.Page {
	shell := p.frame(page.Lang, page.Address)
	shell.Describe = cmp.Or(page.Meta.Description, p.site.Config.Description.In(page.Lang.Code))
	shell.Updated = page.Day()
	shell.CSP = policy(imageOrigins(page.Links))
	shell.Languages = p.languages(page)
	shell.Both = p.both(page)
	shell.Canonical, shell.Alternate = p.canonical(page), p.alternates(page)
	if hasTwin(page) {
		shell.Twin = site.Href(page.Address, twinAddress(page))
	}
	if p.feeds[page.Lang] {
		shell.Feed = site.Href(page.Address, feedAddress(page.Lang))
	}
	shell.Sidebar = p.sidebar(page)
	shell.Outline = outline(page.Headings, page.Meta.Outline)
	shell.Edit = p.editLink(page)
	if len(page.Figures) > 0 {
		shell.Figures = &themes.Figures{
			Script: site.Href(page.Address, p.theme.Figure().Name), Style: site.Href(page.Address, p.theme.Sheet(themes.FigureSheet).Name),
		}
	}
	if page.IsHome() && page.Meta.Hero != nil || page.Meta.Layout == "home" || page.Listing {
		shell.Kind = themes.Home
		shell.Style = site.Href(page.Address, p.theme.Style(themes.Home).Name)
		shell.Hero = p.hero(page)
	}
	if !page.IsHome() {
		if page.Title() != shell.Site {
			shell.Title = page.Title()
		}
		shell.Crumbs, shell.Prev, shell.Next = p.neighbours(page)
	}
	shell.Prev = p.neighbour(page, shell.Prev, page.Meta.Prev)
	shell.Next = p.neighbour(page, shell.Next, page.Meta.Next)
	trim(shell, page.Meta.Without)
	return shell
}

// neighbour is the link to the page before or after, with the words and the
// address that the front matter wishes for it.
func (p *Press) neighbour(page *site.Page, to *themes.Link, wish page.Neighbour) *themes.Link {
	switch {
	case wish.Link != "":
		link := &themes.Link{Title: cmp.Or(wish.Text, wish.Link), Href: p.site.Resolve(page, wish.Link).Href}
		if wish.Text == "" && to != nil {
			link.Title = to.Title
		}
		return link
	case to != nil:
		to.Title = cmp.Or(wish.Text, to.Title)
	}
	return to
}

// trim takes away what a page's front matter turns off.
func trim(shell *themes.Page, without page.Without) {
	if without.Sidebar {
		shell.Sidebar = nil
	}
	if without.Outline {
		shell.Outline = nil
	}
	if without.Edit {
		shell.Edit = ""
	}
	if without.Updated {
		shell.Updated = ""
	}
	if without.Prev {
		shell.Prev = nil
	}
	if without.Next {
		shell.Next = nil
	}
}

// frame is what every page of a language has at an address.
func (p *Press) frame(lang *site.Language, address string) *themes.Page {
	rel := func(to string) string { return site.Href(address, to) }
	root := strings.Repeat("../", strings.Count(address, "/"))
	frame := &themes.Page{
		Lang:    lang.Lang,
		Code:    lang.Code,
		Site:    p.site.Title(lang),
		Root:    root,
		Home:    rel(lang.Prefix + "index.html"),
		Kind:    themes.Article,
		CSP:     policy(nil),
		Style:   rel(p.theme.Style(themes.Article).Name),
		Scripts: []string{rel(p.theme.Script().Name)},
		Icon:    rel(p.theme.Icon().Name),
	}
	frame.Search = &themes.Search{
		Script: rel(p.theme.Search().Name), Style: rel(p.theme.Sheet(themes.SearchSheet).Name),
		Root: root,
	}
	if progress := p.coverage(lang); progress != "" {
		frame.Progress = rel(progress)
	}
	if p.preview {
		frame.Scripts = append(frame.Scripts, ReloadScript)
	}
	return frame
}

// languages leads to the translations of a page; where there is none, to the
// home page in that language.
func (p *Press) languages(page *site.Page) []themes.Language {
	all := p.languagesAt(page.Address, p.site.Translations(page))
	for i := range all {
		all[i].Current = all[i].Code == page.Lang.Code
	}
	return all
}

// languagesAt are the languages as seen from an address.
func (p *Press) languagesAt(address string, translations []*site.Page) []themes.Language {
	var all []themes.Language
	for i := range p.site.Config.Languages {
		lang := &p.site.Config.Languages[i]
		entry := themes.Language{Lang: lang.Lang, Code: lang.Code, Name: lang.Name}
		entry.Href = site.Href(address, lang.Prefix+"index.html")
		for _, other := range translations {
			if other.Lang == lang {
				entry.Href = site.Href(address, other.Address)
			}
		}
		all = append(all, entry)
	}
	return all
}

// both leads to the page that shows the page beside its translation.
func (p *Press) both(page *site.Page) *themes.Both {
	if len(p.site.Config.Languages) < 2 || !p.site.Config.Both {
		return nil
	}
	second := &p.site.Config.Languages[1]
	if page.Lang.Prefix != "" {
		second = page.Lang
	}
	return &themes.Both{Href: site.Href(page.Address, p.site.SideBySideAddress(page.Key, second))}
}

// absolute is the address under the site's url, "" without one.
func (p *Press) absolute(address string) string {
	if p.site.Config.URL == "" {
		return ""
	}
	if folder, isIndex := strings.CutSuffix("/"+address, "/index.html"); isIndex {
		address = strings.TrimPrefix(folder+"/", "/")
	}
	return p.site.Config.URL + (&url.URL{Path: address}).EscapedPath()
}

// canonical is the address under which a page is to be found: of one that
// stands in for a translation, that of the page it shows.
func (p *Press) canonical(page *site.Page) string {
	if page.Untranslated {
		page = p.site.Original(page)
	}
	return p.absolute(page.Address)
}

// alternates are the hreflang links: each translation, and for all other
// readers the first of them. A page that stands in for one is none.
func (p *Press) alternates(page *site.Page) []themes.Alternate {
	if p.site.Config.URL == "" || page.Untranslated {
		return nil
	}
	var all []themes.Alternate
	for _, t := range p.site.Translations(page) {
		if !t.Untranslated {
			all = append(all, themes.Alternate{Lang: t.Lang.Lang, Href: p.absolute(t.Address)})
		}
	}
	return append(all, themes.Alternate{Lang: "x-default", Href: all[0].Href})
}

// sidebar is the navigation as seen from a page.
func (p *Press) sidebar(page *site.Page) []themes.Entry {
	branches := p.site.Nav(page.Lang)
	return entries(branches, page, count(branches) <= wholeNav)
}

func count(branches []*site.Branch) int {
	n := len(branches)
	for _, b := range branches {
		n += count(b.Children)
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
func (p *Press) neighbours(page *site.Page) (crumbs []themes.Link, prev, next *themes.Link) {
	place := p.places[page]
	link := func(b *site.Branch) *themes.Link {
		if b == nil {
			return nil
		}
		return &themes.Link{Title: b.Title, Href: site.Href(page.Address, b.Page.Address)}
	}
	crumbs = []themes.Link{{Title: p.site.Title(page.Lang), Href: site.Href(page.Address, page.Lang.Prefix+"index.html")}}
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

func (p *Press) editLink(page *site.Page) string {
	if p.site.Config.Edit == "" || page.Listing {
		return ""
	}
	return strings.ReplaceAll(p.site.Config.Edit, "{path}", (&url.URL{Path: page.Source.Path}).EscapedPath())
}
