// Package feed writes what programs read of a site: which pages it has, in
// which languages (a sitemap), and which changed last (an Atom feed, RFC 4287).
package feed

import (
	"bytes"
	"encoding/xml"
	"time"
)

// Feed is what changed in a site, the latest first. Addresses are absolute.
type Feed struct {
	Lang            string // BCP 47
	Title, Subtitle string // a subtitle of "" is left out
	Author          string
	Self, Home      string // addresses of the feed, which is also its id, and of the site
	Updated         time.Time
	Entries         []Entry
}

// Entry is one page. Its id is its address, so that it stays while the page
// does.
type Entry struct {
	Address, Title, Summary string // a summary of "" is left out
	Updated                 time.Time
}

// The elements of an Atom feed.
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

// Atom is the feed as an XML document.
func (f Feed) Atom() []byte {
	doc := atomFeed{
		Lang: f.Lang, Title: f.Title, Sub: f.Subtitle, Author: atomPerson{f.Author},
		ID: f.Self, Updated: f.Updated.Format(time.RFC3339),
		Links: []atomLink{{"self", "application/atom+xml", f.Self}, {"alternate", "text/html", f.Home}},
	}
	for _, e := range f.Entries {
		doc.Entries = append(doc.Entries, atomEntry{
			ID: e.Address, Title: e.Title, Updated: e.Updated.Format(time.RFC3339),
			Link: atomLink{"alternate", "text/html", e.Address}, Summary: e.Summary,
		})
	}
	return document(doc)
}

// document is a value as an XML document.
func document(v any) []byte {
	var out bytes.Buffer
	out.WriteString(xml.Header)
	enc := xml.NewEncoder(&out)
	enc.Indent("", " ")
	_ = enc.Encode(v) // a buffer takes everything, and strings are all there is
	out.WriteString("\n")
	return out.Bytes()
}
