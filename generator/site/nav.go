package site

import (
	"cmp"
	"math"
	"net/url"
	"slices"
	"strings"

	"woshou/generator/diagnostic"
	"woshou/generator/page"
)

// Branch is one entry of the navigation with what lies below it. Page and Link
// are empty for a mere heading.
type Branch struct {
	Title    string
	Page     *Page
	Link     string // address outside the site
	Children []*Branch
}

// Nav is the navigation of a language. Its home page is no part of it.
func (s *Site) Nav(lang *Language) []*Branch { return s.nav[lang.Code] }

// navigate makes the navigation of every language.
func (s loader) navigate() []diagnostic.Problem {
	s.nav = map[string][]*Branch{}
	var problems []diagnostic.Problem
	for i := range s.Config.Languages {
		lang := &s.Config.Languages[i]
		if s.Config.Nav != nil {
			var more []diagnostic.Problem
			s.nav[lang.Code], more = s.navOf(lang, s.Config.Nav)
			problems = append(problems, more...)
		} else {
			s.nav[lang.Code] = folderNav(s.pagesIn(lang))
		}
	}
	return problems
}

// navOf follows `nav:`. A page that a language lacks is left out of that
// language; one that every language lacks is an error.
func (s loader) navOf(lang *Language, items []NavItem) ([]*Branch, []diagnostic.Problem) {
	var branches []*Branch
	var problems []diagnostic.Problem
	for _, item := range items {
		children, more := s.navOf(lang, item.Items)
		problems = append(problems, more...)
		b := &Branch{Title: item.Title.In(lang.Code), Link: item.Link, Children: children}
		if u, err := url.Parse(item.Link); item.Link != "" && (err != nil || u.Scheme == "" && u.Host == "") {
			problems = append(problems, notOutside(item))
		}
		if !page.AllowedLink(item.Link) {
			problems = append(problems, notOutside(item))
			b.Link = ""
		}
		if item.Page != "" {
			b.Page = s.pageOf(item.Page, lang)
			if len(s.byKey[item.Page]) == 0 {
				problems = append(problems, s.noSuchPage(item))
			}
		}
		if b.Page != nil && b.Title == "" {
			b.Title = b.Page.Title()
		}
		if b.Link != "" && b.Title == "" && len(children) == 0 {
			continue // a link that has a title in other languages only
		}
		if b.Page != nil || b.Link != "" || len(children) > 0 {
			branches = append(branches, b)
		}
	}
	return branches, problems
}

func (s *Site) pageOf(key string, lang *Language) *Page {
	for _, p := range s.byKey[key] {
		if p.Lang == lang {
			return p
		}
	}
	return nil
}

// notOutside warns about a link that would lead elsewhere from every page.
func notOutside(item NavItem) diagnostic.Problem {
	return diagnostic.Problem{
		Place: item.at, Severity: diagnostic.Warning, Code: "nav-link",
		Message: diagnostic.Say("`%s` leads to no place outside the site", item.Link), Hint: "name a page of the site with `page:`",
	}
}

func (s loader) noSuchPage(item NavItem) diagnostic.Problem {
	var keys []string
	for _, p := range s.Pages {
		keys = append(keys, p.Key)
	}
	return diagnostic.Problem{
		Place: item.at, Severity: diagnostic.Error, Code: CodeConfig,
		Message: diagnostic.Say("there is no page `%s`", item.Page), Hint: diagnostic.DidYouMean(item.Page, keys),
	}
}

// folderNav follows the folders: one branch for each, named by its index page.
func folderNav(pages []*Page) []*Branch {
	root := &folder{}
	for _, p := range pages {
		if !p.IsHome() {
			root.add(strings.Split(p.Key, "/"), p)
		}
	}
	return root.branches()
}

// folder is a page, a folder, or both: tcp.md, tcp/index.md and tcp/udp.md
// share the folder "tcp", whose page is the first of them.
type folder struct {
	name  string
	page  *Page
	below []*folder
}

func (f *folder) add(parts []string, p *Page) {
	if len(parts) == 0 || f.page == nil && len(parts) == 1 && parts[0] == "index" {
		f.page = p
		return
	}
	i := len(f.below) - 1 // pages come in order, so that it is most likely the last
	if i >= 0 && f.below[i].name != parts[0] {
		i = slices.IndexFunc(f.below, func(c *folder) bool { return c.name == parts[0] })
	}
	if i < 0 {
		i = len(f.below)
		f.below = append(f.below, &folder{name: parts[0]})
	}
	f.below[i].add(parts[1:], p)
}

// branches are in order of `order:`, those without it last, then by name.
func (f *folder) branches() []*Branch {
	slices.SortFunc(f.below, func(a, b *folder) int {
		return cmp.Or(cmp.Compare(a.order(), b.order()), strings.Compare(a.name, b.name))
	})
	var branches []*Branch
	for _, c := range f.below {
		b := &Branch{Title: c.name, Page: c.page, Children: c.branches()}
		if c.page != nil {
			b.Title = c.page.Title()
		}
		branches = append(branches, b)
	}
	return branches
}

func (f *folder) order() int {
	if f.page != nil && f.page.Meta.Order != 0 {
		return f.page.Meta.Order
	}
	return math.MaxInt
}
