package press

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"slices"
	"time"

	"woshou/generator/site"
)

// feedEntries is how many entries a feed has at most: those who follow a site
// come by more often than fifty pages change.
const feedEntries = 50

// The elements of an Atom feed, RFC 4287.
type (
	atomFeed struct {
		XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
		Lang    string      `xml:"xml:lang,attr"`
		ID      string      `xml:"id"`
		Title   string      `xml:"title"`
		Sub     string      `xml:"subtitle,omitempty"`
		Updated string      `xml:"updated"`
		Author  atomPerson  `xml:"author"`
		Links   []atomLink  `xml:"link"`
		Entries []atomEntry `xml:"entry"`
	}
	atomPerson struct {
		Name string `xml:"name"`
	}
	atomLink struct {
		Rel  string `xml:"rel,attr"`
		Type string `xml:"type,attr"`
		Href string `xml:"href,attr"`
	}
	atomEntry struct {
		ID      string   `xml:"id"`
		Title   string   `xml:"title"`
		Updated string   `xml:"updated"`
		Link    atomLink `xml:"link"`
		Summary string   `xml:"summary,omitempty"`
	}
)

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
			jobs = append(jobs, lazy(feedAddress(lang), func() []byte { return feed(a, lang) }))
		}
	}
	return jobs
}

// feed is the Atom feed of a language: its pages, the one that changed last
// first. Pages without a date are left out. The id of an entry is the page's
// address, so that it stays while the page does.
func feed(a addresses, lang *site.Language) []byte {
	pages := dated(a.site, lang)
	title := a.site.Title(lang)
	doc := atomFeed{
		Lang: lang.Lang, Title: title, Sub: a.site.Config.Description.In(lang.Code), Author: atomPerson{title},
		ID: a.absolute(feedAddress(lang)), Updated: pages[0].Date.Format(time.RFC3339),
		Links: []atomLink{
			{"self", "application/atom+xml", a.absolute(feedAddress(lang))},
			{"alternate", "text/html", a.absolute(lang.Prefix + "index.html")},
		},
	}
	for _, page := range pages[:min(len(pages), feedEntries)] {
		address := a.absolute(page.Address)
		doc.Entries = append(doc.Entries, atomEntry{
			ID: address, Title: a.titleOf(page), Updated: page.Date.Format(time.RFC3339),
			Link: atomLink{"alternate", "text/html", address}, Summary: page.Meta.Description,
		})
	}
	return asXML(doc)
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

// asXML is a value as an XML document.
func asXML(v any) []byte {
	var out bytes.Buffer
	out.WriteString(xml.Header)
	enc := xml.NewEncoder(&out)
	enc.Indent("", " ")
	_ = enc.Encode(v) // a buffer takes everything, and strings are all there is
	out.WriteString("\n")
	return out.Bytes()
}
