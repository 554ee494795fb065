package press

import (
	"cmp"
	"slices"

	"woshou/generator/feed"
	"woshou/generator/site"
)

// feedEntries is how many entries a feed has at most: those who follow a site
// come by more often than fifty pages change.
const feedEntries = 50

// feedAddress is where the feed of a language stands.
func feedAddress(lang *site.Language) string { return lang.Prefix + site.FeedName }

// feeds finds out which languages have a feed: with the site's url those in
// which a page has a date.
func feeds(s *site.Site) map[*site.Language]bool {
	has := map[*site.Language]bool{}
	for _, page := range s.Pages {
		if s.Config.URL != "" && page.IsWritten() && !page.Date.IsZero() {
			has[page.Lang] = true
		}
	}
	return has
}

// feedJobs write the feeds.
func feedJobs(a addresses) (jobs []Job) {
	for i := range a.site.Config.Languages {
		if lang := &a.site.Config.Languages[i]; a.feeds[lang] {
			jobs = append(jobs, lazy(feedAddress(lang), func() []byte { return feedOf(a, lang) }))
		}
	}
	return jobs
}

// feedOf is the Atom feed of a language: its pages, the one that changed last
// first. Pages without a date are left out. The id of an entry is the page's
// address, so that it stays while the page does.
func feedOf(a addresses, lang *site.Language) []byte {
	pages := dated(a.site, lang)
	title := a.site.Title(lang)
	doc := feed.Feed{
		Lang: lang.Lang, Title: title, Subtitle: a.site.Config.Description.In(lang.Code), Author: title,
		Self: a.absolute(feedAddress(lang)), Home: a.absolute(lang.Prefix + "index.html"), Updated: pages[0].Date,
	}
	for _, page := range pages[:min(len(pages), feedEntries)] {
		doc.Entries = append(doc.Entries, feed.Entry{
			Address: a.absolute(page.Address), Title: a.titleOf(page), Updated: page.Date, Summary: page.Meta.Description,
		})
	}
	return doc.Atom()
}

// dated are the pages of a language that have a date, the latest first.
func dated(s *site.Site, lang *site.Language) []*site.Page {
	var pages []*site.Page
	for _, page := range s.Pages {
		if page.Lang == lang && page.IsWritten() && !page.Date.IsZero() {
			pages = append(pages, page)
		}
	}
	slices.SortStableFunc(pages, func(a, b *site.Page) int {
		return cmp.Or(b.Date.Compare(a.Date), cmp.Compare(a.Address, b.Address))
	})
	return pages
}

// robots is robots.txt: everything may be read.
func robots(s *site.Site) []byte {
	text := "User-agent: *\nAllow: /\n"
	if s.Config.URL != "" {
		text += "Sitemap: " + s.Config.URL + "sitemap.xml\n"
	}
	return []byte(text)
}

// sitemap is sitemap.xml. It needs absolute addresses: without the site's url
// there is none.
func sitemap(a addresses) []byte {
	var pages feed.Sitemap
	for _, page := range a.site.Pages {
		if page.Untranslated {
			continue
		}
		entry := feed.Page{Address: a.absolute(page.Address), Day: page.Day()}
		for _, other := range a.alternates(page) {
			entry.Alternates = append(entry.Alternates, feed.Alternate{Lang: other.Lang, Address: other.Href})
		}
		pages = append(pages, entry)
	}
	return pages.XML()
}
