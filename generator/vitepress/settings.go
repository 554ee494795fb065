package vitepress

import (
	"cmp"
	"slices"
	"strings"

	"woshou/generator/diagnostic"
	"woshou/generator/vitepress/literal"

	"github.com/goccy/go-yaml"
)

// siteYAML is the site.yaml that says the same as the configuration, as far as
// there is a way to say it.
func (p *project) siteYAML() ([]byte, error) {
	site := yaml.MapSlice{}
	set := func(key string, value any) { site = append(site, yaml.MapItem{Key: key, Value: value}) }
	if title := p.byLanguage("title"); title != nil {
		set("title", title)
	}
	if description := p.byLanguage("description"); description != nil {
		set("description", description)
	}
	if url := p.url(); url != "" {
		set("url", url)
	}
	languages := yaml.MapSlice{}
	for _, l := range p.locales {
		address := ""
		if l.folder != "." && !strings.Contains(l.folder, "/") { // its addresses stay
			address = l.folder
		}
		languages = append(languages, LanguageYAML(l.code, l.name, l.folder, address))
	}
	set("languages", languages)
	if edit := p.edit(); edit != "" {
		set("edit", edit)
	}
	if settings := p.markdown(); len(settings) > 0 {
		set("markdown", settings)
	}
	if tree := p.navigation(); len(tree) > 0 {
		for _, e := range p.elsewhere {
			label := e.titles[""]
			for _, l := range p.locales {
				e.titles[l.code] = label
			}
		}
		set("nav", p.navYAML(append(tree, p.elsewhere...)))
	} else {
		for _, e := range p.elsewhere {
			p.skip(p.config.Place, e.titles[""], "it lies on another site: put a link into `nav:`")
		}
	}
	p.rest()
	return WriteYAML(site, p.file)
}

// LanguageYAML is a language as `languages:` has it; without a name or an address,
// which are "", it has those of its code.
func LanguageYAML(code, name, folder, address string) yaml.MapItem {
	language := yaml.MapSlice{}
	if name != "" {
		language = append(language, yaml.MapItem{Key: "name", Value: name})
	}
	language = append(language, yaml.MapItem{Key: "folder", Value: folder})
	if address != "" && address != code {
		language = append(language, yaml.MapItem{Key: "address", Value: address})
	}
	return yaml.MapItem{Key: code, Value: language}
}

// WriteYAML is the text of a site.yaml, which begins with what it was made from: a
// file, or "" for a project without a configuration.
func WriteYAML(site yaml.MapSlice, file string) ([]byte, error) {
	text, err := yaml.MarshalWithOptions(site, yaml.IndentSequence(true))
	made := "Made by"
	if file != "" {
		made = "Made from " + file + " by"
	}
	return append([]byte("# "+made+" `woshou new --from`.\n"), text...), err
}

// byLanguage is a text of the configuration: one for every language, or one for
// each; nil when there is none.
func (p *project) byLanguage(key string) any {
	common := p.text(p.config, key, key)
	texts := yaml.MapSlice{}
	differ := false
	for _, l := range p.locales {
		text := p.text(l.values, key, "locales."+key)
		if text == "" {
			text = common
		}
		if text != "" {
			texts = append(texts, yaml.MapItem{Key: l.code, Value: text})
		}
		differ = differ || text != common
	}
	switch {
	case differ:
		return texts
	case common != "":
		return common
	}
	return nil
}

// url is the address of the site, which VitePress knows only from the settings
// of its sitemap.
func (p *project) url() string {
	sitemap, ok := p.config.Get("sitemap")
	if !ok {
		return ""
	}
	host := p.text(sitemap, "hostname", "sitemap.hostname")
	if host == "" {
		return ""
	}
	base := strings.Trim(p.text(p.config, "base", "base"), "/")
	if host = strings.TrimSuffix(host, "/"); base == "" || strings.HasSuffix(host, "/"+base) {
		return host + "/"
	}
	return host + "/" + base + "/"
}

// edit is the edit link.
func (p *project) edit() string {
	theme, _ := p.config.Get("themeConfig")
	link, ok := theme.Get("editLink")
	if !ok {
		return ""
	}
	return strings.Replace(p.text(link, "pattern", "themeConfig.editLink.pattern"), ":path", "{path}", 1)
}

// markdown are the settings of `markdown` that change how pages are read.
func (p *project) markdown() yaml.MapSlice {
	settings := yaml.MapSlice{}
	of, _ := p.config.Get("markdown")
	for _, f := range of.Fields {
		switch {
		case f.Key == "math" && (f.Value.Kind == literal.Object || f.Value.True):
			settings = append(settings, yaml.MapItem{Key: "math", Value: true})
		case f.Key == "lineNumbers" && f.Value.True:
			settings = append(settings, yaml.MapItem{Key: "line-numbers", Value: true})
		case f.Key == "attrs" && f.Value.Kind == literal.Object:
			left := cmp.Or(p.text(f.Value, "leftDelimiter", "markdown.attrs.leftDelimiter"), p.text(f.Value, "left", "markdown.attrs.left"))
			right := cmp.Or(p.text(f.Value, "rightDelimiter", "markdown.attrs.rightDelimiter"), p.text(f.Value, "right", "markdown.attrs.right"))
			if left != "" && right != "" {
				settings = append(settings, yaml.MapItem{Key: "attributes", Value: left + " " + right})
			}
		default:
			p.skip(f.Place, "markdown."+f.Key, "it has no counterpart")
		}
	}
	return settings
}

