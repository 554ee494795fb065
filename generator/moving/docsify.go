package moving

import (
	"os"
	"path"
	"regexp"
	"strings"
)

// docsifyName is the title in docsify's settings.
var docsifyName = regexp.MustCompile(`\bname:\s*['"]([^'"]+)['"]`)

// docsify finds the page that loads docsify, in the folder or in docs/, and reads
// _sidebar.md as the navigation.
func docsify(root *os.Root) (*project, error) {
	for _, base := range []string{".", "docs"} {
		file := path.Join(base, "index.html")
		text := read(root, file)
		if !strings.Contains(text, "docsify") || 2*pagesIn(root, base) < pagesIn(root, ".") { // a folder beside the documentation itself
			continue
		}
		p := &project{
			root: root, file: file, flavour: "docsify", trees: []tree{{base, "."}},
			leave: func(name string) bool { return name == "index.html" || strings.HasPrefix(path.Base(name), "_") },
		}
		if m := docsifyName.FindStringSubmatch(text); m != nil {
			p.title = m[1]
		}
		p.languages = []language{{code: p.codeOf("", base), folder: "."}}
		p.nav = outline(read(root, path.Join(base, "_sidebar.md")))
		p.skipped.note("addresses behind #/ cannot be led on", file, 1)
		return p, nil
	}
	return nil, nil
}
