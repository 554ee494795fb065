package press

import (
	"crypto/sha256"
	"encoding/xml"
	"net/url"
	"slices"

	"woshou/generator/diagnostic"
	"woshou/generator/site"
	"woshou/themes"
)

// extraJobs write what a site has beside its pages.
func (p *Press) extraJobs() []Job {
	jobs := []Job{p.missingPage()}
	if !p.site.HasFile("robots.txt") {
		jobs = append(jobs, constant("robots.txt", p.robots()))
	}
	if !p.site.HasFile("llms.txt") {
		jobs = append(jobs, lazy("llms.txt", p.llms))
	}
	if p.site.Config.URL != "" {
		jobs = append(jobs, lazy("sitemap.xml", p.sitemap))
	}
	return slices.Concat(jobs, p.coverageJobs(), p.feedJobs())
}

// missingPage is 404.html: one page in every language, which a host serves at
// any address. So its links are rooted at the path of the site's url.
func (p *Press) missingPage() Job {
	shell, err := p.missing()
	return Job{
		Outputs: []string{"404.html"},
		Recipe: func() (site.Hash, error) {
			return sha256.Sum256(mustJSON(shell)), err
		},
		Make: func() ([][]byte, []diagnostic.Problem, error) {
			content, faults, err := p.write(shell)
			return [][]byte{content}, faults, err
		},
	}
}

func (p *Press) missing() (*themes.Page, error) {
	base := "/"
	if u, err := url.Parse(p.site.Config.URL); err == nil && u.Path != "" && !p.preview {
		base = u.EscapedPath()
	}
	languages := p.site.Config.Languages
	shell := p.frame(&languages[0], "404.html")
	shell.Kind = themes.Missing
	shell.Style = p.theme.Style(themes.Missing).Name
	words := p.theme.Vocabulary(languages[0].Code)
	shell.Title = words.Word("missing")
	for _, to := range []*string{
		&shell.Home, &shell.Style, &shell.Icon, &shell.Scripts[0], &shell.Search.Script, &shell.Search.Style, &shell.Search.Root, &shell.Root,
	} {
		*to = base + *to
	}
	shell.Progress = "" // this page has no footer
	for _, lang := range languages {
		shell.Languages = append(shell.Languages, themes.Language{
			Lang: lang.Lang, Code: lang.Code, Name: lang.Name, Href: base + lang.Prefix + "index.html",
		})
	}
	return shell, words.Err()
}

// robots is robots.txt: everything may be read.
func (p *Press) robots() []byte {
	text := "User-agent: *\nAllow: /\n"
	if p.site.Config.URL != "" {
		text += "Sitemap: " + p.site.Config.URL + "sitemap.xml\n"
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

// sitemap is sitemap.xml. It needs absolute addresses: without the site's url
// there is none.
func (p *Press) sitemap() []byte {
	set := urlset{XHTML: "http://www.w3.org/1999/xhtml"}
	for _, page := range p.site.Pages {
		if page.Untranslated {
			continue
		}
		entry := location{Loc: p.absolute(page.Address), LastMod: page.Day()}
		for _, a := range p.alternates(page) {
			entry.Links = append(entry.Links, alternate{"alternate", a.Lang, a.Href})
		}
		set.URLs = append(set.URLs, entry)
	}
	return asXML(set)
}
