package site

import (
	"cmp"
	"net/url"
	"path"
	"strings"

	"woshou/generator/diagnostic"
	"woshou/generator/flavour"
	"woshou/generator/markdown"
	"woshou/generator/page"
)

// Target is where a link leads.
type Target struct {
	// Href is ready to print: relative to the page, or outside the site.
	Href string
	// Problem says why the link is dead; "" when it is not.
	Problem diagnostic.Message
	// meant is what was looked for, and among what.
	meant string
	among func() []string
}

// Resolve follows a destination as written on a page. Destinations with a
// scheme are left as they are. A path counts from the page's source; one that
// starts with a slash from the language's folder, else the site's, else
// public/; one that starts with @/ from the site's folder. `.md`, `.html` and
// no ending all name a page; a folder is its index page, be it one of public/.
//
// A dead link leads where the page would be, if there were one.
func (s *Site) Resolve(from *Page, dest string) Target {
	u, err := url.Parse(dest)
	switch {
	case err != nil:
		return Target{Href: dest, Problem: diagnostic.Say("`%s` is no address", dest)}
	case u.Scheme != "" || u.Host != "" || u.Opaque != "":
		return Target{Href: dest}
	case u.Path == "":
		return targetOn(from, from, u)
	}
	names := s.candidates(from, u.Path)
	to := func(p *Page) Target {
		if from.Untranslated {
			p = cmp.Or(s.pageOf(p.Key, from.Lang), p)
		}
		return targetOn(from, p, u)
	}
	for _, name := range names {
		if p := s.writtenAt(name); p != nil {
			return to(p)
		}
		if f, ok := s.files[name]; ok {
			return Target{Href: hrefOf(page.Rel(from.Address, f.Address), u)}
		}
	}
	for _, name := range names {
		if p := s.standInAt(name); p != nil {
			return to(p)
		}
	}
	for _, name := range names {
		if f, ok := s.files[publicIndex(name)]; ok {
			return Target{Href: hrefOf(page.Rel(from.Address, f.Address), u)}
		}
	}
	if path.Ext(u.Path) == ScenarioEnding { // leads to its figure
		if name, found := s.Scenario(from, u.Path); found {
			figure := FigureFile(strings.TrimSuffix(name, path.Ext(name)), "", from.Lang)
			return Target{Href: hrefOf(page.Rel(from.Address, figure), u)}
		}
	}
	return s.dead(from, dest, u)
}

// candidates are the paths from the site's folder that a path on a page may
// mean, the likeliest first. Where the pages of the default language lie in the
// site's folder itself, a path from the root is that of a file there, as it is that
// of the page's address.
func (s *Site) candidates(from *Page, p string) []string {
	var names []string
	reads := flavour.Of(s.Config.Flavour)
	switch {
	case strings.HasPrefix(p, "@/"):
		names = []string{p[2:]}
	case strings.HasPrefix(p, "/"):
		lang := from.Lang
		if from.original != nil { // whose text it shows
			lang = from.original.Lang
		}
		names = []string{path.Join(lang.Folder, p), p[1:], path.Join(publicFolder, p)}
		if s.Config.Languages[0].Folder == "." {
			names[0], names[1] = names[1], names[0]
		}
	default:
		names = []string{path.Join(path.Dir(from.Source.Path), p)}
		if reads.Folders && path.Ext(p) == "" {
			names = append(names, path.Join(strings.TrimSuffix(from.Source.Path, path.Ext(from.Source.Path)), p))
		}
	}
	folder := strings.HasSuffix(p, "/") && !reads.Folders
	for i := range names {
		names[i] = path.Clean(names[i])
		if folder {
			names[i] = path.Join(names[i], "index.md")
		}
	}
	return names
}

// publicIndex is the file of public/ that answers the address of a folder: an old
// address that leads elsewhere, a demonstration.
func publicIndex(name string) string {
	name = strings.TrimSuffix(strings.TrimPrefix(name, publicFolder+"/"), "/index.md")
	return path.Join(publicFolder, name, "index.html")
}

// sourcesOf are the files whose page a path may name.
func (s *Site) sourcesOf(name string) []string {
	names := []string{name, strings.TrimSuffix(name, ".html") + ".md", path.Join(name, "index.md")}
	for _, index := range flavour.Of(s.Config.Flavour).Index {
		names = append(names, path.Join(name, index+".md"))
		if dir, file := path.Split(name); strings.TrimSuffix(strings.TrimSuffix(file, ".md"), ".html") == "index" {
			names = append(names, dir+index+".md")
		}
	}
	return names
}

// writtenAt is the page that a path names, if somebody wrote it.
func (s *Site) writtenAt(name string) *Page {
	for _, source := range s.sourcesOf(name) {
		if p := s.bySource[source]; p != nil {
			return p
		}
		if p := s.bySmall[strings.ToLower(source)]; p != nil {
			return p
		}
	}
	return nil
}

// standInAt is the page that stands in for the one that a path names.
func (s *Site) standInAt(name string) *Page {
	for _, source := range s.sourcesOf(name) {
		if lang := s.languageOf(source); lang != nil && isMarkdown(source) {
			if p := s.pageOf(keyOf(source, lang), lang); p != nil && p.Untranslated {
				return p
			}
		}
	}
	return nil
}

