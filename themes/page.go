// Package themes holds the embedded themes: page templates, style sheets,
// scripts, and the palette that gives a figure's roles their colours. The words
// of the interface are package words'.
//
// A theme is a folder:
//
//	page.html home.html 404.html … one template for each kind of page
//	partials/                      what they share
//	style/                         parts of the one style sheet; print.css says
//	                               what differs there
//	colours.yaml                   of pages and figures, by name
//	script.js favicon.svg
//	both.js                        what few pages load besides
//	figure.js search.js …          what script.js loads, each put together of
//	                               several files: see asset.go
//
// A site may have a folder of the same form, whose files take the place of ours
// one by one: see Theme.With.
//
// A page reads well without the script, and asks for no file but the style
// sheet and the script. Nothing in it is inline, so that its security policy
// can allow the site's own files only.
package themes

import "html/template"

// Page is all that a template needs to write one page. Every address in it is
// relative to the page and ready to print.
type Page struct {
	Lang      string // BCP 47: "zh-Hans", "en"
	Code      string // the language's code in site.yaml: "zh", "en"
	Words     Words  // the interface in that language; nil for those of Code
	Title     string // of the page; "" on the home page
	Describe  string
	Site      string // the site's title
	Root      string // the way to the root of the site, to put before an address there
	Home      string // address of the site's home page in this language
	Kind      Kind
	CSP       string   // the Content-Security-Policy
	Style     string   // address of the style sheet
	Sheets    []string // addresses of further ones, if any
	Scripts   []string
	Search    *Search  // nil: no search
	Figures   *Figures // nil: no figure
	Icon      string   // address of the favicon
	Languages []Language
	Both      *Both       // nil: no page side by side
	Canonical string      // absolute, or ""
	Alternate []Alternate // absolute, empty without a site address
	Twin      string      // address of the page in Markdown, or ""
	Feed      string      // address of the Atom feed of the language, or ""
	Sidebar   []Entry
	Outline   []Entry // the page's headings
	Crumbs    []Link  // from the home page down, without the page itself
	Prev      *Link
	Next      *Link
	Edit      string        // address of the source, or ""
	Updated   string        // "2026-11-22", or ""
	Progress  string        // address of the page of kind Coverage, or ""
	Covered   []Covered     // on that page: the languages it is translated into
	Body      template.HTML // the rendered Markdown
	Opening   template.HTML // the figure that Body begins with, in whatever holds it; else ""
	Text      string        // BCP 47, where Body is in another language than the page; else ""
	Notice    string        // above the body, or ""
	Hero      *Hero         // on a home page, else nil
}

// Kind is which template writes a page.
type Kind string

// The kinds of pages.
const (
	Article Kind = "article"
	Home    Kind = "home"
	Missing Kind = "missing" // 404
	// Coverage tells how far the site is translated.
	Coverage Kind = "coverage"
)

// Language is one entry of the language switch.
type Language struct {
	Lang, Code, Name string
	Href             string // the same page in that language
	Current          bool
}

// Search is what the search button of a page knows: addresses of the script
// and the style sheet of the dialog, and of the site's root.
type Search struct{ Script, Style, Root string }

// Both leads to the page that shows this one beside its translation.
type Both struct {
	Href    string
	Current bool // it is this page
}

// Figures are the addresses of the script that brings figures to life and of
// its style sheet. Script loads both once the page is there.
type Figures struct{ Script, Style string }

// Alternate is one hreflang link; Lang is "x-default" for the default one.
type Alternate struct{ Lang, Href string }

// Link is an address with its text.
type Link struct{ Title, Href string }

// Entry is one line of the sidebar or the outline, with what lies below it.
// Href is "" for a heading over a group.
type Entry struct {
	Title    string
	Href     string
	Current  bool // the page itself
	Children []Entry
}

// Hero is the top of a home page, from its front matter.
type Hero struct {
	Name, Text, Tagline string
	Image               *Picture // or nil
	Actions             []Action
	Features            []Feature
}

// Action is a button of the hero; the primary one is filled.
type Action struct {
	Title, Href string
	Primary     bool
}

// Feature is one of the points below the hero.
type Feature struct {
	Icon                 string   // a sign, or ""
	Picture              *Picture // in its place, or nil
	Title, Details, Href string
	More                 string // words for the link, or ""
}

// Picture is an image, with its form on a dark ground where it has one.
type Picture struct {
	Src, Dark, Alt string
	Width, Height  string // in pixels, or ""
}

// Rest is Body without its Opening.
func (p *Page) Rest() template.HTML { return p.Body[len(p.Opening):] }

// Covered is how far the site is translated into one language.
type Covered struct {
	Lang, Name string // of the language, in that language
	Tally
	Pages []CoveredPage
}

// CoveredPage is one page in that language. Title is in the language Lang,
// which is another one where the page is not translated.
type CoveredPage struct {
	Title, Href, Lang string
	Tally
	Sections []CoveredSection // those to work on
}

// CoveredSection is a section that is stale, missing or an orphan.
type CoveredSection struct{ State, Title, Href, Lang string }

// Tally counts sections: how many there are to translate, and how many are
// translated, up to date or not. Percent is rounded down.
type Tally struct {
	Percent, Translated, Sections int
	Shares                        []Share
}

// Share is a part of a bar, all in one state: "fresh", "stale" … At and Width
// are in hundredths of the bar.
type Share struct {
	State     string
	Count     int
	At, Width string
}
