package moving

import (
	"fmt"
	"os"
	"path"
	"strings"

	"github.com/goccy/go-yaml"
)

// mkdocs reads mkdocs.yml, with its navigation.
func mkdocs(root *os.Root) (*project, error) {
	file := firstOf(root, "mkdocs.yml", "mkdocs.yaml")
	if file == "" {
		return nil, nil
	}
	text := read(root, file)
	tree0 := yamlOf(text)
	config := flat(tree0)
	docs := config["docs_dir"]
	if docs == "" {
		docs = "docs"
	}
	p := &project{
		root: root, file: file, flavour: "mkdocs", title: config["site_name"], description: config["site_description"], url: config["site_url"],
		trees: []tree{{path.Clean(docs), "."}}, pretty: config["use_directory_urls"] != "false",
		math: strings.Contains(text, "arithmatex"),
	}
	p.languages = []language{{code: p.codeOf(config["theme.language"], docs), folder: "."}}
	for _, item := range tree0 {
		switch fmt.Sprint(item.Key) {
		case "nav":
			list, _ := item.Value.([]any)
			p.nav = navigation(list)
		case "extra_javascript", "extra_css", "hooks":
			p.skipped.note("the theme of the program was left out", file, 1)
		case "plugins":
			list, _ := item.Value.([]any)
			p.skipped.note("plug-ins of the program were left out", file, max(len(list), 1))
		}
	}
	return p, nil
}

// navigation are entries of `nav:`: a path, or a title with a path or with further
// entries.
func navigation(list []any) (entries []entry) {
	for _, item := range list {
		switch v := item.(type) {
		case string:
			entries = append(entries, entryTo("", v))
		case yaml.MapSlice:
			for _, one := range v {
				e := entry{title: fmt.Sprint(one.Key)}
				switch to := one.Value.(type) {
				case string:
					e = entryTo(e.title, to)
				case []any:
					e.items = navigation(to)
				}
				entries = append(entries, e)
			}
		}
	}
	return entries
}
