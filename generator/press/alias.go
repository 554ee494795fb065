package press

import (
	"fmt"
	"html"
	"strings"

	"woshou/generator/diagnostic"
	"woshou/generator/flavour"
	"woshou/generator/page"
	"woshou/generator/site"
)

// aliasJobs make a small page at each old address of a page, which leads to where
// it is now. The problems are addresses that others have.
func (a addresses) aliasJobs() (jobs []Job, problems []diagnostic.Problem) {
	owner := map[string]string{}
	for _, of := range a.site.Pages {
		if !of.IsWritten() {
			continue
		}
		for _, alias := range of.Meta.Aliases {
			key := strings.ToLower(alias.Address)
			if other := a.ownerOf(alias.Address); other != "" || owner[key] != "" {
				if !flavour.Of(a.site.Config.Flavour).SharedAliases {
					problems = append(problems, taken(alias, other+owner[key]))
				}
				continue
			}
			owner[key] = of.Source.Path
			jobs = append(jobs, constant(alias.Address, a.redirect(alias, of)))
		}
	}
	return jobs, problems
}

// ownerOf is the page whose address this is, or the folder of ours that it lies
// in; "" if it is free.
func (a addresses) ownerOf(address string) string {
	if p := a.site.Page(address); p != nil {
		return p.Source.Path
	}
	first, _, nested := strings.Cut(address, "/")
	if nested && (first == site.BothFolder || first == site.FigureFolder) {
		return first + "/"
	}
	if a.site.HasFile(address) || address == "404.html" {
		return address
	}
	return ""
}

// taken is the problem of an old address that another has.
func taken(alias page.Alias, other string) diagnostic.Problem {
	return diagnostic.Problem{
		Place: alias.Place, Severity: diagnostic.Error, Code: "address",
		Message: diagnostic.Say("the address %s belongs to %s", alias.Address, other),
		Hint:    "only an address that nothing has can lead to this page",
	}
}

// redirect is the page at an old address. It needs no script, and search engines
// are told where the page is.
func (a addresses) redirect(alias page.Alias, of *site.Page) []byte {
	href := html.EscapeString(site.Href(alias.Address, of.Address))
	canonical := href
	if a.site.Config.URL != "" {
		canonical = html.EscapeString(a.absolute(of.Address))
	}
	title := html.EscapeString(of.Title())
	return fmt.Appendf(nil, `<!doctype html>
<html lang="%s">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url=%s">
<link rel="canonical" href="%s">
<title>%s</title>
</head>
<body><p><a href="%s">%s</a></p></body>
</html>
`, html.EscapeString(of.Lang.Lang), href, canonical, title, href, title)
}
