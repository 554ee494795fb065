package press

import (
	"fmt"
	"html/template"
	"strings"

	"woshou/generator/site"
	"woshou/generator/twin"
)

// listing is the body of a home page that nobody wrote: the list of the pages.
func listing(s *site.Site, page *site.Page) template.HTML {
	var b strings.Builder
	var list func(branches []*site.Branch)
	list = func(branches []*site.Branch) {
		b.WriteString("<ul>\n")
		for _, branch := range branches {
			title := template.HTMLEscapeString(branch.Title)
			if href := hrefOf(branch, page); href != "" {
				title = fmt.Sprintf(`<a href="%s">%s</a>`, template.HTMLEscapeString(href), title)
			}
			fmt.Fprintf(&b, "<li>%s", title)
			if len(branch.Children) > 0 {
				list(branch.Children)
			}
			b.WriteString("</li>\n")
		}
		b.WriteString("</ul>\n")
	}
	if branches := s.Nav(page.Lang); len(branches) > 0 {
		list(branches)
	}
	return template.HTML(b.String())
}

// hrefOf is where a branch of the navigation leads from a page, "" for nowhere.
func hrefOf(branch *site.Branch, from *site.Page) string {
	if branch.Page != nil {
		return site.Href(from.Address, branch.Page.Address)
	}
	return branch.Link
}

// listingInTwin is the same list in the twin of the page.
func (p pages) listingInTwin(w *twin.Writer, page *site.Page, branches []*site.Branch) {
	list := w.List(twin.List{})
	for _, branch := range branches {
		item := w.Begin(twin.Item)
		p.linkTo(w, page, hrefOf(branch, page), branch.Title)
		p.listingInTwin(w, page, branch.Children)
		w.End(item)
	}
	w.End(list)
}
