package moving

import (
	"fmt"
	"html"
	"os"
	"path"
	"strings"

	"woshou/generator/page"
	"woshou/generator/vitepress"

	"github.com/goccy/go-yaml"
)

// siteYAML is what site.yaml says of the project.
func (p *project) siteYAML() ([]byte, error) {
	site := yaml.MapSlice{}
	set := func(key string, value any, is bool) {
		if is {
			site = append(site, yaml.MapItem{Key: key, Value: value})
		}
	}
	set("title", p.title, p.title != "")
	set("description", p.description, p.description != "")
	set("url", p.url, strings.HasPrefix(p.url, "http"))
	languages := yaml.MapSlice{}
	for i, l := range p.languages {
		address := l.address
		if i == 0 { // the first has its pages at the root
			address = ""
		}
		languages = append(languages, vitepress.LanguageYAML(l.code, l.name, l.folder, address))
	}
	set("languages", languages, true)
	set("flavour", p.flavour, true)
	set("markdown", yaml.MapSlice{{Key: "math", Value: true}}, p.math)
	set("nav", p.navYAML(p.nav), len(p.nav) > 0)
	return vitepress.WriteYAML(site, p.file)
}

func (p *project) navYAML(entries []entry) []any {
	var list []any
	for _, e := range entries {
		item := yaml.MapSlice{}
		for _, f := range []struct {
			key   string
			value any
		}{{"title", p.titleYAML(e)}, {"page", e.page}, {"link", e.link}} {
			if f.value != "" {
				item = append(item, yaml.MapItem{Key: f.key, Value: f.value})
			}
		}
		if len(e.items) > 0 {
			item = append(item, yaml.MapItem{Key: "items", Value: p.navYAML(e.items)})
		}
		list = append(list, item)
	}
	return list
}

// titleYAML is the title of an entry: one text, or one a language where they differ.
func (p *project) titleYAML(e entry) any {
	if len(e.titles) == 0 {
		return e.title
	}
	all := yaml.MapSlice{{Key: p.languages[0].code, Value: e.title}}
	for _, l := range p.languages[1:] {
		if title := e.titles[l.code]; title != "" {
			all = append(all, yaml.MapItem{Key: l.code, Value: title})
		}
	}
	return all
}

// redirect writes, for each page that the program has elsewhere, a file there that
// leads to where it is now. Addresses that differ in case alone are one, because on
// many machines they are one file.
func (p *project) redirect(to *os.Root, pages []string) error {
	taken := map[string]bool{}
	for _, name := range pages {
		taken[strings.ToLower(p.address(name))] = true
	}
	for _, name := range pages {
		now, was := p.address(name), p.wasAt(name, matter(to, name))
		if taken[strings.ToLower(was)] {
			continue
		}
		taken[strings.ToLower(was)] = true
		file := path.Join("public", was)
		if err := to.MkdirAll(path.Dir(file), 0o755); err != nil {
			return err
		}
		if err := to.WriteFile(file, []byte(leadsTo(page.Rel(was, now))), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// address is that of a page of the site.
func (p *project) address(name string) string {
	for i, l := range p.languages {
		if rest, ok := cutFolder(name, l.folder); ok && (l.folder != "." || i == len(p.languages)-1 || !p.inOther(name, i)) {
			prefix := ""
			if i > 0 {
				prefix = l.address
				if prefix == "" {
					prefix = l.code
				}
			}
			return path.Join(prefix, p.key(path.Join(l.folder, rest))+".html")
		}
	}
	return p.key(name) + ".html"
}

// inOther reports whether a page lies in the folder of another language than the i-th.
func (p *project) inOther(name string, i int) bool {
	for j, l := range p.languages {
		if _, in := cutFolder(name, l.folder); j != i && l.folder != "." && in {
			return true
		}
	}
	return false
}

// wasAt is the address that the program gives to a page with such front matter.
func (p *project) wasAt(name string, matter map[string]string) string {
	at := strings.TrimSuffix(p.address(name), ".html")
	if p.renamed != nil {
		at = p.renamed(at, matter)
	}
	if p.pretty && path.Base(at) != "index" && path.Ext(at) != ".html" {
		at = path.Join(at, "index")
	}
	return strings.TrimSuffix(at, ".html") + ".html"
}

// leadsTo is a file that leads a browser, and whoever reads it, to an address.
func leadsTo(address string) string {
	a := html.EscapeString(address)
	return fmt.Sprintf("<!doctype html>\n<meta charset=\"utf-8\">\n<title>%s</title>\n<link rel=\"canonical\" href=\"%s\">\n"+
		"<meta name=\"robots\" content=\"noindex\">\n<meta http-equiv=\"refresh\" content=\"0; url=%s\">\n<a href=\"%s\">%s</a>\n", a, a, a, a, a)
}
