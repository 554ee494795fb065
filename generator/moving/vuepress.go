package moving

import (
	"cmp"
	"os"
	"path"
	"strings"

	"woshou/generator/vitepress"
	"woshou/generator/vitepress/literal"
)

// vuepress reads .vuepress/config.js or .ts, in the folder itself or in the folder of
// documentation in it.
func vuepress(root *os.Root) (*project, error) {
	for _, base := range []string{".", "docs", "src"} {
		if !hasFolder(root, path.Join(base, ".vuepress")) {
			continue
		}
		at := path.Join(base, ".vuepress")
		file := firstOf(root, at+"/config.ts", at+"/config.js", at+"/config.mjs", at+"/config/index.ts", at+"/config/index.js")
		p := &project{root: root, file: file, flavour: "vuepress", trees: []tree{{base, "."}, {at + "/public", "public"}}}
		config := literal.Value{Kind: literal.Object}
		if file != "" {
			config = configOf(root, file)
		}
		p.title, p.description = text(config, "title"), text(config, "description")
		p.locales(config, base)
		for _, f := range config.Fields {
			switch f.Key {
			case "title", "description", "lang", "locales", "base":
			case "theme", "themeConfig":
				if len(p.languages) == 1 { // titles of a bar are in one
					p.nav = p.bar(f.Value)
				}
				if len(p.nav) > 0 {
					continue
				}
				p.skipped.note("bars of the theme follow from folders and front matter", file, 1)
			default:
				p.skipped.note("settings without a counterpart were left out", file, 1)
			}
		}
		return p, nil
	}
	return nil, nil
}

// locales reads the languages: those of `locales`, by the folder of each.
func (p *project) locales(config literal.Value, base string) {
	locales, _ := config.Get("locales")
	for _, f := range locales.Fields {
		folder := strings.Trim(f.Key, "/")
		l := language{name: text(f.Value, "label"), folder: folder, address: folder}
		if folder == "" {
			l.folder = "."
			l.code = p.codeOf(text(f.Value, "lang"), base)
			p.languages = append([]language{l}, p.languages...)
		} else if hasFolder(p.root, path.Join(base, folder)) {
			l.code = vitepress.CodeOf(text(f.Value, "lang"), strings.ReplaceAll(folder, "_", "-"))
			p.languages = append(p.languages, l)
		}
		if p.title == "" {
			p.title, p.description = text(f.Value, "title"), text(f.Value, "description")
		}
	}
	if len(p.languages) == 0 || p.languages[0].folder != "." {
		code := p.codeOf(text(config, "lang"), base)
		p.languages = append([]language{{code: code, folder: "."}}, p.languages...)
	}
}

// bar reads the sidebar of a theme as navigation: a list, or lists by the folders
// that they are of. One that the program makes of headings is none.
func (p *project) bar(theme literal.Value) (entries []entry) {
	sidebar, _ := theme.Get("sidebar")
	if sidebar.Kind == literal.Array {
		return linked(sidebar, "/")
	}
	for _, f := range sidebar.Fields {
		if f.Value.Kind != literal.Array {
			return nil
		}
		entries = append(entries, linked(f.Value, f.Key)...)
	}
	return entries
}

// linked are the entries of a list, whose addresses count from a folder.
func linked(list literal.Value, base string) (entries []entry) {
	for _, item := range list.Items {
		switch {
		case item.Kind == literal.String:
			entries = append(entries, entryTo("", from(base, item.Text)))
		case item.Kind == literal.Array && len(item.Items) == 2: // an address and its words
			entries = append(entries, entryTo(item.Items[1].Text, from(base, item.Items[0].Text)))
		case item.Kind == literal.Object:
			title := cmp.Or(text(item, "text"), text(item, "title"))
			e := entry{title: title}
			if to := cmp.Or(text(item, "link"), text(item, "path")); to != "" {
				e = entryTo(title, from(base, to))
			}
			inside := from(base, text(item, "prefix"))
			children, _ := item.Get("children")
			e.items = linked(children, inside)
			entries = append(entries, e)
		}
	}
	return entries
}

// from is an address that counts from a folder, unless it is whole.
func from(base, address string) string {
	if strings.HasPrefix(address, "/") || strings.Contains(address, "://") {
		return address
	}
	return strings.TrimSuffix(base, "/") + "/" + address
}
