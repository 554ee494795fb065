package moving

import (
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
