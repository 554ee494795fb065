package moving

import (
	"os"
	"path"
	"slices"
	"strings"

	"woshou/generator/vitepress"
)

// hugo reads hugo.toml, or another of its configurations, and the folder content/.
func hugo(root *os.Root) (*project, error) {
	file := firstOf(root, "hugo.toml", "hugo.yaml", "hugo.yml", "config.toml", "config.yaml", "config.yml", "config/_default/hugo.toml", "config/_default/config.toml")
	if file == "" || !hasFolder(root, "content") {
		return nil, nil
	}
	config := settings(read(root, file), path.Ext(file))
	p := &project{
		root: root, file: file, flavour: "hugo", title: config["title"], url: config["baseurl"], description: config["params.description"],
		trees: []tree{{"static", "public"}}, pretty: config["uglyurls"] != "true", renamed: contentAt,
	}
	p.hugoLanguages(config)
	if len(p.languages) == 0 {
		code := p.codeOf(config["languagecode"], "content")
		p.languages = []language{{code: code, folder: "."}}
		p.trees = append(p.trees, tree{"content", "."})
	}
	if hasMenu(config) {
		p.skipped.note("menus were left out: the contents follow from folders and `weight`", file, 1)
	}
	if hasFolder(root, "layouts") {
		p.skipped.note("templates and shortcodes of the project's own were left out", "layouts", 1)
	}
	return p, nil
}

// hugoLanguages are the languages that the configuration lists, the default first.
func (p *project) hugoLanguages(config map[string]string) {
	first := config["defaultcontentlanguage"]
	var codes []string
	for key := range config {
		if rest, ok := strings.CutPrefix(key, "languages."); ok {
			if code, _, _ := strings.Cut(rest, "."); !slices.Contains(codes, code) {
				codes = append(codes, code)
			}
		}
	}
	slices.Sort(codes)
	if i := slices.Index(codes, first); i > 0 {
		codes = append([]string{first}, slices.Delete(codes, i, i+1)...)
	}
	for i, key := range codes {
		of := "languages." + key + "."
		folder := config[of+"contentdir"]
		if folder == "" && i > 0 && !hasFolder(p.root, "content/"+key) {
			p.skipped.note("languages whose pages lie beside those of another were not told apart", p.file, 1)
			continue
		}
		if folder == "" {
			folder = "content"
			if hasFolder(p.root, "content/"+key) {
				folder = "content/" + key
			}
		}
		l := language{code: vitepress.CodeOf(config[of+"languagecode"], key), name: config[of+"languagename"], folder: key, address: key}
		p.languages = append(p.languages, l)
		p.trees = append(p.trees, tree{folder, key})
	}
}

// hasMenu reports whether a configuration has a menu, in any language.
func hasMenu(config map[string]string) bool {
	for key := range config {
		key = "." + key
		if strings.Contains(key, ".menu.") || strings.Contains(key, ".menus.") {
			return true
		}
	}
	return false
}

// contentAt is the address of a page: its url, or its path with its slug as the last
// part.
func contentAt(address string, matter map[string]string) string {
	if url := matter["url"]; url != "" {
		return calledInstead("", "/"+strings.TrimPrefix(url, "/"), "")
	}
	return calledInstead(strings.ToLower(address), strings.Trim(matter["slug"], "/"), "")
}
