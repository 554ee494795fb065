package press

import (
	"net/url"
	"path"
	"strings"

	"woshou/generator/page"
	"woshou/generator/site"
	"woshou/themes"
)

// addresses are where the files of a site are found, from each other and from
// elsewhere.
type addresses struct {
	site  *site.Site
	feeds map[*site.Language]bool // those that there are
}

// fragment is the end of an address that leads to an id, "" for none.
func fragment(id string) string {
	if id == "" {
		return ""
	}
	return "#" + (&url.URL{Fragment: id}).EscapedFragment()
}

// absolute is the address under the site's url, "" without one.
func (a addresses) absolute(address string) string {
	if a.site.Config.URL == "" {
		return ""
	}
	if folder, isIndex := strings.CutSuffix("/"+address, "/index.html"); isIndex {
		address = strings.TrimPrefix(folder+"/", "/")
	}
	return a.site.Config.URL + (&url.URL{Path: address}).EscapedPath()
}

// canonical is the address under which a page is to be found: of one that
// stands in for a translation, that of the page it shows.
func (a addresses) canonical(page *site.Page) string {
	if page.Untranslated {
		page = a.site.Original(page)
	}
	return a.absolute(page.Address)
}

// alternates are the hreflang links: each translation, and for all other
// readers the first of them. A page that stands in for one is none.
func (a addresses) alternates(page *site.Page) []themes.Alternate {
	if a.site.Config.URL == "" || page.Untranslated {
		return nil
	}
	var all []themes.Alternate
	for _, t := range a.site.Translations(page) {
		if !t.Untranslated {
			all = append(all, themes.Alternate{Lang: t.Lang.Lang, Href: a.absolute(t.Address)})
		}
	}
	return append(all, themes.Alternate{Lang: "x-default", Href: all[0].Href})
}

// coverage is the address of the page that tells, in a language, how far the
// site is translated; "" in a site of one language.
func (a addresses) coverage(lang *site.Language) string {
	if len(a.site.Config.Languages) < 2 {
		return ""
	}
	return lang.Prefix + site.CoverageName
}

// editLink is where the source of a page can be edited, "" for nowhere.
func (a addresses) editLink(page *site.Page) string {
	if a.site.Config.Edit == "" || page.Listing {
		return ""
	}
	return strings.ReplaceAll(a.site.Config.Edit, "{path}", (&url.URL{Path: page.Source.Path}).EscapedPath())
}

// titleOf is what a page is called away from its site: a home page has the
// name of the site.
func (a addresses) titleOf(page *site.Page) string {
	if page.IsHome() {
		return a.site.Title(page.Lang)
	}
	return page.Title()
}

// hasTwin reports whether a page has a twin in Markdown: one that stands in
// for a translation has that of the page it shows.
func hasTwin(page *site.Page) bool { return !page.Untranslated }

// twinAddress is where the twin of a page stands: beside it.
func twinAddress(page *site.Page) string { return site.TwinAddress(page.Address) }

// twinLink is where a link of a page leads from its twin: to a twin, where
// there is one.
func (a addresses) twinLink(from *site.Page, href string) string {
	u, err := url.Parse(href)
	if err != nil || u.Scheme != "" || u.Host != "" || u.Path == "" || strings.HasPrefix(u.Path, "/") {
		return href
	}
	to := a.site.Page(path.Join(path.Dir(from.Address), u.Path))
	if to == nil {
		return href
	}
	if !hasTwin(to) {
		to = a.site.Original(to)
	}
	link := url.URL{Path: page.Rel(from.Address, twinAddress(to)), RawQuery: u.RawQuery, Fragment: u.Fragment, RawFragment: u.RawFragment}
	return link.String()
}
