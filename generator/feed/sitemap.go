package feed

import "encoding/xml"

// Sitemap is the pages of a site, as sitemaps.org has them.
type Sitemap []Page

// Page is one page, with the same in other languages. Addresses are absolute.
type Page struct {
	Address    string
	Day        string // of the last change, "2026-11-28", or ""
	Alternates []Alternate
}

// Alternate is a page in one language, BCP 47.
type Alternate struct{ Lang, Address string }

// The elements of a sitemap, sitemaps.org/schemas/sitemap/0.9.
type (
	urlset struct {
		XMLName xml.Name   `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
		XHTML   string     `xml:"xmlns:xhtml,attr"`
		URLs    []location `xml:"url"`
	}
	location struct {
		Loc     string          `xml:"loc"`
		LastMod string          `xml:"lastmod,omitempty"`
		Links   []alternateLink `xml:"xhtml:link"`
	}
	alternateLink struct {
		Rel      string `xml:"rel,attr"`
		HrefLang string `xml:"hreflang,attr"`
		Href     string `xml:"href,attr"`
	}
)

// XML is the sitemap as an XML document.
func (s Sitemap) XML() []byte {
	set := urlset{XHTML: "http://www.w3.org/1999/xhtml"}
	for _, page := range s {
		entry := location{Loc: page.Address, LastMod: page.Day}
		for _, a := range page.Alternates {
			entry.Links = append(entry.Links, alternateLink{"alternate", a.Lang, a.Address})
		}
		set.URLs = append(set.URLs, entry)
	}
	return document(set)
}
