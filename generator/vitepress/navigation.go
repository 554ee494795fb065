package vitepress

import (
	"path"
	"slices"
	"strings"

	"woshou/generator/diagnostic"
	"woshou/generator/vitepress/literal"
)

// entry is one entry of the navigation: a page by its key, a link elsewhere, or
// a group.
type entry struct {
	titles map[string]string // by language
	page   string
	link   string
	items  []*entry
}

// section is a sidebar and the folder of pages that show it.
type section struct {
	prefix string // a key: "guide"; "" for every page
	items  []*entry
	used   bool
}

// navigation is the one tree of all languages, or nil when the project has
// none: then the folders are the navigation.
func (p *project) navigation() []*entry {
	var tree []*entry
	for i := range p.locales {
		tree = merge(tree, p.treeOf(&p.locales[i]))
	}
	return tree
}

// treeOf is the navigation of one language. Our sites have one tree where
// VitePress has a bar and sidebars: each sidebar goes below the entry of the bar
// that leads to it.
func (p *project) treeOf(l *locale) []*entry {
	var bar []*entry
	if nav, ok := p.themed(l, "nav"); ok {
		bar = p.items(nav, "", l)
	}
	var sections []*section
	if sidebar, ok := p.themed(l, "sidebar"); ok {
		sections = p.sections(sidebar, l)
	}
	var tree []*entry
	for _, e := range bar {
		s := sectionOf(sections, e)
		switch {
		case s == nil:
			tree = append(tree, e)
		case s.prefix == "" || s.used: // the sidebar has that page
		default:
			s.used = true
			if e.items = s.items; slices.Contains(keys(e.items), e.page) {
				e.page = ""
			}
			tree = append(tree, e)
		}
	}
	for _, s := range sections {
		if !s.used {
			tree = append(tree, s.items...)
		}
	}
	return tree
}

// themed is a value of themeConfig: that of the language, else the project's.
func (p *project) themed(l *locale, key string) (literal.Value, bool) {
	for _, of := range []literal.Value{l.values, p.config} {
		if theme, ok := of.Get("themeConfig"); ok {
			if v, ok := theme.Get(key); ok {
				return v, true
			}
		}
	}
	return literal.Value{}, false
}

// sections reads `sidebar`: one list for all pages, or one for each folder.
func (p *project) sections(v literal.Value, l *locale) []*section {
	switch v.Kind {
	case literal.Array:
		return []*section{{items: p.items(v, "", l)}}
	case literal.Object:
	default:
		p.unreadable(v, "themeConfig.sidebar")
		return nil
	}
	var all []*section
	for _, f := range v.Fields {
		list, base := f.Value, ""
		if list.Kind == literal.Object { // {base, items}
			base = p.text(list, "base", "themeConfig.sidebar."+f.Key+".base")
			list, _ = f.Value.Get("items")
		}
		if list.Kind != literal.Array {
			p.unreadable(f.Value, "themeConfig.sidebar."+f.Key)
			continue
		}
		prefix := strings.TrimPrefix(strings.Trim(f.Key, "/"), l.folder)
		all = append(all, &section{prefix: strings.Trim(prefix, "/"), items: p.items(list, base, l)})
	}
	return all
}

// sectionOf is the sidebar that an entry of the bar leads to.
func sectionOf(sections []*section, e *entry) *section {
	if e.page == "" {
		return nil
	}
	for _, s := range sections {
		inFolder := s.prefix != "" && (e.page == s.prefix || strings.HasPrefix(e.page, s.prefix+"/"))
		if inFolder || slices.Contains(keys(s.items), e.page) {
			return s
		}
	}
	return nil
}

// items reads a list of entries. How they look (collapsed, target, activeMatch)
// is the theme's affair.
func (p *project) items(v literal.Value, base string, l *locale) []*entry {
	if v.Kind != literal.Array {
		p.unreadable(v, "themeConfig.nav")
		return nil
	}
	var list []*entry
	for _, item := range v.Items {
		if item.Kind != literal.Object {
			p.unreadable(item, diagnostic.Message("an entry of the navigation"))
			continue
		}
		if e := p.item(item, base, l); e != nil {
			list = append(list, e)
		}
	}
	return list
}

// item reads one entry, nil when nothing is left of it.
func (p *project) item(v literal.Value, base string, l *locale) *entry {
	text := p.text(v, "text", "text")
	e := &entry{titles: map[string]string{}}
	if text != "" {
		e.titles[l.code] = text
	}
	link := p.text(v, "link", "link")
	if own := p.text(v, "base", "base"); own != "" {
		base = own
	}
	if items, ok := v.Get("items"); ok {
		e.items = p.items(items, base, l)
	}
	switch {
	case link == "":
	case isExternal(link):
		e.link = link
	default:
		if !strings.HasPrefix(link, "/") || base != "" {
			link = base + link
		}
		var ok bool
		if e.page, ok = p.key(link, l); !ok {
			p.skip(v.Place, text, diagnostic.Say("there is no page `%s`", link))
		}
	}
	if e.page == "" && e.link == "" && len(e.items) == 0 {
		return nil
	}
	return e
}

func isExternal(link string) bool {
	return strings.HasPrefix(link, "//") || strings.Contains(link, "://") || strings.HasPrefix(link, "mailto:")
}

// key is the key of the page that a link of the configuration leads to: its path
// below the language's folder, without .md.
func (p *project) key(link string, l *locale) (string, bool) {
	link, _, _ = strings.Cut(link, "#")
	link, _, _ = strings.Cut(link, "?")
	name := strings.TrimPrefix(link, "/")
	name = strings.TrimSuffix(strings.TrimSuffix(name, ".html"), ".md")
	if link == "" || strings.HasSuffix(link, "/") {
		name = path.Join(name, "index")
	}
	name = path.Clean(name)
	for _, source := range []string{name, path.Join(name, "index")} {
		if !p.pages[source+".md"] {
			continue
		}
		if below, ok := strings.CutPrefix(source, l.folder+"/"); ok {
			return below, true
		}
		for _, other := range p.locales { // a page of another language has the key it has there
			if below, ok := strings.CutPrefix(source, other.folder+"/"); ok && other.folder != "." {
				return below, true
			}
		}
		return source, true
	}
	return "", false
}

// keys are the pages of a tree.
func keys(tree []*entry) []string {
	var all []string
	for _, e := range tree {
		if e.page != "" {
			all = append(all, e.page)
		}
		all = append(all, keys(e.items)...)
	}
	return all
}

// merge adds the tree of a language to that of others: entries of the same page
// or link are one, and groups that share a page.
func merge(tree, other []*entry) []*entry {
	before, taken := tree, map[*entry]bool{}
	for _, e := range other {
		i := slices.IndexFunc(before, func(t *entry) bool { return !taken[t] && same(t, e) })
		if i < 0 {
			tree = append(tree, e)
			continue
		}
		taken[tree[i]] = true
		for code, title := range e.titles {
			tree[i].titles[code] = title
		}
		tree[i].items = merge(tree[i].items, e.items)
	}
	return tree
}

// same reports whether two entries are one in two languages. A group is the
// same as a page that it starts with: the other language has no sidebar there.
func same(a, b *entry) bool {
	if first := keys(a.items); a.page == "" && a.link == "" && b.page != "" && len(first) > 0 {
		return first[0] == b.page
	}
	if a.page != "" || b.page != "" || a.link != "" || b.link != "" {
		return a.page == b.page && a.link == b.link
	}
	in := keys(a.items)
	return slices.ContainsFunc(keys(b.items), func(key string) bool { return slices.Contains(in, key) })
}
