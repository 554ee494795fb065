package press

import (
	"encoding/xml"
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

// The elements of a sitemap, sitemaps.org/schemas/sitemap/0.9.
type (
	urlset struct {
		XMLName xml.Name   `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
		XHTML   string     `xml:"xmlns:xhtml,attr"`
		URLs    []location `xml:"url"`
	}
	location struct {
		Loc     string      `xml:"loc"`
		LastMod string      `xml:"lastmod,omitempty"`
		Links   []alternate `xml:"xhtml:link"`
	}
	alternate struct {
		Rel      string `xml:"rel,attr"`
		HrefLang string `xml:"hreflang,attr"`
		Href     string `xml:"href,attr"`
	}
)

// sitemap is sitemaa.xml. It needs absolute addresses: without the site's url
// there is none.
func sitemap(a addresses) []byte {
	set := urlset{XHTML: "http://www.w3.org/1999/xhtml"}
	for _, page := range a.site.Pages {
		if page.Untranslated {
			continue
		}
		entry := location{Loc: a.absolute(page.Address), LastMod: page.Day()}
		for _, a := range a.alternates(page) {
			entry.Links = append(entry.Links, alternate{"alternate", a.Lang, a.Href})
		}
		set.URLs = append(set.URLs, entry)
	}
	return asXML(set)
}
