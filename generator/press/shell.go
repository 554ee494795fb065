package press

import (
	"cmp"
	"slices"
	"strings"

	"woshou/generator/markdown"
	"woshou/generator/page"
	"woshou/generator/site"
	"woshou/themes"
)

// shells make the pages of a site without their bodies.
type shells struct {
	addresses
	theme    *themes.Theme
	preview  bool
	places   map[*site.Page]neighbourhood
	sidebars *sidebars
}

// of is a page without its body: everything on it that the site decides. It is
// all that a page owes to other pages, so its hash tells whether a page is still
// up to date.
func (s shells) of(page *site.Page) *themes.Page {
	shell := s.frame(page.Lang, page.Address)
	shell.Describe = cmp.Or(page.Meta.Description, s.site.Config.Description.In(page.Lang.Code))
	shell.Updated = page.Day()
	shell.CSP = policy(imageOrigins(page.Outline().Links), page.Outline().Allows)
	shell.Languages = s.languages(page)
	shell.Both = s.both(page)
	shell.Canonical, shell.Alternate = s.canonical(page), s.alternates(page)
	if hasTwin(page) {
		shell.Twin = site.Href(page.Address, twinAddress(page))
	}
	if s.feeds[page.Lang] {
		shell.Feed = site.Href(page.Address, feedAddress(page.Lang))
	}
	shell.Sidebar = s.sidebar(page)
	shell.Outline = outline(page.Outline().Headings, page.Meta.Outline)
	shell.Edit = s.editLink(page)
	if len(page.Figures()) > 0 {
		shell.Figures = &themes.Figures{
			Script: site.Href(page.Address, s.theme.Figure().Name), Style: site.Href(page.Address, s.theme.Sheet(themes.FigureSheet).Name),
		}
	}
	if page.IsHome() && page.Meta.Hero != nil || page.Meta.Layout == "home" || page.Listing {
		shell.Kind = themes.Home
		shell.Style = site.Href(page.Address, s.theme.Style(themes.Home).Name)
		shell.Hero = s.hero(page)
	}
	if !page.IsHome() {
		if page.Title() != shell.Site {
			shell.Title = page.Title()
		}
		shell.Crumbs, shell.Prev, shell.Next = s.neighbours(page)
	}
	shell.Prev = s.neighbour(page, shell.Prev, page.Meta.Prev)
	shell.Next = s.neighbour(page, shell.Next, page.Meta.Next)
	trim(shell, page.Meta.Without)
	return shell
}

// neighbour is the link to the page before or after, with the words and the
// address that the front matter wishes for it.
func (s shells) neighbour(page *site.Page, to *themes.Link, wish page.Neighbour) *themes.Link {
	switch {
	case wish.Link != "":
		link := &themes.Link{Title: cmp.Or(wish.Text, wish.Link), Href: s.site.Resolve(page, wish.Link).Href}
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
func (s shells) frame(lang *site.Language, address string) *themes.Page {
	rel := func(to string) string { return site.Href(address, to) }
	root := strings.Repeat("../", strings.Count(address, "/"))
	frame := &themes.Page{
		Lang:    lang.Lang,
		Code:    lang.Code,
		Site:    s.site.Title(lang),
		Root:    root,
		Home:    rel(lang.Prefix + "index.html"),
		Kind:    themes.Article,
		CSP:     policy(nil, nil),
		Style:   rel(s.theme.Style(themes.Article).Name),
		Scripts: []string{rel(s.theme.Script().Name)},
		Icon:    rel(s.theme.Icon().Name),
	}
	frame.Search = &themes.Search{
		Script: rel(s.theme.Search().Name), Style: rel(s.theme.Sheet(themes.SearchSheet).Name),
		Root: root,
	}
	if progress := s.coverage(lang); progress != "" {
		frame.Progress = rel(progress)
	}
	if s.preview {
		// It looks at the page before another script changes it.
		frame.Scripts = slices.Insert(frame.Scripts, 0, ReloadScript)
	}
	return frame
}

// languages leads to the translations of a page; where there is none, to the
// home page in that language.
func (s shells) languages(page *site.Page) []themes.Language {
	all := s.languagesAt(page.Address, s.site.Translations(page))
	for i := range all {
		all[i].Current = all[i].Code == page.Lang.Code
	}
	return all
}

// languagesAt are the languages as seen from an address.
func (s shells) languagesAt(address string, translations []*site.Page) []themes.Language {
	var all []themes.Language
	for i := range s.site.Config.Languages {
		lang := &s.site.Config.Languages[i]
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
func (s shells) both(page *site.Page) *themes.Both {
	if len(s.site.Config.Languages) < 2 || !s.site.Config.Both {
		return nil
	}
	second := &s.site.Config.Languages[1]
	if page.Lang.Prefix != "" {
		second = page.Lang
	}
	return &themes.Both{Href: site.Href(page.Address, s.site.SideBySideAddress(page.Key, second))}
}

// sheets are the addresses, from a page, of the style sheets that it needs
// beside that of all pages. The one sheet of a home page has that of code and of
// galleries in it.
func (s shells) sheets(page *site.Page, shell *themes.Page, body markdown.Sheets) (needed []string) {
	home := shell.Kind == themes.Home
	for _, sheet := range []struct {
		name   string
		needed bool
	}{
		{themes.ExerciseSheet, body.Tasks},
		{themes.CodeSheet, body.Code && !home},
		{themes.CheckSheet, body.Checks},
		{themes.GallerySheet, body.Gallery && !home},
		{themes.MarkSheet, body.Marks || shell.Notice != ""},
	} {
		if sheet.needed {
			needed = append(needed, site.Href(page.Address, s.theme.Sheet(sheet.name).Name))
		}
	}
	return needed
}
