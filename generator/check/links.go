package check

import (
	"cmp"
	"net/url"
	"path"
	"strings"

	"woshou/generator/diagnostic"
	"woshou/generator/page"
	"woshou/generator/site"
)

// links compares where links within the site lead: each page has its
// translation, and each heading. What lies elsewhere may be another address in
// another language.
func (c *comparison) links(x, y *page.Block) {
	lost, new := apart(c.targets(c.source, x.Links), c.targets(c.target, y.Links))
	switch {
	case len(lost) > 0 && len(new) > 0:
		c.differ(y.File, y.Line, "translation-link", diagnostic.Say("this links to %s, where %s links to %s",
			strings.Join(new, ", "), c.there(x), strings.Join(lost, ", ")))
	case len(lost) > 0:
		c.differ(y.File, y.Line, "translation-link", diagnostic.Say("%s has a link to %s that is not here", c.there(x), strings.Join(lost, ", ")))
	case len(new) > 0:
		c.differ(y.File, y.Line, "translation-link", diagnostic.Say("%s has no link to %s", c.there(x), strings.Join(new, ", ")))
	}
}

// targets are the pages and headings of the site that links of a page lead to,
// by the ids that the original of each page gives them.
func (c *comparison) targets(from *site.Page, links []string) (list []string) {
	for _, dest := range links {
		target := c.site.Resolve(from, dest)
		u, err := url.Parse(target.Href)
		if err != nil || target.Problem != "" || u.Scheme != "" || u.Host != "" {
			continue
		}
		page := from
		if u.Path != "" {
			page = c.site.Page(path.Join(path.Dir(from.Address), u.Path))
		}
		if page != nil {
			list = append(list, page.Key+c.fragment(page, u.Fragment))
		}
	}
	return list
}

// fragment is what the original of a page calls one of its headings.
func (c *comparison) fragment(page *site.Page, id string) string {
	if id == "" {
		return ""
	}
	if original := c.site.Original(page); original != page {
		id = cmp.Or(c.site.Counterparts(page, original)[id], id)
	}
	return "#" + id
}
