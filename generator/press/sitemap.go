package press

import (
	"woshou/generator/feed"
	"woshou/generator/site"
)

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