// navYAML is a tree as `nav:` has it. A group or a link needs a title in every
// language that shows it, so the first one stands in for those that lack one.
func (p *project) navYAML(tree []*entry) []any {
	var list []any
	for _, e := range tree {
		item := yaml.MapSlice{}
		if title := p.titleYAML(e); title != nil {
			item = append(item, yaml.MapItem{Key: "title", Value: title})
		}
		if e.page != "" {
			item = append(item, yaml.MapItem{Key: "page", Value: e.page})
		}
		if e.link != "" {
			item = append(item, yaml.MapItem{Key: "link", Value: e.link})
		}
		if len(e.items) > 0 {
			item = append(item, yaml.MapItem{Key: "items", Value: p.navYAML(e.items)})
		}
		list = append(list, item)
	}
	return list
}

func (p *project) titleYAML(e *entry) any {
	var first string
	titles := yaml.MapSlice{}
	for _, l := range p.locales {
		if title := e.titles[l.code]; title != "" {
			titles = append(titles, yaml.MapItem{Key: l.code, Value: title})
			if first == "" {
				first = title
			}
		}
	}
	switch {
	case first == "":
		return nil
	case len(p.locales) == 1:
		return first
	case len(titles) < len(p.locales) && len(e.items) > 0:
		for _, l := range p.locales {
			if e.titles[l.code] == "" {
				titles = append(titles, yaml.MapItem{Key: l.code, Value: first})
			}
		}
	}
	return titles
}

// moved are the keys that are read somewhere above, or that mean nothing to a
// site whose links are relative and whose pages need no script.
var moved = map[string][]string{
	"": {"title", "description", "lang", "locales", "srcDir", "themeConfig", "markdown", "sitemap", "outDir", "cacheDir", "assetsDir",
		"extends", "appearance", "ignoreDeadLinks", "metaChunk", "mpa", "router", "useWebFonts", "scrollOffset"},
	"themeConfig": {"nav", "sidebar", "editLink", "outline", "i18nRouting", "docFooter", "outlineTitle", "lastUpdatedText", "lastUpdated",
		"returnToTopLabel", "sidebarMenuLabel", "darkModeSwitchLabel", "lightModeSwitchTitle", "darkModeSwitchTitle", "skipToContentLabel",
		"langMenuLabel", "siteTitle", "externalLinkIcon"},
	"locales": {"title", "description", "lang", "label", "link", "dir", "themeConfig"},
}

// reasons say why a key has no counterpart, where there is more to say.
var reasons = map[string]diagnostic.Message{
	"base":               "links are relative, so a site works under any path; for a sitemap set `url:`",
	"cleanUrls":          "pages are files that end in .html; most hosts serve them without the ending too",
	"rewrites":           "a page is published where its file lies",
	"srcExclude":         "give those pages `draft: true`, or take them out of the folder",
	"lastUpdated":        "the date of a page is `date:` in its front matter",
	"vite":               "nothing is bundled",
	"vue":                "components do not run; what stands in them stays as text",
	"themeConfig.search": "every site has a search of its own",
	"themeConfig.logo":   "the title stands in its place",
	"themeConfig.footer": "it has no counterpart",
}

// rest notes what was not asked for by now.
func (p *project) rest() {
	p.restOf("", p.config)
	if theme, ok := p.config.Get("themeConfig"); ok {
		p.restOf("themeConfig", theme)
	}
	locales, _ := p.config.Get("locales")
	for _, f := range locales.Fields {
		p.restOf("locales", f.Value)
		if theme, ok := f.Value.Get("themeConfig"); ok {
			p.restOf("themeConfig", theme)
		}
	}
}

func (p *project) restOf(prefix string, v literal.Value) {
	if v.Kind == literal.Opaque {
		p.unreadable(v, prefix)
		return
	}
	for _, f := range v.Fields {
		if slices.Contains(moved[prefix], f.Key) || prefix == "" && f.Key == "base" && p.url() != "" { // the url ends in it
			continue
		}
		name := strings.TrimPrefix(prefix+"."+f.Key, ".")
		why := reasons[name]
		switch {
		case f.Key == "...":
			name, why = f.Value.What.String(), "it is not plainly written"
		case why == "" && f.Value.Kind == literal.Opaque:
			why = diagnostic.Say("it is %s", f.Value.What)
		case why == "":
			why = "it has no counterpart"
		}
		p.skip(f.Place, name, why)
	}
}