// targetOn is the target on a page, at the fragment of u.
func targetOn(from, to *Page, u *url.URL) Target {
	href := ""
	if to != from {
		href = page.Rel(from.Address, to.Address)
	}
	id, words, _ := strings.Cut(u.Fragment, ":~:") // what follows points at words
	if slug := markdown.SlugOf(to.site.Config.Flavour, id); words == "" && !to.HasID(id) && to.HasID(slug) {
		u = &url.URL{RawQuery: u.RawQuery, Fragment: slug}
		id = slug
	}
	t := Target{Href: hrefOf(href, u)}
	if t.Href == "" {
		t.Href = path.Base(to.Address)
	}
	if !to.HasID(id) {
		t.Problem = diagnostic.Say("%s has no heading or figure with the id `%s`", to.Source.Path, id)
		t.meant, t.among = id, func() []string { return to.Outline().IDs }
	}
	return t
}

// hrefOf is an address with the query and fragment of u, escaped.
func hrefOf(address string, u *url.URL) string {
	out := url.URL{Path: address, RawQuery: u.RawQuery, Fragment: u.Fragment, RawFragment: u.RawFragment}
	return out.String()
}

// dead is a link that leads nowhere.
func (s *Site) dead(from *Page, dest string, u *url.URL) Target {
	want := s.candidates(from, u.Path)[0]
	if path.Ext(want) == "" || path.Ext(want) == ".html" {
		want = strings.TrimSuffix(want, ".html") + ".md"
	}
	return Target{
		Href:    deadHref(dest, u),
		Problem: diagnostic.Say("`%s` is no page or file of the site", u.Path),
		meant:   page.Rel(from.Source.Path, want),
		among: func() []string {
			var known []string
			for _, p := range s.Pages {
				known = append(known, page.Rel(from.Source.Path, p.Source.Path))
			}
			return known
		},
	}
}

// deadHref spells a dead link to a page as it would be if the page were there:
// its reader finds nothing, but nobody is sent to a source.
func deadHref(dest string, u *url.URL) string {
	page := strings.TrimSuffix(u.Path, ".md")
	if ext := path.Ext(page); ext != "" && ext != ".html" {
		return dest
	}
	if page != u.Path {
		page += ".html"
	}
	id, words, _ := strings.Cut(u.Fragment, ":~:")
	if words != "" {
		words = ":~:" + words
	}
	return hrefOf(page, &url.URL{RawQuery: u.RawQuery, Fragment: markdown.Slug(id) + words})
}

// checkGlossary warns about things of the glossary that no page explains which
// should. Whether the page has the section is for CheckLinks to say, which has
// read it.
func (s *Site) checkGlossary() (problems []diagnostic.Problem) {
	for _, thing := range s.Config.Glossary {
		if thing.Page == "" || len(s.byKey[thing.Page]) > 0 {
			continue
		}
		var keys []string
		for _, p := range s.Pages {
			keys = append(keys, p.Key)
		}
		problems = append(problems, thing.dead(diagnostic.Say("there is no page `%s`", thing.Page), diagnostic.DidYouMean(thing.Page, keys)))
	}
	return problems
}

// dead warns that a thing of the glossary leads nowhere.
func (t Thing) dead(message, hint diagnostic.Message) diagnostic.Problem {
	return diagnostic.Problem{Place: t.at, Severity: diagnostic.Warning, Code: "dead-link", Message: message, Hint: hint}
}

// CheckLinks reports the dead links of a page as warnings, and what the site's
// glossary says of sections that it does not have.
func (s *Site) CheckLinks(p *Page) []diagnostic.Problem {
	var problems []diagnostic.Problem
	for _, thing := range s.Config.Glossary {
		if thing.Page == p.Key && thing.ID != "" && !p.Untranslated && !p.HasID(thing.ID) {
			problems = append(problems, thing.dead(
				diagnostic.Say("%s has no heading or figure with the id `%s`", p.Source.Path, thing.ID), diagnostic.DidYouMean(thing.ID, p.Outline().IDs)))
		}
	}
	for _, link := range p.Outline().Links {
		if t := s.Resolve(p, link.Dest); t.Problem != "" {
			problems = append(problems, warning(link, t))
		}
	}
	return problems
}

func warning(link page.Link, t Target) diagnostic.Problem {
	code := "dead-link"
	if link.Image {
		code = "dead-image"
	}
	var hint diagnostic.Message
	if t.among != nil {
		hint = diagnostic.DidYouMean(t.meant, t.among())
	}
	at := link.Place
	at.Width = 1
	return diagnostic.Problem{Place: at, Severity: diagnostic.Warning, Code: code, Message: t.Problem, Hint: hint}
}

// Scenario returns the path, from the site's folder, of a scenario that a page
// names, and whether there is such a file. It is looked for where a link would
// lead, then in scenarios/.
func (s *Site) Scenario(from *Page, name string) (string, bool) {
	if unescaped, err := url.PathUnescape(name); err == nil {
		name = unescaped
	}
	candidates := s.candidates(from, name)
	if !strings.HasPrefix(name, "@/") {
		candidates = append(candidates, path.Join(scenarioFolder, name))
	}
	for _, candidate := range candidates {
		if _, found := s.Source(candidate); found {
			return candidate, true
		}
	}
	return candidates[0], false
}

// ScenarioEnding is that of files with a scenario.
const ScenarioEnding = ".scenario"

// NearScenario is the name, as a page would write it, of the scenario that was
// most likely meant by a name that Scenario does not find; "" if none is near.
func (s *Site) NearScenario(from *Page, name string) string {
	var known []string
	for _, source := range s.Sources {
		stem, ok := strings.CutSuffix(source.Path, ScenarioEnding)
		if !ok {
			continue
		}
		if short, ok := strings.CutPrefix(stem, scenarioFolder+"/"); ok {
			known = append(known, short)
		}
		known = append(known, page.Rel(from.Source.Path, stem))
	}
	if near := diagnostic.Nearest(strings.TrimSuffix(name, ScenarioEnding), known); near != "" {
		return near + ScenarioEnding
	}
	return ""
}
